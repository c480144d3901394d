"""Columns: one number for each world, in single precision.

That tells seven digits, of which a verdict tells three, in half the memory and half the time: a column of 10,000 worlds
is used once or twice, so that reading and writing it takes longer than what is worked out.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Single: TypeAlias = np.float32
Floats: TypeAlias = npt.NDArray[np.floating[Any]]


def same(value: float, size: int, kind: type[np.generic] = Single) -> npt.NDArray[Any]:
    """Give a column that is the same in every world: one number in memory, which nobody may write to."""
    return np.broadcast_to(np.array(value, dtype=kind), size)


def cells(column: npt.NDArray[np.generic]) -> int:
    """Count the numbers that a column takes in memory."""
    return len(column) if column.strides[0] else 1
