"""What runs today: its bill as modelled, as stated, and as tuning would leave it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rules.averages import quantiles
from rules.columns import Floats, Single, same
from rules.costs.lines import Bill
from rules.costs.load import Load, once
from rules.costs.model import bill
from rules.costs.way import STATED
from rules.options import NEAREST, VARIANTS
from rules.picking import pick_variant

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

STATED_BILL = "cloud_usd_month"
"""The fact that is the stated bill."""
PRICED_BY_USE = ("lambda", "fargate", "ecs_ec2")
"""Platforms whose bill is in the prices used here, so that a stated bill tells of the load behind every option."""
MACHINES = ("kubernetes", "servers")
"""Platforms whose bill is in other prices than those used here, and on which more runs than what is described."""
PAID_BY_USE = "lambda"
"""The one variant that costs nothing while it waits."""
LEAST, GREATEST = 0.1, 10.0
"""How far a stated bill can pull the model; beyond that it describes another system, and a finding says so."""


NOTHING = -1
"""The current variant where nothing runs yet."""


@dataclass(frozen=True, eq=False)
class Today:
    """What runs today in every world, and how far a stated bill pulls the model.

    Attributes:
        load: the work.
        current: index into `VARIANTS` of what runs, or `NOTHING`.
        stated: the stated bill in USD a month, or None where none was stated.
        priced_by_use: where that bill is in the prices used here.
        ratio: stated over modelled bill; 1 where nothing was stated or nothing runs.
    """

    load: Load
    current: Codes
    stated: Floats | None
    priced_by_use: Bools
    ratio: Floats

    @property
    def running(self) -> Bools:
        """Where something runs that can be modelled."""
        return np.not_equal(self.current, NOTHING)

    @cached_property
    def factor(self) -> Floats:
        """How far the stated bill pulls the model: the ratio, bounded."""
        return np.clip(self.ratio, LEAST, GREATEST)

    @property
    def gap(self) -> float | None:
        """By what share the stated bill is above the model of it, in the middle of the worlds; None without one."""
        return None if self.stated is None else quantiles(self.ratio[self.running], 0.5)[0] - 1

    def calibrate(self, variant: str, tuned: Bill) -> Bill:
        """Scale a tuned bill to the stated one.

        Where today's prices are those used here, every variant is scaled alike, but for idle capacity. Elsewhere
        (machines, own hardware, a platform as a service) only what runs today is, to what it is said to cost.
        """
        if self.stated is None:
            return tuned
        factor = self._factor_of(variant)
        if self.priced_by_use.all():
            return tuned.scaled(factor)
        mine = (self.current == VARIANTS.index(variant)) & ~self.priced_by_use
        own = self.stated / np.maximum(tuned.priced, 1e-6)
        scaled = tuned.scaled(np.where(self.priced_by_use, factor, np.where(mine, own, 1.0)))
        return scaled if self.beside is None else scaled.with_beside(np.where(mine, Single(0), self.beside))

    @cached_property
    def beside(self) -> Floats | None:
        """What a stated bill of machines holds beside the model of it and stays wherever the programs run.

        USD a month; None where that is nothing anywhere. All that is known of it is that it is paid: databases and
        other services stay, and machines that wait do not, of which those complain whose pain is idle capacity.
        """
        here = self.load.is_("current_platform", *MACHINES) & self.running & ~self.load.has("pains", "idle_capacity")
        if self.stated is None or not here.any():
            return None
        unexplained = self.stated * (1 - 1 / np.maximum(self.ratio, 1))
        return np.where(here, unexplained * self.load.number("bill_that_stays"), Single(0))

    def _factor_of(self, variant: str) -> Floats:
        """Give how far the stated bill pulls a variant: what waits idle today is not paid where only use is."""
        if variant != PAID_BY_USE:
            return self.factor
        return np.where(self.load.has("pains", "idle_capacity"), np.minimum(self.factor, 1.0), self.factor)

    def pick(self, values: dict[str, Floats]) -> Floats:
        """Choose the value of what runs, in every world; 0 where nothing does."""
        return pick_variant(values, self.current)


def look_at_today(load: Load) -> Today:
    """Find out what runs today, and compare a stated bill with the model of it."""
    current = current_variant(load)
    priced = load.is_("current_platform", *PRICED_BY_USE) & (current != NOTHING)
    if STATED_BILL not in load.answered or not (current != NOTHING).any():
        return Today(load, current, None, priced, same(1.0, load.size))
    stated = load.number(STATED_BILL)
    ratio = stated / np.maximum(modelled_cash(load, current), 1e-6)
    return Today(load, current, stated, priced, np.where(current != NOTHING, ratio, 1.0))


def modelled_cash(load: Load, current: Codes) -> Floats:
    """Model the cloud's bill of what runs, as it usually stands: USD a month without people and monitoring."""
    cash = same(0.0, load.size)
    for code, variant in enumerate(VARIANTS):
        here = current == code
        if here.any():
            cash = np.where(here, bill(load, variant, STATED).priced, cash)
    return cash


@once
def current_variant(load: Load) -> Codes:
    """Find the variant that comes nearest to what runs, by shape and platform; `NOTHING` where nothing does."""
    current = np.full(load.size, NOTHING)
    for shape, by_platform in NEAREST.items():
        here = load.is_("current_shape", shape)
        if here.any():
            current[here] = VARIANTS.index(by_platform[""])
            for platform, variant in by_platform.items():
                if platform:
                    current[here & load.is_("current_platform", platform)] = VARIANTS.index(variant)
    return current
