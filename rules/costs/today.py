"""What runs today: its bill as modelled, as stated, and as tuning would leave it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rules.averages import share
from rules.columns import Bools, Codes, Floats, Single, same
from rules.costs.current import NOTHING, current_variant
from rules.costs.lines import LEAST_USD, Bill
from rules.costs.load import Load
from rules.costs.model import bill
from rules.costs.way import STATED
from rules.options import VARIANTS
from rules.picking import pick_variant

STATED_BILL = "cloud_usd_month"
"""The fact that is the stated bill."""
PRICED_BY_USE = ("lambda", "fargate", "ecs_ec2")
"""Platforms whose bill is in the prices used here, so that a stated bill tells of the load behind every option."""
MACHINES = ("ecs_ec2", "kubernetes", "servers", "on_premises")
"""Platforms on which machines wait that somebody has to start and stop."""
PRICED_OTHERWISE = {"current_platform": ("paas", "on_premises"), "cloud": ("gcp", "azure", "own_hardware")}
"""Where what runs today is paid at other prices than those used here, by fact."""
PAID_BY_USE = "lambda"
"""The one variant that costs nothing while it waits."""
FOLLOW_THE_LOAD = ("fargate", "monolith_fargate", "monolith_paas")
"""Variants beside it on which no machine of one's own waits."""
NOT_MODELLED = ("database", "something_else")
"""Dearest lines of a bill that are no part of the model, and stay wherever the programs run."""
LEAST, GREATEST = 0.1, 10.0
"""How far a stated bill can pull the model; beyond that it describes another system, and a finding says so."""


@dataclass(frozen=True, eq=False)
class Today:
    """What runs today in every world, and how far a stated bill pulls the model.

    Attributes:
        load: the work.
        current: index into `VARIANTS` of what runs, or `NOTHING`.
        stated: the stated bill in USD a month, or None where none was stated.
        priced_by_use: where that bill is in the prices used here.
        modelled: the model of that bill as things stand, in USD a month; 0 where nothing was stated or nothing runs.
        ratio: stated over modelled bill, without a dearest line that is not modelled; 1 where nothing was stated or
            nothing runs.
    """

    load: Load
    current: Codes
    stated: Floats | None
    priced_by_use: Bools
    modelled: Floats
    ratio: Floats

    @property
    def running(self) -> Bools:
        """Where something runs that can be modelled."""
        return np.not_equal(self.current, NOTHING)

    @property
    def likeliest(self) -> str:
        """The variant that runs in most of the worlds in which something runs; there is at least one."""
        return VARIANTS[int(np.bincount(self.current[self.running]).argmax())]

    @cached_property
    def priced_otherwise(self) -> Bools:
        """Where what runs is paid at other prices than those used here."""
        named = [self.load.is_(fact, *choices) for fact, choices in PRICED_OTHERWISE.items()]
        otherwise: Bools = np.logical_or.reduce(named)
        return self.running & otherwise

    @property
    def costs_unknown(self) -> bool:
        """Whether nobody said what runs costs, and the prices used here hardly tell it: no saving can be known then."""
        return self.stated is None and share(self.priced_otherwise) >= 0.5

    @cached_property
    def factor(self) -> Floats:
        """How far the stated bill pulls the model.

        All the way down, as the load or the prices are lower. Upwards as far as the load may be heavier than what is
        known of it: not what else the bill holds, nor what waits idle, nor where it is in other prices.
        """
        bounded = np.clip(self.ratio, LEAST, GREATEST)
        heavier = self.priced_by_use & ~self._idle
        above = (bounded - 1) * (1 - self.load.number("bill_that_stays")) * heavier
        return np.where(bounded > 1, 1 + above, bounded).astype(Single)

    @cached_property
    def beside(self) -> Floats | None:
        """What the stated bill of today holds beside its model, in USD a month; None where none was stated."""
        if self.stated is None:
            return None
        return np.where(self.running, np.maximum(self.stated - self.factor * self.modelled, 0), Single(0))

    @property
    def gap(self) -> float | None:
        """By what share the stated bill is above what is modelled of it, on average; None without one."""
        if self.stated is None:
            return None
        modelled = max(float(self.modelled[self.running].mean()), LEAST_USD)
        return float(self.stated[self.running].mean()) / modelled - 1

    def calibrate(self, variant: str, tuned: Bill) -> Bill:
        """Bring a tuned bill in line with the stated one: scaled like it, and with what else it holds.

        Where today's prices are those used here, every variant is scaled alike. Elsewhere (machines, own hardware, a
        platform as a service) only what runs today is.
        """
        if self.beside is None:
            return tuned
        mine = self.current == VARIANTS.index(variant)
        scaled = tuned.scaled(np.where(self.priced_by_use | mine, self.factor, Single(1)))
        return scaled.with_beside(self.beside * self._stays(variant, mine))

    def _stays(self, variant: str, mine: Bools) -> Floats:
        """Give the share of what lies beside the model that is paid beside a variant, too.

        Databases and other services stay wherever the programs run. What may go is what waits idle, and what other
        prices make of it once that is left. Where nothing waits all of it goes, and what is sized anew, to move it or
        to tune what runs, keeps as much of it as there is still to wait.
        """
        stays = self.load.number("bill_that_stays")
        follows = np.full(self.load.size, variant == PAID_BY_USE)
        if variant in FOLLOW_THE_LOAD:
            follows = self.load.is_("current_platform", *MACHINES)
        waits = np.where(follows & ~mine, Single(0), self._waits_when_tuned)
        idle = np.where(self._idle, stays + (1 - stays) * waits, Single(1))
        return np.where(self.priced_otherwise & ~mine, np.minimum(stays, idle), idle)

    @property
    def _waits_when_tuned(self) -> Floats:
        """Give what is left of capacity that waits, once its size follows the load as well as it can."""
        left: Floats = np.minimum(self.load.number("untuned_utilisation") / self.load.number("utilisation"), 1)
        return left

    @property
    def _idle(self) -> Bools:
        """Where people say that they pay for machines that wait."""
        return self.load.has("pains", "idle_capacity")

    def pick(self, values: dict[str, Floats]) -> Floats:
        """Choose the value of what runs, in every world; 0 where nothing does."""
        return pick_variant(values, self.current)


def look_at_today(load: Load) -> Today:
    """Find out what runs today, and compare a stated bill with the model of it."""
    current = current_variant(load)
    priced = load.is_("current_platform", *PRICED_BY_USE) & (current != NOTHING)
    if STATED_BILL not in load.answered or not (current != NOTHING).any():
        return Today(load, current, None, priced, same(0.0, load.size), same(1.0, load.size))
    stated, modelled = load.number(STATED_BILL), modelled_cash(load, current)
    ratio = stated * _share_modelled(load) / np.maximum(modelled, LEAST_USD)
    return Today(load, current, stated, priced, modelled, np.where(current != NOTHING, ratio, 1.0))


def _share_modelled(load: Load) -> Floats:
    """Give the share of a stated bill that the model speaks of: not its dearest line if that was said to be a database.

    What nobody said is left to the bill itself, which may be above the model or below.
    """
    if "dearest_line" not in load.answered:
        return same(1.0, load.size)
    return 1 - load.is_("dearest_line", *NOT_MODELLED) * load.number("dearest_line_share")


def modelled_cash(load: Load, current: Codes) -> Floats:
    """Model the cloud's bill of what runs, as it usually stands: USD a month without people and monitoring."""
    cash = same(0.0, load.size)
    for code, variant in enumerate(VARIANTS):
        here = current == code
        if here.any():
            cash = np.where(here, bill(load, variant, STATED).priced, cash)
    return cash
