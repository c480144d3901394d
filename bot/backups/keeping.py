"""The hourly backup: a copy, checked and packed, beside the database and in a bucket; old ones are deleted in both."""

import asyncio
import gzip
import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups.bucket import Bucket
from bot.backups.folder import Folder, settle
from bot.backups.forgotten import tombstone
from bot.backups.names import copy_of, is_copy, is_tombstone, moment_of, older_than
from bot.backups.settings import BackupSettings
from bot.store import Store

LOG = logging.getLogger(__name__)
UNDER_WAY, HALF_PACKED = "copying.sqlite3", "packing.part"
GZIP_LEVEL = 6
KEPT_FREE = 0.1
"""The part of the disk that copies leave free, since a bot whose disk is full cannot go on."""
ALWAYS_KEPT = 24
"""So many of the newest copies stay in any case, the one that is being made among them."""
PLAIN_AND_PACKED = 2
"""While a copy is packed it is there twice, and packed it is hardly ever larger than plain."""


class Backups:
    """Makes copies of a database and keeps them for a time.

    Args:
        folder: where they are kept.
        bucket: where they are kept as well; None for nowhere else.
        kept_for: an older one is deleted.
        free: tells which part of a folder's disk is free once so many bytes more are written to it.
    """

    def __init__(
        self,
        folder: Folder,
        bucket: Bucket | None,
        kept_for: timedelta,
        free: Callable[[Path, int], float] | None = None,
    ) -> None:
        self._folder, self._bucket, self._kept_for, self._free = folder, bucket, kept_for, free or _free

    async def make(self, store: Store, now: datetime) -> None:
        """Copy a database, bring the bucket up to date, and delete what is too old in both.

        Raises:
            StoreError: the database cannot be copied, or the copy is not sound; nothing half made is left.
            BackupError: the bucket cannot be used; what it lacks is tried again with the next copy.
            OSError: the folder cannot be used.
        """
        # Before, since on a full disk there would be no copy after which to make room.
        await self._make_room(PLAIN_AND_PACKED * store.size_bytes())
        await self._copy(store, now)
        before = now - self._kept_for
        await self._folder.delete(older_than(before, await self._folder.list()))
        if self._bucket is not None:
            await self._upload(self._bucket)
            await self._bucket.delete(older_than(before, await self._bucket.list()))

    async def note_forgotten(self, forgotten: tuple[str, ...], now: datetime) -> None:
        """Write down, before something is forgotten, that no copy may bring it back.

        Args:
            forgotten: a chat, or a chat and who began something there.
            now: the moment.
        """
        path = self._folder.path / tombstone(forgotten, now)
        await asyncio.to_thread(_mark, path)

    async def upload_forgotten(self) -> None:
        """Bring to the bucket at once what is forgotten; where it cannot be used, the next copy tries again."""
        if self._bucket is None:
            return
        try:
            await self._upload(self._bucket, only_forgotten=True)
        except Exception as error:  # noqa: BLE001 - a person's farewell must not fail with a bucket
            LOG.warning("a bucket does not know yet what is forgotten", extra={"reason": str(error)})

    async def last_made(self) -> datetime | None:
        """Tell when the last copy was made that is beside the database; None where there is none."""
        moments = [moment_of(name) for name in await self._folder.list() if is_copy(name)]
        return max(filter(None, moments), default=None)

    async def _copy(self, store: Store, now: datetime) -> None:
        to = self._folder.path / copy_of(now)
        if to.exists():
            return
        under_way, half = self._folder.path / UNDER_WAY, self._folder.path / HALF_PACKED
        # Something may be left of a process that was killed.
        await asyncio.to_thread(_clear, under_way, half)
        try:
            await store.back_up(under_way)
            await asyncio.to_thread(_pack, under_way, half, to)
        finally:
            # What a full disk left half made would keep it full, and the bot from writing.
            await asyncio.to_thread(_clear, under_way, half)

    async def _make_room(self, needed_bytes: int) -> None:
        """Delete the oldest copies beside the database where with the next one its disk would be nearly full."""
        copies = sorted(filter(is_copy, await self._folder.list()))
        for name in copies[: 1 - ALWAYS_KEPT]:
            if await asyncio.to_thread(self._free, self._folder.path, needed_bytes) >= KEPT_FREE:
                return
            LOG.warning("the disk is nearly full, and its oldest backup is deleted", extra={"backup": name})
            await self._folder.delete([name])

    async def _upload(self, bucket: Bucket, only_forgotten: bool = False) -> None:
        """Upload what the bucket lacks: first what is forgotten, then the newest copies."""
        wanted = await self._folder.list()
        lacking = wanted.keys() - (await bucket.list()).keys()
        copies = [] if only_forgotten else sorted(filter(is_copy, lacking), reverse=True)
        for name in [*filter(is_tombstone, lacking), *copies]:
            await bucket.put(name, self._folder.path / name)


def backups_of(settings: BackupSettings) -> Backups | None:
    """Make the backups that settings describe; None where none are wished."""
    if not settings.backup_days:
        return None
    kept_for = timedelta(days=settings.backup_days)
    return Backups(Folder(settings.backup_folder), bucket_of(settings), kept_for)


def bucket_of(settings: BackupSettings) -> Bucket | None:
    """Give the bucket that settings describe; None where none is set."""
    return Bucket(settings) if settings.backup_s3_bucket else None


def _free(folder: Path, more_bytes: int) -> float:
    usage = shutil.disk_usage(folder)
    return (usage.free - more_bytes) / usage.total


def _clear(*halves: Path) -> None:
    for half in halves:
        half.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)


def _mark(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    settle(path)


def _pack(copy: Path, half: Path, to: Path) -> None:
    """Compress a copy; it gets its name once it is whole."""
    with copy.open("rb") as plain, gzip.open(half, "wb", GZIP_LEVEL) as packed:
        shutil.copyfileobj(plain, packed)
    settle(half)
    half.rename(to)
    settle(to)
