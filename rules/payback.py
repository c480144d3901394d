"""When a move has earned its salaries back, told as a spread."""

import math

import numpy as np

from rules.averages import share
from rules.columns import Floats
from rules.migration import migrate
from rules.option_verdicts import span
from rules.options import VARIANTS
from rules.scoring import Scores
from rules.verdict import Months, Payback

SELDOM = 0.05
"""Share of worlds in which a move must save cash for its payback to be told."""


def payback_of(scores: Scores, variant: str | None, horizon: float) -> Payback | None:
    """Tell the payback of a move to a variant.

    None where nothing runs that could move, where it next to never saves cash, and where what runs is paid at other
    prices than those used here and nobody said how much: the difference of two bills of AWS is no saving to somebody
    who pays neither.

    Args:
        scores: the worlds, scored.
        variant: where to; None where a gate blocks everything.
        horizon: months in which the move should pay back.
    """
    if variant is None or share(scores.today.running) < 0.5 or scores.today.costs_unknown:
        return None
    move = migrate(scores, variant, horizon)
    where = scores.today.running & (scores.today.current != VARIANTS.index(variant))
    if not where.any() or share(move.saving[where] > 0) < SELDOM:
        return None
    months, saving, usd = move.months[where], move.saving[where], move.usd[where]
    return Payback(
        months=_months(months, float(usd.mean() / saving.mean()) if saving.mean() > 0 else None),
        within_18_months=share(months <= horizon),
        horizon_months=horizon,
        migration_usd=span(usd),
        saving_usd_month=span(saving),
        most_effort_worth_days=max(0.0, float(horizon * saving.mean() / scores.load.usd_per_day[where].mean())),
    )


def _months(months: Floats, expected: float | None) -> Months:
    """Tell the spread over all worlds, those in which the move never pays back among them."""
    last = len(months) - 1
    ends = [math.floor(0.05 * last), math.ceil(0.95 * last)]
    low, high = np.partition(months, ends)[ends].tolist()
    if expected is None:
        return Months(low=low if math.isfinite(low) else None, expected=None, high=None)
    return Months(
        low=min(low, expected),
        expected=expected,
        high=max(high, expected) if math.isfinite(high) else None,
    )
