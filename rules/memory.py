"""Worlds that remember: what is worked out from columns is given again as long as those columns are the same objects.

One answer changes few columns, so most of what an interview works out after it was worked out after the answer before,
and most of what a flip is confirmed by was worked out for the verdict. What may be remembered hangs on columns alone,
and on nothing else that differs from one set of worlds to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from rules.worlds import Column, Worlds

Made = TypeVar("Made")


class Remembered(NamedTuple):
    """Something that was made, and the columns that were read while it was, as bits."""

    made: Any
    read: int


class RememberingWorlds(Worlds):
    """Worlds that note which columns are read, and begin with what worlds before them made of the same columns."""

    _held: dict[Hashable, Remembered]
    _bits: dict[str, int]

    def __init__(self, worlds: Worlds, before: Worlds | None = None) -> None:
        """Take over the columns of worlds.

        Args:
            worlds: drawn worlds.
            before: worlds of the same rulebook, drawn around other answers; they tell nothing unless they remember.
        """
        super().__init__(worlds.size, worlds.quantities)
        self.drawn = worlds.drawn
        self.update({name: column for name, column in worlds.items() if name not in worlds.quantities})
        self._read, self._depth, self._asked_for = 0, 0, set[Hashable]()
        self._held, self._bits = {}, {name: 1 << at for at, name in enumerate(self)}
        if isinstance(before, RememberingWorlds) and before.size == self.size:
            self._held, self._bits = before._still(self), before._bits

    def __getitem__(self, name: str) -> Column:
        if name in self.quantities:
            return self.once(("quantity", name), lambda: self.derived(name))
        self._read |= self._bits[name]
        return super().__getitem__(name)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what is remembered under a key, or make it."""
        if not self._depth:
            self._asked_for.add(key)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = self._noting(make)
        self._read |= found.read
        made: Made = found.made
        return made

    def results(self) -> RememberingWorlds:
        """Give the same worlds, remembering what was asked for, and not what that was made of: half of it, or less.

        Worlds that were chosen among those drawn share no column with any others, so nothing is remembered of them.
        """
        worlds = RememberingWorlds(self)
        if self.drawn:
            worlds._held = {key: each for key, each in self._held.items() if key in self._asked_for}
        return worlds

    def _noting(self, make: Callable[[], Made]) -> Remembered:
        outer, self._read = self._read, 0
        self._depth += 1
        try:
            return Remembered(make(), self._read)
        finally:
            self._read = outer
            self._depth -= 1

    def _still(self, other: Worlds) -> dict[Hashable, Remembered]:
        """Give what holds in other worlds too, as all that it was made of is the same there."""
        changed = sum(bit for name, bit in self._bits.items() if self.get(name) is not other.get(name))
        return {key: each for key, each in self._held.items() if not each.read & changed}
