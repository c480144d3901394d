"""What tests of backups do again and again: fill a database, back it up, look at all of it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.backups.keeping import Backups, backups_of
from bot.backups.settings import BackupSettings
from bot.interview.record import Entry, Record
from bot.store import Card, Incoming, Notice, Store, open_store
from rules.answers import Known

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
RECORD = Record((Entry("engineers", {"engineers": Known(7)}),))


def backups(settings: BackupSettings) -> Backups:
    """Make the backups of settings that wish some."""
    made = backups_of(settings)
    assert made is not None
    return made


async def interview(store: Store, chat: str, now: datetime) -> int:
    """Write an interview of a chat, with all that belongs to one."""
    mine = await store.start(chat, now)
    await store.save(mine, RECORD)
    await store.finish(mine, '{"verdict": "monolith"}', now)
    await store.transact(lambda book: book.cards.put(Card(mine, chat, {"shows": "verdict"}, touched_at=now)))
    await store.transact(lambda book: book.reminders.put(mine, now + timedelta(days=30)))
    await store.transact(lambda book: book.notices.add(Notice(chat, "Hello.")))
    await store.transact(lambda book: book.inbox.take([Incoming(mine, chat, "{}")], now))
    return mine


async def hourly(settings: BackupSettings, chats: list[str]) -> list[dict[str, list[Any]]]:
    """Let one chat after another come, an hour apart, back up after each, and give all that each copy is of."""
    held = []
    async with await open_store(settings.database) as store:
        for hour, chat in enumerate(chats):
            await interview(store, chat, NOON + hour * HOUR)
            await backups(settings).make(store, NOON + hour * HOUR)
            held.append(rows(settings.database))
    return held


def rows(database: Path) -> dict[str, list[Any]]:
    """Read every row of every table."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in sorted(tables)}
