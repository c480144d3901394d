"""A question as it is put to a person, and how far the interview has come."""

from dataclasses import dataclass

from rules.subjects import SYSTEM


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: the fact or checklist that it asks.
        label: its name in a list.
        text: the question itself.
        why: why it is asked.
        choices: id and label of each choice; empty where a number is asked.
        multiple: whether several choices may be given.
        most: how many choices at most, or None for any number.
        hint: an example of a typed answer.
        subject: whom it is about, the system or a side workload.
    """

    id: str
    label: str
    text: str
    why: str
    choices: tuple[tuple[str, str], ...]
    multiple: bool
    most: int | None
    hint: str
    subject: str = SYSTEM


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are answered, and how many are probably still to come."""

    answered: int
    likely_left: int
