"""Changing an answer: `name = value` at any time, and what that makes moot."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from rules.answers import (
    Among,
    Answer,
    Answers,
    ImpossibleAnswer,
    Known,
    Unknown,
    Value,
    contradictions,
    parse_answer,
    to_raw,
)
from rules.facts import Fact
from rules.priors import chance_table, rows_of
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, NAMED, SYSTEM, declared_sides, named, subject_and_fact, why_not

from bot.interview.record import Entry, Record
from bot.words.names import capital

_NAME = "[a-z][a-z0-9_]{1,40}"
_CHANGE = re.compile(rf"^\s*((?:{_NAME}\s*\.\s*)?{_NAME})\s*=\s*(\S.{{0,9000}})$", re.DOTALL | re.IGNORECASE)
_NEXT = re.compile(rf"\s*[,;\n]\s*(?:and\s+)?(?=(?:{_NAME}\s*\.\s*)?{_NAME}\s*=)", re.IGNORECASE)
_IF = re.compile(r"^\s*(?:and\s+)?(?:what\s+)?if\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """An answer to be said anew: of which subject, to which fact, and what was typed."""

    subject: str
    fact: str
    text: str


def edited_fact(rulebook: Rulebook, text: str) -> Change | None:
    """Find the change in a text such as `engineers = 5` or `scheduled_jobs.state = hot`; None where it is none.

    The fact and the side workload are known, but it may be that the one is no fact of the other.
    """
    found = _CHANGE.match(text[:10_000])
    if found is None:
        return None
    subject, fact = subject_and_fact(found[1].casefold())
    known = fact in rulebook.facts and subject in {SYSTEM, *rulebook.facts[DECLARED].choices}
    return Change(subject, fact, found[2]) if known else None


def misnamed(rulebook: Rulebook, text: str) -> str | None:
    """Say which name is meant in a text such as `engineer = 5`; None where it is no such text, or no name is near."""
    found = _CHANGE.match(text[:10_000])
    if found is None or edited_fact(rulebook, text) is not None:
        return None
    wrong = why_not(rulebook.facts, *subject_and_fact(found[1].casefold()))
    return capital(" ".join(wrong)) if wrong is not None and wrong[1] else None


def what_if_in(rulebook: Rulebook, text: str) -> Change | None:
    """Find the change in a text after a verdict such as `engineers = 5` or `what if engineers = 5?`."""
    return edited_fact(rulebook, _IF.sub("", text[:10_000]))


def parted(text: str) -> tuple[str, ...]:
    """Part a text with several changes, such as `engineers = 5, teams = 2`, into one each."""
    return tuple(part for part in _NEXT.split(text[:10_000]) if part.strip())


def what_ifs_in(rulebook: Rulebook, text: str) -> tuple[str, ...]:
    """Write out the changes in such a text, as `engineers=5`; one whose name is not known stays as it is."""
    parts = parted(_IF.sub("", text))
    changes = ((part, edited_fact(rulebook, part)) for part in parts)
    return tuple(f"{named(change.subject, change.fact)}={change.text}" if change else part for part, change in changes)


def edit(
    rulebook: Rulebook, record: Record, fact: str, answer: Answer, subject: str = SYSTEM
) -> tuple[Record, tuple[str, ...]]:
    """Say an answer anew, in place of what was said before, and drop what it makes moot.

    Args:
        rulebook: the vocabulary.
        record: all that was said so far.
        fact: what is said anew.
        answer: a possible answer to it.
        subject: the system, or the side workload that it is of.

    Returns:
        the record, and the facts of the same subject whose answers were dropped.
    """
    moot = made_moot(rulebook, record.answers_of(subject), fact, answer)
    changed = _leave_out(record, subject, {*moot, fact})
    kept = (entry for entry in changed.entries if (entry.subject, entry.question) != (subject, fact))
    correction = Entry(fact, {fact: answer}, subject, before=record.entries)
    return replace(changed, entries=tuple(kept)).with_entry(correction), moot


def drop_undeclared(record: Record) -> tuple[Record, tuple[str, ...]]:
    """Drop what was said about workloads that are no longer declared as side workloads.

    What waits to be confirmed may be about a workload whose declaration waits as well.

    Returns:
        the record, and those of the workloads that had answers.
    """
    declared = {SYSTEM, *declared_sides(record.answers)}
    soon = {draft.fact: draft.answer for draft in record.drafts}
    kept = tuple(entry for entry in record.entries if entry.subject in declared)
    waiting = tuple(draft for draft in record.drafts if draft.subject in {*declared, *declared_sides(soon)})
    dropped = tuple(name for name in record.by_subject.sides if name not in declared)
    return replace(record, entries=kept, drafts=waiting), dropped


def refit(rulebook: Rulebook, record: Record) -> tuple[Record, tuple[str, ...]]:
    """Leave out of a record that was kept what the vocabulary of today does not know or allow.

    Returns:
        the record, and the names of answers, confirmed or not, that were left out, as they are changed by.
    """
    left_out = []
    for subject in dict.fromkeys(entry.subject for entry in record.entries):
        answers = record.answers_of(subject)
        wrong = [name for name, answer in answers.items() if not _fits(rulebook, subject, name, answer)]
        left_out += [named(subject, name) for name in wrong]
        record = _leave_out(record, subject, wrong)
    fitting = tuple(each for each in record.drafts if _fits(rulebook, each.subject, each.fact, each.answer))
    left_out += [each.name for each in record.drafts if each not in fitting]
    record = replace(record, drafts=fitting)
    asked = {*rulebook.facts, *rulebook.checklists}
    record = replace(record, entries=tuple(entry for entry in record.entries if entry.question in asked))
    kept, dropped = drop_undeclared(record)
    gone = [named(name, fact) for name in dropped for fact in record.answers_of(name)]
    return kept, (*left_out, *gone)


def _fits(rulebook: Rulebook, subject: str, name: str, answer: Answer) -> bool:
    try:
        allowed = why_not(rulebook.facts, subject, name) is None
        return allowed and parse_answer(rulebook.facts[name], to_raw(answer)) is not None
    except ImpossibleAnswer:
        return False


def made_moot(rulebook: Rulebook, before: Answers, fact: str, answer: Answer) -> tuple[str, ...]:
    """Give the facts whose answers can no longer hold, or are of something else, once a new answer is given."""
    answers = {**before, fact: answer}
    names = {name for name in before if any(contradictions({name: before[name], fact: answer}))}
    names |= set(_impossible(rulebook, answers, fact))
    if fact == NAMED and _differs(before.get(fact, Unknown()), answer):
        names |= {name for name in before if rulebook.facts[name].scope == "workload"}
    # All else is about what the system does: no detail of it makes that moot.
    return tuple(name for name in before if name in names - {fact, NAMED})


def _differs(before: Answer, after: Answer) -> bool:
    """Tell whether two answers are of different things; one that was not known tells nothing."""
    return not {*_values(before)} & {*_values(after)} if _values(before) and _values(after) else False


def _impossible(rulebook: Rulebook, answers: Answers, fact: str) -> Iterator[str]:
    """Give what cannot be together with the new answer: the prior of a choice leaves it no chance."""
    for child in rulebook.facts.values():
        parent = child.prior.given
        if child.kind == "choice" and parent and fact in {child.id, parent}:
            given, said = (_values(answers.get(name, Unknown())) for name in (parent, child.id))
            if given and said and not any(_chance(rulebook, child, one, other) for one in given for other in said):
                yield child.id if fact == parent else parent


def _values(answer: Answer) -> tuple[Value, ...]:
    """List what a choice or flag may be; nothing where it is not known."""
    if isinstance(answer, Among):
        return answer.values
    return (answer.value,) if isinstance(answer, Known) else ()


def _chance(rulebook: Rulebook, child: Fact, said: Value, given: Value) -> float:
    parent = rulebook.facts[child.prior.given or ""]
    row = int(bool(said)) if parent.kind == "flag" else parent.codes[str(said)]
    return float(chance_table(child, rows_of(child, rulebook.facts))[row, child.codes[str(given)]])


def _leave_out(record: Record, subject: str, names: Collection[str]) -> Record:
    """Leave out answers about one subject, and what is left of entries that held nothing else."""
    entries = (_without(entry, names) if entry.subject == subject else entry for entry in record.entries)
    return replace(record, entries=tuple(entry for entry in entries if entry is not None))


def _without(entry: Entry, names: Collection[str]) -> Entry | None:
    kept = {name: answer for name, answer in entry.answers.items() if name not in names}
    return replace(entry, answers=kept) if kept or not entry.answers else None
