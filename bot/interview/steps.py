"""The next step of an interview: the question that is worth most, or the end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rules.checklists import Checklist, lines_of
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.value import FIRST, SURE, WORLDS, OpenQuestions, open_questions

from bot.interview.questions import Progress, Question
from bot.interview.record import Record

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
    return Ask(question(engine.rulebook, names[0]), Progress(len(asked), len(first) + _likely_left(open_)))


NOTHING_OPEN = OpenQuestions((), 1.0)


def _open(engine: Engine, record: Record, asked: set[str]) -> OpenQuestions:
    return open_questions(engine, engine.score_settled(record.answers, WORLDS), record.answers, asked)


def _likely_left(still: OpenQuestions) -> int:
    """Guess how many questions it takes until no further one is worth asking."""
    return min(len(still.ranked), max(1, math.ceil((SURE - still.share) / GAINED)))


def _asked(rulebook: Rulebook, record: Record) -> set[str]:
    """Give the questions that are done; a checklist that has lost a line to an edit since it was put is not."""
    last = {entry.question: entry.answers for entry in record.entries}
    return {name for name, said in last.items() if not (said and _cut(rulebook, record, name))}


def _cut(rulebook: Rulebook, record: Record, checklist: str) -> bool:
    return any(fact.id not in record.answers for fact in lines_of(checklist, rulebook.facts))


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
