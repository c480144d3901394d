"""What a stated bill tells of all that was not answered: worlds whose bill is far from it are unlikely ones."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rules.columns import Bools, Floats
from rules.costs.lines import LEAST_USD
from rules.costs.load import Load
from rules.costs.model import bills
from rules.costs.today import STATED_BILL, look_at_today
from rules.rulebook import Rulebook
from rules.uniforms import uniform
from rules.worlds import Worlds

MODEL_ERRORS = (2.5, 6.0, 15.0)
"""Factors within which the modelled bills of two systems in three lie; a wider one where too few come so near."""
ELSEWHERE = 0.5
"""How much being off counts where prices are others than those used here: there what a load costs is known roughly."""
LEAST_KEPT = 0.1
"""Share of worlds that must agree with the bill; where fewer do by the widest factor, those that come nearest."""
ANOTHER_SYSTEM = 1000.0
"""A bill by so much off in the nearest worlds is that of another system."""
LOOKED_AT = 400
"""Worlds by which the factor is chosen, so that it is the same for few worlds as for many."""


def agreeing_with_bill(rulebook: Rulebook, worlds: Worlds, answered: frozenset[str]) -> Worlds:
    """Put, in place of each world whose bill is too far from the stated one, the last before it that agrees.

    A world is kept with a chance that falls with the logarithm of the factor between the two bills, as a normal
    density does (rejection sampling). Nothing changes where no bill was stated, or nothing runs.

    Args:
        rulebook: facts and prices.
        worlds: drawn around the answers.
        answered: the facts that something is known of.
    """
    if STATED_BILL not in answered:
        return worlds
    today = look_at_today(Load(rulebook, worlds, answered))
    if today.stated is None:
        return worlds
    off = np.log(np.maximum(today.ratio, 1e-9)) * np.where(today.priced_by_use, 1.0, ELSEWHERE)
    # What waits idle is paid without being used, so that a bill above the model tells of no load.
    kept = _kept(np.where(today.load.has("pains", "idle_capacity"), np.minimum(off, 0.0), off))
    return worlds if kept is None or kept.all() else worlds.chosen(_last_kept(kept))


def within_bill(rulebook: Rulebook, worlds: Worlds, answered: frozenset[str], most_usd: float) -> Worlds:
    """Put, in place of each world whose work costs far more than a bill that it is a part of, the last that does not.

    It is a part whatever it runs on, so that it is held against where it would cost least.

    Args:
        rulebook: facts and prices.
        worlds: of a side workload.
        answered: the facts that something is known of.
        most_usd: what the whole system costs a month.
    """
    bills_of_all = bills(Load(rulebook, worlds, answered)).values()
    least = np.min([each.cash for each in bills_of_all], axis=0)
    kept = _kept(np.minimum(np.log(max(most_usd, LEAST_USD) / np.maximum(least, LEAST_USD)), 0.0))
    return worlds if kept is None or kept.all() else worlds.chosen(_last_kept(kept))


def _kept(off: Floats) -> Bools | None:
    """Tell which worlds are kept, by the logarithm of how far each is off: the nearest where too few come near.

    None where even the nearest are too far: there the bill is that of another system.
    """
    share = uniform("stated bill", len(off))
    for error in MODEL_ERRORS:
        kept: Bools = share < np.exp(-0.5 * np.square(off / math.log(error)))
        if kept[:LOOKED_AT].mean() >= LEAST_KEPT:
            return kept
    nearest = float(np.quantile(np.abs(off[:LOOKED_AT]), LEAST_KEPT))
    return np.abs(off) <= nearest if nearest <= math.log(ANOTHER_SYSTEM) else None


def _last_kept(kept: Bools) -> npt.NDArray[np.int64]:
    """Give for each world the last one up to it that is kept, or the first of all."""
    at = np.maximum.accumulate(np.where(kept, np.arange(len(kept)), -1))
    return np.where(at < 0, kept.argmax(), at)
