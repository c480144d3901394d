"""Derived quantities: products and quotients of facts, declared once by name in quantities.toml."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from pydantic import Field

from rules.columns import Single
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

    low: float | Single
    high: float | Single

    def __mul__(self, other: "Interval") -> "Interval":
        return Interval(_times(self.low, other.low), _times(self.high, other.high))

    def __truediv__(self, other: "Interval") -> "Interval":
        return Interval(_over(self.low, other.high), _over(self.high, other.low))


def interval_of(quantity: Quantity, intervals: Mapping[str, Interval]) -> Interval:
    """Bound a quantity by the bounds of its facts; facts are never negative, so it rises with each factor.

    The steps are those by which worlds compute it, in single precision where bounds are, so that rounding cannot put
    a world outside.
    """
    product = reduce(
        Interval.__mul__, (intervals[name] for name in quantity.product), Interval(quantity.factor, quantity.factor)
    )
    return reduce(Interval.__truediv__, (intervals[name] for name in quantity.over), product)


def parse_quantities(
    facts: Vocabulary, tables: Iterable[TomlFile], problems: Problems, broken: frozenset[str] = frozenset()
) -> dict[str, Quantity]:
    """Read the declarations, a table each, and leave out those that cannot be read or name no numeric fact.

    Args:
        facts: what quantities may be made of.
        tables: the declarations.
        problems: where mistakes are noted.
        broken: facts that are there and could not be read; their own mistakes are noted already.
    """
    quantities: dict[str, Quantity] = {}
    for table in tables:
        entry, name, file = table.parse(Quantity, problems), table.id, table.name
        if entry is None:
            continue
        if name in facts:
            problems.add(file, name, f"a fact ({facts[name].file}) has this name already.", "Rename one of them.")
        missing = [operand for operand in entry.operands if operand not in facts or not facts[operand].numeric]
        for operand in missing:
            if operand not in broken:
                numeric = [fact.id for fact in facts.values() if fact.numeric]
                cure = did_you_mean(operand, numeric) or "A quantity is made of facts that are numbers."
                problems.add(file, name, f'no numeric fact "{operand}".', cure)
        if not missing:
            quantities[name] = entry
    return quantities


def _times(left: float | Single, right: float | Single) -> float | Single:
    return 0.0 if left == 0 or right == 0 else left * right


def _over(value: float | Single, divisor: float | Single) -> float | Single:
    if value == 0 or math.isinf(divisor):
        return 0.0
    return math.inf if divisor == 0 else value / divisor
