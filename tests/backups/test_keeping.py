"""The hourly backup: what is copied, checked, uploaded and deleted, and what a failure costs."""

import errno
import gzip
from pathlib import Path

import pytest

from bot.backups.folder import Folder
from bot.backups.keeping import ALWAYS_KEPT, UNDER_WAY, Backups
from bot.backups.names import copy_of
from bot.backups.settings import BackupSettings
from bot.store import StoreError, check_copy, open_store
from tests.backups.playing import HOUR, NOON, backups, hourly, interview
from tests.backups.s3.server import Store

pytestmark = pytest.mark.anyio
FIRST, SECOND, THIRD = (f"advisor-20261123T1{hour}0000Z.sqlite3.gz" for hour in (2, 3, 4))


@pytest.fixture
def alone(volume: Path) -> BackupSettings:
    """Set a database without a bucket."""
    return BackupSettings(database=volume / "bot.sqlite3")


def names(settings: BackupSettings) -> list[str]:
    """List all that lies in the folder of the backups."""
    return sorted(each.name for each in settings.backup_folder.iterdir())


def uploaded(s3: Store) -> list[str]:
    """List all that lies in the bucket."""
    return sorted(key.removeprefix("backups/") for key in s3.objects)


async def test_a_copy_is_sound_and_packed(alone: BackupSettings, tmp_path: Path) -> None:
    await hourly(alone, ["7", "8"])
    assert names(alone) == [FIRST, SECOND]
    plain = tmp_path / "plain.sqlite3"
    plain.write_bytes(gzip.decompress((alone.backup_folder / SECOND).read_bytes()))
    assert check_copy(plain).assessments == 2


async def test_a_copy_that_somebody_deletes_while_they_are_listed_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / FIRST).write_bytes(b"packed")
    # A link to nothing is listed, and gone when it is looked at.
    (tmp_path / SECOND).symlink_to("gone")
    assert await Folder(tmp_path).list() == {FIRST: 6}


async def test_the_same_bytes_are_beside_the_database_and_in_the_bucket(s3: Store, with_bucket: BackupSettings) -> None:
    await hourly(with_bucket, ["7", "8"])
    held = {f"backups/{name}": (with_bucket.backup_folder / name).read_bytes() for name in (FIRST, SECOND)}
    assert s3.objects == held


async def test_what_is_too_old_is_deleted_in_both_places(s3: Store, with_bucket: BackupSettings) -> None:
    await hourly(with_bucket, ["7", "8"])
    await backups(with_bucket).note_forgotten(("9",), NOON)
    async with await open_store(with_bucket.database) as store:
        await backups(with_bucket).make(store, NOON + 30 * 24 * HOUR + HOUR)
    assert names(with_bucket) == uploaded(s3) == [SECOND, "advisor-20261223T130000Z.sqlite3.gz"]


async def test_a_bucket_that_was_down_gets_all_that_it_lacks_later(s3: Store, with_bucket: BackupSettings) -> None:
    async with await open_store(with_bucket.database) as store:
        s3.down = True
        for hour in (0, 1):
            with pytest.raises(Exception, match="ServiceUnavailable"):
                await backups(with_bucket).make(store, NOON + hour * HOUR)
        assert names(with_bucket) == [FIRST, SECOND]
        s3.down = False
        await backups(with_bucket).make(store, NOON + 2 * HOUR)
    assert uploaded(s3) == [FIRST, SECOND, THIRD]


async def test_a_copy_that_is_not_sound_is_not_kept(alone: BackupSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with await open_store(alone.database) as store:
        await interview(store, "7", NOON)
        copy_whole = store.back_up

        async def copy_badly(copy: Path) -> None:
            await copy_whole(copy)
            spoil(copy)
            check_copy(copy)

        monkeypatch.setattr(store, "back_up", copy_badly)
        with pytest.raises(StoreError):
            await backups(alone).make(store, NOON)
    assert names(alone) == []


def spoil(database: Path) -> None:
    """Overwrite the middle of a file."""
    content = bytearray(database.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xff" * 4096
    database.write_bytes(content)


async def test_a_copy_damaged_anywhere_is_noticed(alone: BackupSettings, tmp_path: Path) -> None:
    async with await open_store(alone.database) as store:
        await interview(store, "7", NOON)
        copy = tmp_path / "copy.sqlite3"
        await store.back_up(copy)
    spoil(copy)
    with pytest.raises(StoreError, match="damaged"):
        check_copy(copy)


async def test_what_a_killed_process_left_half_made_is_in_nobodys_way(alone: BackupSettings) -> None:
    alone.backup_folder.mkdir()
    for half in (UNDER_WAY, "packing.part"):
        (alone.backup_folder / half).write_bytes(b"half")
    await hourly(alone, ["7"])
    assert names(alone) == [FIRST]


async def test_what_is_forgotten_is_in_the_bucket_at_once(s3: Store, with_bucket: BackupSettings) -> None:
    await backups(with_bucket).note_forgotten(("7301948255",), NOON)
    await backups(with_bucket).upload_forgotten()
    (name,) = names(with_bucket)
    assert uploaded(s3) == [name]
    assert name.startswith("forgotten-20261123T120000Z-")
    assert "7301948255" not in name


async def test_a_bucket_that_is_down_keeps_nobody_from_being_forgotten(
    s3: Store, with_bucket: BackupSettings, caplog: pytest.LogCaptureFixture
) -> None:
    s3.down = True
    await backups(with_bucket).note_forgotten(("7",), NOON)
    await backups(with_bucket).upload_forgotten()
    assert [each.message for each in caplog.records] == ["a bucket does not know yet what is forgotten"]
    s3.down = False
    await hourly(with_bucket, ["8"])
    assert uploaded(s3) == names(with_bucket)
    assert len(uploaded(s3)) == 2


async def test_the_last_copy_is_known_by_its_moment(alone: BackupSettings) -> None:
    assert await backups(alone).last_made() is None
    await hourly(alone, ["7", "8"])
    assert await backups(alone).last_made() == NOON + HOUR


async def test_the_oldest_copies_leave_a_disk_that_is_nearly_full(
    alone: BackupSettings, caplog: pytest.LogCaptureFixture
) -> None:
    alone.backup_folder.mkdir()
    older = [copy_of(NOON - hour * HOUR) for hour in range(ALWAYS_KEPT + 4, 0, -1)]
    for name in older:
        (alone.backup_folder / name).write_bytes(b"copy")
    free = iter([0.01, 0.05, 0.1])
    full = Backups(Folder(alone.backup_folder), None, 30 * 24 * HOUR, lambda _folder, _more: next(free))
    async with await open_store(alone.database) as store:
        await full.make(store, NOON)
    assert names(alone) == [*older[2:], FIRST]
    assert [each.__dict__["backup"] for each in caplog.records] == older[:2]


async def test_a_full_disk_takes_none_of_the_last_days_copies(alone: BackupSettings) -> None:
    full = Backups(Folder(alone.backup_folder), None, 30 * 24 * HOUR, lambda _folder, _more: 0.0)
    async with await open_store(alone.database) as store:
        for hour in range(ALWAYS_KEPT + 2):
            await full.make(store, NOON + hour * HOUR)
    assert names(alone) == [copy_of(NOON + hour * HOUR) for hour in range(2, ALWAYS_KEPT + 2)]


async def test_room_is_made_before_the_copy_that_needs_it(alone: BackupSettings) -> None:
    alone.backup_folder.mkdir()
    older = [copy_of(NOON - hour * HOUR) for hour in range(ALWAYS_KEPT + 4, 0, -1)]
    for name in older:
        (alone.backup_folder / name).write_bytes(b"copy")
    async with await open_store(alone.database) as store:
        asked: list[tuple[int, int]] = []

        def nearly_full(folder: Path, more_bytes: int) -> float:
            there = len([*folder.iterdir()])
            asked.append((there, more_bytes))
            return 0.2 if there == len(older) - 3 else 0.0

        await Backups(Folder(alone.backup_folder), None, 30 * 24 * HOUR, nearly_full).make(store, NOON)
        needed = 2 * store.size_bytes()
    assert asked == [(len(older) - deleted, needed) for deleted in range(4)]
    assert names(alone) == [*older[3:], FIRST]


async def test_a_copy_for_which_the_disk_is_too_full_leaves_nothing_that_fills_it(
    alone: BackupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_plain: object, packed: gzip.GzipFile) -> None:
        packed.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.backups.keeping.shutil.copyfileobj", full)
    async with await open_store(alone.database) as store:
        with pytest.raises(OSError, match="No space left"):
            await backups(alone).make(store, NOON)
    assert names(alone) == []
