"""Worlds: complete assignments of values to facts and assumptions, drawn around what is known."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from rules.answers import Answer, Answers, Known, Range, Unknown
from rules.facts import Fact
from rules.inference import likelihoods, parent_from_child
from rules.priors import POINTS, NumberTable, chance_table, rows_of
from rules.quantities import Quantity
from rules.rulebook import Rulebook
from rules.uniforms import uniform

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int64]
Column: TypeAlias = npt.NDArray[np.generic]

Drawn = TypeVar("Drawn", bound=npt.NDArray[Any])

LEAST_MASS = 1e-3
"""A range with less of its prior than this is not reached by it, and is drawn log-uniformly instead."""
OPEN_END = 10.0
"""How far a range without an upper (lower) bound reaches where its prior does not: this many times the bound."""
KEPT_CELLS = 2_000_000
"""Numbers kept in columns that may be asked for again: 16 MB."""
UNIQUE = object()
"""The key of a column that hangs on one handed in, and is not kept."""


class Worlds(dict[str, Column]):
    """Columns by name: facts, assumptions, and derived quantities as they are first asked for.

    Numbers are floats in the fact's unit, flags and choices are codes, several choices are bit masks.
    """

    def __init__(self, size: int, quantities: Mapping[str, Quantity]) -> None:
        super().__init__()
        self.size = size
        self.blocks = 1
        self.keys_drawn: dict[str, Hashable] = {}
        self.quantities = quantities

    def __missing__(self, name: str) -> Column:
        quantity = self.quantities[name]
        value = np.full(self.size, quantity.factor)
        for operand in quantity.product:
            value = value * self[operand]
        for operand in quantity.over:
            value = np.divide(value, self[operand], out=_quotient_by_zero(value), where=self[operand] != 0)
        self[name] = value
        return value

    def spread(self, draw: Callable[[int], Drawn]) -> Drawn:
        """Draw a column for one block of worlds, and repeat it for every block laid end to end."""
        column = draw(self.size // self.blocks)
        return column if self.blocks == 1 else np.tile(column, self.blocks)  # type: ignore[return-value]

    def number(self, name: str) -> Floats:
        """Give a numeric column."""
        return self[name]  # type: ignore[return-value]

    def code(self, name: str) -> Codes:
        """Give a column of codes or bit masks."""
        return self[name]  # type: ignore[return-value]


def concatenate(blocks: list[Worlds]) -> Worlds:
    """Lay several sets of worlds of one size end to end, to be scored in one pass."""
    first = blocks[0]
    worlds = Worlds(first.size * len(blocks), first.quantities)
    worlds.blocks = len(blocks)
    for name in first:
        if name not in first.quantities:
            worlds[name] = np.concatenate([block[name] for block in blocks])
    return worlds


def _quotient_by_zero(value: Floats) -> Floats:
    return np.where(value > 0, np.inf, 0.0)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """What drawing one fact needs that does not depend on the answers."""

    fact: Fact
    table: NumberTable | None
    chances: Floats | None
    cumulative: Floats = field(repr=False)

    @classmethod
    def of(cls, fact: Fact, rulebook: Rulebook) -> _Drawer:
        rows = rows_of(fact, rulebook.facts)
        if fact.numeric:
            return cls(fact, NumberTable.of(rows, log=fact.kind != "share"), None, np.empty((0, 0)))
        chances = chance_table(fact, rows)
        return cls(fact, None, chances, np.cumsum(chances, axis=1)[:, :-1])


class Sampler:
    """Draws worlds for a rulebook; the tables of its priors are built once, and columns drawn alike are kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._drawers = {name: _Drawer.of(rulebook.facts[name], rulebook) for name in rulebook.order}
        self._tables = {name: drawer.table if drawer.table is not None else drawer.chances for name, drawer in self._drawers.items()}
        self._children = {name: _children(name, rulebook) for name in rulebook.order}
        self._kept: OrderedDict[Hashable, Column] = OrderedDict()
        self._cells = 0

    def draw(self, answers: Answers, size: int, fixed: Mapping[str, Column] | None = None) -> Worlds:
        """Draw complete worlds around the answers.

        Args:
            answers: what is known; it holds in every world.
            size: the number of worlds.
            fixed: columns that stand instead of an answer or a draw, by fact or assumption.
        """
        worlds = Worlds(size, self.rulebook.quantities)
        keys = worlds.keys_drawn
        keys.update(dict.fromkeys(fixed or (), UNIQUE))
        worlds.update(fixed or {})
        for name in self.rulebook.assumptions:
            if name not in worlds:
                worlds[name] = self._keep((name, size), partial(self._draw_assumption, name, size))
        for name in self.rulebook.order:
            if name not in worlds:
                keys[name] = key = self._key(name, answers, keys, size)
                draw = partial(self._draw_fact, self._drawers[name], answers, worlds)
                worlds[name] = draw() if key is UNIQUE else self._keep(key, draw)
        return worlds

    def bins(self, worlds: Worlds, name: str, count: int) -> Codes:
        """Cut a numeric column into groups of equal share, and its zeros into one of their own."""
        key = worlds.keys_drawn.get(name, UNIQUE)
        if key is UNIQUE:
            return _cut(worlds.number(name), count)
        return self._keep(("bins", count, key), partial(_cut, worlds.number(name), count))  # type: ignore[return-value]

    def _key(self, name: str, answers: Answers, keys: Mapping[str, Hashable], size: int) -> Hashable:
        """Say what a column hangs on: its own answer, its parents' columns, and its children's answers."""
        answer = answers.get(name)
        if isinstance(answer, Known):
            return (name, size, answer)
        parents = tuple(keys[parent] for parent in self._children[name].before)
        if UNIQUE in parents:
            return UNIQUE
        told = tuple((child, answers[child]) for child in self._children[name].children if child in answers)
        return (name, size, answer, parents, told)

    def _keep(self, key: Hashable, draw: Callable[[], Column]) -> Column:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        column = self._kept[key] = draw()
        column.flags.writeable = False
        self._cells += len(column)
        while self._cells > KEPT_CELLS:
            self._cells -= len(self._kept.popitem(last=False)[1])
        return column

    def _draw_assumption(self, name: str, size: int) -> Floats:
        assumption = self.rulebook.assumptions[name]
        points = np.log([assumption.low, assumption.mid, assumption.high])
        return np.exp(np.interp(uniform(name, size), POINTS[1:-1], points))

    def _draw_fact(self, drawer: _Drawer, answers: Answers, worlds: Worlds) -> Column:
        fact, answer = drawer.fact, answers.get(drawer.fact.id, Unknown())
        if isinstance(answer, Known):
            return np.full(worlds.size, encode(fact, answer), dtype=float if fact.numeric else np.int64)
        rows = self._rows(fact, worlds)
        if drawer.table is not None:
            implied = parent_from_child(fact.id, self.rulebook.facts, answers)
            if isinstance(answer, Unknown) and implied is not None:
                return self._from_child(fact, *implied, worlds)
            return _draw_number(drawer.table, fact, answer, rows, worlds)
        if fact.kind == "several":
            return _draw_several(fact, drawer.chances, rows, worlds.size)  # type: ignore[arg-type]
        return self._draw_code(drawer, answers, rows, worlds.size)

    def _rows(self, fact: Fact, worlds: Worlds) -> Codes:
        given = fact.prior.given
        return np.zeros(worlds.size, dtype=np.int64) if given is None else worlds.code(given)

    def _draw_code(self, drawer: _Drawer, answers: Answers, rows: Codes, size: int) -> Codes:
        weight = likelihoods(drawer.fact.id, self.rulebook.facts, answers, self._tables)
        cumulative = drawer.cumulative
        if weight is not None:
            chances = drawer.chances * weight  # type: ignore[operator]
            totals = chances.sum(axis=1, keepdims=True)
            cumulative = np.cumsum(np.where(totals > 0, chances / np.maximum(totals, 1e-300), drawer.chances), axis=1)[:, :-1]
        share = uniform(drawer.fact.id, size)
        if len(cumulative) == 1:
            return np.searchsorted(cumulative[0], share, side="right")
        return (share[:, None] >= cumulative[rows]).sum(axis=1)

    def _from_child(self, fact: Fact, child: str, value: float, worlds: Worlds) -> Floats:
        """Draw a parent from a known multiple of it: the value over the factor."""
        drawer = self._drawers[child]
        factor = drawer.table.quantile(self._rows(drawer.fact, worlds), uniform(fact.id, worlds.size))  # type: ignore[union-attr]
        return np.clip(value / np.maximum(factor, 1e-12), fact.lowest, fact.highest)


def _cut(column: Floats, count: int) -> Codes:
    positive = column[column > 0]
    if len(positive) == 0:
        return np.zeros(len(column), dtype=np.int64)
    edges = np.quantile(positive, np.linspace(0, 1, count + 1)[1:-1])
    return np.where(column > 0, np.searchsorted(edges, column, side="right") + 1, 0)


@dataclass(frozen=True, slots=True)
class _Kin:
    """The facts a fact's column hangs on: those drawn before it, and those whose answers tell of it."""

    before: tuple[str, ...]
    children: tuple[str, ...]


def _children(name: str, rulebook: Rulebook) -> _Kin:
    children = tuple(each.id for each in rulebook.facts.values() if name in each.prior.parents)
    multiples = (rulebook.facts[child].prior for child in children)
    givens = tuple(prior.given for prior in multiples if prior.times == name and prior.given is not None)
    return _Kin((*rulebook.facts[name].prior.parents, *givens), children)


def encode(fact: Fact, answer: Known) -> float:
    """Give the number that stands for a known value in a column."""
    if fact.kind == "several":
        return sum(1 << fact.codes[choice] for choice in answer.value)  # type: ignore[union-attr]
    if fact.kind == "choice":
        return fact.codes[answer.value]  # type: ignore[index]
    return float(answer.value) if fact.numeric else int(answer.value)  # type: ignore[arg-type]


def decode(fact: Fact, code: float) -> Known:
    """Give the answer that a number in a column stands for; the inverse of `encode`."""
    if fact.kind == "several":
        return Known(tuple(choice for choice, at in fact.codes.items() if int(code) >> at & 1))
    if fact.kind == "choice":
        return Known(list(fact.choices)[int(code)])
    return Known(bool(code)) if fact.kind == "flag" else Known(float(code))


def _draw_number(table: NumberTable, fact: Fact, answer: Answer, rows: Codes, worlds: Worlds) -> Floats:
    share = uniform(fact.id, worlds.size)
    base = worlds.number(fact.prior.times) if fact.prior.times else None
    if isinstance(answer, Range):
        return _whole(fact, _draw_inside(table, fact, answer, rows, share, base), answer)
    value = table.quantile(rows, _past_zero(share, table.zero[rows])) if table.zero.any() else table.quantile(rows, share)
    if table.zero.any():
        value = np.where(share < table.zero[rows], 0.0, value)
    return _whole(fact, value if base is None else value * base, Range(None, None))


def _past_zero(share: Floats, zero: Floats) -> Floats:
    return np.clip((share - zero) / np.maximum(1 - zero, 1e-12), 0.0, 1.0)


def _draw_inside(
    table: NumberTable, fact: Fact, answer: Range, rows: Codes, share: Floats, base: Floats | None
) -> Floats:
    low = fact.lowest if answer.low is None else answer.low
    high = fact.highest if answer.high is None else answer.high
    scale = np.ones_like(share) if base is None else np.maximum(base, 1e-12)
    start, end = table.share_below(rows, low / scale), table.share_below(rows, np.full_like(share, high) / scale)
    mass = end - start
    zero = np.where(low <= 0, table.zero[rows], 0.0)
    zero = zero / np.maximum(zero + (1 - table.zero[rows]) * mass, 1e-12)
    inner = _past_zero(share, zero)
    value = table.quantile(rows, np.clip(start + inner * mass, 0.0, 1.0)) * (1.0 if base is None else base)
    value = np.where(mass < LEAST_MASS, _spread_evenly(fact, answer, inner), value)
    return np.clip(np.where(share < zero, 0.0, value), low, high)


def _spread_evenly(fact: Fact, answer: Range, share: Floats) -> Floats:
    low = answer.low if answer.low is not None else max(fact.lowest, (answer.high or 0.0) / OPEN_END)
    high = answer.high if answer.high is not None else min(fact.highest, low * OPEN_END)
    if fact.kind == "share" or low <= 0:
        return low + (high - low) * share
    return low * np.exp(share * math.log(high / low))


def _whole(fact: Fact, value: Floats, answer: Range) -> Floats:
    low = max(fact.lowest, -math.inf if answer.low is None else answer.low)
    high = min(fact.highest, math.inf if answer.high is None else answer.high)
    value = np.rint(value) if fact.kind == "count" else value
    return np.clip(value, low, high)


def _draw_several(fact: Fact, chances: Floats, rows: Codes, size: int) -> Codes:
    shares = np.stack([uniform(f"{fact.id}.{choice}", size) for choice in fact.choices])
    wanted = chances[rows].T if len(chances) > 1 else chances.T
    chosen = shares < wanted
    many = np.flatnonzero(chosen.sum(axis=0) > (fact.most or len(fact.choices)))
    if len(many):
        chosen[:, many] &= _keep_likeliest(shares[:, many], np.broadcast_to(wanted, chosen.shape)[:, many], fact.most or 1)
    if "none" in fact.codes:
        chosen[fact.codes["none"]] = ~np.delete(chosen, fact.codes["none"], axis=0).any(axis=0)
    return (chosen * (1 << np.arange(len(chosen)))[:, None]).sum(axis=0)


def _keep_likeliest(shares: Floats, wanted: Floats, most: int) -> npt.NDArray[np.bool_]:
    rank = np.where(wanted > 0, shares / np.maximum(wanted, 1e-12), np.inf)
    return rank <= np.sort(rank, axis=0)[most - 1]
