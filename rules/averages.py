"""Means, shares and quantiles over worlds, in half the time of numpy's own: most of a verdict is told in them."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rules.columns import Bools

Numbers = npt.NDArray[np.floating]


def mean(values: Numbers) -> float:
    """Give the mean; numpy adds up in pairs, which keeps six digits of single precision."""
    if not values.strides[0]:
        return float(values[0])
    return float(np.add.reduce(values)) / len(values)


def share(flags: Bools) -> float:
    """Give the share that is true."""
    return np.count_nonzero(flags) / len(flags)


def quantiles(values: Numbers, *shares: float) -> list[float]:
    """Give the value below which each share lies, between two values in proportion.

    Only the few that are looked at are put in their place: sorting all takes twice as long, and six times where the
    processor's wide registers are slow to write.
    """
    places = [share * (len(values) - 1) for share in shares]
    around = sorted({end for place in places for end in (math.floor(place), math.ceil(place))})
    found: list[float] = np.interp(places, around, np.partition(values, around)[around]).tolist()
    return found
