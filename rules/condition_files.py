"""Reading conditions from rule files, refusing whatever could never mean something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.conditions import NUMERIC_OPERATORS, All, Any, Condition, Has, Not, Number, OneOf
from rules.facts import Fact, Vocabulary
from rules.problems import Problems, did_you_mean
from rules.quantities import Interval, Quantity, interval_of

OPERATORS = ("is", "in", "has", *(name for name in NUMERIC_OPERATORS if name != "is"))
_WITH_UNIT = re.compile(r"^\s*([-+]?[\d_.]+(?:[eE][-+]?\d+)?)\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Limit:
    """A dated limit that a condition may name instead of a number."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions may speak of: facts, derived quantities and limits."""

    facts: Vocabulary
    quantities: Mapping[str, Quantity]
    limits: Mapping[str, Limit]

    def unit(self, name: str) -> str:
        """Give the unit of a fact or quantity."""
        return self.quantities[name].unit if name in self.quantities else self.facts[name].unit

    def interval(self, name: str) -> Interval:
        """Bound what a number can ever be."""
        if name in self.quantities:
            quantity = self.quantities[name]
            return interval_of(quantity, {operand: self.interval(operand) for operand in quantity.operands})
        return Interval(self.facts[name].lowest, self.facts[name].highest)


class ConditionReader:
    """Reads the conditions of one rule file; mistakes are noted with the key they stand at."""

    def __init__(self, file: str, names: Names, problems: Problems) -> None:
        self._file, self._names, self._problems = file, names, problems

    def read(self, raw: object, key: str = "when") -> Condition | None:
        """Read a condition; None, with the mistakes noted, where it cannot be read."""
        if not isinstance(raw, Mapping):
            return self._refuse(key, f"{raw!r} is not a condition.", "Write { fact = ..., is = ... }.")
        for word, build in (("all", All), ("any", Any)):
            if word in raw:
                return self._group(raw, key, word, build)
        if "not" in raw:
            inner = self.read(raw["not"], f"{key}.not")
            return None if inner is None else Not(inner)
        return self._comparison(raw, key)

    def _group(
        self, raw: Mapping[str, object], key: str, word: str, build: Callable[[tuple[Condition, ...]], Condition]
    ) -> Condition | None:
        items = raw[word]
        if not isinstance(items, list) or not items or len(raw) > 1:
            return self._refuse(f"{key}.{word}", "needs a list of conditions, and nothing beside it.")
        parts = [self.read(item, f"{key}.{word}[{at}]") for at, item in enumerate(items)]
        known = [part for part in parts if part is not None]
        return build(tuple(known)) if len(known) == len(parts) else None

    def _comparison(self, raw: Mapping[str, object], key: str) -> Condition | None:
        name = raw.get("fact")
        known = {**self._names.facts, **self._names.quantities}
        if not isinstance(name, str) or name not in known:
            return self._refuse(key, f'no fact "{name}".', did_you_mean(str(name), known))
        operators = [word for word in raw if word != "fact"]
        if len(operators) != 1 or operators[0] not in OPERATORS:
            cure = did_you_mean(operators[0], OPERATORS) if len(operators) == 1 else f"One of {', '.join(OPERATORS)}."
            return self._refuse(key, f"needs exactly one comparison, not {operators}.", cure)
        operator, value = operators[0], raw[operators[0]]
        fact = self._names.facts.get(name)
        if fact is None or fact.numeric:
            return self._number(name, operator, value, f"{key}.{operator}")
        return self._discrete(fact, operator, value, f"{key}.{operator}")

    def _number(self, name: str, operator: str, value: object, key: str) -> Condition | None:
        if operator not in NUMERIC_OPERATORS:
            return self._refuse(key, f'"{name}" is a number.', f"Compare it with {', '.join(NUMERIC_OPERATORS)}.")
        number = self._resolve(name, value, key)
        if number is None:
            return None
        span = self._names.interval(name)
        test = NUMERIC_OPERATORS[operator]
        ends = [bool(test(end, number)) for end in (span.low, span.high)]  # type: ignore[arg-type]
        inside = operator == "is" and span.low <= number <= span.high
        if not any(ends) and not inside:
            return self._refuse(key, f'"{name}" is never {operator.replace("_", " ")} {number:g}.', _span(span))
        if all(ends) and operator != "is":
            return self._refuse(key, f'"{name}" is always {operator.replace("_", " ")} {number:g}.', _span(span))
        return Number(name, operator, number)

    def _resolve(self, name: str, value: object, key: str) -> float | None:
        unit = self._names.unit(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, str):
            return self._refuse(key, f"{value!r} is not a number.")
        if value in self._names.limits:
            limit = self._names.limits[value]
            return self._fitting(limit.value, limit.unit, unit, name, key)
        written = _WITH_UNIT.match(value)
        if written is None:
            return self._refuse(key, f'no limit "{value}".', did_you_mean(value, self._names.limits))
        return self._fitting(float(written[1]), written[2], unit, name, key)

    def _fitting(self, number: float, given: str, unit: str, name: str, key: str) -> float | None:
        if (given or "1") == (unit or "1"):
            return number
        return self._refuse(key, f'the unit "{given}" does not fit "{name}".', f'It is in "{unit}".')

    def _discrete(self, fact: Fact, operator: str, value: object, key: str) -> Condition | None:
        allowed = {"flag": ("is",), "choice": ("is", "in"), "several": ("has",)}[fact.kind]
        if operator not in allowed:
            return self._refuse(key, f'"{fact.id}" is a {fact.kind}.', f"Compare it with {' or '.join(allowed)}.")
        if fact.kind == "flag":
            return self._flag(fact, value, key)
        values = value if isinstance(value, list) else [value]
        for item in values:
            if item not in fact.choices:
                return self._refuse(key, f'"{fact.id}" has no choice "{item}".', did_you_mean(str(item), fact.choices))
        if fact.kind == "several":
            return Has(fact.id, frozenset(values), sum(1 << fact.codes[item] for item in set(values)))
        if set(values) == set(fact.choices):
            return self._refuse(key, f'"{fact.id}" is always one of these.', "Leave some out.")
        return OneOf(fact.id, frozenset(values), tuple(sorted(fact.codes[item] for item in set(values))))

    def _flag(self, fact: Fact, value: object, key: str) -> Condition | None:
        if not isinstance(value, bool):
            return self._refuse(key, f"{value!r} is neither true nor false.")
        return OneOf(fact.id, frozenset({value}), (int(value),))

    def _refuse(self, key: str, message: str, cure: str = "") -> None:
        self._problems.add(self._file, key, message, cure)


def _span(span: Interval) -> str:
    return f"It lies between {span.low:g} and {span.high:g}."
