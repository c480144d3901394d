"""What a model gave, held against what was expected of it. Pure."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.interview.record import Draft
from bot.narrator.answering import Answer as Reply
from bot.narrator.evaluation.texts import Figure, ToAnswer
from bot.narrator.reading.numbers import numbers_in
from rules.answers import Answer, Known, Range, bounds
from rules.subjects import SYSTEM, SubjectAnswers, named
from rules.verdict import Verdict

NEAR = 0.01
"""Two numbers are the same within this share of the expected one: units are converted with rounding."""
ROUNDED = 0.1
"""A figure is told if a number of the answer is within this share of it, as one rounds when one speaks."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers were expected and how it went with them.

    Attributes:
        expected: answers that the texts hold.
        right: found as they are expected.
        wrong: found with another value.
        extra: found, and not in the text.
    """

    expected: int = 0
    right: int = 0
    wrong: int = 0
    extra: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add another one."""
        return Tally(
            self.expected + other.expected, self.right + other.right, self.wrong + other.wrong, self.extra + other.extra
        )

    @property
    def missed(self) -> int:
        """How many were not found at all."""
        return self.expected - self.right - self.wrong

    @property
    def accuracy(self) -> float:
        """The share of what was expected or found that is right; 1 where there was nothing and nothing was found."""
        said = self.expected + self.extra
        return self.right / said if said else 1.0


def score_reading(expected: SubjectAnswers, found: Iterable[Draft], either: frozenset[str]) -> dict[str, Tally]:
    """Compare the answers found in a text with those that it holds.

    Args:
        expected: what the text holds.
        found: what was found.
        either: names that are not counted.

    Returns:
        A tally for each fact, whichever subject it is of.
    """
    wanted, got = _by_name(expected), {draft.name: draft for draft in found}
    facts = {name: fact for name, (fact, _) in wanted.items()} | {name: draft.fact for name, draft in got.items()}
    tallies: dict[str, Tally] = {}
    for name in facts.keys() - either:
        one = _tally(wanted[name][1] if name in wanted else None, got[name].answer if name in got else None)
        tallies[facts[name]] = tallies.get(facts[name], Tally()) + one
    return tallies


def agree(expected: Answer, found: Answer) -> bool:
    """Tell whether two answers say the same; numbers that differ by their rounding do."""
    if _is_number(expected) != _is_number(found):
        return False
    if not _is_number(expected):
        return expected == found
    return all(_near(want, got) for want, got in zip(bounds(expected), bounds(found), strict=True))


def shortfalls(asked: ToAnswer, reply: Reply, verdict: Verdict) -> tuple[str, ...]:
    """Say what an answer lacks; nothing where it has all that it needs."""
    if reply.kind != asked.kind:
        return (f"taken for {reply.kind}",)
    if reply.kind != "answer":
        return ()
    text = " ".join(reply.paragraphs)
    tried = {change.partition("=")[0] for change in reply.what_ifs}
    return (
        *(f"{fact} was not tried" for fact in asked.what_if if fact not in tried),
        *(f"does not name {words}" for words in asked.names if not re.search(words, text, re.IGNORECASE)),
        *_missing_figure(asked.figure, verdict, text),
    )


def figures_of(figure: Figure, verdict: Verdict) -> tuple[float, ...]:
    """Give the numbers of a verdict any of which tells a figure; none where the verdict has no such figure."""
    if figure == "payback":
        months = verdict.payback.months if verdict.payback else None
        return tuple(end for end in (months.low, months.expected, months.high) if end is not None) if months else ()
    if verdict.verdict is None:
        return ()
    cost = verdict.option(verdict.verdict).cost_usd_month
    return (cost.cash,) if figure == "cash" else (max(line.usd for line in cost.lines if not line.people),)


def _missing_figure(figure: Figure | None, verdict: Verdict, text: str) -> Iterator[str]:
    if figure is not None:
        told = numbers_in(text)
        if not any(_told(number, told) for number in figures_of(figure, verdict)):
            yield f"does not tell the {figure.replace('_', ' ')}"


def _told(number: float, told: Iterable[Fraction]) -> bool:
    return any(abs(float(each) - number) <= ROUNDED * abs(number) for each in told)


def _by_name(answers: SubjectAnswers) -> Mapping[str, tuple[str, Answer]]:
    subjects = {SYSTEM: answers.system, **answers.sides}.items()
    return {named(subject, fact): (fact, answer) for subject, told in subjects for fact, answer in told.items()}


def _tally(wanted: Answer | None, got: Answer | None) -> Tally:
    if wanted is None:
        return Tally(extra=1)
    if got is None:
        return Tally(expected=1)
    is_right = agree(wanted, got)
    return Tally(expected=1, right=int(is_right), wrong=int(not is_right))


def _is_number(answer: Answer) -> bool:
    if isinstance(answer, Known):
        return isinstance(answer.value, float | int) and not isinstance(answer.value, bool)
    return isinstance(answer, Range)


def _near(want: float, got: float) -> bool:
    return want == got or (math.isfinite(want) and abs(want - got) <= NEAR * abs(want))
