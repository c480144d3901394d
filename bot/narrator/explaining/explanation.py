"""An explanation: what was decided, why, what it costs, what is given up, and what to do first; and its form."""

from dataclasses import dataclass

ITEM = "– "
"""What a reason or a step begins with when it is shown."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence or two about something that has a name: a rule by its id, or a step by its number in the plan."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict explained, whoever explains it.

    Attributes:
        language: the BCP 47 primary tag of what it is written in.
        opening: what was decided.
        reasons: what decided, each by a rule that fired.
        costs: what it costs.
        gives_up: what is given up or taken on with it.
        steps: what to do first, each by a step of the plan.
    """

    language: str
    opening: str
    reasons: tuple[Worded, ...]
    costs: str
    gives_up: str
    steps: tuple[Worded, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it, in the order of reading."""
        reasons, steps = ([each.text for each in worded] for worded in (self.reasons, self.steps))
        return tuple(text for text in (self.opening, *reasons, self.costs, self.gives_up, *steps) if text)


def paragraphs(explanation: Explanation) -> tuple[str, ...]:
    """Give the paragraphs of an explanation, as plain text without markup; their form tells nobody who wrote them."""
    reasons, steps = (_items(worded) for worded in (explanation.reasons, explanation.steps))
    every = (explanation.opening, *reasons, explanation.costs, explanation.gives_up, *steps)
    return tuple(paragraph for paragraph in every if paragraph)


def _items(worded: tuple[Worded, ...]) -> list[str]:
    return [ITEM + each.text for each in worded]
