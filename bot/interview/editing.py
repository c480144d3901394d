"""Changing an answer: `name = value` at any time, and what that makes moot."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace

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

from bot.interview.record import Entry, Record

_CHANGE = re.compile(r"^\s*([a-z][a-z0-9_]{2,40})\s*=\s*(\S.{0,9000})$", re.DOTALL)


def edited_fact(rulebook: Rulebook, text: str) -> tuple[str, str] | None:
    """Find the fact and the new value in a text such as `engineers = 5`; None where it is none."""
    found = _CHANGE.match(text[:10_000])
    return (found[1], found[2]) if found and found[1] in rulebook.facts else None


def edit(rulebook: Rulebook, record: Record, fact: str, answer: Answer) -> tuple[Record, tuple[str, ...]]:
    """Say an answer anew, in place of what was said before, and drop what it makes moot.

    Returns:
        the record, and the facts whose answers were dropped.
    """
    impossible = _moot(rulebook, record, fact, answer)
    moot = tuple(name for name in record.answers if name in impossible)
    gone = {*moot, fact}
    kept = (entry for entry in record.entries if entry.question != fact and not _only(entry, gone))
    changed = replace(record, entries=tuple(_without(entry, gone) for entry in kept))
    return changed.with_entry(Entry(fact, {fact: answer})), moot


def refit(rulebook: Rulebook, record: Record) -> tuple[Record, tuple[str, ...]]:
    """Leave out of a record that was kept what the vocabulary of today does not know or allow.

    Returns:
        the record, and the names of facts whose answers were left out.
    """
    left_out = tuple(name for name, answer in record.answers.items() if not _fits(rulebook, name, answer))
    asked = (entry for entry in record.entries if entry.question in {*rulebook.facts, *rulebook.checklists})
    kept = tuple(_without(entry, left_out) for entry in asked if not _only(entry, left_out))
    return replace(record, entries=kept), left_out


def _fits(rulebook: Rulebook, name: str, answer: Answer) -> bool:
    try:
        return name in rulebook.facts and parse_answer(rulebook.facts[name], to_raw(answer)) is not None
    except ImpossibleAnswer:
        return False


def _moot(rulebook: Rulebook, record: Record, fact: str, answer: Answer) -> set[str]:
    before, answers = record.answers, {**record.answers, fact: answer}
    names = {name for name in before if any(contradictions({name: before[name], fact: answer}))}
    names |= set(_impossible(rulebook, answers, fact))
    if fact == "workload" and _differs(before.get(fact, Unknown()), answer):
        names |= {name for name in before if rulebook.facts[name].scope == "workload"}
    return names - {fact}


def _differs(before: Answer, after: Answer) -> bool:
    """Tell whether two answers are of different things; one that was not known tells nothing."""
    return not {*_values(before)} & {*_values(after)} if _values(before) and _values(after) else False


def _impossible(rulebook: Rulebook, answers: Answers, fact: str) -> Iterator[str]:
    """Give the choices that cannot be, given the new answer: their prior leaves them no chance."""
    said = _values(answers[fact])
    for child in rulebook.facts.values():
        if child.kind == "choice" and child.prior.given == fact:
            given = _values(answers.get(child.id, Unknown()))
            if said and given and not any(_chance(rulebook, child, one, other) for one in said for other in given):
                yield child.id


def _values(answer: Answer) -> tuple[Value, ...]:
    """List what a choice or flag may be; nothing where it is not known."""
    if isinstance(answer, Among):
        return answer.values
    return (answer.value,) if isinstance(answer, Known) else ()


def _chance(rulebook: Rulebook, child: Fact, said: Value, given: Value) -> float:
    parent = rulebook.facts[child.prior.given or ""]
    row = int(bool(said)) if parent.kind == "flag" else parent.codes[str(said)]
    return float(chance_table(child, rows_of(child, rulebook.facts))[row, child.codes[str(given)]])


def _without(entry: Entry, names: Container[str]) -> Entry:
    return Entry(entry.question, {name: answer for name, answer in entry.answers.items() if name not in names})


def _only(entry: Entry, names: Container[str]) -> bool:
    return bool(entry.answers) and all(name in names for name in entry.answers)
