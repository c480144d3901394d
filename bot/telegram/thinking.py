"""The engine in a thread of its own, so that a verdict in the making lets updates in and cards out."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

from bot.interview.advisor import Advisor

T = TypeVar("T")


class Thinker:
    """Runs one piece of work at a time, since the engine's memory is not for two threads.

    Args:
        make: makes the rulebook of a day ready.
        today: the clock's day; prices and limits are those of the day on which one asks.
    """

    def __init__(self, make: Callable[[date], Advisor], today: Callable[[], date]) -> None:
        self._make, self._today = make, today
        self._thread = ThreadPoolExecutor(1, "engine")
        self._day: date | None = None
        self._advisor: Advisor | None = None

    async def __call__(self, work: Callable[[Advisor], T], /) -> T:
        """Run work in the thread, after all that was asked for before."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._ready()))

    def close(self) -> None:
        """End the thread, after what is under way."""
        self._thread.shutdown()

    def _ready(self) -> Advisor:
        day = self._today()
        if self._advisor is None or day != self._day:
            self._day, self._advisor = day, self._make(day)
        return self._advisor
