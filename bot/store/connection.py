"""The one shared connection to the SQLite file."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from bot.store.driver import connect_one_trip

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cache_size=-500",
)
"""FULL, since with NORMAL a power cut takes acknowledged commits with it; deleted content is overwritten.

Pages take 500 KiB of the process at most, a quarter of the default: the system keeps the file in memory anyway.
"""
WAIT_SECONDS = 2


def connect(path: Path) -> AsyncEngine:
    """Make the engine; it opens the file when it is first used.

    A StaticPool would be one connection too, but it loses one task's write in another's rollback.
    """
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        # Every transaction here is ended by its own block, so that a rollback on return would undo nothing.
        pool_reset_on_return=None,
        connect_args={"async_creator_fn": connect_one_trip},
        # An error that is logged must not hold what somebody said.
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def probe(path: Path) -> None:
    """Open the file once without the pool: where that fails, aiosqlite leaves a thread that outlives the loop.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    sqlite3.connect(path).close()


def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late, at the first write; these are begun below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Taking the write lock at once: what was read stays true until the commit.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
