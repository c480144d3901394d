"""What a tuning of today's system saves: the difference of two bills of the same work."""

from typing import NamedTuple

import numpy as np

from rules.averages import share
from rules.columns import Bools, Floats
from rules.costs.lines import LEAST_USD, Bill
from rules.costs.model import bill
from rules.costs.monitoring import monitoring
from rules.costs.way import STATED, TUNED
from rules.options import VARIANTS
from rules.rule import Step
from rules.scoring import Scores
from rules.standing import variant_today
from rules.tuning import TUNINGS


def saving(scores: Scores, tuning: str) -> float | None:
    """Give the cash in USD a month that a tuning is expected to save, never less than nothing.

    It is scaled like the bill that was stated, and None where nothing runs, or where what runs is not billed by the
    prices used here.

    Args:
        scores: the worlds, scored.
        tuning: a name of `TUNINGS`.
    """
    saved = _saved(scores, tuning)
    return None if saved is None else max(float(saved.usd_month[saved.where].mean()), 0.0)


def likely_pays(scores: Scores, step: Step, horizon_months: float) -> bool:
    """Tell whether a step that tunes what runs saves more cash within the horizon, in most worlds, than its days cost.

    Args:
        scores: the worlds, scored.
        step: what is done; of one that tunes nothing no saving is known.
        horizon_months: months in which its days should be earned back.
    """
    saved = None if step.saves is None else _saved(scores, step.saves)
    if saved is None:
        return False
    pays = saved.usd_month * horizon_months >= step.days * scores.load.usd_per_day
    return share(pays[saved.where]) >= 0.5


class _Saved(NamedTuple):
    """The cash in USD a month that a tuning saves in every world, and the worlds in which what is tuned runs."""

    usd_month: Floats
    where: Bools


def _saved(scores: Scores, tuning: str) -> _Saved | None:
    """Compare two bills of the same work; arguments and None as for `saving`."""
    variant = variant_today(scores)
    if variant is None:
        return None
    where = (scores.today.current == VARIANTS.index(variant)) & scores.today.priced_by_use
    if share(where) < 0.5:
        return None
    way, items = TUNINGS[tuning].way, TUNINGS[tuning].items
    before, after = (_cash(bill(scores.load, variant, each), items) for each in (STATED, way))
    return _Saved((before - after) * scores.today.factor, where)


def share_saved_by_tuning(scores: Scores) -> float:
    """Give the share of its cash that tuning saves of what runs, on average; 0 where nothing runs in most worlds."""
    variant = variant_today(scores)
    if variant is None:
        return 0.0
    here = scores.today.current == VARIANTS.index(variant)
    before, after = _before_and_after_tuning(scores, variant)
    before, after = before[here], after[here]
    return float((1 - after / np.maximum(before, LEAST_USD))[before > LEAST_USD].sum() / len(before))


def _before_and_after_tuning(scores: Scores, variant: str) -> tuple[Floats, Floats]:
    """Give the cash of what runs as it stands and tuned: what was stated of it, or the model of both."""
    if scores.today.stated is None:
        return bill(scores.load, variant, STATED).cash, bill(scores.load, variant, TUNED).cash
    return scores.today.stated + monitoring(scores.load, variant).usd, scores.bills[variant].cash


def _cash(made: Bill, items: frozenset[str]) -> Floats:
    """Add up the cash of some items, or of all where none is named."""
    lines = (line.usd for line in made.lines if line.item in items)
    return sum(lines, np.zeros_like(made.cash)) if items else made.cash
