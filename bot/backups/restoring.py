"""Bringing a database back from a copy: found, checked, brought up to date, and only then put in its place."""

import asyncio
import errno
import gzip
import shutil
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.backups.errors import BackupError
from bot.backups.folder import settle
from bot.backups.forgotten import forgotten_since, named_by
from bot.backups.names import is_copy, is_tombstone, moment_of
from bot.store import Book, Checked, StoreError, check_copy, in_words, open_store, set_aside

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""What is wrong with where a copy is put, and says nothing of the copy."""


class Place(Protocol):
    """Where backups are."""

    def called(self, name: str) -> str:
        """Say where a file is."""

    async def list(self) -> dict[str, int]:
        """List the backups by name, each with its size in bytes."""

    async def fetch(self, name: str, to: Path) -> None:
        """Copy a backup to a file."""


@dataclass(frozen=True, slots=True)
class Found:
    """A copy: where it is, of which moment, and its size in bytes."""

    place: Place
    name: str
    made_at: datetime
    size: int

    @property
    def called(self) -> str:
        """Where it is, in words."""
        return self.place.called(self.name)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back.

    Attributes:
        copy: from which copy.
        checked: what it holds.
        forgotten: how many chats were forgotten since it was made, and so taken out again.
        damaged: newer copies that are not sound, a sentence each.
    """

    copy: Found
    checked: Checked
    forgotten: int
    damaged: tuple[str, ...]


async def copies_in(places: Sequence[Place]) -> list[Found]:
    """List all copies, the newest first; of the same moment, those of the first place.

    Raises:
        BackupError: a place cannot be used.
    """
    found = [
        Found(place, name, moment, size)
        for place in places
        for name, size in (await place.list()).items()
        if is_copy(name) and (moment := moment_of(name))
    ]
    return sorted(found, key=lambda each: each.made_at, reverse=True)


async def copy_in(place: Place, name: str) -> Found:
    """Find the copy of a name.

    Raises:
        BackupError: there is none, or the place cannot be used.
    """
    made_at, size = moment_of(name), (await place.list()).get(name)
    if made_at is None or not is_copy(name):
        like = "such as advisor-20261123T130000Z.sqlite3.gz"
        raise BackupError(f"{place.called(name)}: the name does not say when the copy was made, {like}. Keep it so.")
    if size is None:
        raise BackupError(f"{place.called(name)} is not there. --list shows the copies that are.")
    return Found(place, name, made_at, size)


async def restore(copies: Sequence[Found], places: Sequence[Place], to: Path, force: bool) -> Restored:
    """Put the first copy that is sound in the place of a database.

    Args:
        copies: to choose from, the best first.
        places: where it may say what was forgotten since.
        to: the database; it is not there, or nobody has it open.
        force: replace one that was written after the copy was made.

    Raises:
        BackupError: there is no sound copy, or the database may not be replaced; it is as it was.
        StoreError: the copy cannot be brought up to date, or nothing can be written there; the database is as it was.
    """
    with in_words(to):
        return await _restored(copies, places, to, force)


async def _restored(copies: Sequence[Found], places: Sequence[Place], to: Path, force: bool) -> Restored:
    to.parent.mkdir(parents=True, exist_ok=True)
    async with _beside(to) as taken:
        copy, checked, damaged = await _first_sound(copies, taken)
        _refuse_newer(to, copy.made_at, force)
        tombstones = {name for place in places for name in await place.list() if is_tombstone(name)}
        forgotten = await _brought_up_to_date(taken, forgotten_since(copy.made_at, tombstones))
        _refuse_in_use(to, force)
        settle(taken)
        taken.replace(to)
        settle(to)
    return Restored(copy, checked, forgotten, tuple(damaged))


@asynccontextmanager
async def _beside(to: Path) -> AsyncIterator[Path]:
    """Give a name beside a database for what is to take its place; nothing is left there in the end."""
    beside = to.with_name(to.name + ".restoring")
    leftovers = [beside, *_logs_of(beside), beside.with_name(beside.name + ".gz")]
    try:
        yield beside
    finally:
        for each in leftovers:
            each.unlink(missing_ok=True)


async def _first_sound(copies: Sequence[Found], to: Path) -> tuple[Found, Checked, list[str]]:
    damaged: list[str] = []
    for copy in copies:
        packed = to.with_name(to.name + ".gz")
        try:
            await copy.place.fetch(copy.name, packed)
            await asyncio.to_thread(_unpack, packed, to)
            return copy, await asyncio.to_thread(check_copy, to), damaged
        except (StoreError, EOFError, OSError, zlib.error) as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise
            damaged.append(f"{copy.called} is not sound: {str(error).removeprefix(f'{to}: ')}")
    raise BackupError("\n".join([*damaged, "There is no sound copy to restore. --list shows those that there are."]))


def _unpack(packed: Path, to: Path) -> None:
    with gzip.open(packed) as copy, to.open("wb") as plain:
        shutil.copyfileobj(copy, plain)


def _refuse_newer(database: Path, made_at: datetime, force: bool) -> None:
    if not database.exists():
        return
    newest = max(each.stat().st_mtime for each in (database, *_logs_of(database)) if each.exists())
    if datetime.fromtimestamp(newest, UTC) > made_at and not force:
        raise BackupError(f"{database} was written after that copy was made. To replace it all the same, add --force.")


def _refuse_in_use(database: Path, force: bool) -> None:
    """Refuse to replace what somebody has open, since they would go on writing into nothing."""
    try:
        if database.exists() and not set_aside(database):
            raise BackupError(f"{database} is in use. Stop the bot first.")
    except StoreError:
        if not force:
            raise
    # Those of a damaged database would be taken for those of what takes its place.
    for log in _logs_of(database):
        log.unlink(missing_ok=True)


def _logs_of(database: Path) -> list[Path]:
    return [database.with_name(database.name + end) for end in ("-wal", "-shm")]


async def _brought_up_to_date(database: Path, tombstones: Sequence[str]) -> int:
    """Bring a copy to the newest tables, and forget in it what was forgotten since; give how many that were."""

    async def work(book: Book) -> int:
        again = list(named_by(tombstones, await book.chats.all_held()))
        for chat, *owner in again:
            await (book.chats.forget_of(chat, owner[0]) if owner else book.chats.forget(chat))
        return len(again)

    async with await open_store(database) as store:
        return await store.transact(work)
