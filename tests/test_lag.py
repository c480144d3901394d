"""The lag of the event loop: measured at every beat, and told for a minute where it was long."""

import asyncio

import pytest

from bot.lag import BETWEEN_BEATS_SECONDS, LONGEST_LAG_SECONDS, REMEMBERED_BEATS, Lag

HELD_UP = LONGEST_LAG_SECONDS + 1


class Days:
    """A clock, and an event loop that wakes late by so much at each beat."""

    def __init__(self, *late_seconds: float) -> None:
        self.late, self.seconds = list(late_seconds), 0.0
        self.measured: list[float] = []
        self.lag = Lag(lambda: self.seconds, self.measured.append)
        self.troubles: list[str | None] = []

    async def sleep(self, seconds: float) -> None:
        """Let time pass, look whether something was wrong before, and end when no beat is left."""
        self.troubles.append(self.lag.trouble())
        if not self.late:
            raise asyncio.CancelledError
        self.seconds += seconds + self.late.pop(0)

    def live(self) -> list[str | None]:
        """Give what was wrong after each beat, the first before any."""
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(self.lag.run(self.sleep))
        return self.troubles


def test_every_beat_is_measured() -> None:
    days = Days(0.0, 0.25, 2.0)
    assert days.live() == [None] * 4
    assert days.measured == [0.0, 0.25, 2.0]


def test_a_loop_that_stood_still_is_told_for_a_minute() -> None:
    troubles = Days(HELD_UP, *[0.0] * REMEMBERED_BEATS).live()
    told = f"the event loop stood still for {HELD_UP:.0f} s"
    assert troubles == [None, *[told] * REMEMBERED_BEATS, None]
    assert REMEMBERED_BEATS * BETWEEN_BEATS_SECONDS == 60


def test_a_clock_that_runs_ahead_of_the_loop_is_no_lag() -> None:
    days = Days(-0.001)
    days.live()
    assert days.measured == [0.0]
