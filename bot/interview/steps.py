"""The next step of an interview: the question that is worth most, or the end."""

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
"""Share of the ways to complete the answers that name one option, from which no further question is worth its asking."""
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
    ranked = _worth_asking(engine, record, asked) if len(asked) < MOST_QUESTIONS else []
    if first:
        return Ask(question(engine.rulebook, first[0]), Progress(len(asked), len(first) + len(ranked)))
    if not ranked:
        return Done()
    return Ask(question(engine.rulebook, ranked[0].question), Progress(len(asked), len(ranked)))


def _asked(rulebook: Rulebook, record: Record) -> set[str]:
    """Give the questions that are done; a checklist that has lost a line to an edit is not."""
    done = {entry.question for entry in record.entries}
    cut = {entry.question for entry in record.entries if entry.answers and entry.question in rulebook.checklists}
    return done - {name for name in cut if any(f.id not in record.answers for f in lines_of(name, rulebook.facts))}


def _worth_asking(engine: Engine, record: Record, asked: set[str]) -> Sequence[QuestionValue]:
    scores = engine.score_settled(record.answers, WORLDS)
    if scores.shares().max() >= SURE:
        return ()
    ranked = rank_questions(engine, scores, record.answers, {*asked, *FIRST})
    return [value for value in ranked if value.worth_asking]


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
