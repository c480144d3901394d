"""The verdict in twelve months, under the growth that was stated or is plausible."""

import numpy as np

from rules.rulebook import Rulebook
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


def in_twelve_months(rulebook: Rulebook, worlds: Worlds) -> Worlds:
    """Give the same worlds with the load they will have in twelve months."""
    later = worlds.first(worlds.size)
    growth = later.number("growth_12_months")
    for name in GROWING:
        later[name] = np.clip(later.number(name) * growth, 0, rulebook.facts[name].highest)
    return later
