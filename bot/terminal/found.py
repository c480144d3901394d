"""What was read from a file: a line for each answer, or a file of answers, or JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.interview.drafts import confirm, propose
from bot.interview.record import Draft, Record
from bot.interview.saying import say
from bot.narrator.reading import Found, shown_quote
from bot.narrator.reading.reader import LONGEST
from rules.answer_files import written_answers
from rules.answers import raw_answers
from rules.rulebook import Rulebook
from rules.subjects import SubjectAnswers

NOTHING = "No answer was found in the text."
WIDTH = 44
"""Letters that the answers take before their words."""


@dataclass(frozen=True, slots=True)
class ReadOut:
    """The answers that a text gives, with their words, and what there is to say of the rest.

    Attributes:
        rulebook: the facts.
        drafts: the answers.
        answers: those of them that can all hold together.
        left_out: a sentence for each thing that was read and is not among the answers, or was not read.
    """

    rulebook: Rulebook
    drafts: tuple[Draft, ...]
    answers: SubjectAnswers
    left_out: tuple[str, ...]

    @classmethod
    def of(cls, rulebook: Rulebook, found: Found) -> "ReadOut":
        """Take all that was found as if somebody had confirmed it."""
        proposed = propose(rulebook, Record(), found.drafts)
        turn = confirm(rulebook, proposed)
        waiting = {draft.name for draft in turn.record.drafts}
        kept = tuple(draft for draft in proposed.drafts if draft.name not in waiting)
        return cls(rulebook, kept, turn.record.by_subject, tuple(_left_out(rulebook, found, turn.record.drafts)))

    @property
    def words(self) -> Mapping[str, str]:
        """The words beside each answer, where they tell of it."""
        shown = {draft.name: shown_quote(self.rulebook, draft) for draft in self.drafts}
        return {name: words for name, words in shown.items() if words}

    @property
    def _quoted(self) -> Mapping[str, str]:
        return {name: f'"{words}"' for name, words in self.words.items()}

    def text(self) -> str:
        """Write a line for each answer, in the form in which one would type it."""
        typed = (f"{each.name} = {say(self.rulebook.facts[each.fact], each.answer)}" for each in self.drafts)
        lines = zip(typed, (self._quoted.get(each.name, "") for each in self.drafts), strict=True)
        return "".join(f"{f'{answer:{WIDTH}}  {words}'.rstrip()}\n" for answer, words in lines)

    def toml(self) -> str:
        """Write a file of answers, as `decide` takes it."""
        return written_answers(self.answers, self._quoted)

    def json(self) -> str:
        """Write the answers as a file of answers holds them, and their words."""
        sides = {name: raw_answers(own) for name, own in self.answers.sides.items()}
        system = raw_answers(self.answers.system)
        return json.dumps({"answers": system, "side": sides, "words": self.words}, indent=1, ensure_ascii=False)


def _left_out(rulebook: Rulebook, found: Found, waiting: tuple[Draft, ...]) -> Iterator[str]:
    yield from dict.fromkeys(dropped.told(rulebook) for dropped in found.dropped)
    for draft in waiting:
        yield f"{draft.name}: left out, it cannot be beside the others."
    if found.unread:
        yield f"Only the first {LONGEST:,} characters were read; {found.unread:,} are left."
