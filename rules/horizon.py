"""The load to come, and the verdict in twelve months, under the growth that was stated or is plausible."""

import numpy as np

from rules.facts import Vocabulary
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
    later = scores.worlds.first(LATER_WORLDS)
    grow(engine.rulebook.facts, later, 12.0)
    return engine.score_worlds(later, answered)


def grow(facts: Vocabulary, worlds: Worlds, months: float) -> None:
    """Give worlds the load that they will have, as it grows by the same factor every month."""
    growth = worlds.number("growth_12_months") ** (months / 12)
    for name in GROWING:
        worlds[name] = np.clip(worlds.number(name) * growth, 0, facts[name].highest)
