"""The load to come, and the verdict in twelve months, under the growth that was stated or is plausible."""

import numpy as np

from rules.facts import Vocabulary
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


def in_twelve_months(facts: Vocabulary, worlds: Worlds) -> Worlds:
    """Give the same worlds with the load they will have in twelve months."""
    later = worlds.first(worlds.size)
    grow(facts, later, 12.0)
    return later


def grow(facts: Vocabulary, worlds: Worlds, months: float) -> None:
    """Give worlds the load that they will have, as it grows by the same factor every month."""
    growth = worlds.number("growth_12_months") ** (months / 12)
    for name in GROWING:
        worlds[name] = np.clip(worlds.number(name) * growth, 0, facts[name].highest)
