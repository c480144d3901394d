"""Drawing one column: what a prior, narrowed by an answer, makes of equally spread shares."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from rules.answers import Answer, Range
from rules.columns import Floats, Single
from rules.facts import Fact
from rules.priors import POINTS, NumberTable, Places, chance_table, rows_of
from rules.uniforms import draw_uniform, uniform

if TYPE_CHECKING:
    from rules.rulebook import Rulebook

Doubles: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Bools: TypeAlias = npt.NDArray[np.bool_]

LEAST_MASS = 1e-3
"""A range with less of its prior than this is not reached by it, and is drawn log-uniformly instead."""
OPEN_END = 10.0
"""How far a range without an upper (lower) bound reaches where its prior does not: this many times the bound."""
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Drawer:
    """What drawing one fact needs that does not depend on the answers: its prior as a table.

    Attributes:
        fact: what is drawn.
        table: its prior.
        limits: what equally spread shares are compared with: chances added up, or of several choices each by itself.
    """

    fact: Fact
    table: NumberTable | Doubles
    limits: Floats = field(repr=False)

    @classmethod
    def of(cls, fact: Fact, rulebook: Rulebook) -> Drawer:
        """Build the table of a fact's prior."""
        rows = rows_of(fact, rulebook.facts)
        if fact.numeric:
            return cls(fact, NumberTable.of(rows, log=fact.kind != "share"), np.empty((0, 0), dtype=Single))
        chances = chance_table(fact, rows)
        return cls(fact, chances, chances.astype(Single) if fact.kind == "several" else _added_up(chances))

    @property
    def numbers(self) -> NumberTable:
        """The table of a numeric fact."""
        assert isinstance(self.table, NumberTable), self.fact.id
        return self.table

    @property
    def chances(self) -> Doubles:
        """The table of a flag, a choice or several choices."""
        assert not isinstance(self.table, NumberTable), self.fact.id
        return self.table

    def draw_number(self, answer: Answer, rows: Codes, base: Floats | None, size: int) -> Floats:
        """Draw a number from the prior, times the number that it is a multiple of.

        Args:
            answer: what was said of it.
            rows: the row of the prior in each world, or one for all.
            base: the number that it is a multiple of in each world, or None.
            size: the number of worlds.
        """
        if isinstance(answer, Range):
            share = uniform(self.fact.id, size)
            return whole(self.fact, _draw_inside(self.numbers, self.fact, answer, rows, share, base), answer)
        value = self._drawn(rows, size)
        return whole(self.fact, value if base is None else value * base)

    def _drawn(self, rows: Codes, size: int) -> Floats:
        """Draw a number from its prior, exact zeros among them."""
        if not self.numbers.zero.any():
            return self.numbers.at(rows, places(self.fact.id, size))
        zero, share = self.numbers.zero.take(rows), uniform(self.fact.id, size)
        # Zeros are put in afterwards: to pick out what is above zero takes longer than a quantile of all.
        return self.numbers.quantile(rows, _past_zero(share, zero)) * (share >= zero)

    def draw_code(self, weight: Doubles | None, rows: Codes, size: int) -> Codes:
        """Draw a choice or a flag, each value weighed by how well it explains what else is known."""
        share = uniform(self.fact.id, size)
        limits = self.limits if weight is None else _weighed(self.chances, weight)
        codes = np.zeros(size, dtype=code_type(self.fact))
        for limit in limits.T:
            codes += (share >= limit.take(rows)).view(np.int8)
        return codes

    def draw_several(self, rows: Codes, size: int) -> Codes:
        """Draw several choices, each on its own, as a bit mask."""
        fact = self.fact
        shares = _stacked(tuple(f"{fact.id}.{choice}" for choice in fact.choices), size)
        wanted = self.limits.T.take(rows, axis=1)
        chosen = shares < wanted
        most = fact.most or len(fact.choices)
        many = np.flatnonzero(np.add.reduce(chosen, axis=0, dtype=np.int8) > most)
        if len(many):
            chances = np.broadcast_to(wanted, shares.shape)[:, many]
            chosen[:, many] &= _likeliest(shares[:, many], chances, most)
        if "none" in fact.codes:
            chosen[fact.codes["none"]] = ~np.delete(chosen, fact.codes["none"], axis=0).any(axis=0)
        return _bit_masks(chosen, code_type(fact))


@lru_cache(maxsize=256)
def places(name: str, worlds: int) -> Places:
    """Find where the shares of a uniform column lie between the points of a prior."""
    return Places.of(draw_uniform(name, worlds))


@lru_cache(maxsize=32)
def _stacked(names: tuple[str, ...], worlds: int) -> Floats:
    """Give uniform columns as rows."""
    return np.stack([draw_uniform(name, worlds) for name in names])


def code_type(fact: Fact) -> type[np.signedinteger[Any]]:
    """Give the smallest type that holds the codes of a fact, or its bit masks."""
    greatest = (1 << len(fact.choices)) - 1 if fact.kind == "several" else len(fact.choices)
    return next(each for each in (np.int8, np.int16, np.int32, np.int64) if greatest <= np.iinfo(each).max)


def _bit_masks(chosen: Bools, kind: type[np.signedinteger[Any]]) -> Codes:
    """Give the rows that are true in each column as the bits of a number."""
    masks = np.zeros(chosen.shape[1], dtype=kind)
    for bit, row in enumerate(chosen):
        masks |= row * kind(1 << bit)
    return masks


@lru_cache(maxsize=8)
def draw_assumptions(spreads: tuple[tuple[str, float, float, float], ...], worlds: int) -> Mapping[str, Floats]:
    """Draw all the assumptions at once: every verdict asks for the same columns.

    Args:
        spreads: the name of each, and its 5, 50 and 95 % points.
        worlds: the number of worlds.
    """
    return {name: _draw_assumption(name, points, worlds) for name, *points in spreads}


def _draw_assumption(name: str, points: list[float], worlds: int) -> Floats:
    column: Floats = np.exp(np.interp(draw_uniform(name, worlds), POINTS[1:-1], np.log(points)), dtype=Single)
    column.flags.writeable = False
    return column


def whole(fact: Fact, value: Floats, answer: Answer | None = None) -> Floats:
    """Round what is counted, and keep within the fact's bounds and the answer's."""
    low, high = (answer.low, answer.high) if isinstance(answer, Range) else (None, None)
    value = np.rint(value) if fact.kind == "count" else value
    within: Floats = np.clip(
        value,
        fact.lowest if low is None else max(fact.lowest, low),
        fact.highest if high is None else min(fact.highest, high),
        dtype=Single,
    )
    return within


def _weighed(chances: Doubles, weight: Doubles) -> Floats:
    joint = chances * weight
    # Where a row leaves nothing of what was said, the answer counts more than the prior.
    joint = np.where(joint.sum(axis=1, keepdims=True) > 0, joint, np.broadcast_to(weight, joint.shape))
    return _added_up(joint / joint.sum(axis=1, keepdims=True))


def _added_up(chances: Doubles) -> Floats:
    """Add up the chances of each row; the last sum is one, below which every share lies."""
    return np.cumsum(chances, axis=1)[:, :-1].astype(Single)


def _past_zero(share: Floats, zero: Floats) -> Floats:
    return np.clip((share - zero) / np.maximum(1 - zero, TINY), 0.0, 1.0)


def _draw_inside(
    table: NumberTable, fact: Fact, answer: Range, rows: Codes, share: Floats, base: Floats | None
) -> Floats:
    low = fact.lowest if answer.low is None else answer.low
    high = fact.highest if answer.high is None else answer.high
    start, end = (_share_below(table, rows, bound, base) for bound in (low, high))
    mass = end - start
    zero = _zeros_inside(table.zero[rows], mass) if low <= 0 else None
    inner = share if zero is None else _past_zero(share, zero)
    value = table.quantile(rows, np.clip(start + inner * mass, 0.0, 1.0))
    value = value if base is None else value * np.maximum(base, TINY)
    beyond = mass < LEAST_MASS
    value = np.where(beyond, _spread_evenly(fact, answer, inner), value) if beyond.any() else value
    return np.clip(value if zero is None else np.where(share < zero, 0.0, value), low, high)


def _zeros_inside(zero: Floats, mass: Floats) -> Floats:
    """Give the share of exact zeros within a range from zero, which holds a mass of what is above zero."""
    return zero / np.maximum(zero + (1 - zero) * mass, TINY)


def _share_below(table: NumberTable, rows: Codes, bound: float, base: Floats | None) -> Floats:
    """Give the share of a prior below a bound in each world: the same for each row where no other number scales it."""
    if base is not None:
        return table.share_below(rows, bound / np.maximum(base, TINY))
    every = np.arange(len(table.points))
    return table.share_below(every, np.full(len(every), bound)).take(rows)


def _spread_evenly(fact: Fact, answer: Range, share: Floats) -> Floats:
    low = answer.low if answer.low is not None else max(fact.lowest, (answer.high or 0.0) / OPEN_END)
    high = answer.high if answer.high is not None else min(fact.highest, low * OPEN_END)
    if fact.kind == "share" or low <= 0:
        return low + (high - low) * share
    evenly: Floats = np.exp(math.log(low) + share * math.log(high / low))
    return evenly


def _likeliest(shares: Floats, wanted: Floats, most: int) -> Bools:
    """Tell which of too many choices are kept: those drawn furthest inside their chance."""
    rank = np.where(wanted > 0, shares / np.maximum(wanted, TINY), np.inf)
    kept: Bools = rank <= np.sort(rank, axis=0)[most - 1]
    return kept
