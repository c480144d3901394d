"""Cost lines: quantity times unit price, in every world at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

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


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines of one variant."""

    lines: tuple[Line, ...]
    cash: Floats
    people: Floats

    @classmethod
    def of(cls, lines: Iterable[Line], worlds: int) -> "Bill":
        """Add up lines."""
        kept = tuple(lines)
        cash, people = np.zeros(worlds), np.zeros(worlds)
        for line in kept:
            total = people if line.people else cash
            total += line.usd
        return cls(kept, cash, people)

    @property
    def total(self) -> Floats:
        """Cash and people together."""
        return self.cash + self.people

    def scaled(self, factor: Floats) -> "Bill":
        """Multiply all cash by a factor, one for each world."""
        lines = tuple(line if line.people else _times(line, factor) for line in self.lines)
        return Bill(lines, self.cash * factor, self.people)


def _times(line: Line, factor: Floats) -> Line:
    return Line(line.item, line.quantity * factor, line.unit, line.usd * factor, line.price, line.assumed, line.people)
