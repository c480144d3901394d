"""The next step of an interview: the question that is worth most, or the end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rules.checklists import Checklist, lines_of
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.scoring import Engine, Scores
from rules.subjects import SYSTEM
from rules.value import LAST, WORLDS, OpenQuestions, asked_first, open_questions

from bot.interview.asked import asked_about, facts_about
from bot.interview.questions import Progress, Question
from bot.interview.record import Record
from bot.interview.sides import MOST_OF_EACH, about, labelled, likely_left_of_sides, open_sides

GAINED = 0.045
"""What one question adds to that share on average: a rough figure from simulated interviews, for the progress shown."""
MOST_QUESTIONS = 30
"""An end for whoever answers "don't know" to everything."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put, and how far the interview has come."""

    question: Question
    progress: Progress

    @property
    def subject(self) -> str:
        """Whom the question is about: the system, or a side workload by its name."""
        return self.question.subject


@dataclass(frozen=True, slots=True)
class Done:
    """No question is worth asking any more."""


Step: TypeAlias = Ask | Done


def next_step(engine: Engine, record: Record) -> Step:
    """Find the next question, about the system first, then which side work it does, then about that, or the end.

    It ends where no question is worth its asking.

    Args:
        engine: the rulebook made ready.
        record: all that was said so far.
    """
    asked = asked_about(engine.rulebook, record)
    settled = engine.score_settled(record.answers, WORLDS)
    wanted = asked_first(engine.rulebook.facts, record.answers)
    first = [name for name in wanted if name not in asked and name not in record.answers]
    open_ = NOTHING_OPEN
    if len(asked) < MOST_QUESTIONS:
        open_ = open_questions(engine, settled, record.answers, asked)
    last = [name for name in LAST if name not in asked and name not in record.answers]
    names = [*first, *(value.question for value in open_.ranked), *last]
    if not names:
        return _step_of_sides(engine, record, settled)
    left = len(first) + _likely_left(open_) + len(last) + likely_left_of_sides(record)
    return Ask(question(engine.rulebook, names[0]), Progress(_answered(engine.rulebook, record), left))


NOTHING_OPEN = OpenQuestions((), 0.0)


def _step_of_sides(engine: Engine, record: Record, settled: Scores) -> Step:
    """Ask about the first side workload that has a question worth asking."""
    name, open_ = next(open_sides(engine, record, settled), (None, NOTHING_OPEN))
    if name is None:
        return Done()
    may = MOST_OF_EACH - len(asked_about(engine.rulebook, record, name))
    left = min(may, _likely_left(open_)) + likely_left_of_sides(record, but=name)
    put = question(engine.rulebook, open_.ranked[0].question, name)
    return Ask(put, Progress(_answered(engine.rulebook, record), left))


def _likely_left(still: OpenQuestions) -> int:
    """Guess how many questions it takes until no further one is worth asking."""
    return min(len(still.ranked), max(1, math.ceil(still.missing / GAINED)))


def _answered(rulebook: Rulebook, record: Record) -> int:
    subjects = {entry.subject for entry in record.entries}
    return sum(len(asked_about(rulebook, record, subject)) for subject in subjects)


def question(rulebook: Rulebook, name: str, subject: str = SYSTEM) -> Question:
    """Put a fact or a checklist as a question about the system or a side workload.

    Raises:
        KeyError: there is neither a fact nor a checklist of that name.
    """
    facts = facts_about(rulebook, subject)
    if name in rulebook.checklists:
        put = _of_checklist(rulebook.checklists[name], lines_of(name, facts))
    else:
        put = _of_fact(facts[name])
    label, text = labelled(rulebook, subject, put.label), about(rulebook, subject) + put.text
    return replace(put, label=label, text=text, subject=subject)


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
