"""One turn of an interview: what was typed, what it does to the record, and what is said to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from rules.answers import Answer, Unknown, contradictions
from rules.at_hand import how_to_measure
from rules.checklists import ticked
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, SYSTEM, declared_sides, named, why_not

from bot.interview.asking_back import asks_back
from bot.interview.commands import Command
from bot.interview.doubts import without_unit
from bot.interview.editing import Change, drop_undeclared, edit, edited_fact, misnamed, parted
from bot.interview.guesses import guess_in
from bot.interview.questions import Question
from bot.interview.reading import Refused, read, read_ticks, say
from bot.interview.record import Entry, Record
from bot.interview.sides import labelled
from bot.words.names import capital, workload

NONE_TAKEN = "So none of these changes is made: please say all of them again."
_LONGEST_QUOTED = 30
Show: TypeAlias = Literal["question", "why", "verdict", "answers", "help", "end"]


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
    return without_moot_sides(rulebook, _taken(rulebook, record, question, text))


def _taken(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    guess = guess_in(text)
    if guess is not None:
        words = f"Your guess is written down: {guess}. It is shown beside the verdict."
        return Turn(replace(record, guess=guess), (words,))
    if edited_fact(rulebook, text) is not None:
        return take_changes(rulebook, record, parted(text))
    wrong = misnamed(rulebook, text)
    if wrong is not None:
        return Turn(record, (wrong,))
    if question.id in rulebook.checklists:
        return _take_ticks(rulebook, record, question, text)
    return _take_answer(rulebook, record, question, text)


def without_moot_sides(rulebook: Rulebook, turn: Turn) -> Turn:
    """Drop what was said about side work that the system is no longer said to have, and say so."""
    record, dropped = drop_undeclared(turn.record)
    names = ", ".join(workload(rulebook.facts, name) for name in dropped)
    said = (f"That makes moot, and it is dropped, all that you said about: {names}.",) if dropped else ()
    return replace(turn, record=record, said=(*turn.said, *said))


def _take_answer(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    reading = read(rulebook.facts[question.id], text)
    if isinstance(reading, Command):
        return _obey(rulebook, record, question, reading)
    if isinstance(reading, Refused):
        return _refused(record, question, text, reading)
    doubt = without_unit(rulebook.facts[question.id], reading.answer, text)
    if doubt is not None:
        return Turn(record, (doubt,))
    said = _said_back(rulebook, question.subject, question.id, reading.answer)
    return _enter(record, Entry(question.id, {question.id: reading.answer}, question.subject), said)


def _refused(record: Record, question: Question, text: str, refused: Refused) -> Turn:
    """Say why a text is no answer; to whoever asks back, also why the question is asked."""
    if asks_back(text) or text.rstrip().endswith("?"):
        return Turn(record, (refused.reason, question.why), "why")
    return Turn(record, (refused.reason,))


def _enter(record: Record, entry: Entry, *said: str) -> Turn:
    """Add what was said, unless it contradicts what was said before of the same subject."""
    answers = {**record.answers_of(entry.subject), **entry.answers}
    wrong = next((reason for _, reason in contradictions(answers)), None)
    if wrong is not None:
        change = named(entry.subject, "name")
        return Turn(record, (f"That cannot be: {wrong} Say it again, or change the other with {change} = value.",))
    return Turn(record.with_entry(entry), said)


def _said_back(rulebook: Rulebook, subject: str, fact: str, answer: Answer) -> str:
    return f"{labelled(rulebook, subject, rulebook.facts[fact].label)}: {say(rulebook.facts[fact], answer)}."


def _take_ticks(rulebook: Rulebook, record: Record, question: Question, text: str) -> Turn:
    reading = read_ticks([label for _, label in question.choices], text)
    if isinstance(reading, Command):
        return _obey(rulebook, record, question, reading)
    if isinstance(reading, Refused):
        return _refused(record, question, text, reading)
    facts, known = [rulebook.facts[name] for name, _ in question.choices], record.answers_of(question.subject)
    held = [at for at, fact in enumerate(facts) if fact.id in known]
    answers = {fact.id: ticked(fact, at in reading) for at, fact in enumerate(facts) if at not in held}
    words = [label for at, (_, label) in enumerate(question.choices) if at in reading and at not in held]
    said = [f"{question.label}: {'; '.join(words) or 'none of them'}."]
    if held:
        said.append(f"It stays as you said before: {', '.join(facts[at].label for at in held)}.")
    return _enter(record, Entry(question.id, answers, question.subject), *said)


def _obey(rulebook: Rulebook, record: Record, question: Question, command: Command) -> Turn:
    if command.name == "why":
        return Turn(record, (question.why,), "why")
    if command.name == "back":
        return take_back(rulebook, record)
    if command.name == "skip":
        return Turn(record.with_entry(Entry(question.id, {}, question.subject)), ("Skipped.",))
    if command.name == "dont_know":
        return _not_known(rulebook, record, question)
    return Turn(record, (), _SHOWS[command.name])


_SHOWS: Mapping[str, Show] = {
    "on": "question", "verdict": "verdict", "answers": "answers", "help": "help", "quit": "end",
}  # fmt: skip


def take_back(rulebook: Rulebook, record: Record) -> Turn:
    """Take back what was said last, and say which it was."""
    if not record.entries:
        return Turn(record, ("There is nothing to take back yet.",))
    last = record.entries[-1]
    asked = rulebook.checklists if last.question in rulebook.checklists else rulebook.facts
    label = labelled(rulebook, last.subject, asked[last.question].label)
    earlier = record.without_last()
    restored = ("What you said before counts again.",) if earlier.entries != record.entries[:-1] else ()
    return Turn(earlier, (f"Taken back: {label}.", *restored))


def _not_known(rulebook: Rulebook, record: Record, question: Question) -> Turn:
    if question.id in rulebook.checklists:
        known = record.answers_of(question.subject)
        open_ = dict.fromkeys((name for name, _ in question.choices if name not in known), Unknown())
        return Turn(record.with_entry(Entry(question.id, open_, question.subject)), ("Then all stay open.",))
    entry = Entry(question.id, {question.id: Unknown()}, question.subject)
    return Turn(record.with_entry(entry), _how_to_measure(rulebook, record, question.id))


def _how_to_measure(rulebook: Rulebook, record: Record, name: str) -> tuple[str, ...]:
    fact = rulebook.facts[name]
    found_out = f"To find out, in about {fact.measure.minutes:g} min:"
    return ("Then a spread of plausible values stands for it.", found_out, how_to_measure(fact, record.answers))


def keep_changes(rulebook: Rulebook, record: Record, changes: Sequence[str]) -> Turn:
    """Make the changes of a what-if, `name = value` each, answers that are kept."""
    turn = Turn(record)
    for change in filter(None, (edited_fact(rulebook, written) for written in changes)):
        after = take_change(rulebook, turn.record, change)
        turn = Turn(after.record, (*turn.said, *after.said))
    return without_moot_sides(rulebook, turn)


def take_changes(rulebook: Rulebook, record: Record, written: Sequence[str]) -> Turn:
    """Take changes, `name = value` each, as answers in place of what was said before: all or, with the reason, none."""
    turn = Turn(record)
    for each in written:
        change = edited_fact(rulebook, each)
        wrong = misnamed(rulebook, each) or f'I do not know what "{each[:_LONGEST_QUOTED]}" means here.'
        after = Turn(turn.record, (wrong,)) if change is None else take_change(rulebook, turn.record, change)
        if after.record == turn.record:
            return Turn(record, after.said if len(written) == 1 else (*after.said, NONE_TAKEN))
        turn = Turn(after.record, (*turn.said, *after.said))
    return turn


def take_change(rulebook: Rulebook, record: Record, change: Change) -> Turn:
    """Take `name = value` as an answer in place of what was said before."""
    refused = why_no_answer_of(rulebook, record, change.subject, change.fact)
    if refused is not None:
        return Turn(record, (refused,))
    fact = rulebook.facts[change.fact]
    label = labelled(rulebook, change.subject, fact.label)
    reading = read(fact, change.text)
    if isinstance(reading, Refused):
        return Turn(record, (reading.reason,))
    if isinstance(reading, Command) and reading.name != "dont_know":
        return Turn(record, (f"{label} stays as it is. {fact.bad_answer}",))
    answer = Unknown() if isinstance(reading, Command) else reading.answer
    turn = say_anew(rulebook, record, change.subject, fact.id, answer)
    how = _how_to_measure(rulebook, record, fact.id) if isinstance(answer, Unknown) else ()
    return replace(turn, said=(*turn.said, *how))


def say_anew(rulebook: Rulebook, record: Record, subject: str, name: str, answer: Answer) -> Turn:
    """Give an answer in place of what was said before, say it back, and say what it makes moot.

    Args:
        rulebook: the vocabulary.
        record: all that was said so far.
        subject: the system, or the side workload that it is of.
        name: the fact.
        answer: a possible answer to it.
    """
    changed, moot = edit(rulebook, record, name, answer, subject)
    said = [_said_back(rulebook, subject, name, answer)]
    if moot:
        labels = (labelled(rulebook, subject, rulebook.facts[each].label) for each in moot)
        said.append(f"That makes moot, and they are dropped: {', '.join(labels)}.")
    return Turn(changed, tuple(said))


def why_no_answer_of(rulebook: Rulebook, record: Record, subject: str, name: str) -> str | None:
    """Tell why a fact cannot be answered of a subject now, with the cure; None where it can be."""
    wrong = why_not(rulebook.facts, subject, name)
    if wrong is not None:
        return capital(" ".join(wrong))
    if subject in {SYSTEM, *declared_sides(record.answers)}:
        return None
    side = capital(workload(rulebook.facts, subject))
    return f"{side}: you have not said that the system does this beside its main work. Add it to {DECLARED} first."
