"""Worlds: complete assignments of values to facts and assumptions, drawn around what is known."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import count
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from rules.answers import ORDERED_PAIRS, Answers, Known, Unknown
from rules.columns import Floats, Single, cells, same
from rules.draws import Drawer, code_type, draw_assumptions, places, whole
from rules.facts import Fact
from rules.heap import hold_freed_memory
from rules.inference import allowed, likelihoods, narrowed, parent_from_child
from rules.quantities import Quantity
from rules.rulebook import Rulebook
from rules.running import Running

Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Column: TypeAlias = npt.NDArray[np.generic]

Made = TypeVar("Made")

KEPT_CELLS = 1_200_000
"""Numbers kept in columns that may be asked for again: 5 MB at most, and enough for a verdict."""
BESIDE = 200
"""What a kept column takes beside its numbers, counted in numbers: some columns have but one."""
EDGES_FROM = 400
"""Worlds from whose numbers the edges of groups are taken; their order is random, so any of them do."""
ABOVE_ZERO = np.nextafter(np.zeros(1, dtype=Single), Single(1))
"""The least number above zero, as a column."""
ONE_ROW = np.zeros(1, dtype=np.int64)
UNIQUE = 0
"""The number of a column that was handed in, or hangs on one that was, and is not kept."""


class Worlds(dict[str, Column]):
    """Columns by name: facts, assumptions, and derived quantities as they are first asked for.

    Numbers are floats in the fact's unit, flags and choices are codes, several choices are bit masks; of whole numbers
    each column has the smallest type that holds its own, as most of them are only ever compared.
    """

    def __init__(self, size: int, quantities: Mapping[str, Quantity]) -> None:
        super().__init__()
        self.size = size
        self.blocks = 1
        self.drawn: dict[str, int] = {}
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


class Sampler:
    """Draws worlds for a rulebook; the tables of its priors are built once, and columns drawn alike are kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        hold_freed_memory()
        self.rulebook = rulebook
        self._running = Running(rulebook)
        self._drawers = {name: Drawer.of(rulebook.facts[name], rulebook) for name in rulebook.order}
        self._tables = {name: drawer.table for name, drawer in self._drawers.items()}
        self._kin = {name: _kin(name, rulebook) for name in rulebook.order}
        self._spreads = tuple((name, each.low, each.mid, each.high) for name, each in rulebook.assumptions.items())
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._numbers = count(1)
        self._cells = 0

    @property
    def kept_cells(self) -> int:
        """How many numbers are kept in columns that may be asked for again."""
        return self._cells

    def draw(self, answers: Answers, size: int, fixed: Mapping[str, Column] | None = None) -> Worlds:
        """Draw complete worlds around the answers.

        Args:
            answers: what is known; it holds in every world.
            size: the number of worlds.
            fixed: columns that stand instead of an answer or a draw, by fact or assumption.
        """
        worlds, answers = Worlds(size, self.rulebook.quantities), self._running.completed(answers)
        drawn, fixed = worlds.drawn, fixed or {}
        drawn.update(dict.fromkeys(fixed, UNIQUE))
        worlds.update({**draw_assumptions(self._spreads, size), **fixed})
        for name in self.rulebook.order:
            if name not in worlds:
                key = self._key(name, answers, drawn, size, fixed)
                draw = partial(self._draw_fact, name, answers, worlds)
                kept = _Kept(UNIQUE, draw()) if key is None else self._keep(key, draw)
                drawn[name], worlds[name] = kept.number, kept.column
        return worlds

    def bins(self, worlds: Worlds, name: str, groups: int) -> Codes:
        """Cut a numeric column into groups of equal share, and its zeros into one of their own."""
        cut, number = partial(_cut, worlds.number(name), groups), worlds.drawn.get(name, UNIQUE)
        return cut() if number == UNIQUE else self._keep((number, groups), cut).column  # type: ignore[return-value]

    def _key(
        self, name: str, answers: Answers, drawn: Mapping[str, int], size: int, fixed: Mapping[str, Column]
    ) -> Hashable | None:
        """Say what a column hangs on: its own answer, its parents' columns, and its children's answers.

        None where it hangs on a column that was handed in.
        """
        answer, kin = answers.get(name), self._kin[name]
        if isinstance(answer, Known):
            return (name, size, answer)
        parents = [drawn[parent] for parent in kin.before]
        if fixed and (UNIQUE in parents or any(child in fixed for child in kin.children)):
            return None
        return (name, size, answer, *parents, *[answers.get(child) for child in kin.children])

    def _keep(self, key: Hashable, draw: Callable[[], Column]) -> _Kept:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        kept = self._kept[key] = _Kept(next(self._numbers), draw())
        kept.column.flags.writeable = False
        self._cells += cells(kept.column) + BESIDE
        while self._cells > KEPT_CELLS:
            self._cells -= cells(self._kept.popitem(last=False)[1].column) + BESIDE
        return kept

    def _draw_fact(self, name: str, answers: Answers, worlds: Worlds) -> Column:
        drawer, answer = self._drawers[name], answers.get(name, Unknown())
        fact = drawer.fact
        if isinstance(answer, Known):
            return same(encode(fact, answer), worlds.size, Single if fact.numeric else code_type(fact))
        if fact.numeric:
            return self._draw_number(drawer, answers, worlds)
        rows = self._rows(fact, answers, worlds)
        if fact.kind == "several":
            return drawer.draw_several(rows, worlds.size)
        weights = (likelihoods(fact.id, self.rulebook.facts, answers, self._tables), allowed(fact, answer))
        told = [weight for weight in weights if weight is not None]
        return drawer.draw_code(np.prod(told, axis=0) if told else None, rows, worlds.size)

    def _draw_number(self, drawer: Drawer, answers: Answers, worlds: Worlds) -> Floats:
        fact, answer = drawer.fact, narrowed(drawer.fact.id, answers)
        implied = parent_from_child(fact.id, self.rulebook.facts, answers)
        if implied is not None and isinstance(answers.get(fact.id, Unknown()), Unknown):
            value = whole(fact, self._from_child(fact, *implied, answers, worlds), answer)
        else:
            base = worlds.number(fact.prior.times) if fact.prior.times else None
            value = drawer.draw_number(answer, self._rows(fact, answers, worlds), base, worlds.size)
        return _in_order(fact.id, value, worlds)

    def _from_child(self, fact: Fact, child: str, value: float, answers: Answers, worlds: Worlds) -> Floats:
        """Draw a parent from a known multiple of it: the value over the factor."""
        drawer = self._drawers[child]
        factor = drawer.numbers.at(self._rows(drawer.fact, answers, worlds), places(fact.id, worlds.size))
        return value / np.maximum(factor, 1e-12)

    def _rows(self, fact: Fact, answers: Answers, worlds: Worlds) -> Codes:
        """Give the row of a fact's prior in each world, or one for all where they have the same."""
        given = fact.prior.given
        if given is None:
            return ONE_ROW
        rows = worlds.once(("rows", given), lambda: worlds.code(given).astype(np.int64))
        same = isinstance(answers.get(given), Known)
        return rows[:1] if same and worlds.drawn[given] != UNIQUE else rows


def _in_order(name: str, value: Floats, worlds: Worlds) -> Floats:
    """Keep a number below what it can never exceed, and above what can never exceed it, where that is drawn already."""
    for small, large, _ in ORDERED_PAIRS:
        if name == small and large in worlds:
            value = np.minimum(value, worlds.number(large))
        elif name == large and small in worlds:
            value = np.maximum(value, worlds.number(small))
    return value


def _cut(column: Floats, count: int) -> Codes:
    some = column[:EDGES_FROM]
    sample = some[some > 0]
    if len(sample) == 0:
        return np.zeros(len(column), dtype=np.int8)
    at = np.arange(1, count) * len(sample) // count
    sample.partition(at)
    edges = np.concatenate([ABOVE_ZERO, sample[at]])
    # Comparing with each of so few edges takes a fifth of the time of searching among them.
    reached = (column >= edges[:, None]).view(np.int8)
    groups: Codes = np.add.reduce(reached, axis=0, dtype=np.int8)
    return groups


class _Kept(NamedTuple):
    """A column that may be asked for again, and its number, which no other column has."""

    number: int
    column: Column


@dataclass(frozen=True, slots=True)
class _Kin:
    """The facts a fact's column hangs on: those drawn before it, and those whose answers tell of it."""

    before: tuple[str, ...]
    children: tuple[str, ...]


def _kin(name: str, rulebook: Rulebook) -> _Kin:
    children = tuple(each.id for each in rulebook.facts.values() if name in each.prior.parents)
    multiples = (rulebook.facts[child].prior for child in children)
    givens = tuple(prior.given for prior in multiples if prior.times == name and prior.given is not None)
    return _Kin((*rulebook.facts[name].prior.parents, *givens), children)


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
