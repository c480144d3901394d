"""How a variant is set up: as it usually stands today, or as it would be tuned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """The choices that tuning changes.

    Attributes:
        name: "tuned" or "stated".
        processor: "arm" or "x86", as the price ids call them.
        tuned: memory sized, cheapest gateway and workflow, logs kept a month, a savings plan, processors well used.
    """

    name: str
    processor: str
    tuned: bool


TUNED = Way("tuned", "arm", tuned=True)
STATED = Way("stated", "x86", tuned=False)
