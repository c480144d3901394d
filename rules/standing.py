"""What stands today, told: its bill as stated, as modelled, and as tuning would leave it."""

from rules.averages import share
from rules.costs.model import bill
from rules.costs.way import STATED
from rules.migration import knows_what_runs
from rules.option_verdicts import cost_of, cost_of_variant, reasons_of
from rules.options import VARIANTS
from rules.rulebook import Rulebook
from rules.scoring import Scores
from rules.verdict import Today


def standing_today(rulebook: Rulebook, scores: Scores) -> Today:
    """Tell what runs, and what it costs; only the stated bill where nothing runs, or where that is not known.

    Args:
        rulebook: the rules, whose reasons are told.
        scores: the worlds, scored.
    """
    stated = None if scores.today.stated is None else float(scores.today.stated.mean())
    variant, known = variant_today(scores), knows_what_runs(scores)
    if variant is None or not known:
        return Today(stated_usd_month=stated, variant=None, modelled=None, tuned=None, known=known)
    return Today(
        stated_usd_month=stated,
        variant=variant,
        modelled=cost_of(bill(scores.load, variant, STATED), scores.load.prices),
        tuned=cost_of_variant(scores, variant),
        gap=scores.today.gap,
        sure=share(scores.today.current[scores.today.running] == VARIANTS.index(variant)),
        costs_known=not scores.today.costs_unknown,
        against=tuple(reason for reason in reasons_of(rulebook, scores, variant) if reason.points < 0),
    )


def variant_today(scores: Scores) -> str | None:
    """Name the variant that comes nearest to what runs in most worlds; None where nothing does."""
    return scores.today.likeliest if share(scores.today.running) >= 0.5 else None
