"""When a move has earned its salaries back, told as a spread."""

import numpy as np

from rules.migration import migrate
from rules.options import VARIANTS
from rules.parts import span
from rules.scoring import Scores
from rules.verdict import Payback, Span


def payback_of(scores: Scores, variant: str | None, horizon: float) -> Payback | None:
    """Tell the payback of a move to a variant; None where nothing runs that could move, or nothing is saved."""
    if variant is None or scores.today.running.mean() < 0.5:
        return None
    move = migrate(scores, variant)
    where = scores.today.running & (scores.today.current != VARIANTS.index(variant))
    if not where.any() or move.saving[where].mean() <= 0:
        return None
    months, saving, usd = move.months[where], move.saving[where], move.usd[where]
    finite = months[np.isfinite(months)]
    low, high = np.percentile(finite, (5, 95))
    expected = float(usd.mean() / saving.mean())
    return Payback(
        months=Span(low=min(low, expected), expected=expected, high=max(high, expected)),
        within_18_months=float((months <= horizon).mean()),
        horizon_months=horizon,
        migration_usd=span(usd),
        saving_usd_month=span(saving),
        most_effort_worth_days=float(horizon * saving.mean() / scores.load.usd_per_day[where].mean()),
    )
