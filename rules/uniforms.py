"""Common random numbers: one stratified uniform column for each name, the same in every verdict."""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from rules.columns import Floats, Single

Doubles = npt.NDArray[np.float64]
SEED = 20230609
"""The day of the podcast. Another seed gives other worlds, and confidences that differ by sampling noise."""
FIRST, TIMES = 16, 5
"""A column has this many numbers at first, and then grows by this factor: 16, 80, 400, 2,000, 10,000."""
BELOW_ONE = np.nextafter(Single(1), Single(0))
"""The greatest number below one."""


@lru_cache(maxsize=1024)
def uniform(name: str, worlds: int) -> Floats:
    """Give a column that is drawn once and kept."""
    return draw_uniform(name, worlds)


def draw_uniform(name: str, worlds: int) -> Floats:
    """Draw a sliced Latin hypercube column: numbers from 0 to below 1 that are spread evenly in any order.

    The first 16, 80, 400, 2,000 or 10,000 numbers have one in each of so many equal slices of 0..1. A shorter column is
    the beginning of a longer one, so that few worlds are the first of many (Qian 2012, Sliced Latin Hypercube Designs).
    The column depends on nothing but its arguments, so a fact added to the vocabulary leaves the others as they were.
    """
    random = np.random.default_rng([SEED, crc32(name.encode())])
    column = (random.permutation(FIRST) + random.random(FIRST)) / FIRST
    while len(column) < worlds:
        column = np.concatenate([column, *_further(column, random)])
    # Rounding to single precision must not make a one of what is below it.
    column = np.minimum(column[:worlds], BELOW_ONE, dtype=Single)
    column.flags.writeable = False
    return column


def _further(column: Doubles, random: np.random.Generator) -> Iterator[Doubles]:
    """Draw as many further parts as make the column the next size: each has one number in each slice of today."""
    size = len(column) * TIMES
    taken = np.zeros(size, dtype=bool)
    taken[(column * size).astype(np.int64)] = True
    free = np.flatnonzero(~taken).reshape(len(column), TIMES - 1)
    first = random.integers(TIMES - 1, size=len(column))
    for part in range(TIMES - 1):
        # Of the finer slices that are free within a slice of today, every part takes another one.
        mine = free[np.arange(len(column)), (first + part) % (TIMES - 1)]
        yield (random.permutation(mine) + random.random(len(mine))) / size
