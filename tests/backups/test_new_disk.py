"""A bot whose disk is new: it begins with what the bucket holds, and never with nothing where there was something."""

import shutil
from pathlib import Path

import pytest

from bot.backups.errors import BackupError
from bot.backups.new_disk import bring_back_lost, open_or_bring_back
from bot.backups.settings import BackupSettings
from bot.store import DamagedError, open_store
from tests.backups.playing import HOUR, NOON, backups, hourly, rows
from tests.backups.s3.server import Store

pytestmark = pytest.mark.anyio


async def test_a_new_disk_gets_the_newest_copy_of_the_bucket(with_bucket: BackupSettings, volume: Path) -> None:
    held = await hourly(with_bucket, ["7", "8"])
    shutil.rmtree(volume)
    restored = await bring_back_lost(with_bucket)
    assert restored is not None
    assert restored.copy.made_at == NOON + HOUR
    assert rows(with_bucket.database) == held[-1]


async def test_what_was_forgotten_stays_forgotten_on_a_new_disk(with_bucket: BackupSettings, volume: Path) -> None:
    await hourly(with_bucket, ["7", "8"])
    await backups(with_bucket).note_forgotten(("8",), NOON + 1.5 * HOUR)
    await backups(with_bucket).upload_forgotten()
    shutil.rmtree(volume)
    restored = await bring_back_lost(with_bucket)
    assert restored is not None
    assert restored.forgotten == 1
    async with await open_store(with_bucket.database) as store:
        assert (await store.transact(lambda book: book.chats.everything("8")))["assessments"] == []


async def test_a_disk_with_a_database_is_left_as_it_is(with_bucket: BackupSettings) -> None:
    held = await hourly(with_bucket, ["7", "8"])
    assert await bring_back_lost(with_bucket) is None
    assert rows(with_bucket.database) == held[-1]


async def test_a_disk_with_copies_lost_its_database_on_purpose(with_bucket: BackupSettings) -> None:
    await hourly(with_bucket, ["7"])
    with_bucket.database.unlink()
    assert await bring_back_lost(with_bucket) is None
    assert not with_bucket.database.exists()


async def test_the_first_start_of_all_begins_empty(with_bucket: BackupSettings, s3: Store) -> None:
    assert await bring_back_lost(with_bucket) is None
    assert not with_bucket.database.exists()
    assert s3.refused == []


async def test_without_a_bucket_nobody_is_asked(volume: Path) -> None:
    assert await bring_back_lost(BackupSettings(database=volume / "bot.sqlite3")) is None


async def test_where_the_bucket_cannot_be_asked_nothing_begins(
    with_bucket: BackupSettings, volume: Path, s3: Store
) -> None:
    await hourly(with_bucket, ["7"])
    shutil.rmtree(volume)
    s3.down = True
    with pytest.raises(BackupError, match=r"what it held cannot be fetched.*start once without BACKUP_S3_BUCKET"):
        await bring_back_lost(with_bucket)
    assert not with_bucket.database.exists()


async def test_a_damaged_database_says_how_to_bring_back_a_backup_where_there_is_one(
    with_bucket: BackupSettings,
) -> None:
    await hourly(with_bucket, ["7"])
    with_bucket.database.write_bytes(b"no database at all" * 99)
    with pytest.raises(DamagedError, match=r"damaged\. .*: python -m bot restore --force\.$"):
        await open_or_bring_back(with_bucket)
    shutil.rmtree(with_bucket.backup_folder)
    with pytest.raises(DamagedError, match=r"a new one is begun\.$"):
        await open_or_bring_back(with_bucket)


async def test_a_database_that_begins_empty_beside_backups_says_so(
    with_bucket: BackupSettings, caplog: pytest.LogCaptureFixture
) -> None:
    await hourly(with_bucket, ["7"])
    async with await open_or_bring_back(with_bucket):
        assert caplog.records == []
    with_bucket.database.unlink()
    async with await open_or_bring_back(with_bucket):
        assert "an empty database is begun although backups lie beside it" in caplog.text


async def test_what_a_lost_disk_held_is_opened_and_told(
    with_bucket: BackupSettings, volume: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await hourly(with_bucket, ["7"])
    shutil.rmtree(volume)
    async with await open_or_bring_back(with_bucket) as store:
        assert await store.latest("7") is not None
    assert [each.message for each in caplog.records] == ["the disk is new, and its database was brought back"]
