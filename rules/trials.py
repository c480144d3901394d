"""Trials: the values of facts and assumptions that are tried in the search for flips, and how far each is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rules.answers import Among, Answers, Known, Value, contradictions
from rules.assumptions import Assumption
from rules.averages import quantiles
from rules.columns import Floats, same
from rules.facts import Fact
from rules.options import OPTION_NAMES
from rules.scoring import Engine, Winners
from rules.winning import NOBODY
from rules.worlds import Column, Worlds

RATIOS = (1.3, 2.0, 4.0, 10.0)
"""How far a known number is moved, up and down, before the way to the first that flips is halved again and again."""
QUANTILES = (0.05, 0.25, 0.75, 0.95)
"""Where in its spread a number is tried that is not known, or known to be zero."""
SPREAD_WORLDS = 400
"""Worlds from which the spread of a number is taken that is known to be zero."""
ANOTHER = 1.0
"""The distance of another choice, and of any value of what is not known: as far as a number times or over e."""
ALONG = 0.1
"""What a step within the spread of what is not known counts of a step away from a known number."""
SAFE = 0.1
"""The lead that the winner must be expected to keep at the end of an assumption for that end not to be tried."""
PERCENT, DIGITS = "%", 6
"""The unit of what is measured by what is missing of it, and the digits behind its point."""
LEAST = 1e-9
"""Added to numbers before their ratio is taken, so that zero has a distance too."""


WHAT_IT_IS = frozenset({"workload", "current_shape", "current_platform"})
"""Facts that nobody who said them has wrong, and that no change within reach makes others: no flip is sought there."""
WHAT_RUNS_IS = WHAT_IT_IS | {"cloud", "runtime", "full_framework"}
"""The same of what runs: it is on one cloud and in one language, which can still be chosen where nothing runs."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One value of one fact or assumption, and what wins with it.

    Attributes:
        name: the fact or assumption.
        value: the value that is tried.
        base: of a number what is held of it: the known value, or the middle of its spread.
        known: whether that is known; what is not known has no nearest value, so all of them count as far as a choice.
        assumption: whether it is an assumption.
        whole: of a percentage what it is of, as it is measured by what is missing of that; else 0.
        winner: index of the option that wins with it, or `NOBODY`.
    """

    name: str
    value: Value
    base: float | None = None
    known: bool = True
    assumption: bool = False
    whole: float = 0.0
    winner: int = NOBODY

    @property
    def number(self) -> float:
        """The value of a number."""
        assert isinstance(self.value, int | float), self
        return float(self.value)

    @property
    def above(self) -> bool:
        """Whether it is a number above what is held."""
        return self.base is not None and self.number > self.base

    @property
    def distance(self) -> float:
        """How far it is from what is held: the logarithm of the factor between numbers, or that of another choice."""
        if self.base is None:
            return ANOTHER
        apart = abs(math.log((self.measured(self.number) + LEAST) / (self.measured(self.base) + LEAST)))
        return apart if self.known else ANOTHER + ALONG * apart

    def measured(self, value: float) -> float:
        """Give what factors between numbers are taken of: a number itself, or what is missing of a percentage."""
        return self.whole - value if self.whole else value

    def at(self, value: float) -> Trial:
        """Try another number of the same fact."""
        return replace(self, value=value, winner=NOBODY)

    def changes(self, answers: Answers) -> Answers:
        """Put the value among the answers; an assumption is not one of them."""
        return answers if self.assumption else {**answers, self.name: Known(self.value)}

    def fixes(self, size: int) -> dict[str, Column]:
        """Give the column that stands for an assumption."""
        return {self.name: same(self.number, size)} if self.assumption else {}

    def possible(self, answers: Answers) -> bool:
        """Tell whether the value goes with the other answers."""
        return next(iter(contradictions(self.changes(answers))), None) is None


def leader(shares: npt.NDArray[np.generic]) -> int:
    """Give the option that wins most worlds, or `NOBODY` where none wins any."""
    return int(shares.argmax()) if shares.any() else NOBODY


def trials_of(engine: Engine, answers: Answers, won: Winners, unknown: Iterable[str]) -> Iterator[Trial]:
    """List what is tried: values around what is known, within the spread of what is not, and the assumptions' ends.

    Args:
        engine: the rulebook made ready.
        answers: what is known.
        won: the worlds of the verdict.
        unknown: facts that are not known and are tried.
    """
    facts = engine.rulebook.facts
    given = as_given(answers)
    for name, answer in answers.items():
        if isinstance(answer, Known) and name not in given:
            yield from _around(engine, answers, facts[name], answer)
    for name in unknown:
        yield from _within(facts[name], answers, won.worlds)
    lead = _lead(won, np.ones(won.worlds.size, dtype=np.bool_))
    for each in engine.rulebook.assumptions.values():
        column = won.worlds.number(each.id)
        for value, here in ((each.low, column < _half_way(each)[0]), (each.high, column > _half_way(each)[1])):
            # Half-way to its end the lead has changed by half of what it will.
            if 2 * _lead(won, here) - lead < SAFE:
                yield Trial(each.id, value, base=each.mid, assumption=True)


def as_given(answers: Answers) -> frozenset[str]:
    """Name the facts that are taken as they were said."""
    shape = answers.get("current_shape")
    return WHAT_RUNS_IS if isinstance(shape, Known) and shape.value != "nothing" else WHAT_IT_IS


def rounded(fact: Fact | None, value: float) -> float:
    """Round to three digits, as a flip is told; counts to whole numbers, and what is missing of 100 % to two digits."""
    if fact is not None and fact.unit == PERCENT:
        return round(fact.highest - float(f"{fact.highest - value:.2g}"), DIGITS)
    return float(round(value)) if fact is not None and fact.kind == "count" else float(f"{value:.3g}")


def _half_way(assumption: Assumption) -> tuple[float, float]:
    """Give the numbers half-way, by factors, from the middle of an assumption to its two ends."""
    return math.sqrt(assumption.low * assumption.mid), math.sqrt(assumption.mid * assumption.high)


def _lead(won: Winners, here: npt.NDArray[np.bool_]) -> float:
    """Give by how much the verdict's winner leads in some of the worlds; without a winner, or worlds, not at all."""
    counts = np.bincount(won.winner[here] + 1, minlength=len(OPTION_NAMES) + 1)[1:]
    first = leader(won.shares())
    if first == NOBODY or not counts.any():
        return 0.0
    return float((counts[first] - np.delete(counts, first).max()) / counts.sum())


def _around(engine: Engine, answers: Answers, fact: Fact, answer: Known) -> Iterator[Trial]:
    if not fact.numeric:
        yield from (Trial(fact.id, value) for value in _values(fact, None) if value != answer.value)
    elif not answer.value:
        open_again = {name: each for name, each in answers.items() if name != fact.id}
        column = engine.sampler.draw(open_again, SPREAD_WORLDS).number(fact.id)
        yield from _spread(fact, column[column > 0], base=0.0)
    else:
        whole = _whole(fact)
        held = Trial(fact.id, answer.value).number
        for ratio in (*RATIOS, *(1 / ratio for ratio in RATIOS)):
            moved = whole - (whole - held) * ratio if whole else held * ratio
            value = min(max(rounded(fact, moved), fact.lowest), fact.highest)
            if value != held:
                yield Trial(fact.id, value, base=held, whole=whole)


def _whole(fact: Fact) -> float:
    return fact.highest if fact.unit == PERCENT else 0.0


def _within(fact: Fact, answers: Answers, worlds: Worlds) -> Iterator[Trial]:
    if fact.numeric:
        column = worlds.number(fact.id)
        yield from _spread(fact, column, base=quantiles(column, 0.5)[0])
    else:
        answer = answers.get(fact.id)
        yield from (Trial(fact.id, value, known=False) for value in _values(fact, answer))


def _spread(fact: Fact, column: Floats, base: float) -> Iterator[Trial]:
    if len(column):
        values = sorted({rounded(fact, value) for value in quantiles(column, *QUANTILES)})
        whole = _whole(fact)
        yield from (Trial(fact.id, value, base, known=False, whole=whole) for value in values if value != base)


def _values(fact: Fact, answer: object) -> Iterable[Value]:
    """List the values of a choice or flag that an answer leaves; none of several choices, whose sets are too many."""
    if fact.kind == "flag":
        return (False, True)
    if fact.kind == "several":
        return ()
    return answer.values if isinstance(answer, Among) else tuple(fact.choices)
