"""The next step of an interview: the question that is worth most, or the end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rules.checklists import Checklist, lines_of
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.value import QuestionValue, rank_questions

from bot.interview.questions import Progress, Question
from bot.interview.record import Record

FIRST = ("goal", "pains")
"""What a consultant asks first, whatever it is worth."""
WORLDS = 2_000
"""Worlds between two questions; a verdict takes more."""
SURE = 0.95
"""Share of the ways to complete the answers that name one option, from which no further question is worth asking."""
GAINED = 0.045
"""What one question adds to that share on average: a rough figure from simulated interviews, for the progress shown."""
MOST_QUESTIONS = 30
"""An end for whoever answers "don't know" to everything."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put, and how far the interview has come."""

    question: Question
    progress: Progress


@dataclass(frozen=True, slots=True)
class Done:
    """No question is worth asking any more."""


Step: TypeAlias = Ask | Done


def next_step(engine: Engine, record: Record) -> Step:
    """Find the next question, or the end where none is worth its asking.

    Args:
        engine: the rulebook made ready.
        record: all that was said so far.
    """
    asked = _asked(engine.rulebook, record)
    first = [name for name in FIRST if name not in asked and name not in record.answers]
    open_ = _open(engine, record, asked) if len(asked) < MOST_QUESTIONS else NOTHING_OPEN
    names = [*first, *(value.question for value in open_.ranked)]
    if not names:
        return Done()
    return Ask(question(engine.rulebook, names[0]), Progress(len(asked), len(first) + open_.likely_left))


@dataclass(frozen=True, slots=True)
class _Open:
    """What is still worth asking, best first, and how sure the option is that would be named now."""

    ranked: Sequence[QuestionValue]
    share: float

    @property
    def likely_left(self) -> int:
        """How many questions it probably takes until no further one is worth asking."""
        return min(len(self.ranked), max(1, math.ceil((SURE - self.share) / GAINED)))


NOTHING_OPEN = _Open((), 1.0)


def _asked(rulebook: Rulebook, record: Record) -> set[str]:
    """Give the questions that are done; a checklist that has lost a line to an edit since it was put is not."""
    last = {entry.question: entry.answers for entry in record.entries}
    return {name for name, said in last.items() if not (said and _cut(rulebook, record, name))}


def _cut(rulebook: Rulebook, record: Record, checklist: str) -> bool:
    return any(fact.id not in record.answers for fact in lines_of(checklist, rulebook.facts))


def _open(engine: Engine, record: Record, asked: set[str]) -> _Open:
    scores = engine.score_settled(record.answers, WORLDS)
    share = float(scores.shares().max())
    if share >= SURE:
        return NOTHING_OPEN
    ranked = rank_questions(engine, scores, record.answers, {*asked, *FIRST})
    return _Open([value for value in ranked if value.worth_asking], share)


def question(rulebook: Rulebook, name: str) -> Question:
    """Put a fact or a checklist as a question.

    Raises:
        KeyError: there is neither a fact nor a checklist of that name.
    """
    if name in rulebook.checklists:
        return _of_checklist(rulebook.checklists[name], lines_of(name, rulebook.facts))
    return _of_fact(rulebook.facts[name])


def _of_fact(fact: Fact) -> Question:
    return Question(
        id=fact.id,
        label=fact.label,
        text=fact.question,
        why=fact.why,
        choices=tuple((name, choice.label) for name, choice in fact.choices.items()),
        multiple=fact.kind == "several",
        most=fact.most,
        hint="yes or no" if fact.kind == "flag" else fact.examples[0],
    )


def _of_checklist(checklist: Checklist, facts: Sequence[Fact]) -> Question:
    lines = tuple((fact.id, fact.tick.label) for fact in facts if fact.tick is not None)
    return Question(
        id=checklist.id,
        label=checklist.label,
        text=checklist.question,
        why=checklist.why,
        choices=lines,
        multiple=True,
        most=None,
        hint="1, 3 or none",
    )
