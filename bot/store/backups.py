"""Copies of the file, and what stands outside of transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.store.errors import StoreError, in_words
from bot.store.schema import FIRST, FIRST_VERSION_TABLE, VERSION_TABLE
from bot.store.tables import SCHEMA, assessments


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy that is sound.

    Attributes:
        version: of its tables.
        assessments: how many it holds.
    """

    version: str
    assessments: int


async def copy_to(driver: Any, copy: Path) -> None:
    """Copy the whole file as it stands.

    Args:
        driver: the one connection, outside of any transaction.
        copy: where to; nothing is there yet.
    """
    cursor = await driver.execute("VACUUM INTO ?", (str(copy),))
    await cursor.close()


def check_copy(copy: Path) -> Checked:
    """Open a copy on a connection of its own, which changes nothing, and read all of it.

    Raises:
        StoreError: it is damaged, of another program, or of a newer version.
    """
    with in_words(copy), _opened(copy, "mode=ro&immutable=1") as connection:
        damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if damage != "ok":
            raise StoreError(f"{copy}: it is damaged ({damage}). Take another copy.")
        version = _version(connection, copy)
        if version > SCHEMA:
            raise StoreError(f"{copy}: it is of a newer program (version {version}). Bring this one up to date.")
        (count,) = connection.execute(f"SELECT count(*) FROM {assessments.name}").fetchone()  # noqa: S608 - a constant
        return Checked(version, count)


def set_aside(path: Path) -> bool:
    """Gather a database in its one file, so that another can take its place; False where somebody has it open.

    Raises:
        StoreError: it is no database, or is damaged.
    """
    with in_words(path), _opened(path, "mode=rw") as connection:
        try:
            # Only whoever is alone may leave the write-ahead log, which goes into the file and is deleted.
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return False
            raise
        return True


async def erase(driver: Any) -> None:
    """Move everything from the write-ahead log into the file and empty the log."""
    cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    await cursor.close()


def _version(connection: sqlite3.Connection, copy: Path) -> str:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if assessments.name not in names or not {VERSION_TABLE, FIRST_VERSION_TABLE} & names:
        raise StoreError(f"{copy}: it is the database of another program. Take another copy.")
    if VERSION_TABLE not in names:
        return FIRST
    (version,) = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - a constant
    return str(version)


@contextmanager
def _opened(path: Path, how: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=0.1)) as connection:
        yield connection
