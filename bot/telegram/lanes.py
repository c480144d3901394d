"""A lane for each chat with something to do: in order within a chat, side by side between chats."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

LOG = logging.getLogger(__name__)
Job: TypeAlias = Callable[[], Awaitable[None]]


class Lanes:
    """Runs the jobs of each chat one after another, and shows what is due once none is left for the moment.

    Args:
        show: shows all that is due in a chat.
    """

    def __init__(self, show: Callable[[str], Awaitable[None]]) -> None:
        self._show = show
        self._waiting: dict[str, deque[Job]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def add(self, chat: str, *jobs: Job) -> None:
        """Put jobs of a chat behind those before; none is needed to show only what is due."""
        if chat in self._waiting:
            # Even without a job it is to be looked once more at what is due: that may have been read already.
            self._waiting[chat].extend(jobs or (_nothing,))
            return
        self._waiting[chat] = deque(jobs)
        self._begin(self._run(chat))

    def beside(self, job: Job) -> None:
        """Run a job for which no lane waits."""
        self._begin(self._guarded(job))

    def has(self, chat: str) -> bool:
        """Tell whether a chat has something to do."""
        return chat in self._waiting

    @property
    def busy(self) -> int:
        """How many chats have something to do."""
        return len(self._waiting)

    async def drain(self) -> None:
        """Wait until every chat is done, and what runs beside."""
        while self._running:
            await asyncio.wait({*self._running})

    async def abandon(self) -> None:
        """End what is under way; what was not done stays in the store."""
        for lane in self._running:
            lane.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, chat: str) -> None:
        waiting = self._waiting[chat]
        try:
            again = True
            while again:
                while waiting:
                    await self._guarded(waiting.popleft())
                await self._guarded(lambda: self._show(chat))
                again = bool(waiting)
        finally:
            del self._waiting[chat]

    async def _guarded(self, job: Job) -> None:
        # One chat's failure is nobody else's; what was not done stays in the store.
        try:
            await job()
        except Exception:
            LOG.exception("a job failed")


async def _nothing() -> None:
    pass
