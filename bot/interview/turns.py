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
        words = f"Your guess is written down: {guess}. It is shown beside the verdict."
        return Turn(replace(record, guess=guess), (words,))
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
    return _enter(record, Entry(fact, {fact: answer}), _said_back(rulebook, fact, answer))


def _enter(record: Record, entry: Entry, *said: str) -> Turn:
    """Add what was said, unless it contradicts what was said before."""
    wrong = next((reason for _, reason in contradictions({**record.answers, **entry.answers})), None)
    if wrong is not None:
        return Turn(record, (f"That cannot be: {wrong} Say it again, or change the other with name = value.",))
    return Turn(record.with_entry(entry), said)


def _said_back(rulebook: Rulebook, fact: str, answer: Answer) -> str:
    return f"{rulebook.facts[fact].label}: {say(rulebook.facts[fact], answer)}."


def _take_ticks(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    reading = read_ticks([label for _, label in question.choices], text)
    if isinstance(reading, Command):
        return _obey(rulebook, record, question, reading)
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    facts = lines_of(question.id, rulebook.facts)
    held = [at for at, fact in enumerate(facts) if fact.id in record.answers]
    answers = {fact.id: ticked(fact, at in reading) for at, fact in enumerate(facts) if at not in held}
    words = [label for at, (_, label) in enumerate(question.choices) if at in reading and at not in held]
    said = [f"{question.label}: {'; '.join(words) or 'none of them'}."]
    if held:
        said.append(f"It stays as you said before: {', '.join(facts[at].label for at in held)}.")
    return _enter(record, Entry(question.id, answers), *said)


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
        return Turn(record.with_entry(Entry(question.id, dict.fromkeys(names, Unknown()))), ("Then all stay open.",))
    return Turn(record.with_entry(Entry(question.id, {question.id: Unknown()})), _how_to_measure(rulebook, question.id))


def _how_to_measure(rulebook: Rulebook, fact: str) -> tuple[str, ...]:
    measure = rulebook.facts[fact].measure
    found_out = f"To find out, in about {measure.minutes:g} min:"
    return ("Then a spread of plausible values stands for it.", found_out, measure.how)


def _edit(rulebook: Rulebook, record: Record, fact: str, text: str) -> Turn:
    reading = read(rulebook.facts[fact], text)
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    if isinstance(reading, Command) and reading.name != "dont_know":
        return Turn(record, (f"{rulebook.facts[fact].label} stays as it is. {rulebook.facts[fact].bad_answer}",))
    answer = Unknown() if isinstance(reading, Command) else reading.answer
    changed, moot = edit(rulebook, record, fact, answer)
    said = [_said_back(rulebook, fact, answer)]
    if isinstance(answer, Unknown):
        said.extend(_how_to_measure(rulebook, fact))
    if moot:
        said.append(f"That makes moot, and they are dropped: {', '.join(rulebook.facts[name].label for name in moot)}.")
    return Turn(changed, tuple(said))
