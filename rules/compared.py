"""The published decisions that a verdict names: what they share with the answers, and where they differ."""

from typing import Any, Literal

from rules.verdict_part import VerdictPart


class Compared(VerdictPart):
    """A fact that the answers and a published decision both know, with both values as answer files hold them."""

    fact: str
    label: str
    yours: Any
    theirs: Any


class Precedent(VerdictPart):
    """A published decision near to the answers: what was chosen, what came of it, and how far it compares.

    `strength` says how well the outcome is known, and `read` how much of the source was.
    """

    id: str
    organisation: str
    year: int
    url: str
    chose: Literal["functions", "containers", "monolith", "hybrid", "stay"]
    stayed_on: str | None
    outcome: str
    strength: Literal["measured", "reported", "decision_only"] | None
    read: Literal["full", "opening", "secondary"] | None
    shares: tuple[Compared, ...]
    differs: tuple[Compared, ...]
    nearness: float
