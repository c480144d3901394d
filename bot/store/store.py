"""The store: one SQLite file over one connection, and its transactions."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.interview.record import Record
from bot.store.assessments import Assessment
from bot.store.backups import copy_to, delete_old, erase
from bot.store.book import Book
from bot.store.connection import connect, probe
from bot.store.errors import in_words
from bot.store.schema import prepare
from bot.store.tables import SOMEBODY

T = TypeVar("T")


class Store:
    """All that is kept. A transaction is whole or not at all, even for a caller who is cancelled."""

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self._path, self._engine = path, engine
        self._under_way: set[asyncio.Task[object]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Wait for what is under way, and close the file."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._engine.dispose()

    async def transact(self, work: Callable[[Book], Awaitable[T]]) -> T:
        """Run a transaction to its end and give what it gives: cancelling it half-way would cost the connection.

        Args:
            work: reads and writes; it must wait for nothing but the book.

        Raises:
            StoreError: the file cannot be used, or what was looked for is not there; nothing was changed.
        """
        task = asyncio.ensure_future(self._run(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def erase(self) -> None:
        """Take out of the file what was deleted: until then its old pages lie in the log beside it."""
        with in_words(self._path):
            async with self._engine.connect() as connection:
                raw = await connection.get_raw_connection()
                await erase(raw.driver_connection)

    async def back_up(self, folder: Path, now: datetime, kept_for: timedelta) -> None:
        """Copy the file into a folder, over the one connection, and delete copies that are older than they are kept."""
        with in_words(folder):
            await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
            async with self._engine.connect() as connection:
                raw = await connection.get_raw_connection()
                await copy_to(raw.driver_connection, folder, now)
            await asyncio.to_thread(delete_old, folder, now - kept_for)

    async def latest_open(self, chat: str) -> Assessment | None:
        """Find the interview that a chat began last and has not finished."""
        return await self.transact(lambda book: book.assessments.latest_open(chat))

    async def start(self, chat: str, now: datetime) -> int:
        """Begin an assessment and give its id."""
        return await self.transact(lambda book: book.assessments.start(chat, now))

    async def save(self, assessment: int, record: Record, person: str = SOMEBODY) -> None:
        """Write a person's whole record of an assessment in place of the last one."""
        await self.transact(lambda book: book.assessments.save(assessment, record, person))

    async def load(self, assessment: int, person: str = SOMEBODY) -> Record:
        """Read a person's record of an assessment."""
        return await self.transact(lambda book: book.assessments.load(assessment, person))

    async def finish(self, assessment: int, verdict_json: str, now: datetime) -> None:
        """Keep a verdict and close its assessment."""

        async def work(book: Book) -> None:
            await book.assessments.finish(assessment, now)
            await book.assessments.add_verdict(assessment, verdict_json, now)

        await self.transact(work)

    async def _run(self, work: Callable[[Book], Awaitable[T]]) -> T:
        with in_words(self._path):
            async with self._engine.begin() as connection:
                return await work(Book(connection))


async def open_store(path: Path) -> Store:
    """Open the file, which is made with its folder where it is not there; close the store, or use it in `async with`.

    Raises:
        StoreError: the file cannot be used, or is of a newer version.
    """
    engine = connect(path)
    try:
        with in_words(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            probe(path)
            async with engine.begin() as connection:
                await connection.run_sync(prepare, path)
    except BaseException:
        await engine.dispose()
        raise
    return Store(path, engine)
