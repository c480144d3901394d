"""What a card shows, as it is kept: enough to show the same again after a restart, with the answers and the verdict."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from rules.subjects import SYSTEM

Shows: TypeAlias = Literal[
    "question", "change", "answers", "verdict", "report", "reasons", "rule", "costs",
    "what_if", "what_if_fact", "what_if_result", "compare", "remind", "stopped",
    "found", "told",
]  # fmt: skip
ASKING = frozenset({"question", "change"})
"""Cards on which what is typed is an answer."""


class View(BaseModel):
    """One card's content.

    Attributes:
        shows: the kind of card.
        question: the fact or checklist that is asked or changed.
        subject: whom it is about, the system or a side workload.
        answered: how many questions are answered.
        left: how many are probably to come.
        ticked: the choices that are ticked so far, by their places from 0.
        why_open: the reason for asking is unfolded.
        said: what was understood last, or why it was not.
        understood: what was typed last was an answer.
        refused: the message that was no answer, as long as the card says so; 0 for none.
        name: the option, the rule or the fact that is shown.
        changes: what-ifs, each as `fact=value`; on a card of what was found, all that it lists.
        told: what an explanation or an answer says, a paragraph each.
        other: the assessment that is compared with.
        page: which page of a long list, from 0.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    shows: Shows
    question: str = ""
    subject: str = SYSTEM
    answered: int = 0
    left: int = 0
    ticked: tuple[int, ...] = ()
    why_open: bool = False
    said: tuple[str, ...] = ()
    understood: bool = True
    refused: int = 0
    name: str = ""
    changes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    other: int = 0
    page: int = 0

    @property
    def meaning(self) -> tuple[object, ...]:
        """Give what the buttons refer to; where it is the same, an older button still says the same."""
        return self.shows, self.question, self.subject, self.answered, self.name, self.changes, self.other, self.page

    def to_json(self) -> dict[str, Any]:
        """Write what differs from the defaults."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def telling(self, *said: str) -> "View":
        """Give the same card with words about what was not understood."""
        return self.model_copy(update={"said": said, "understood": False, "refused": 0})


def read_view(kept: Mapping[str, Any]) -> View:
    """Read a card's content as it was kept; what this program does not know any more can be gone on with."""
    try:
        return View.model_validate(kept)
    except ValidationError:
        return View(shows="stopped")
