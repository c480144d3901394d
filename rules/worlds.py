"""Worlds: complete assignments of values to facts and assumptions, and what numbers stand for in their columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from rules.answers import Known
from rules.columns import Floats, Single, cells, same
from rules.facts import Fact
from rules.kept import Kept
from rules.quantities import Quantity

Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Column: TypeAlias = npt.NDArray[np.generic]

Made = TypeVar("Made")


class Worlds(dict[str, Column]):
    """Columns by name: facts, assumptions, and derived quantities as they are first asked for.

    Numbers are floats in the fact's unit, flags and choices are codes, several choices are bit masks; of whole numbers
    each column has the smallest type that holds its own, as most of them are only ever compared.
    """

    def __init__(self, size: int, quantities: Mapping[str, Quantity]) -> None:
        super().__init__()
        self.size = size
        self.blocks = 1
        self.drawn: dict[str, Kept | None] = {}
        self.quantities = quantities
        self._made: dict[Hashable, Any] = {}

    def __missing__(self, name: str) -> Column:
        self[name] = self.derived(name)
        return self[name]

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made from these worlds under a key, or make it."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def derived(self, name: str) -> Floats:
        """Work out a derived quantity."""
        quantity = self.quantities[name]
        value = same(quantity.factor, self.size)
        for operand in quantity.product:
            value = value * self.number(operand)
        for operand in quantity.over:
            value = _quotient(value, self.number(operand))
        return value

    def first(self, size: int) -> Worlds:
        """Give the first of the worlds, or all where they are fewer; what is derived is left to be derived anew."""
        few = Worlds(min(size, self.size), self.quantities)
        few.update({name: column[: few.size] for name, column in self.items() if name not in self.quantities})
        return few

    def results(self) -> Worlds:
        """Give the same worlds without what was made of them, where that is not remembered for others."""
        return self.first(self.size)

    def chosen(self, at: Codes) -> Worlds:
        """Give the worlds at some positions; what is derived is left to be derived anew."""
        worlds = Worlds(len(at), self.quantities)
        drawn = ((name, column) for name, column in self.items() if name not in self.quantities)
        worlds.update({name: column.take(at) if cells(column) > 1 else column[: len(at)] for name, column in drawn})
        return worlds

    def number(self, name: str) -> Floats:
        """Give a numeric column."""
        return self[name]  # type: ignore[return-value]

    def code(self, name: str) -> Codes:
        """Give a column of codes or bit masks."""
        return self[name]  # type: ignore[return-value]


@lru_cache(maxsize=256)
def constant(value: float, size: int) -> Floats:
    """Give a column that is the same in every world, and the same object every time."""
    return same(value, size)


def concatenate(blocks: list[Worlds]) -> Worlds:
    """Lay several sets of worlds of one size end to end, to be scored in one pass."""
    first = blocks[0]
    worlds = Worlds(first.size * len(blocks), first.quantities)
    worlds.blocks = len(blocks)
    for name in first:
        if name not in first.quantities:
            worlds[name] = np.concatenate([block[name] for block in blocks])
    return worlds


def _quotient(value: Floats, by: Floats) -> Floats:
    """Divide; by zero what is positive is infinite, and nothing is nothing."""
    if by.all():
        return value / by
    of_zero = np.where(value > 0, Single(np.inf), Single(0))
    return np.divide(value, by, out=of_zero, where=by != 0)


def encode(fact: Fact, answer: Known) -> float:
    """Give the number that stands for a known value in a column."""
    if fact.kind == "several":
        return sum(1 << fact.codes[choice] for choice in cast("tuple[str, ...]", answer.value))
    if fact.kind == "choice":
        return fact.codes[cast(str, answer.value)]
    return float(cast(float, answer.value))


def decode(fact: Fact, code: float | np.generic) -> Known:
    """Give the answer that a cell stands for, a number in its shortest form (99.95, not 99.94999); undoes `encode`."""
    if fact.kind == "several":
        return Known(tuple(choice for choice, at in fact.codes.items() if int(code) >> at & 1))
    if fact.kind == "choice":
        return Known(list(fact.choices)[int(code)])
    return Known(bool(code)) if fact.kind == "flag" else Known(float(str(code)))
