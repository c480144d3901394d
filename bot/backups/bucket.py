"""The backups in a bucket, in any store that speaks S3."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.backups.errors import BackupError, BucketError
from bot.backups.names import moment_of
from bot.backups.settings import BackupSettings

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

FOLDER = "backups"
"""Where in the bucket they are, since it may hold other things."""
CALL_SECONDS, FILE_SECONDS = 30, 300
_CODE = re.compile(r"<Code>(\w+)</Code>")
_QUOTED = re.compile(r'"([^"<>\\\n]* [^"<>\\\n]*)"')
CHUNK_BYTES = 5 * 1024 * 1024
SIDE_BY_SIDE = 1
"""Chunks in memory at a time: a small machine has little of it."""


class Bucket:
    """A bucket of backups.

    Args:
        settings: of the bucket, which is set.
    """

    def __init__(self, settings: BackupSettings) -> None:
        self._settings = settings

    def called(self, name: str) -> str:
        """Say where a file is."""
        return f"s3://{self._settings.backup_s3_bucket}/{FOLDER}/{name}"

    async def list(self) -> dict[str, int]:
        """List the backups by name, each with its size in bytes.

        Raises:
            BucketError: it does not answer, or refuses.
        """
        async with self._asked():
            found = await self._store.list(FOLDER).collect_async()
        sizes = {str(each["path"]).removeprefix(f"{FOLDER}/"): each["size"] for each in found}
        return {name: size for name, size in sizes.items() if moment_of(name) is not None}

    async def put(self, name: str, file: Path) -> None:
        """Upload a backup.

        Raises:
            BucketError: it does not answer, or refuses.
        """
        async with self._asked():
            await self._store.put_async(f"{FOLDER}/{name}", file, chunk_size=CHUNK_BYTES, max_concurrency=SIDE_BY_SIDE)

    async def fetch(self, name: str, to: Path) -> None:
        """Download a backup to a file.

        Raises:
            BackupError: it is not there, or the bucket does not answer, or refuses.
        """
        async with self._asked():
            got = await self._store.get_async(f"{FOLDER}/{name}")
            with to.open("wb") as file:
                async for chunk in got.stream(min_chunk_size=CHUNK_BYTES):
                    await asyncio.to_thread(file.write, chunk)

    async def delete(self, names: Sequence[str]) -> None:
        """Delete backups.

        Raises:
            BucketError: it does not answer, or refuses.
        """
        async with self._asked():
            for name in names:
                await self._store.delete_async(f"{FOLDER}/{name}")

    @cached_property
    def _store(self) -> "S3Store":
        # It takes 7 MB, which only a bot with a bucket should need.
        from obstore.store import S3Store

        return S3Store(
            config=self._config(),
            client_options={"allow_http": True, "timeout": timedelta(seconds=CALL_SECONDS)},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=CALL_SECONDS)},
        )

    def _config(self) -> "S3Config":
        mine, secret = self._settings, self._settings.backup_s3_secret_key
        config: S3Config = {
            "bucket": mine.backup_s3_bucket or "",
            "region": mine.backup_s3_region,
            "access_key_id": mine.backup_s3_access_key or "",
            "secret_access_key": secret.get_secret_value() if secret else "",
            # Not every store knows how to delete many at once, and once an hour there are few.
            "disable_bulk_delete": True,
        }
        if mine.backup_s3_endpoint is not None:
            config["aws_endpoint_url_s3"] = mine.backup_s3_endpoint
        return config

    @asynccontextmanager
    async def _asked(self) -> AsyncIterator[None]:
        """Ask for something within a time, and turn whatever goes wrong into a helpful sentence."""
        from obstore.exceptions import BaseError

        bucket = f"The bucket {self._settings.backup_s3_bucket}"
        try:
            async with asyncio.timeout(FILE_SECONDS):
                yield
        except FileNotFoundError as error:
            raise BackupError(f"{bucket} has no such backup, or is not there. Name one that --list shows.") from error
        except TimeoutError as error:
            raise BucketError(f"{bucket} did not answer within {FILE_SECONDS} s. Try again.") from error
        except (BaseError, ValueError) as error:
            raise BucketError(f"{bucket} cannot be used: {_short(error)}. Check BACKUP_S3_*.") from error


def _short(error: Exception) -> str:
    """Take the code of S3's answer out of an error, or what went wrong first of all and what caused it, in one line."""
    told, _, details = str(error).partition("\n\nDebug source:")
    code = _CODE.search(told)
    if code:
        return code[1]
    # What is nested deepest is the cause: that no connection was taken, or a name not found.
    *_, cause = ["", *_QUOTED.findall(details)]
    # Whatever else answers there may do so with a page.
    words = told.partition("<")[0].split("\n")[0].rpartition(" - ")[2].strip(" :.")
    return f"{words}: {cause}" if cause else words
