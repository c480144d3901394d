"""Copies of the file, and what stands outside of transactions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_NAME = "advisor-%Y%m%dT%H%M%SZ.sqlite3"


async def copy_to(driver: Any, folder: Path, now: datetime) -> Path:
    """Copy the whole file as it stands into a folder.

    Args:
        driver: the one connection, outside of any transaction.
        folder: where to; it is there.
        now: the moment, which names the copy.
    """
    copy = folder / now.astimezone(UTC).strftime(_NAME)
    if not copy.exists():
        cursor = await driver.execute("VACUUM INTO ?", (str(copy),))
        await cursor.close()
    return copy


def delete_old(folder: Path, before: datetime) -> None:
    """Delete the copies that were made before a moment."""
    for copy in folder.glob("advisor-*.sqlite3"):
        try:
            made_at = datetime.strptime(copy.name, _NAME).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made_at < before:
            copy.unlink(missing_ok=True)


async def erase(driver: Any) -> None:
    """Move everything from the write-ahead log into the file and empty the log."""
    cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    await cursor.close()
