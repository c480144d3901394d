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


def in_twelve_months(engine: Engine, scores: Scores, answered: frozenset[str]) -> Scores:
    """Score the same worlds with the load they will have in twelve months."""
    growth = scores.worlds.number("growth_12_months")
    later = Worlds(scores.load.size, engine.rulebook.quantities)
    for name, column in scores.worlds.items():
        if name not in engine.rulebook.quantities:
            later[name] = (
                np.clip(column * growth, 0, engine.rulebook.facts[name].highest) if name in GROWING else column
            )
    return engine.score_worlds(later, answered)
