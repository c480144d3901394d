"""The record of an interview: what was said to each question, in order. All else is derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rules.answers import Answer
from rules.subjects import SYSTEM, SubjectAnswers, named


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said to one question about one subject: the answers by fact, none of them where it was skipped.

    A correction also knows all that was said before it, so that it can be taken back; the store does not keep that.
    """

    question: str
    answers: Mapping[str, Answer]
    subject: str = SYSTEM
    before: "tuple[Entry, ...] | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was read from what somebody wrote, until they confirm it: with the words it came from."""

    fact: str
    answer: Answer
    quote: str = ""
    subject: str = SYSTEM

    @property
    def name(self) -> str:
        """The name by which the answer is changed, confirmed and dropped."""
        return named(self.subject, self.fact)


@dataclass(frozen=True, slots=True)
class Record:
    """All that was said in one interview, what waits to be confirmed, and the guess written down at its start."""

    entries: tuple[Entry, ...] = ()
    guess: str | None = None
    drafts: tuple[Draft, ...] = ()

    @property
    def answers(self) -> dict[str, Answer]:
        """The system's answers by fact; what was said later counts."""
        return self.answers_of(SYSTEM)

    @property
    def by_subject(self) -> SubjectAnswers:
        """The answers of the system and of every side workload that has some."""
        spoken_of = dict.fromkeys(entry.subject for entry in self.entries if entry.answers)
        return SubjectAnswers(self.answers, {name: self.answers_of(name) for name in spoken_of if name != SYSTEM})

    def answers_of(self, subject: str) -> dict[str, Answer]:
        """Give the answers about one subject by fact; what was said later counts."""
        mine = (entry for entry in self.entries if entry.subject == subject)
        return {fact: answer for entry in mine for fact, answer in entry.answers.items()}

    def with_entry(self, entry: Entry) -> "Record":
        """Add what was said to one more question; what waited to be confirmed of the same facts is settled by it."""
        waiting = tuple(each for each in self.drafts if each.subject != entry.subject or each.fact not in entry.answers)
        return replace(self, entries=(*self.entries, entry), drafts=waiting)

    def without_last(self) -> "Record":
        """Take back what was said last, and bring back what it replaced; an empty record stays empty."""
        before = self.entries[-1].before if self.entries else None
        return replace(self, entries=self.entries[:-1] if before is None else before)
