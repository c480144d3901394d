"""The verdict in twelve months, under the growth that was stated or is plausible."""

import numpy as np

from rules.scoring import Engine, Scores

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
    later = scores.worlds.first(LATER_WORLDS)
    growth = later.number("growth_12_months")
    for name in GROWING:
        later[name] = np.clip(later.number(name) * growth, 0, engine.rulebook.facts[name].highest)
    return engine.score_worlds(later, answered)
