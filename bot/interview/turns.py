"""One turn of an interview: what was typed, what it does to the record, and what is said to it."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from rules.answers import Answer, Unknown, contradictions
from rules.checklists import lines_of, ticked
from rules.rulebook import Rulebook

from bot.interview.commands import Command
from bot.interview.editing import edit, edited_fact
from bot.interview.guesses import guess_in
from bot.interview.questions import Question
from bot.interview.reading import Refused, read, read_ticks, say
from bot.interview.record import Entry, Record

Show: TypeAlias = Literal["question", "verdict", "answers", "help", "end"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The record after a turn, what is said in reply, and what is shown next."""

    record: Record
    said: tuple[str, ...] = ()
    show: Show = "question"


def take_turn(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    """Take what was typed at a question; never raises, and never loses an answer.

    Args:
        rulebook: the vocabulary to read by.
        record: all that was said so far.
        question: what is being asked.
        text: what was typed.
    """
    guess = guess_in(text)
    if guess is not None:
        return Turn(replace(record, guess=guess), (f"Your guess is written down: {guess}. It is shown beside the verdict.",))
    change = edited_fact(rulebook, text)
    if change is not None:
        return _edit(rulebook, record, *change)
    if question.id in rulebook.checklists:
        return _take_ticks(rulebook, record, question, text)
    return _take_answer(rulebook, record, question, text)


def _take_answer(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    reading = read(rulebook.facts[question.id], text)
    if isinstance(reading, Command):
        return _obey(rulebook, record, question, reading)
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    return _keep(rulebook, record, question.id, reading.answer)


def _keep(rulebook: Rulebook, record: Record, fact: str, answer: Answer) -> Turn:
    wrong = next((reason for _, reason in contradictions({**record.answers, fact: answer})), None)
    if wrong is not None:
        return Turn(record, (f"That cannot be: {wrong} Say it again, or change the other with name = value.",))
    label = rulebook.facts[fact].label
    return Turn(record.with_entry(Entry(fact, {fact: answer})), (f"{label}: {say(rulebook.facts[fact], answer)}.",))


def _take_ticks(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    reading = read_ticks([label for _, label in question.choices], text)
    if isinstance(reading, Command):
        return _obey(rulebook, record, question, reading)
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    facts = lines_of(question.id, rulebook.facts)
    answers = {fact.id: ticked(fact, at in reading) for at, fact in enumerate(facts) if fact.id not in record.answers}
    words = [label for at, (_, label) in enumerate(question.choices) if at in reading] or ["none of them"]
    return Turn(record.with_entry(Entry(question.id, answers)), (f"{question.label}: {'; '.join(words)}.",))


def _obey(rulebook: Rulebook, record: Record, question: Question, command: Command) -> Turn:
    if command.name == "why":
        return Turn(record, (question.why,))
    if command.name == "back":
        return _back(rulebook, record)
    if command.name == "skip":
        return Turn(record.with_entry(Entry(question.id, {})), ("Skipped.",))
    if command.name == "dont_know":
        return _not_known(rulebook, record, question)
    shows: dict[str, Show] = {"verdict": "verdict", "answers": "answers", "help": "help", "quit": "end"}
    return Turn(record, (), shows[command.name])


def _back(rulebook: Rulebook, record: Record) -> Turn:
    if not record.entries:
        return Turn(record, ("There is nothing to take back yet.",))
    last = record.entries[-1].question
    label = rulebook.checklists[last].label if last in rulebook.checklists else rulebook.facts[last].label
    return Turn(record.without_last(), (f"Taken back: {label}.",))


def _not_known(rulebook: Rulebook, record: Record, question: Question) -> Turn:
    if question.id in rulebook.checklists:
        names = [name for name, _ in question.choices if name not in record.answers]
        return Turn(record.with_entry(Entry(question.id, {name: Unknown() for name in names})), ("Then all stay open.",))
    measure = rulebook.facts[question.id].measure
    said = ("Then a spread of plausible values stands for it.", f"To find out, in about {measure.minutes:g} min:", measure.how)
    return Turn(record.with_entry(Entry(question.id, {question.id: Unknown()})), said)


def _edit(rulebook: Rulebook, record: Record, fact: str, text: str) -> Turn:
    reading = read(rulebook.facts[fact], text)
    if isinstance(reading, Command):
        return Turn(record, (f'"{text}" is no answer to {rulebook.facts[fact].label}.',))
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    changed, moot = edit(rulebook, record, fact, reading.answer)
    said = [f"{rulebook.facts[fact].label}: {reading.said_back}."]
    if moot:
        said.append(f"That makes moot, and they are dropped: {', '.join(rulebook.facts[name].label for name in moot)}.")
    return Turn(changed, tuple(said))
