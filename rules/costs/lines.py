"""Cost lines: quantity times unit price, in every world at once; sections of them; and the bill they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple, TypeAlias

import numpy as np

from rules.columns import Bools, Floats

HOURS = 730.0
"""Hours in a month, as AWS bills it."""
SECONDS = HOURS * 3600
WORKDAYS = 260 / 12
"""Working days in a month."""
LEAST_USD = 1e-6
"""A bill of nothing counts as this, so that another is no infinite multiple of it."""
DIFFERENCE = "difference that today's bill shows"
"""The line that brings a model in line with a stated bill: what else that holds, or by how much it is lower."""


class Line(NamedTuple):
    """One line of a bill.

    Attributes:
        item: what is paid for.
        amount: how much of it, one number for each world.
        unit: what the quantity is counted in.
        rate: USD a month that each of the amount costs: one number, or one for each world.
        price: the id of the price, or "" where an answer of the user gives the sum.
        assumed: whether an assumption without a source shapes the quantity.
        people: whether it is engineers' time, which is capacity and never cash.
        per: the quantity of a month that each of the amount makes, as hours of something that runs all month.
    """

    item: str
    amount: Floats
    unit: str
    rate: float | Floats
    price: str = ""
    assumed: bool = False
    people: bool = False
    per: float = 1.0

    @property
    def quantity(self) -> Floats:
        """How much of it a month, one number for each world."""
        return self.amount * self.per

    @property
    def usd(self) -> Floats:
        """What it costs a month, one number for each world."""
        return self.amount * self.rate

    def part(self, item: str, share: Floats | Bools) -> Line:
        """Give a share of the line a name of its own."""
        return self._replace(item=item, amount=self.amount * share)

    def cheaper(self, factor: Floats) -> Line:
        """Multiply the price, by an assumed factor."""
        return self._replace(rate=self.rate * factor, assumed=True)


class Section(NamedTuple):
    """Lines of a bill, added up; few bills are ever shown, so only the sum is kept, and the lines are made anew.

    Attributes:
        usd: what the lines cost a month together, one number for each world.
        parts: makes the lines, and the sections within it.
    """

    usd: Floats
    parts: Callable[[], Iterable[Part]]

    @classmethod
    def cheapest(cls, *choices: Part) -> Section:
        """Take whichever part costs least in each world, the first of equals."""

        usd = [part.usd for part in choices]
        least = reduce(np.minimum, usd)

        def taken() -> Iterator[Line]:
            left = np.ones(len(least), dtype=bool)
            for part, mine in zip(choices, usd, strict=True):
                here = left & (mine == least)
                yield from (line.part(line.item, here) for line in lines_in([part]))
                left &= ~here

        return cls(least, taken)

    @property
    def lines(self) -> Iterator[Line]:
        """The lines, those of the sections within it among them."""
        return lines_in(self.parts())

    def cheaper(self, factor: Floats) -> Section:
        """Multiply the prices, by an assumed factor."""
        return Section(self.usd * factor, lambda: (line.cheaper(factor) for line in self.lines))


Part: TypeAlias = Line | Section


def lines_in(parts: Iterable[Part]) -> Iterator[Line]:
    """List the lines among parts of a bill, and in the sections among them."""
    for part in parts:
        yield from (part,) if isinstance(part, Line) else part.lines


def added(parts: Iterable[Part]) -> Floats:
    """Add up what lines and sections cost, at least one, and let go of each before the next is made."""
    each = iter(parts)
    total = next(each).usd.copy()
    for part in each:
        total += part.usd
    return total


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines of one variant.

    Attributes:
        modelled: makes what it consists of, as prices have it; what costs nothing is among it.
        cash: dollars a month that are paid.
        given: the part of them that answers give rather than prices: monitoring, and what lies beside the model.
        people: dollars a month that engineers' time is worth.
        factor: what the priced part of the cash was scaled by, or None.
        beside: what lies beside the model, or None.
    """

    modelled: Callable[[], Iterable[Part]]
    cash: Floats
    given: Floats
    people: Floats
    factor: Floats | None = None
    beside: Floats | None = None

    @property
    def lines(self) -> Iterator[Line]:
        """The lines, each made as it is asked for; those that cost nothing are among them.

        Their quantities are those of the work, and what a stated bill makes of their sum is a line of its own.
        """
        yield from lines_in(self.modelled())
        if self.factor is not None:
            usd = self.priced * (1 - 1 / self.factor)
            yield Line(DIFFERENCE, usd if self.beside is None else usd + self.beside, "USD", 1.0, assumed=True)

    @property
    def total(self) -> Floats:
        """Cash and people together."""
        return self.cash + self.people

    @property
    def priced(self) -> Floats:
        """Dollars a month that prices make: what a cloud's bill shows."""
        return self.cash - self.given

    def scaled(self, factor: Floats) -> Bill:
        """Multiply what prices make by a factor, one for each world."""
        both = factor if self.factor is None else self.factor * factor
        return replace(self, cash=self.given + self.priced * factor, factor=both)

    def with_beside(self, usd: Floats) -> Bill:
        """Add what a stated bill holds beside the model of it."""
        return replace(self, cash=self.cash + usd, given=self.given + usd, beside=usd)
