"""The criterion of cost: what the bills of the variants are worth in points, against each other."""

from __future__ import annotations

from functools import reduce

import numpy as np

from rules.columns import Bools, Floats, Single
from rules.costs.lines import LEAST_USD
from rules.costs.load import Load

Points = Floats

MOST_COST_POINTS = 3.0
"""Points that an option can be behind for its cost: three halvings."""
DEARER_THAN_ANY = Single(1e30)
"""USD a month that no bill reaches."""
BILL_HURTS = ("cloud_bill", "idle_capacity", "monitoring_bill")
"""Pains that are about the cash that is paid."""
OPERATING_HURTS = ("ops_burden",)
"""Pains that are about the engineers' time that running it takes."""


def cost_criterion(load: Load, cash: Floats, people: Floats, blocked: Bools) -> Points:
    """Give the points for cost: of both together, and half of them of the one that hurts where only one does.

    There the criterion is doubled, so that cash and people together count once, and what hurts once more.

    Args:
        load: the worlds, with goal and pains.
        cash: USD a month that is paid, variants x worlds.
        people: USD a month that engineers' time is worth, variants x worlds.
        blocked: variants x worlds.
    """
    bill = bill_hurts(load)
    operating = _hurts(load, OPERATING_HURTS)
    points = cost_points(cash + people, blocked)
    for alone, part in ((bill & ~operating, cash), (operating & ~bill, people)):
        if alone.any():
            np.copyto(points, (points + cost_points(part, blocked)) / 2, where=alone)
    return points


def bill_hurts(load: Load) -> Bools:
    """Tell where the bill is what is to be mended, by the goal or a pain."""
    return load.is_("goal", "cut_cost") | _hurts(load, BILL_HURTS)


def _hurts(load: Load, pains: tuple[str, ...]) -> Bools:
    return reduce(np.logical_or, (load.has("pains", pain) for pain in pains))


def cost_points(totals: Floats, blocked: Bools) -> Points:
    """Take a point for each doubling above the cheapest variant that is not blocked, at most 3.

    Args:
        totals: USD a month with people, variants x worlds.
        blocked: variants x worlds.
    """
    allowed = np.maximum(totals, blocked * DEARER_THAN_ANY)
    cheapest = allowed.min(axis=0)
    nothing_left = cheapest >= DEARER_THAN_ANY
    if nothing_left.any():
        np.copyto(cheapest, totals.min(axis=0), where=nothing_left)
    doublings = np.log2(np.maximum(totals, LEAST_USD) / np.maximum(cheapest, LEAST_USD), dtype=Single)
    taken: Points = np.clip(doublings, 0.0, MOST_COST_POINTS)
    return -taken
