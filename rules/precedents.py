"""Precedents: the published decisions nearest to the answers. They are told beside a verdict and never score.

Only facts known on both sides are compared. Choices are alike by what they have in common over what either has; numbers
by the factor between them, from 1 where they are equal to 0 where one is ten times the other. Nearness is the mean
likeness, taken as if `MISSING` facts more had been compared and differed, so that a few common facts never look near.
"""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules.answers import Among, Answer, Answers, Known, Unknown, bounds, known_in, to_raw
from rules.cases import Case
from rules.compared import Compared, Precedent
from rules.facts import Fact, Vocabulary

MOST = 3
"""Precedents that are told."""
NEAR = 0.6
"""The least nearness: below it a case is far-fetched, and none is told rather than that."""
MISSING = 2.0
"""Facts that count as compared and different in every case."""
HEAVY = ("workload", "current_shape", "state", "requests_per_second")
"""What shapes a system most: these facts count double."""
ALIKE = 0.5
"""Likeness from which a fact is shared: half of what was chosen, or numbers within a factor of about three."""
FAR = 10.0
"""The factor at which two numbers have nothing in common; an open end of a range reaches this far from the other."""


class Likeness(NamedTuple):
    """How alike two answers to one fact are, between 0 and 1, and what that weighs."""

    fact: Fact
    yours: Answer
    theirs: Answer
    alike: float
    weight: float


def precedents(cases: Iterable[Case], answers: Answers, facts: Vocabulary) -> tuple[Precedent, ...]:
    """Name the nearest cases, the nearest first; none where none is near enough.

    Args:
        cases: the published decisions.
        answers: what is known.
        facts: the vocabulary.
    """
    known = known_in(answers)
    found = [(case, list(_compare(case, known, facts))) for case in cases]
    near = [(nearness(likenesses), case, likenesses) for case, likenesses in found]
    told = sorted((each for each in near if each[0] >= NEAR), key=lambda each: (-each[0], each[1].id))
    return tuple(_precedent(*each) for each in told[:MOST])


def nearness(likenesses: Iterable[Likeness]) -> float:
    """Give the weighted mean likeness, as if `MISSING` facts more had differed."""
    listed = list(likenesses)
    return sum(each.alike * each.weight for each in listed) / (sum(each.weight for each in listed) + MISSING)


def alike(fact: Fact, yours: Answer, theirs: Answer) -> float:
    """Tell how alike two answers to a fact are: 1 where they are the same, 0 where nothing is in common."""
    if fact.numeric:
        middles = _alike_numbers(_middle(fact, yours), _middle(fact, theirs))
        return max(middles, ALIKE) if _within(yours, theirs) or _within(theirs, yours) else middles
    mine, other = _values(yours), _values(theirs)
    return 1.0 if mine == other else len(mine & other) / len(mine | other)


def _within(one: Answer, other: Answer) -> bool:
    """Tell whether all that one answer leaves of a number lies within what the other leaves."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return least <= low and high <= most


def _compare(case: Case, answers: Answers, facts: Vocabulary) -> Iterator[Likeness]:
    for name, theirs in case.answers.items():
        if name in answers and not isinstance(theirs, Unknown):
            fact, yours = facts[name], answers[name]
            yield Likeness(fact, yours, theirs, alike(fact, yours, theirs), 2.0 if name in HEAVY else 1.0)


def _values(answer: Answer) -> frozenset[object]:
    if isinstance(answer, Known):
        return frozenset(answer.value) if isinstance(answer.value, tuple) else frozenset({answer.value})
    return frozenset(answer.values if isinstance(answer, Among) else ())


def _alike_numbers(one: float, other: float) -> float:
    low, high = sorted((one, other))
    if low == high:
        return 1.0
    return max(0.0, 1 - math.log(high / low, FAR)) if low > 0 else 0.0


def _middle(fact: Fact, answer: Answer) -> float:
    """Give the middle of a number's bounds, in factors; a percentage is measured by what is missing of it."""
    low, high = bounds(answer)
    high = min(low * FAR, fact.highest) if math.isinf(high) else high
    low = max(high / FAR, fact.lowest) if math.isinf(low) else low
    if fact.unit == "%":
        low, high = fact.highest - high, fact.highest - low
    return high if low == high else math.sqrt((low or high / FAR) * high)


def _precedent(near: float, case: Case, likenesses: list[Likeness]) -> Precedent:
    told = sorted(likenesses, key=lambda each: -each.weight)
    return Precedent(
        id=case.id,
        organisation=case.organisation,
        year=case.year,
        url=case.url,
        chose=case.decision.chose,
        stayed_on=case.decision.stay_on or None,
        outcome=case.decision.outcome,
        strength=case.strength,
        read=case.read,
        shares=tuple(_compared(each) for each in told if each.alike >= ALIKE),
        differs=tuple(_compared(each) for each in told if each.alike < ALIKE),
        nearness=near,
    )


def _compared(each: Likeness) -> Compared:
    return Compared(fact=each.fact.id, label=each.fact.label, yours=to_raw(each.yours), theirs=to_raw(each.theirs))
