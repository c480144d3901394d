"""A control: the same bot with one more hourly job, which opens a connection each time and never closes it."""

import os
import time
from datetime import UTC, datetime
from typing import Any

import aiosqlite

from bot.clock import Clock
from bot.serving import serve_from_environment
from bot.telegram import service
from bot.telegram.chores import Chores


class Leaking(Chores):
    """The hourly jobs, and a report as the podcast's bot had one."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._jobs = (*self._jobs, self.report)
        self._reporters: list[aiosqlite.Connection] = []

    async def report(self) -> None:
        """Count what is waiting, over a connection of its own."""
        reporter = await aiosqlite.connect(os.environ["DATABASE"])
        await reporter.execute_fetchall("SELECT count(*) FROM inbox")
        self._reporters.append(reporter)


def main() -> None:
    """Serve until SIGTERM."""
    vars(service).update(Chores=Leaking)
    status, _ = serve_from_environment(Clock(lambda: datetime.now(UTC), time.monotonic))
    # The threads of the connections would hold up an end in order for ever.
    os._exit(status)


if __name__ == "__main__":
    main()
