"""The clocks, handed in by whoever has them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The clocks of a process.

    Attributes:
        now: the moment.
        seconds: a clock that only moves forward.
    """

    now: Callable[[], datetime]
    seconds: Callable[[], float]

    def today(self) -> date:
        """Give the day."""
        return self.now().date()
