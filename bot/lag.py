"""How late the event loop wakes somebody: whatever blocks it blocks every chat."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

BETWEEN_BEATS_SECONDS = 1.0
REMEMBERED_BEATS = 60
LONGEST_LAG_SECONDS = 5.0
"""A check of health waits no longer than that either."""


class Lag:
    """Sleeps again and again, and measures by how much it oversleeps.

    Args:
        now: a clock that only moves forward, in seconds.
        lagged: is told of each.
    """

    def __init__(self, now: Callable[[], float], lagged: Callable[[float], None]) -> None:
        self._now, self._lagged = now, lagged
        self._lately: deque[float] = deque([0.0], maxlen=REMEMBERED_BEATS)

    def trouble(self) -> str | None:
        """Say what was wrong within the last minute; None where nothing was."""
        seconds = max(self._lately)
        return f"the event loop stood still for {seconds:.0f} s" if seconds > LONGEST_LAG_SECONDS else None

    async def run(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Measure until cancelled."""
        while True:
            asleep_at = self._now()
            await sleep(BETWEEN_BEATS_SECONDS)
            late_seconds = max(self._now() - asleep_at - BETWEEN_BEATS_SECONDS, 0.0)
            self._lately.append(late_seconds)
            self._lagged(late_seconds)
