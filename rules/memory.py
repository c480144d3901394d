"""Worlds that remember: what is worked out from columns is given again as long as those columns are the same objects.

One answer changes few columns, so most of what an interview works out after it was worked out after the answer before.
What may be remembered hangs on columns alone, and on nothing else that differs from one set of worlds to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

from rules.worlds import Column, Worlds

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something that was made, and the columns that were read while it was."""

    made: Any
    read: dict[str, Column]


Memory: TypeAlias = dict[Hashable, Remembered]
"""What was made last under each key."""


class RememberingWorlds(Worlds):
    """Worlds that note which columns are read, and share a memory with the worlds before and after them."""

    def __init__(self, worlds: Worlds, instead: Mapping[str, Column], memory: Memory) -> None:
        """Take over the columns of worlds.

        Args:
            worlds: drawn worlds.
            instead: columns that stand instead of theirs.
            memory: what is shared.
        """
        super().__init__(worlds.size, worlds.quantities)
        self.keys_drawn = worlds.keys_drawn
        self._memory = memory
        self._holds: Memory = {}
        self._reading: list[dict[str, Column]] = []
        self.update({name: column for name, column in worlds.items() if name not in worlds.quantities})
        self.update(instead)

    def __getitem__(self, name: str) -> Column:
        if name in self.quantities:
            return self.once(("quantity", name), lambda: self.derived(name))
        column = super().__getitem__(name)
        if self._reading:
            self._reading[-1][name] = column
        return column

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what is remembered under a key, where it still holds, or make it."""
        found = self._holds.get(key) or self._holding(key) or self._make(key, make)
        if self._reading:
            self._reading[-1].update(found.read)
        return cast(Made, found.made)

    def _holding(self, key: Hashable) -> Remembered | None:
        found = self._memory.get(key)
        if found is None or any(self.get(name) is not column for name, column in found.read.items()):
            return None
        self._holds[key] = found
        return found

    def _make(self, key: Hashable, make: Callable[[], Made]) -> Remembered:
        read: dict[str, Column] = {}
        self._reading.append(read)
        try:
            made = Remembered(make(), read)
        finally:
            self._reading.pop()
        self._holds[key] = self._memory[key] = made
        return made
