"""The store: one SQLite file over one connection, and its transactions."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.interview.record import Record
from bot.store.assessments import Assessment
from bot.store.backups import Checked, check_copy, copy_to, erase
from bot.store.book import Book
from bot.store.connection import connect, probe
from bot.store.errors import in_words
from bot.store.schema import prepare
from bot.store.tables import SOMEBODY
from bot.store.transactions import Transactions

T = TypeVar("T")


class Store:
    """All that is kept. A transaction is whole or not at all, even for a caller who is cancelled."""

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self._path, self._engine = path, engine
        self._transactions = Transactions(path, engine)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Wait for what is under way, and close the file."""
        await self._transactions.finish()
        await self._engine.dispose()

    async def transact(self, work: Callable[[Book], Awaitable[T]]) -> T:
        """Run a transaction to its end and give what it gives, though its caller be cancelled.

        Args:
            work: reads and writes; it must wait for nothing but the book, and change nothing else, since it may run
                twice.

        Raises:
            StoreError: the file cannot be used, or what was looked for is not there; nothing was changed.
        """
        return await self._transactions.run(work)

    async def erase(self) -> None:
        """Take out of the file what was deleted: until then its old pages lie in the log beside it."""
        with in_words(self._path):
            async with self._engine.connect() as connection:
                raw = await connection.get_raw_connection()
                await erase(raw.driver_connection)

    def size_bytes(self) -> int:
        """Measure the file with the log beside it; a copy takes no more."""
        parts = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())

    async def back_up(self, copy: Path) -> Checked:
        """Copy the file as it stands to another, over the one connection, and check the copy.

        Args:
            copy: where to; nothing is there yet.

        Raises:
            StoreError: the file cannot be copied, or the copy is not sound.
        """
        with in_words(copy):
            async with self._engine.connect() as connection:
                raw = await connection.get_raw_connection()
                await copy_to(raw.driver_connection, copy)
        return await asyncio.to_thread(check_copy, copy)

    async def latest(self, chat: str) -> Assessment | None:
        """Find the interview that a chat began last."""
        return await self.transact(lambda book: book.assessments.latest(chat))

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
