"""Columns: one number for each world, in single precision.

That tells seven digits, of which a verdict tells three, in half the memory and half the time: a column of 10,000 worlds
is used once or twice, so that reading and writing it takes longer than what is worked out.
"""

from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Single: TypeAlias = np.float32
Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Column: TypeAlias = npt.NDArray[np.generic]
Bools: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int64]
"""Which of several holds in each world, such as a variant: its place among them, or below 0 where none does."""
Truth: TypeAlias = "Bools | np.bool_"
"""Where something holds: a column, or one truth for all worlds where what it looks at is the same in all."""


def same(value: float, size: int, kind: type[np.generic] = Single) -> npt.NDArray[Any]:
    """Give a column that is the same in every world: one number in memory, which nobody may write to.

    It is laid out by hand, as numpy's own broadcasting takes three times as long.
    """
    column: npt.NDArray[Any] = np.ndarray(size, kind, np.array(value, dtype=kind), strides=(0,))
    column.flags.writeable = False
    return column


def cells(column: npt.NDArray[np.generic]) -> int:
    """Count the numbers that a column takes in memory."""
    return len(column) if column.strides[0] else 1


def told_once(column: Column) -> Any:
    """Give the one value of a column that is the same in every world, such as an answer, or else the column.

    Looking at each of 10,000 equal numbers takes a hundred times as long as looking at one.
    """
    return column if column.strides[0] else column[0]


def in_each(held: Truth, size: int) -> Bools:
    """Give a column of what holds, also where that is one truth for all worlds."""
    return held if isinstance(held, np.ndarray) else _everywhere(bool(held), size)


@lru_cache(maxsize=64)
def _everywhere(held: bool, size: int) -> Bools:
    column = np.full(size, held)
    column.flags.writeable = False
    return column


def is_one_of(codes: Column | np.generic, wanted: tuple[int, ...]) -> Truth:
    """Tell where a code is one of a few: comparing with each takes half the time of looking up in a table."""
    found: Truth = codes == wanted[0]
    for each in wanted[1:]:
        found = found | (codes == each)
    return found
