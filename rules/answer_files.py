"""Files of answers: the system's under `[answers]`, those of a side workload under `[side.NAME]`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rules.answers import Answer, Answers, parse_answers, to_raw
from rules.facts import Vocabulary
from rules.files import read_toml
from rules.problems import Problems, did_you_mean, shown
from rules.subjects import (
    DECLARED,
    NAMED,
    SYSTEM,
    SubjectAnswers,
    declared_sides,
    named,
    side_facts,
    why_not_of_a_side,
)

SIDE = "side"


def load_answers(path: Path, facts: Vocabulary) -> SubjectAnswers:
    """Read the answers of a TOML file, by subject.

    Raises:
        RulebookError: the file cannot be read, or has mistakes; all of them are listed.
    """
    problems = Problems()
    file = read_toml(path, problems)
    answers = SubjectAnswers({})
    if file is not None and not isinstance(file.content.get("answers"), dict):
        problems.add(file.name, "answers", "there is no [answers] table.", "Put the answers under a line [answers].")
    elif file is not None:
        _check_tables(file.name, file.content, problems)
        answers = parse_subjects(file.name, file.content["answers"], file.content.get(SIDE, {}), facts, problems)
    problems.raise_if_any()
    return answers


def written_answers(answers: SubjectAnswers, notes: Mapping[str, str]) -> str:
    """Write a file of answers; the inverse of `load_answers`.

    Args:
        answers: the answers by subject.
        notes: what to put beside an answer as a comment, by the name that the answer is changed by; one line each.
    """
    tables = {"answers": (SYSTEM, answers.system)} | {
        f"{SIDE}.{name}": (name, own) for name, own in answers.sides.items()
    }
    return "\n".join(
        f"[{table}]\n" + "".join(_written(subject, name, answer, notes) for name, answer in own.items())
        for table, (subject, own) in tables.items()
    )


def _written(subject: str, name: str, answer: Answer, notes: Mapping[str, str]) -> str:
    note = notes.get(named(subject, name))
    return f"{name} = {_toml(to_raw(answer))}" + (f"  # {note}" if note else "") + "\n"


def _toml(raw: object) -> str:
    """Write a value; choices have plain names, so that what is right in JSON is right here."""
    if isinstance(raw, dict):
        return "{ " + ", ".join(f"{key} = {_toml(value)}" for key, value in raw.items()) + " }"
    return json.dumps(raw)


def parse_subjects(
    file: str, system: Mapping[str, object], sides: object, facts: Vocabulary, problems: Problems
) -> SubjectAnswers:
    """Read the answers of the system and the tables of its side workloads, and note every mistake in them."""
    answers = parse_answers(file, system, facts, problems)
    if not isinstance(sides, Mapping):
        problems.add(file, SIDE, f"{shown(sides)} is no table.", _FORM)
        return SubjectAnswers(answers)
    # A declaration that could not be read is a mistake already, and says nothing of the tables.
    declared = None if DECLARED in system and DECLARED not in answers else declared_sides(answers)
    read = {name: _parse_side(file, name, raw, facts, problems) for name, raw in sides.items()}
    for name in read:
        _check_declared(file, name, declared, facts, problems)
    return SubjectAnswers(answers, read)


_FORM = "Put the answers of a side workload under a line such as [side.scheduled_jobs]."


def _check_tables(file: str, tables: Iterable[str], problems: Problems) -> None:
    """Refuse a table whose name looks like that of side workloads: it would be passed over in silence."""
    for name in tables:
        if name.startswith(SIDE) and name != SIDE:
            problems.add(file, name, f'no key "{name}" can stand here.', f"{_FORM} Facts stand under [answers].")


def _check_declared(
    file: str, name: str, declared: Iterable[str] | None, facts: Vocabulary, problems: Problems
) -> None:
    choices = facts[DECLARED].choices
    if name not in choices:
        problems.add(file, f"{SIDE}.{name}", f'no side workload "{name}".', did_you_mean(name, choices))
    elif declared is not None and name not in declared:
        cure = f'Add "{name}" to {DECLARED} under [answers].'
        problems.add(file, f"{SIDE}.{name}", f"it is not among the {DECLARED}.", cure)


def _parse_side(file: str, name: str, raw: object, facts: Vocabulary, problems: Problems) -> Answers:
    table = f"{SIDE}.{name}"
    if not isinstance(raw, Mapping):
        problems.add(file, table, f"{shown(raw)} is no table of answers.", _FORM)
        return dict[str, Answer]()
    elsewhere = {fact: why_not_of_a_side(facts[fact]) for fact in raw if fact in facts}
    for fact, reason in elsewhere.items():
        if reason is not None:
            cure = "Leave it out." if fact == NAMED else "Put it under [answers]."
            problems.add(file, f"{table}.{fact}", reason, cure)
    own = {fact: value for fact, value in raw.items() if elsewhere.get(fact) is None}
    return parse_answers(file, own, side_facts(facts), problems, table)
