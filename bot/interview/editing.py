"""Changing an answer: `name = value` at any time, and what that makes moot."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.answers import Answer, Answers, Known, contradictions
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
    """Change an answer where it was given, or add it, and drop what it makes moot.

    Returns:
        the record, and the facts whose answers were dropped.
    """
    moot = tuple(name for name in record.answers if name != fact and name in _moot(rulebook, record, fact, answer))
    entries = [_without(entry, (*moot, fact)) for entry in record.entries if not _only(entry, moot)]
    changed = replace(record, entries=tuple(entry for entry in entries if entry.question != fact))
    return changed.with_entry(Entry(fact, {fact: answer})), moot


def _moot(rulebook: Rulebook, record: Record, fact: str, answer: Answer) -> set[str]:
    answers = {**record.answers, fact: answer}
    names = {name for pair, _ in contradictions(answers) for name in _other(pair, fact, answers)}
    names |= set(_impossible(rulebook, answers, fact))
    if fact == "workload" and record.answers.get(fact, answer) != answer:
        names |= {name for name in answers if rulebook.facts[name].scope == "workload"}
    return names - {fact}


def _other(named: str, fact: str, answers: Answers) -> Iterator[str]:
    """Of a contradicting pair, give the one that was not just said."""
    if named != fact:
        yield named
    else:
        rest = {name: answer for name, answer in answers.items() if name != fact}
        yield from (name for name in rest if any(pair == fact for pair, _ in contradictions({name: rest[name], fact: answers[fact]})))


def _impossible(rulebook: Rulebook, answers: Answers, fact: str) -> Iterator[str]:
    """Give the choices that cannot be, given the new answer: their prior leaves them no chance."""
    said = answers[fact]
    for child in rulebook.facts.values():
        given = answers.get(child.id)
        if child.prior.given == fact and child.kind == "choice" and isinstance(said, Known) and isinstance(given, Known):
            if _chance(rulebook, child, said, given) == 0:
                yield child.id


def _chance(rulebook: Rulebook, child: Fact, said: Known, given: Known) -> float:
    parent = rulebook.facts[child.prior.given or ""]
    row = int(bool(said.value)) if parent.kind == "flag" else parent.codes[str(said.value)]
    return float(chance_table(child, rows_of(child, rulebook.facts))[row, child.codes[str(given.value)]])


def _without(entry: Entry, names: tuple[str, ...]) -> Entry:
    return Entry(entry.question, {name: answer for name, answer in entry.answers.items() if name not in names})


def _only(entry: Entry, names: tuple[str, ...]) -> bool:
    return bool(entry.answers) and all(name in names for name in entry.answers)
