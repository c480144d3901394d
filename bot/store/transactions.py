"""Transactions over the one connection: whoever waits meanwhile shares the next one, and so its trip to the disk."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.book import Book
from bot.store.errors import in_words

MOST_TOGETHER = 32
"""Pieces of work in one transaction, so that the first of them need not wait for long."""
T = TypeVar("T")


class _Waiting(NamedTuple):
    """A piece of work, and what its caller waits for."""

    work: Callable[[Book], Awaitable[Any]]
    done: "asyncio.Future[Any]"


class Transactions:
    """Runs pieces of work one after another, each whole or not at all.

    Those that wait at the same time are committed together. Where one of them fails, all of them are undone and run
    again, each in a transaction of its own; so a piece of work must change nothing but the book.
    """

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self._path, self._engine = path, engine
        self._waiting: deque[_Waiting] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[Book], Awaitable[T]]) -> T:
        """Run a piece of work, and give what it gives; one whose caller is cancelled is still done.

        Raises:
            StoreError: the file cannot be used, or what was looked for is not there; nothing was changed.
            RuntimeError: it is called from within a piece of work, which would wait for itself.
        """
        if self._worker is not None and asyncio.current_task() is self._worker:
            raise RuntimeError("A transaction within a transaction would wait for itself.")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(work, done))
        if self._worker is None:
            self._worker = asyncio.ensure_future(self._work_off())
        return await done

    async def finish(self) -> None:
        """Wait until nothing is under way."""
        if self._worker is not None:
            await asyncio.wait([self._worker])

    async def _work_off(self) -> None:
        try:
            while self._waiting:
                together = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
                if not await self._commit(together):
                    for each in together:
                        await self._commit_alone(each)
        finally:
            self._worker = None

    async def _commit(self, together: Sequence[_Waiting]) -> bool:
        """Commit pieces of work together; False where one of them fails and nothing was changed."""
        if len(together) == 1:
            await self._commit_alone(together[0])
            return True
        try:
            async with self._engine.begin() as connection:
                book = Book(connection)
                given = [await each.work(book) for each in together]
        except Exception:  # noqa: BLE001 - whatever it is, each is run again alone, and its own caller is told
            return False
        for each, result in zip(together, given, strict=True):
            _give(each.done, result)
        return True

    async def _commit_alone(self, one: _Waiting) -> None:
        try:
            with in_words(self._path):
                async with self._engine.begin() as connection:
                    result = await one.work(Book(connection))
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
            if not one.done.done():
                one.done.set_exception(error)
        else:
            _give(one.done, result)


def _give(done: "asyncio.Future[T]", result: T) -> None:
    # Whoever was cancelled does not wait any more.
    if not done.done():
        done.set_result(result)
