"""The store: assessments with their answers and verdicts, in one SQLite file over one connection."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.interview.record import Record
from bot.store.connection import connect, probe
from bot.store.errors import StoreError, in_words
from bot.store.rows import to_record, to_rows
from bot.store.schema import prepare
from bot.store.tables import answers, assessments, verdicts

SOMEBODY = "somebody"
"""The person where there is only one, as in a terminal."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Assessment:
    """One interview of one chat; it is open until it has a verdict."""

    id: int
    chat: str
    started_at: datetime
    finished_at: datetime | None
    guess: str | None


class Store:
    """All that is kept. Every method is one transaction, whole or not at all, even for a caller who is cancelled."""

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

    async def latest_open(self, chat: str) -> Assessment | None:
        """Find the interview that a chat began last and has not finished."""

        async def work(connection: AsyncConnection) -> Assessment | None:
            mine = select(assessments).where(assessments.c.chat == chat, assessments.c.finished_at.is_(None))
            newest = mine.order_by(assessments.c.started_at.desc(), assessments.c.id.desc()).limit(1)
            row = (await connection.execute(newest)).mappings().one_or_none()
            return Assessment(**row) if row else None

        return await self._transact(work)

    async def start(self, chat: str, now: datetime) -> int:
        """Begin an assessment and give its id."""

        async def work(connection: AsyncConnection) -> int:
            new = insert(assessments).values(chat=chat, started_at=now).returning(assessments.c.id)
            return int((await connection.execute(new)).scalar_one())

        return await self._transact(work)

    async def save(self, assessment: int, record: Record, person: str = SOMEBODY) -> None:
        """Write a person's whole record of an assessment in place of the last one."""
        rows = to_rows(assessment, record, person)

        async def work(connection: AsyncConnection) -> None:
            await self._find(connection, assessment)
            mine = (answers.c.assessment == assessment) & (answers.c.person == person)
            await connection.execute(delete(answers).where(mine))
            await connection.execute(
                update(assessments).where(assessments.c.id == assessment).values(guess=record.guess)
            )
            if rows:
                await connection.execute(insert(answers), rows)

        await self._transact(work)

    async def load(self, assessment: int, person: str = SOMEBODY) -> Record:
        """Read a person's record of an assessment."""

        async def work(connection: AsyncConnection) -> Record:
            found = await self._find(connection, assessment)
            mine = (answers.c.assessment == assessment) & (answers.c.person == person)
            rows = await connection.execute(select(answers).where(mine).order_by(answers.c.position))
            return to_record(map(dict, rows.mappings()), found.guess)

        return await self._transact(work)

    async def finish(self, assessment: int, verdict_json: str, now: datetime) -> None:
        """Keep a verdict and close its assessment."""

        async def work(connection: AsyncConnection) -> None:
            await self._find(connection, assessment)
            await connection.execute(update(assessments).where(assessments.c.id == assessment).values(finished_at=now))
            await connection.execute(insert(verdicts).values(assessment=assessment, made_at=now, json=verdict_json))

        await self._transact(work)

    async def _find(self, connection: AsyncConnection, assessment: int) -> Assessment:
        wanted = select(assessments).where(assessments.c.id == assessment)
        row = (await connection.execute(wanted)).mappings().one_or_none()
        if row is None:
            raise StoreError(f"{self._path}: there is no assessment {assessment}. Begin a new one.")
        return Assessment(**row)

    async def _transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Run a transaction to its end: cancelling it half-way would cost the connection."""
        task = asyncio.ensure_future(self._run(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        with in_words(self._path):
            async with self._engine.begin() as connection:
                return await work(connection)


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
