"""What stands today, told: its bill as stated, as modelled, and as tuning would leave it."""

import numpy as np

from rules.costs.model import bill
from rules.costs.way import STATED
from rules.options import VARIANTS
from rules.parts import cost_of
from rules.scoring import Scores
from rules.verdict import Today


def standing_today(scores: Scores) -> Today:
    """Tell what runs in most worlds, and what it costs; only the stated bill where nothing runs."""
    running = scores.today.running
    stated = None if scores.today.stated is None else float(scores.today.stated.mean())
    if running.mean() < 0.5:
        return Today(stated_usd_month=stated, variant=None, modelled=None, tuned=None)
    variant = VARIANTS[int(np.bincount(scores.today.current[running]).argmax())]
    modelled = bill(scores.load, variant, STATED)
    prices = scores.load.prices
    return Today(
        stated_usd_month=stated,
        variant=variant,
        modelled=cost_of(modelled, prices),
        tuned=cost_of(scores.bills[variant], prices),
        gap=None if stated is None else stated / max(float(modelled.cash.mean()), 1e-6) - 1,
    )
