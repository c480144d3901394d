"""Common random numbers: one stratified uniform column for each name, the same in every verdict."""

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SEED = 20230609
"""The day of the podcast. Another seed gives other worlds, and confidences that differ by sampling noise."""


@lru_cache(maxsize=1024)
def uniform(name: str, worlds: int, seed: int = SEED) -> Floats:
    """Draw a Latin hypercube column: one number in each of `worlds` equal slices of 0..1, shuffled.

    The column depends on nothing but its arguments, so a fact added to the vocabulary leaves the others as they were.
    """
    random = np.random.default_rng([seed, worlds, crc32(name.encode())])
    column = (random.permutation(worlds) + random.random(worlds)) / worlds
    column.flags.writeable = False
    return column
