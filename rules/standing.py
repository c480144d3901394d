"""What stands today, told: its bill as stated, as modelled, and as tuning would leave it."""

import numpy as np

from rules.averages import share
from rules.costs.model import bill
from rules.costs.way import STATED
from rules.options import VARIANTS
from rules.parts import cost_of, cost_of_variant
from rules.scoring import Scores
from rules.verdict import Today


def standing_today(scores: Scores) -> Today:
    """Tell what runs in most worlds, and what it costs; only the stated bill where nothing runs."""
    stated = None if scores.today.stated is None else float(scores.today.stated.mean())
    variant = variant_today(scores)
    if variant is None:
        return Today(stated_usd_month=stated, variant=None, modelled=None, tuned=None)
    return Today(
        stated_usd_month=stated,
        variant=variant,
        modelled=cost_of(bill(scores.load, variant, STATED), scores.load.prices),
        tuned=cost_of_variant(scores, variant),
        gap=scores.today.gap,
    )


def variant_today(scores: Scores) -> str | None:
    """Name the variant that comes nearest to what runs in most worlds; None where nothing does."""
    running = scores.today.running
    if share(running) < 0.5:
        return None
    return VARIANTS[int(np.bincount(scores.today.current[running]).argmax())]
