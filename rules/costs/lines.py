"""Cost lines: quantity times unit price, in every world at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

HOURS = 730.0
"""Hours in a month, as AWS bills it."""
SECONDS = HOURS * 3600
WORKDAYS = 260 / 12
"""Working days in a month."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill.

    Attributes:
        item: what is paid for.
        quantity: how much of it a month, one number for each world.
        unit: what the quantity is counted in.
        usd: what it costs a month, one number for each world.
        price: the id of the price, or "" where an answer of the user gives the sum.
        assumed: whether an assumption without a source shapes the quantity.
        people: whether it is engineers' time, which is capacity and never cash.
    """

    item: str
    quantity: Floats
    unit: str
    usd: Floats
    price: str = ""
    assumed: bool = False
    people: bool = False

    def part(self, item: str, share: Floats | Bools) -> "Line":
        """Give a share of the line a name of its own."""
        return Line(item, self.quantity * share, self.unit, self.usd * share, self.price, self.assumed, self.people)

    def cheaper(self, factor: Floats) -> "Line":
        """Multiply the price, by an assumed factor."""
        return Line(self.item, self.quantity, self.unit, self.usd * factor, self.price, True, self.people)


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines of one variant.

    Attributes:
        modelled: the lines as the prices make them, those that cost nothing among them.
        cash: dollars a month that are paid.
        given: the part of them that an answer gives rather than prices: the monitoring bill.
        people: dollars a month that engineers' time is worth.
        factor: what the priced part of the cash was scaled by, or None.
    """

    modelled: tuple[Line, ...]
    cash: Floats
    given: Floats
    people: Floats
    factor: Floats | None = None

    @classmethod
    def of(cls, lines: Iterable[Line], worlds: int) -> "Bill":
        """Add up lines."""
        kept = tuple(lines)
        priced, given, people = np.zeros(worlds), np.zeros(worlds), np.zeros(worlds)
        for line in kept:
            total = people if line.people else priced if line.price else given
            total += line.usd
        return cls(kept, priced + given, given, people)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that cost something, scaled; few bills are ever shown, so this waits until it is asked for."""
        factor = self.factor
        lines = (line for line in self.modelled if line.people or line.usd.any())
        if factor is None:
            return tuple(lines)
        return tuple(line.part(line.item, factor) if line.price else line for line in lines)

    @property
    def total(self) -> Floats:
        """Cash and people together."""
        return self.cash + self.people

    @property
    def priced(self) -> Floats:
        """Dollars a month that prices make: what a cloud's bill shows."""
        return self.cash - self.given

    def scaled(self, factor: Floats) -> "Bill":
        """Multiply what prices make by a factor, one for each world."""
        both = factor if self.factor is None else self.factor * factor
        return Bill(self.modelled, self.given + self.priced * factor, self.given, self.people, both)
