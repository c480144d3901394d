"""Common random numbers: one stratified uniform column for each name, the same in every verdict."""

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SEED = 20230609
"""The day of the podcast. Another seed gives other worlds, and confidences that differ by sampling noise."""
FIRST, TIMES = 16, 5
"""A column has this many numbers at first, and then grows by this factor: 16, 80, 400, 2,000, 10,000."""


@lru_cache(maxsize=1024)
def uniform(name: str, worlds: int) -> Floats:
    """Draw a sliced Latin hypercube column: numbers from 0 to 1 that are spread evenly in any order.

    The first 16, 80, 400, 2,000 or 10,000 numbers have one in each of so many equal slices of 0..1. A shorter column is
    the beginning of a longer one, so that few worlds are the first of many (Qian 2012, Sliced Latin Hypercube Designs).
    The column depends on nothing but its arguments, so a fact added to the vocabulary leaves the others as they were.
    """
    column = _grown(name, _size(worlds))[:worlds]
    column.flags.writeable = False
    return column


def _size(worlds: int) -> int:
    """Give the least size of a grown column that has so many numbers."""
    size = FIRST
    while size < worlds:
        size *= TIMES
    return size


@lru_cache(maxsize=1024)
def _grown(name: str, size: int) -> Floats:
    random = np.random.default_rng([SEED, size, crc32(name.encode())])
    if size == FIRST:
        return (random.permutation(size) + random.random(size)) / size
    column = _grown(name, size // TIMES)
    rest = _free_slices(column, size)
    # Of the slices that are free within each of today's, every further part of the column takes another one.
    parts = [random.permutation(part) for part in random.permuted(rest, axis=1).T]
    return np.concatenate([column, *((part + random.random(len(part))) / size for part in parts)])


def _free_slices(column: Floats, size: int) -> npt.NDArray[np.int64]:
    """List the finer slices that hold no number yet: one row for each slice of today, which holds one."""
    taken = np.zeros(size, dtype=bool)
    taken[(column * size).astype(np.int64)] = True
    return np.flatnonzero(~taken).reshape(len(column), TIMES - 1)
