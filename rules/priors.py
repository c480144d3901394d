"""Priors: the spread of plausible values of a fact for a team that does not know it.

A numeric prior is piecewise log-uniform (a share: piecewise uniform) through its 5, 50 and 95 % points, so that both
the quantile and its inverse are interpolations. Every table has one row for each value of the parent (`given`), or one,
and then one for each value of another fact that says more than the parent (`where`). A number may be a multiple of
another (`times`), and smaller where another is far beyond what is usual (`falls_with`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from rules.columns import Codes, Floats, Single
from rules.problems import Problems, did_you_mean

if TYPE_CHECKING:
    from rules.facts import Fact

Doubles = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int8]

POINTS = np.array([0.0, 0.05, 0.5, 0.95, 1.0])
"""Cumulative shares at which a numeric prior is given: low, mid and high, and its two ends."""

HIGH = 3
"""Where the 95 % point stands among them."""

STARTS, STEPS = POINTS.astype(Single), np.diff(POINTS).astype(Single)
"""The shares, and what lies between each of them and the next, in the precision of columns."""

TAIL = (POINTS[1] - POINTS[0]) / (POINTS[2] - POINTS[1])
"""How far an end lies beyond its outer point, in steps from there to the middle: the spread goes on as it comes."""


class Spread(BaseModel):
    """One row of a prior, in whichever of its forms the fact's kind needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float | None = None
    mid: float | None = None
    high: float | None = None
    zero: float = Field(default=0.0, ge=0, le=1)
    yes: float | None = Field(default=None, ge=0, le=1)
    weights: Mapping[str, float] | None = None
    chance: Mapping[str, float] | None = None


class Prior(Spread):
    """A spread with its source, and a row of its own for values of one parent fact.

    Attributes:
        given: the parent.
        times: the number that it is a multiple of.
        falls_with: the number beyond whose own 95 % point this one is smaller, by the root of how far it is beyond.
        by: the rows of the parent's values.
        where: rows of values of other facts, which stand in place of the parent's: by fact, then by value.
    """

    source: str = Field(min_length=1)
    given: str | None = None
    times: str | None = None
    falls_with: str | None = None
    by: Mapping[str, Spread] = Field(default_factory=dict)
    where: Mapping[str, Mapping[str, Spread]] = Field(default_factory=dict)

    @property
    def parents(self) -> tuple[str, ...]:
        """The facts that must be drawn before this one."""
        named = (self.given, self.times, self.falls_with)
        return (*(name for name in named if name is not None), *self.where)

    @property
    def rows(self) -> Iterator[tuple[str, Spread]]:
        """Every row, the one that stands where no other does first, with its key in the file."""
        yield "prior", self
        yield from ((f"prior.by.{value}", row) for value, row in self.by.items())
        yield from ((f"prior.where.{fact}.{value}", row) for fact, value, row in self.exceptions)

    @property
    def exceptions(self) -> Iterator[tuple[str, str, Spread]]:
        """The rows that stand in place of the parent's, each with its fact and value."""
        return ((fact, value, row) for fact, rows in self.where.items() for value, row in rows.items())

    def row(self, value: str) -> Spread:
        """Give the row for one value of the parent."""
        return self.by.get(value, self)

    def check(self, file: str, fact: Fact, problems: Problems) -> None:
        """Note what does not fit the fact's kind."""
        for key, spread in self.rows:
            _check_spread(file, key, spread, fact, problems)


def _check_spread(file: str, key: str, spread: Spread, fact: Fact, problems: Problems) -> None:
    if fact.numeric:
        _check_numbers(file, key, spread, fact, problems)
    elif fact.kind == "flag" and spread.yes is None:
        problems.add(file, key, "a flag's prior needs `yes`.", "Give the share of teams that would say yes.")
    elif fact.kind in {"choice", "several"}:
        table = spread.weights if fact.kind == "choice" else spread.chance
        needed = "weights" if fact.kind == "choice" else "chance"
        if table is None:
            problems.add(file, key, f"a {fact.kind} prior needs `{needed}`.", "Give a number for each likely choice.")
            return
        for name in table:
            if name not in fact.choices:
                problems.add(file, f"{key}.{needed}.{name}", f'no choice "{name}".', did_you_mean(name, fact.choices))
        if fact.kind == "choice" and sum(table.values()) <= 0:
            problems.add(file, f"{key}.weights", "all weights are zero.", "Give at least one choice a weight.")


def _check_numbers(file: str, key: str, spread: Spread, fact: Fact, problems: Problems) -> None:
    points = (spread.low, spread.mid, spread.high)
    if None in points:
        problems.add(file, key, f"a {fact.kind} prior needs low, mid and high.", "Give its 5, 50 and 95 % points.")
    elif not points[0] < points[1] < points[2]:  # type: ignore[operator]
        problems.add(file, key, f"low, mid and high must rise, not {points}.", "Order them.")
    elif fact.kind != "share" and points[0] <= 0:  # type: ignore[operator]
        problems.add(file, f"{key}.low", f"{points[0]} is not above 0.", "Use `zero` for the share that is exactly 0.")


@dataclass(frozen=True, slots=True)
class Places:
    """Where shares lie between the points of a prior: in which cell, and how far into it."""

    cell: Cells
    step: Floats

    @classmethod
    def of(cls, shares: Floats) -> Places:
        """Find the places of shares; a point belongs to the cell that it begins."""
        cell = np.zeros(len(shares), dtype=np.int8)
        for point in STARTS[1:-1]:
            cell += (shares >= point).view(np.int8)
        return cls(cell, (shares - STARTS.take(cell)) / STEPS.take(cell))


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A numeric prior as arrays.

    Attributes:
        points: the five points of each row: rows x points.
        zero: the share of exact zeros of each row.
        log: whether the points are logarithms.
        starts: the points at which cells begin, as columns are drawn from them: cells x rows.
        widths: from each of them to the next.
    """

    points: Doubles
    zero: Floats
    log: bool
    starts: Floats = field(init=False, repr=False)
    widths: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", np.array(self.points[:, :-1].T, Single, order="C"))
        object.__setattr__(self, "widths", np.array(np.diff(self.points, axis=1).T, Single, order="C"))

    @classmethod
    def of(cls, spreads: list[Spread], log: bool) -> NumberTable:
        """Build the table of several rows; `log` tells whether it is uniform in the logarithm."""
        rows = np.array([[s.low, s.mid, s.high] for s in spreads], dtype=float)
        inner = np.log(rows) if log else rows
        start = inner[:, 0] - (inner[:, 1] - inner[:, 0]) * TAIL
        end = inner[:, 2] + (inner[:, 2] - inner[:, 1]) * TAIL
        if not log:
            start, end = np.clip(start, 0, 1), np.clip(end, 0, 1)
        return cls(np.column_stack([start, inner, end]), np.array([s.zero for s in spreads], dtype=Single), log)

    def quantile(self, rows: Codes, shares: Floats) -> Floats:
        """Give the value at each share, from the row of each, or from one row."""
        return self.at(rows, Places.of(shares))

    def at(self, rows: Codes, places: Places) -> Floats:
        """Give the value at each place, from the row of each, or from one row."""
        at = places.cell * np.int16(len(self.points)) + rows
        value = self.widths.take(at)
        value *= places.step
        value += self.starts.take(at)
        return np.exp(value, out=value) if self.log else value

    def high(self, rows: Codes) -> Floats:
        """Give the 95 % point of the row of each, or of one row."""
        inner: Floats = self.points[:, HIGH].astype(Single).take(rows)
        return np.exp(inner) if self.log else inner

    def share_below(self, rows: Codes, values: Floats) -> Doubles:
        """Give the share of positive values, of the row of each or of one row, that lies below a value.

        It is the inverse of `quantile`.
        """
        with np.errstate(divide="ignore"):
            inner = np.log(values) if self.log else values
        first = rows * len(POINTS)
        cell = np.zeros(len(inner), dtype=np.int64)
        for point in range(1, len(POINTS) - 1):
            cell += inner >= self.points.take(first + point)
        left, right = self.points.take(first + cell), self.points.take(first + cell + 1)
        step = np.clip((inner - left) / np.maximum(right - left, 1e-12), 0, 1)
        share: Doubles = POINTS[cell] + (POINTS[cell + 1] - POINTS[cell]) * step
        return share


def chance_table(fact: Fact, rows: list[Spread]) -> Doubles:
    """Build the probabilities of a discrete prior, rows x choices (a flag: no, yes)."""
    if fact.kind == "flag":
        return np.array([[1 - (row.yes or 0.0), row.yes or 0.0] for row in rows])
    tables: list[Mapping[str, float]] = [(row.weights if fact.kind == "choice" else row.chance) or {} for row in rows]
    table = np.array([[float(chances.get(choice, 0.0)) for choice in fact.choices] for chances in tables])
    return table / table.sum(axis=1, keepdims=True) if fact.kind == "choice" else table


def rows_of(fact: Fact, facts: Mapping[str, Fact]) -> list[Spread]:
    """List the rows of a fact's prior in the order of its parent's codes, and then those that stand in their place."""
    return [*_by_parent(fact.prior, facts), *(row for _, _, row in fact.prior.exceptions)]


def rows_in_place(fact: Fact, facts: Mapping[str, Fact]) -> dict[str, dict[int, int]]:
    """Number the rows that stand in place of the parent's: by fact, then by the code of its value."""
    found: dict[str, dict[int, int]] = {}
    for at, (parent, value, _) in enumerate(fact.prior.exceptions, start=len(_by_parent(fact.prior, facts))):
        found.setdefault(parent, {})[values_of(facts[parent]).index(value)] = at
    return found


def _by_parent(prior: Prior, facts: Mapping[str, Fact]) -> list[Spread]:
    return [prior] if prior.given is None else [prior.row(value) for value in values_of(facts[prior.given])]


def values_of(parent: Fact) -> tuple[str, ...]:
    """List the values of a choice or flag as priors name them, in the order of their codes."""
    return ("no", "yes") if parent.kind == "flag" else tuple(parent.choices)
