"""An assessment on the desk: what was said, what its card shows, and what a turn makes of both."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

from bot.interview.advisor import Advisor
from bot.interview.editing import refit
from bot.interview.record import Record
from bot.telegram.view import View
from rules.answers import raw_answers
from rules.verdict import Verdict


@dataclass(frozen=True)
class Sitting:
    """One assessment as it stands before a turn.

    Attributes:
        record: all that was said.
        view: what its card shows.
        finished: its interview has come to its end.
        verdict_json: its last verdict, if one was made and this card needs it.
        other: the assessment that the card compares this one with.
        in_group: it is held in a group, where only commands and replies to the bot reach it.
    """

    record: Record
    view: View
    finished: bool = False
    verdict_json: str | None = None
    other: "Sitting | None" = None
    in_group: bool = False
    _made: list[Verdict] = field(default_factory=list, init=False, repr=False, compare=False)

    @cached_property
    def kept_verdict(self) -> Verdict | None:
        """The last verdict as it was made, unless answers have changed since."""
        kept = Verdict.model_validate_json(self.verdict_json) if self.verdict_json else None
        return kept if kept is not None and _is_on(kept, self.record) else None

    @property
    def is_judged(self) -> bool:
        """Whether its verdict may be shown unasked: one was shown on these answers, or no question is left."""
        return self.finished or self.kept_verdict is not None

    def fitted(self, advisor: Advisor) -> "Sitting":
        """Leave out what the rulebook of today does not know or allow any more."""
        record, left_out = refit(advisor.rulebook, self.record)
        return replace(self, record=record) if left_out or record != self.record else self

    def verdict(self, advisor: Advisor) -> Verdict:
        """Give the last verdict, or make it where none was made since the last answer."""
        return self.kept_verdict or self._decided(advisor)

    def newly_made(self, advisor: Advisor) -> Verdict | None:
        """Make the verdict, to be kept; None where it is kept already."""
        return None if self.kept_verdict else self._decided(advisor)

    def _decided(self, advisor: Advisor) -> Verdict:
        """Make the verdict once, however often a turn asks for it: it takes the longest of all that a turn does."""
        if not self._made:
            self._made.append(advisor.decide(self.record))
        return self._made[0]


Wish: TypeAlias = Literal["read", "answer", "explain"]
"""What a language model could do better than the plain words: read a text, answer a question, explain a verdict."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An assessment after a turn.

    Attributes:
        record: all that was said.
        view: what its card shows now.
        made: a verdict that was made, to be kept.
        ended: the interview has come to its end with it.
        toast: a word to whoever tapped.
        remind_months: when to look at it again; 0 for never, None for as before.
        wish: what a language model could do better; without one all is as it stands here.
    """

    record: Record
    view: View
    made: Verdict | None = None
    ended: bool = False
    toast: str = ""
    remind_months: int | None = None
    wish: Wish | None = None


def _is_on(verdict: Verdict, record: Record) -> bool:
    told = record.by_subject
    sides = {name: raw_answers(own) for name, own in told.sides.items()}
    return verdict.answers == raw_answers(told.system) and verdict.side_answers == sides
