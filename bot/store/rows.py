"""An interview's record as rows of answers, and back."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeAlias

from bot.interview.record import Draft, Entry, Record
from rules.answers import Among, Answer, Known, Range, Unknown, to_raw

Row: TypeAlias = dict[str, Any]


def to_rows(assessment: int, record: Record, person: str) -> list[Row]:
    """Write a record as rows in order: each fact's latest answer, and a row for each question that was only skipped.

    A fact of a side workload has rows of its own, and what waits to be confirmed comes last.
    """
    told = [*_entry_rows(record), *_draft_rows(record)]
    return [{**row, "assessment": assessment, "person": person} for row in told]


def _entry_rows(record: Record) -> Iterable[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for position, entry in enumerate(record.entries):
        for fact, state, value in _said(entry):
            # A skip takes back no answer.
            key = entry.subject, fact
            if state != "skipped" or key not in rows:
                rows.pop(key, None)
                rows[key] = {
                    "subject": entry.subject,
                    "fact": fact,
                    "state": state,
                    "value": value,
                    "question": entry.question,
                    "position": position,
                    "draft": False,
                    "quote": None,
                }
    return rows.values()


def _draft_rows(record: Record) -> Iterator[Row]:
    for position, draft in enumerate(record.drafts, start=len(record.entries)):
        ((_, state, value),) = _said(Entry(draft.fact, {draft.fact: draft.answer}))
        yield {
            "subject": draft.subject,
            "fact": draft.fact,
            "state": state,
            "value": value,
            "question": draft.fact,
            "position": position,
            "draft": True,
            "quote": draft.quote,
        }


def added_rows(assessment: int, before: Record, after: Record, person: str) -> list[Row] | None:
    """Write the rows that a record has beyond an earlier one; None where rows of that one would have to change."""
    old, new = to_rows(assessment, before, person), to_rows(assessment, after, person)
    grew = after.guess == before.guess and new[: len(old)] == old
    return new[len(old) :] if grew and len(new) > len(old) else None


def to_record(rows: Iterable[Mapping[str, Any]], guess: str | None) -> Record:
    """Read rows, in the order of their positions, as a record."""
    rows = list(rows)
    told = (row for row in rows if not row["draft"])
    entries = (_entry(list(group)) for _, group in groupby(told, key=lambda row: row["position"]))
    return Record(tuple(entries), guess, tuple(_draft(row) for row in rows if row["draft"]))


def _said(entry: Entry) -> Iterator[tuple[str, str, object]]:
    if not entry.answers:
        yield entry.question, "skipped", None
    for fact, answer in entry.answers.items():
        match answer:
            case Known():
                yield fact, "known", to_raw(answer)
            case Range() | Among():
                yield fact, "range", to_raw(answer)
            case Unknown():
                yield fact, "unknown", None


def _entry(rows: list[Mapping[str, Any]]) -> Entry:
    answers = {row["fact"]: _answer(row["state"], row["value"]) for row in rows if row["state"] != "skipped"}
    return Entry(rows[0]["question"], answers, rows[0]["subject"])


def _draft(row: Mapping[str, Any]) -> Draft:
    return Draft(row["fact"], _answer(row["state"], row["value"]), row["quote"], row["subject"])


def _answer(state: str, value: Any) -> Answer:
    if state == "range" and "among" in value:
        return Among(tuple(value["among"]))
    if state == "range":
        return Range(value.get("low"), value.get("high"))
    if state == "unknown":
        return Unknown()
    return Known(tuple(value) if isinstance(value, list) else value)
