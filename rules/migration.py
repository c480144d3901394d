"""What a migration takes, what it saves, and when its salaries are earned back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rules.columns import Floats
from rules.costs.lines import WORKDAYS, Bill
from rules.costs.load import Load, once
from rules.costs.model import bills
from rules.horizon import grow
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.picking import pick, pick_variant
from rules.scoring import Scores

_OPTION_AT = np.array([OPTION_NAMES.index(OPTION_OF[variant]) for variant in VARIANTS])
"""The option of each variant, as indices."""
KNOWN = 0.9
"""Share of worlds in which the same runs from which on it counts as known."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A move to one variant in every world.

    Attributes:
        days: engineer days it takes.
        usd: those days at the stated salary.
        saving: USD of cash saved a month, against today's system tuned, on average over the horizon where growth was
            stated; negative where it costs more.
    """

    days: Floats
    usd: Floats
    saving: Floats

    @property
    def months(self) -> Floats:
        """Months until the salaries are earned back; infinite where nothing is saved."""
        with np.errstate(divide="ignore"):
            return np.where(self.saving > 0, self.usd / np.maximum(self.saving, 1e-9), np.inf)


def migrate(scores: Scores, variant: str, horizon_months: float) -> Migration:
    """Work out the move from what runs today to a variant."""
    cash = cash_over(scores, horizon_months)
    days = migration_days(scores.load, OPTION_OF[variant])
    return Migration(days, days * scores.load.usd_per_day, scores.today.pick(cash) - cash[variant])


def migrate_to_winner(scores: Scores, horizon_months: float) -> Migration:
    """Work out the move to whatever wins in each world, at its best variant."""
    cash = cash_over(scores, horizon_months)
    days = pick(np.array([migration_days(scores.load, option) for option in OPTION_NAMES]), _OPTION_AT[scores.best])
    saving = scores.today.pick(cash) - pick_variant(cash, scores.best)
    return Migration(days, days * scores.load.usd_per_day, saving)


def cash_over(scores: Scores, horizon_months: float) -> dict[str, Floats]:
    """Give the cash that each variant costs a month, on average over the horizon.

    Where growth was stated it is what the load halfway costs: a little less than the mean of a load that grows by the
    same factor every month. A growth that is only guessed moves no saving.
    """
    if "growth_12_months" not in scores.load.answered:
        return {variant: each.cash for variant, each in scores.bills.items()}
    rulebook, worlds = scores.load.rulebook, scores.worlds.first(scores.load.size)
    grow(rulebook.facts, worlds, horizon_months / 2)
    later = bills(Load(rulebook, worlds, scores.load.answered))
    return {variant: _scaled_like(each, scores.bills[variant]).cash for variant, each in later.items()}


def _scaled_like(later: Bill, today: Bill) -> Bill:
    """Scale a later bill as a stated one scales today's, and let what lies beside the model of that be as it is."""
    scaled = later if today.factor is None else later.scaled(today.factor)
    return scaled if today.beside is None else scaled.with_beside(today.beside)


def migration_days(load: Load, option: str) -> Floats:
    """Estimate the engineer days of a move: what was answered, or fixed days and days for the parts.

    The parts are those of today or those that are made of them, whichever take longer; a function takes less than a
    service that answers requests, which is several functions, and as much as one that works off a queue or a schedule,
    which is one. Services that are merged take more than those that are moved, and so do parts that are cut out of one
    application, which is the larger the more people work on it.
    """
    if "migration_engineer_months" in load.answered:
        return load.number("migration_engineer_months") * WORKDAYS
    parts: Floats = np.maximum(_days_for_today(load, option), _days_for(load, option))
    return load.number("migration_fixed_days") + parts


@once
def _days_for_today(load: Load, option: str) -> Floats:
    """Give the days to move the parts of today."""
    per_service = _days_per_service(load)
    if option == "monolith":
        merging = load.is_("current_shape", "services")
        per_service = per_service * np.where(merging, load.number("merging_effort"), 1.0)
    small = load.is_("current_shape", "functions", "mixed")
    return load.number("deployables") * np.where(small, load.number("migration_days_per_function"), per_service)


@once
def _days_for(load: Load, option: str) -> Floats:
    """Give the days to make the parts of an option."""
    if option == "monolith":
        return _days_per_service(load)
    functions = option == "lambda"
    parts = load.functions if functions else load.services
    each = load.number("migration_days_per_function") if functions else _days_per_service(load)
    moved = parts * each
    cut = np.maximum(moved * load.number("cutting_effort"), _days_to_untangle(load))
    return np.where(load.is_("current_shape", "monolith") & (parts > load.number("deployables")), cut, moved)


@once
def _days_to_untangle(load: Load) -> Floats:
    """Give the days to take one application apart, however few the parts: the more have built it, the more there is."""
    return load.number("engineers") * load.number("untangling_days_per_engineer")


@once
def _days_per_service(load: Load) -> Floats:
    """Give the days for one service; those of a function where it is a worker, which would be one function."""
    worker = load.is_("current_shape", "services") & ~load.web
    return np.where(worker, load.number("migration_days_per_function"), load.number("migration_days_per_service"))


def current_option(scores: Scores) -> npt.NDArray[np.int64]:
    """Give the option that runs today in every world, -1 where nothing does."""
    return np.where(scores.today.running, _OPTION_AT[scores.today.current], -1)


def knows_what_runs(scores: Scores) -> bool:
    """Tell whether it is as good as known which option runs today, or that nothing does."""
    return float(np.bincount(current_option(scores) + 1).max()) >= KNOWN * scores.load.size
