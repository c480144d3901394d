"""Reading conditions from rule files, refusing whatever could never mean something."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.conditions import NUMERIC_OPERATORS, All, Any, Condition, Has, Not, Number, OneOf
from rules.facts import Fact, Vocabulary
from rules.problems import Problems, did_you_mean, plain, shown
from rules.quantities import Interval, Quantity, interval_of

_MOST = sys.float_info.max
OPERATORS = ("is", "in", "has", *(name for name in NUMERIC_OPERATORS if name != "is"))
_WITH_UNIT = re.compile(r"\s*([-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([^\s\d.].*)?")


@dataclass(frozen=True, slots=True)
class Limit:
    """A dated limit that a condition may name instead of a number, and the file that gives it."""

    value: float
    unit: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions may speak of: facts, derived quantities and limits.

    What is there and could not be read is `broken`: its own mistakes are noted, so its users are not blamed.
    """

    facts: Vocabulary
    quantities: Mapping[str, Quantity]
    limits: Mapping[str, Limit]
    broken: frozenset[str] = frozenset()

    def unit(self, name: str) -> str:
        """Give the unit of a fact or quantity."""
        return self.quantities[name].unit if name in self.quantities else self.facts[name].unit

    def interval(self, name: str) -> Interval:
        """Bound what a number can ever be."""
        if name in self.quantities:
            quantity = self.quantities[name]
            return interval_of(quantity, {operand: self.interval(operand) for operand in quantity.operands})
        return Interval(self.facts[name].lowest, self.facts[name].highest)


class _Refused(Exception):
    """A condition cannot be read: the key it stands at, what is wrong, and how to mend it."""

    def __init__(self, key: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.key, self.message, self.cure = key, message, cure


class _Broken(Exception):
    """A condition speaks of something whose own mistakes are noted already."""


class ConditionReader:
    """Reads the conditions of one rule file; mistakes are noted with the key they stand at."""

    def __init__(self, file: str, names: Names, problems: Problems) -> None:
        self._file, self._names, self._problems = file, names, problems

    def read(self, raw: object, key: str = "when") -> Condition | None:
        """Read a condition; None, with the mistakes noted, where it cannot be read."""
        try:
            return self._read(raw, key)
        except _Refused as refused:
            self._problems.add(self._file, refused.key, refused.message, refused.cure)
        except _Broken:
            pass
        return None

    def _read(self, raw: object, key: str) -> Condition | None:
        if not isinstance(raw, Mapping):
            raise _Refused(key, f"{shown(raw)} is not a condition.", "Write { fact = ..., is = ... }.")
        for word, build in (("all", All), ("any", Any)):
            if word in raw:
                return self._group(raw, key, word, build)
        if "not" in raw:
            if len(raw) > 1:
                raise _Refused(f"{key}.not", "stands beside other keys.", 'Put them together in a list under "all".')
            inner = self.read(raw["not"], f"{key}.not")
            return None if inner is None else Not(inner)
        return self._comparison(raw, key)

    def _group(
        self, raw: Mapping[str, object], key: str, word: str, build: Callable[[tuple[Condition, ...]], Condition]
    ) -> Condition | None:
        items = raw[word]
        if not isinstance(items, list) or not items:
            raise _Refused(
                f"{key}.{word}", f"{shown(items)} is no list of conditions.", "Write [{ fact = ..., is = ... }, ...]."
            )
        if len(raw) > 1:
            raise _Refused(f"{key}.{word}", "stands beside other keys.", 'Put them together in a list under "all".')
        parts = [self.read(item, f"{key}.{word}[{at}]") for at, item in enumerate(items)]
        known = [part for part in parts if part is not None]
        return build(tuple(known)) if len(known) == len(parts) else None

    def _comparison(self, raw: Mapping[str, object], key: str) -> Condition:
        name = raw.get("fact")
        if not isinstance(name, str):
            raise _Refused(key, f"{shown(dict(raw))} names no fact.", "Write { fact = ..., is = ... }.")
        if name in self._names.broken:
            raise _Broken
        known = {**self._names.facts, **self._names.quantities}
        if name not in known:
            raise _Refused(key, f'no fact "{name}".', did_you_mean(name, known))
        operators = [word for word in raw if word != "fact"]
        if len(operators) != 1:
            raise _Refused(key, f"needs one comparison, not {len(operators)}.", f"Use one of {', '.join(OPERATORS)}.")
        operator, value = operators[0], raw[operators[0]]
        if operator not in OPERATORS:
            raise _Refused(key, f'no comparison "{operator}".', did_you_mean(operator, OPERATORS))
        fact = self._names.facts.get(name)
        if fact is None or fact.numeric:
            return self._number(name, operator, value, f"{key}.{operator}")
        return self._discrete(fact, operator, value, f"{key}.{operator}")

    def _number(self, name: str, operator: str, value: object, key: str) -> Condition:
        if operator not in NUMERIC_OPERATORS:
            raise _Refused(key, f'"{name}" is a number.', f"Compare it with {', '.join(NUMERIC_OPERATORS)}.")
        number = self._resolve(name, value, key)
        span = self._names.interval(name)
        words = f"{operator.replace('_', ' ')} {plain(number)}"
        cure = f"It lies between {plain(float(span.low))} and {plain(float(span.high))}."
        if operator == "is":
            whole = name in self._names.facts and self._names.facts[name].kind == "count"
            if not span.low <= number <= span.high or (whole and not number.is_integer()):
                raise _Refused(key, f'"{name}" is never {plain(number)}.', "It is a whole number." if whole else cure)
            return Number(name, operator, number)
        test = NUMERIC_OPERATORS[operator]
        ends = {bool(test(end, number)) for end in (span.low, span.high)}
        if len(ends) == 1:
            raise _Refused(key, f'"{name}" is {"always" if True in ends else "never"} {words}.', cure)
        return Number(name, operator, number)

    def _resolve(self, name: str, value: object, key: str) -> float:
        unit = self._names.unit(name)
        if isinstance(value, str):
            if value in self._names.broken:
                raise _Broken
            number, given = self._written(value, unit, key)
            if (given or "1") != (unit or "1"):
                cure = f'It is in "{unit}".' if unit not in {"", "1"} else "It has none."
                raise _Refused(key, f'the unit "{given}" does not fit "{name}".', cure)
            return number
        if isinstance(value, bool) or not isinstance(value, int | float) or not -_MOST < value < _MOST:
            raise _Refused(key, f"{shown(value)} is not a number.", f"Write one{f' in {unit}' if unit else ''}.")
        return float(value)

    def _written(self, value: str, unit: str, key: str) -> tuple[float, str]:
        """Give the number and the unit of a limit's name, or of a number with its unit."""
        if value in self._names.limits:
            limit = self._names.limits[value]
            return limit.value, limit.unit
        written = _WITH_UNIT.fullmatch(value)
        if written is None:
            cure = (
                did_you_mean(value, self._names.limits) or f"Write a number{f' in {unit}' if unit else ''}, or a limit."
            )
            raise _Refused(key, f'no limit "{value}".', cure)
        return float(written[1].replace("_", "")), (written[2] or unit).strip()

    def _discrete(self, fact: Fact, operator: str, value: object, key: str) -> Condition:
        allowed = {"flag": ("is",), "choice": ("is", "in"), "several": ("has",)}[fact.kind]
        if operator not in allowed:
            raise _Refused(key, f'"{fact.id}" is a {fact.kind}.', f"Compare it with {' or '.join(allowed)}.")
        if fact.kind == "flag":
            return self._flag(fact, value, key)
        values = self._choices(fact, operator, value, key)
        codes = sorted(fact.codes[item] for item in values)
        if len(values) == len(fact.choices) and (fact.kind == "choice" or "none" in values):
            raise _Refused(key, f'"{fact.id}" is always one of these.', "Leave some out.")
        if fact.kind == "several":
            return Has(fact.id, values, sum(1 << code for code in codes))
        return OneOf(fact.id, frozenset(values), tuple(codes))

    def _choices(self, fact: Fact, operator: str, value: object, key: str) -> frozenset[str]:
        if operator == "in" and (not isinstance(value, list) or not value):
            raise _Refused(key, f"{shown(value)} is no list of choices.", 'Write ["...", "..."], or compare with `is`.')
        if operator == "has" and value == []:
            raise _Refused(key, f'"{fact.id}" never has one of none.', "Name at least one choice.")
        values = value if isinstance(value, list) and operator != "is" else [value]
        for item in values:
            if not isinstance(item, str) or item not in fact.choices:
                cure = did_you_mean(item if isinstance(item, str) else "", fact.choices)
                text = f'"{item}"' if isinstance(item, str) else shown(item)
                raise _Refused(key, f'"{fact.id}" has no choice {text}.', cure)
        return frozenset(values)

    def _flag(self, fact: Fact, value: object, key: str) -> Condition:
        if not isinstance(value, bool):
            raise _Refused(key, f"{shown(value)} is neither true nor false.", "Write true or false.")
        return OneOf(fact.id, frozenset({value}), (int(value),))
