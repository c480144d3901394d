"""Derived quantities: products and quotients of facts, declared once by name in quantities.toml."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from pydantic import Field

from rules.facts import Strict, Vocabulary
from rules.files import TomlFile
from rules.problems import Problems, did_you_mean


class Quantity(Strict):
    """A product of facts, times a factor, over other facts."""

    id: str
    label: str
    unit: str = "1"
    product: tuple[str, ...] = Field(min_length=1)
    over: tuple[str, ...] = ()
    factor: float = Field(default=1.0, gt=0)

    @property
    def operands(self) -> tuple[str, ...]:
        """The facts it is made of."""
        return self.product + self.over


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two bounds, none of them negative."""

    low: float
    high: float

    def __mul__(self, other: "Interval") -> "Interval":
        return Interval(_times(self.low, other.low), _times(self.high, other.high))

    def inverse(self) -> "Interval":
        """Give one over each number."""
        return Interval(_one_over(self.high), _one_over(self.low))


def interval_of(quantity: Quantity, intervals: Mapping[str, Interval]) -> Interval:
    """Bound a quantity by the bounds of its facts; facts are never negative, so it rises with each factor."""
    factors = [intervals[name] for name in quantity.product]
    factors += [intervals[name].inverse() for name in quantity.over]
    return reduce(Interval.__mul__, factors, Interval(quantity.factor, quantity.factor))


def parse_quantities(facts: Vocabulary, file: TomlFile, problems: Problems) -> dict[str, Quantity]:
    """Read the declarations, a table each, and note those that name no numeric fact."""
    quantities: dict[str, Quantity] = {}
    for name in file.content:
        entry = file.table(name).parse(Quantity, problems)
        if entry is None:
            continue
        quantities[name] = entry
        if name in facts:
            problems.add(file.name, name, "a fact has this name already.", "Give the quantity another name.")
        for operand in entry.operands:
            if operand not in facts or not facts[operand].numeric:
                problems.add(file.name, name, f'no numeric fact "{operand}".', did_you_mean(operand, facts))
    return quantities


def _times(left: float, right: float) -> float:
    return 0.0 if left == 0 or right == 0 else left * right


def _one_over(value: float) -> float:
    if value == 0:
        return math.inf
    return 0.0 if math.isinf(value) else 1 / value
