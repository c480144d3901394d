"""Conditions of rules: data, judged in three values for what is said, and tested on columns of worlds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from rules.answers import Among, Answer, Answers, Known, bounds
from rules.columns import Bools, Column, Single, Truth, in_each, is_one_of, told_once
from rules.facts import Fact, Vocabulary
from rules.quantities import Interval, Quantity, interval_of

Columns: TypeAlias = Mapping[str, Column]
Test: TypeAlias = Callable[[Columns], Bools]
Look: TypeAlias = Callable[[Columns], Truth]
Verdict3: TypeAlias = "bool | None"
"""Kleene's three values: yes, no, and None for undecided."""

NUMERIC_OPERATORS: dict[str, np.ufunc] = {
    "at_least": np.greater_equal,
    "above": np.greater,
    "at_most": np.less_equal,
    "below": np.less,
    "is": np.equal,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A comparison of a numeric fact or a derived quantity with a number in its unit."""

    fact: str
    operator: str
    value: float

    def judge(self, possible: Possible) -> Verdict3:
        """Judge the comparison for everything the answers leave possible."""
        span = possible.interval(self.fact)
        test = NUMERIC_OPERATORS[self.operator]
        at_low, at_high = bool(test(span.low, self.value)), bool(test(span.high, self.value))
        if self.operator == "is" and span.low < self.value < span.high:
            return None
        return at_low if at_low == at_high else None

    def look(self) -> Look:
        """Build the test on columns."""
        compare, name, value = NUMERIC_OPERATORS[self.operator], self.fact, self.value
        return lambda columns: compare(told_once(columns[name]), value)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice or flag that is one of some values."""

    fact: str
    values: frozenset[str | bool]
    codes: tuple[int, ...]

    def judge(self, possible: Possible) -> Verdict3:
        """Judge the comparison for everything the answers leave possible."""
        left = possible.left(self.fact)
        return True if left and left <= self.values else None if not left or left & self.values else False

    def look(self) -> Look:
        """Build the test on columns of codes."""
        name, codes = self.fact, self.codes
        return lambda columns: is_one_of(told_once(columns[name]), codes)


@dataclass(frozen=True, slots=True)
class Has:
    """A fact of several choices that has at least one of some."""

    fact: str
    values: frozenset[str]
    mask: int

    def judge(self, possible: Possible) -> Verdict3:
        """Judge the comparison for everything the answers leave possible."""
        known = possible.known(self.fact)
        return None if known is None else not self.values.isdisjoint(known)  # type: ignore[arg-type]

    def look(self) -> Look:
        """Build the test on columns of bit masks."""
        name, mask = self.fact, self.mask
        return lambda columns: (told_once(columns[name]) & mask) != 0


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple[Condition, ...]

    def judge(self, possible: Possible) -> Verdict3:
        """No when any part is no; else undecided when any part is."""
        verdicts = [part.judge(possible) for part in self.parts]
        return False if False in verdicts else None if None in verdicts else True

    def look(self) -> Look:
        """Build the test on columns."""
        return _fold(np.logical_and, [part.look() for part in self.parts], settling=False)


@dataclass(frozen=True, slots=True)
class Any:
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]

    def judge(self, possible: Possible) -> Verdict3:
        """Yes when any part is yes; else undecided when any part is."""
        verdicts = [part.judge(possible) for part in self.parts]
        return True if True in verdicts else None if None in verdicts else False

    def look(self) -> Look:
        """Build the test on columns."""
        return _fold(np.logical_or, [part.look() for part in self.parts], settling=True)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its part does not."""

    part: Condition

    def judge(self, possible: Possible) -> Verdict3:
        """Turn yes and no; undecided stays."""
        verdict = self.part.judge(possible)
        return None if verdict is None else not verdict

    def look(self) -> Look:
        """Build the test on columns."""
        inner = self.part.look()
        return lambda columns: ~inner(columns)


Comparison: TypeAlias = "Number | OneOf | Has"
Condition: TypeAlias = "Number | OneOf | Has | All | Any | Not"


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """List the comparisons of a condition."""
    if isinstance(condition, All | Any):
        for part in condition.parts:
            yield from comparisons(part)
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        yield condition


class Possible:
    """What a set of answers leaves possible for each fact and quantity."""

    def __init__(self, answers: Answers, facts: Vocabulary, quantities: Mapping[str, Quantity]) -> None:
        self._answers, self._facts, self._quantities = answers, facts, quantities
        self._intervals: dict[str, Interval] = {}

    def known(self, name: str) -> object:
        """Give the value of a fact, or None where it is not known."""
        answer = self._answers.get(name)
        return answer.value if isinstance(answer, Known) else None

    def left(self, name: str) -> frozenset[str | bool]:
        """Give the values that a choice or flag may still have; empty where nothing is known of it."""
        answer = self._answers.get(name)
        if isinstance(answer, Among):
            return frozenset(answer.values)
        return frozenset({answer.value}) if isinstance(answer, Known) else frozenset()  # type: ignore[arg-type]

    def interval(self, name: str) -> Interval:
        """Bound a numeric fact or a quantity."""
        if name not in self._intervals:
            self._intervals[name] = self._bound(name)
        return self._intervals[name]

    def _bound(self, name: str) -> Interval:
        quantity = self._quantities.get(name)
        if quantity is None:
            return fact_interval(self._facts[name], self._answers.get(name))
        return interval_of(quantity, {operand: self.interval(operand) for operand in quantity.operands})


def fact_interval(fact: Fact, answer: Answer | None) -> Interval:
    """Bound a number by its answer and by what is possible at all, in the precision of worlds."""
    low, high = (fact.lowest, fact.highest) if answer is None else bounds(answer)
    return Interval(Single(max(low, fact.lowest)), Single(min(high, fact.highest)))


def as_test(condition: Condition) -> Test:
    """Build the test of a condition on columns of worlds: true where it holds."""
    look, name = condition.look(), next(comparisons(condition)).fact

    def test(columns: Columns) -> Bools:
        held = look(columns)
        return held if isinstance(held, np.ndarray) else in_each(held, len(columns[name]))

    return test


def _fold(combine: np.ufunc, looks: list[Look], *, settling: bool) -> Look:
    """Combine what parts say; one that settles it for every world leaves nothing to look at."""

    def look(columns: Columns) -> Truth:
        result: Truth = np.bool_(not settling)
        for each in looks:
            held = each(columns)
            if held.ndim:
                result = combine(result, held) if result.ndim else held
            elif held == settling:
                return held
        return result

    return look
