"""Columns that are kept, as they may be asked for again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import count
from weakref import WeakValueDictionary

from rules.columns import Column, cells

KEPT_CELLS = 1_200_000
"""Numbers kept in columns that may be asked for again: 5 MB at most, and enough for a verdict."""
BESIDE = 200
"""What a kept column takes beside its numbers, counted in numbers: some columns have but one."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Kept:
    """A column that may be asked for again, and its number, which no other column has."""

    number: int
    column: Column


class KeptColumns:
    """The columns that were asked for last, and any that somebody holds, by what they hang on.

    A verdict holds its own while others are tried beside it. Were they drawn anew, nothing that was made of them would
    be made of the same columns any more.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[Hashable, Kept] = OrderedDict()
        self._held: WeakValueDictionary[Hashable, Kept] = WeakValueDictionary()
        self._numbers = count(1)
        self.cells = 0

    def keep(self, key: Hashable, make: Callable[[], Column]) -> Kept:
        """Give the column that is kept under a key, or make it, and let go of what was asked for longest ago."""
        kept = self._last.get(key)
        if kept is not None:
            self._last.move_to_end(key)
            return kept
        kept = self._last[key] = self._held.get(key) or self._new(key, make)
        self.cells += _room(kept)
        while self.cells > KEPT_CELLS:
            self.cells -= _room(self._last.popitem(last=False)[1])
        return kept

    def _new(self, key: Hashable, make: Callable[[], Column]) -> Kept:
        kept = self._held[key] = Kept(next(self._numbers), make())
        kept.column.flags.writeable = False
        return kept


def _room(kept: Kept) -> int:
    return cells(kept.column) + BESIDE
