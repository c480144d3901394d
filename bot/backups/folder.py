"""The backups beside the database."""

import asyncio
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bot.backups.names import moment_of


class Folder:
    """A folder of backups; it is made when it is first needed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def called(self, name: str) -> str:
        """Say where a file is."""
        return str(self.path / name)

    async def list(self) -> dict[str, int]:
        """List the backups by name, each with its size in bytes."""
        return await asyncio.to_thread(self._list)

    async def fetch(self, name: str, to: Path) -> None:
        """Copy a backup to a file."""
        await asyncio.to_thread(shutil.copyfile, self.path / name, to)

    async def delete(self, names: Sequence[str]) -> None:
        """Delete backups."""
        for name in names:
            await asyncio.to_thread((self.path / name).unlink, missing_ok=True)

    def _list(self) -> dict[str, int]:
        if not self.path.is_dir():
            return {}
        return dict(_sizes(each for each in self.path.iterdir() if moment_of(each.name) is not None))


def _sizes(files: Iterable[Path]) -> Iterator[tuple[str, int]]:
    """Give each file's name and size; one that somebody deletes at this moment is passed over."""
    for each in files:
        with suppress(FileNotFoundError):
            yield each.name, each.stat().st_size


def settle(path: Path) -> None:
    """Make sure that a file which was written, and its name, outlive a power cut."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
