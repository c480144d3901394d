"""The verdict in twelve months, under the growth that was stated or is plausible."""

import numpy as np

from rules.scoring import Engine, Scores
from rules.worlds import Worlds

GROWING = (
    "requests_per_second",
    "peak_requests_per_second",
    "concurrent_connections",
    "egress_gb_month",
    "cloud_usd_month",
    "observability_usd_month",
)
"""What grows with the load; the rest (durations, sizes, people) stays."""
LATER_WORLDS = 2_000
"""How many of a verdict's worlds are scored again: enough for a confidence to within about a hundredth."""


def in_twelve_months(engine: Engine, scores: Scores, answered: frozenset[str]) -> Scores:
    """Score the first of the same worlds with the load they will have in twelve months."""
    later = Worlds(min(scores.load.size, LATER_WORLDS), engine.rulebook.quantities)
    growth = scores.worlds.number("growth_12_months")[: later.size]
    for name, column in scores.worlds.items():
        if name in GROWING:
            most = engine.rulebook.facts[name].highest
            later[name] = np.clip(scores.worlds.number(name)[: later.size] * growth, 0, most)
        elif name not in engine.rulebook.quantities:
            later[name] = column[: later.size]
    return engine.score_worlds(later, answered)
