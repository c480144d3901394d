"""The pulse: a small write again and again, which tells whether the store still takes any."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.store import Backlog, Book, Store, StoreError

LOG = logging.getLogger(__name__)
BETWEEN_BEATS_SECONDS = 20.0
LONGEST_WITHOUT_SECONDS = 60.0


async def write_and_look(store: Store, waiting: Callable[[int, float], None], now: Callable[[], datetime]) -> None:
    """Write a little, and look in the same transaction how much is in the inbox.

    Args:
        store: where to.
        waiting: is told how many updates wait, and for how many seconds the oldest has.
        now: the clock.
    """
    backlog = await store.transact(_touch)
    seconds = (now() - backlog.since).total_seconds() if backlog.since else 0.0
    waiting(backlog.updates, max(seconds, 0.0))


async def _touch(book: Book) -> Backlog:
    await book.touch()
    return await book.inbox.backlog()


class Pulse:
    """Writes for as long as the process lives.

    Args:
        write: writes a little.
        now: a clock that only moves forward, in seconds.
    """

    def __init__(self, write: Callable[[], Awaitable[None]], now: Callable[[], float]) -> None:
        self._write, self._now = write, now
        self._written_at = now()

    def trouble(self) -> str | None:
        """Say what is wrong; None where nothing is."""
        seconds = self._now() - self._written_at
        return f"nothing could be written for {seconds:.0f} s" if seconds > LONGEST_WITHOUT_SECONDS else None

    async def run(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Beat until cancelled; a beat that fails is told, and tried again at the next."""
        while True:
            await self.beat()
            await sleep(BETWEEN_BEATS_SECONDS)

    async def beat(self) -> None:
        """Write once."""
        try:
            await self._write()
            self._written_at = self._now()
        except StoreError as error:
            LOG.warning("nothing can be written", extra={"reason": str(error)})
