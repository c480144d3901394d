"""The record of an interview: what was said to each question, in order. All else is derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.answers import Answer


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said to one question: the answers by fact, none of them where it was skipped."""

    question: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Record:
    """All that was said in one interview, and the guess that was written down at its start."""

    entries: tuple[Entry, ...] = ()
    guess: str | None = None

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by fact; what was said later counts."""
        return {fact: answer for entry in self.entries for fact, answer in entry.answers.items()}

    def with_entry(self, entry: Entry) -> "Record":
        """Add what was said to one more question."""
        return replace(self, entries=(*self.entries, entry))

    def without_last(self) -> "Record":
        """Take back what was said last; an empty record stays empty."""
        return replace(self, entries=self.entries[:-1])
