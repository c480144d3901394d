"""Bringing a database back: all of it, from either place, over nothing that is newer or in use."""

import asyncio
import errno
import gzip
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.backups.settings import BackupSettings
from bot.store import open_store
from tests.backups.playing import HOUR, NOON, backups, hourly, interview, rows
from tests.backups.s3.server import BUCKET, KEY, REGION, SECRET, Store

pytestmark = pytest.mark.anyio
LATEST = "advisor-20261123T140000Z.sqlite3.gz"


async def restore(settings: BackupSettings, *arguments: str) -> Result:
    """Run the command with settings in its environment."""
    variables = {name.upper(): str(value) for name, value in settings.model_dump().items() if value is not None}
    variables["BACKUP_S3_SECRET_KEY"] = SECRET if settings.backup_s3_bucket else ""
    return await asyncio.to_thread(CliRunner(env=variables).invoke, main, ["restore", *arguments])


async def restored(settings: BackupSettings, *arguments: str) -> str:
    """Run the command, which succeeds, and give what it prints."""
    result = await restore(settings, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


async def refused(settings: BackupSettings, *arguments: str) -> str:
    """Run the command, which is refused, and give what it says."""
    result = await restore(settings, *arguments)
    assert result.exit_code == 1, result.output
    return result.stderr


async def test_a_lost_volume_comes_back_whole_as_of_the_last_hour(
    s3: Store, with_bucket: BackupSettings, volume: Path
) -> None:
    held = await hourly(with_bucket, ["7", "8", "9"])
    async with await open_store(with_bucket.database) as store:
        await interview(store, "10", NOON + 2.5 * HOUR)
    shutil.rmtree(volume)
    said = await restored(with_bucket)
    assert rows(with_bucket.database) == held[-1]
    assert said == (
        f"Restored {with_bucket.database} from s3://{BUCKET}/backups/{LATEST}: "
        "made on 23 November 2026 at 14:00 UTC, with 3 assessments.\n"
    )
    assert s3.refused == []


async def test_the_bot_goes_on_with_what_was_brought_back(with_bucket: BackupSettings, volume: Path) -> None:
    await hourly(with_bucket, ["7"])
    shutil.rmtree(volume)
    await restored(with_bucket)
    async with await open_store(with_bucket.database) as store:
        await interview(store, "7", NOON + HOUR)
        assert len((await store.transact(lambda book: book.chats.everything("7")))["assessments"]) == 2


async def test_a_lost_file_comes_back_from_beside_it(with_bucket: BackupSettings, s3: Store) -> None:
    held = await hourly(with_bucket, ["7", "8", "9"])
    with_bucket.database.unlink()
    s3.objects.clear()
    assert str(with_bucket.backup_folder / LATEST) in await restored(with_bucket)
    assert rows(with_bucket.database) == held[-1]


@pytest.mark.parametrize("source", ["{folder}/{name}", f"s3://{BUCKET}/backups/{{name}}"])
async def test_an_older_copy_can_be_named(with_bucket: BackupSettings, source: str) -> None:
    held = await hourly(with_bucket, ["7", "8", "9"])
    with_bucket.database.unlink()
    name = LATEST.replace("T14", "T13")
    await restored(with_bucket, "--from", source.format(folder=with_bucket.backup_folder, name=name))
    assert rows(with_bucket.database) == held[1]


async def test_it_can_be_brought_back_elsewhere(with_bucket: BackupSettings, tmp_path: Path) -> None:
    held = await hourly(with_bucket, ["7"])
    elsewhere = tmp_path / "other" / "copy.sqlite3"
    await restored(with_bucket, "--to", str(elsewhere))
    assert [each.name for each in elsewhere.parent.iterdir()] == ["copy.sqlite3"]
    assert rows(elsewhere) == held[0]


async def test_a_damaged_copy_is_told_of_and_the_next_is_taken(with_bucket: BackupSettings, s3: Store) -> None:
    held = await hourly(with_bucket, ["7", "8", "9"])
    with_bucket.database.unlink()
    for file in (with_bucket.backup_folder / LATEST, with_bucket.backup_folder / LATEST.replace("T14", "T13")):
        file.write_bytes(file.read_bytes()[:-2000])
    s3.objects[f"backups/{LATEST}"] = b"\x1f\x8b\x08" + b"x" * 200
    result = await restore(with_bucket)
    assert result.exit_code == 0
    assert rows(with_bucket.database) == held[1]
    assert [line.split(" is not sound")[0] for line in result.stderr.splitlines()] == [
        f"{with_bucket.backup_folder}/{LATEST}",
        f"s3://{BUCKET}/backups/{LATEST}",
        f"{with_bucket.backup_folder}/{LATEST.replace('T14', 'T13')}",
    ]
    assert f"s3://{BUCKET}/backups/{LATEST.replace('T14', 'T13')}" in result.stdout


async def test_with_no_sound_copy_nothing_is_touched(with_bucket: BackupSettings, s3: Store) -> None:
    await hourly(with_bucket, ["7"])
    before = with_bucket.database.read_bytes()
    s3.objects.clear()
    (copy,) = with_bucket.backup_folder.iterdir()
    copy.write_bytes(b"no copy at all")
    assert "There is no sound copy" in await refused(with_bucket, "--force")
    assert with_bucket.database.read_bytes() == before
    assert sorted(each.name for each in with_bucket.database.parent.iterdir()) == ["backups", "bot.sqlite3"]


async def test_a_newer_database_is_replaced_only_by_force(with_bucket: BackupSettings) -> None:
    held = await hourly(with_bucket, ["7"])
    async with await open_store(with_bucket.database) as store:
        await interview(store, "8", NOON + HOUR)
    newer = rows(with_bucket.database)
    later = (NOON + timedelta(hours=1)).timestamp()
    os.utime(with_bucket.database, (later, later))
    assert "was written after that copy was made" in await refused(with_bucket)
    assert rows(with_bucket.database) == newer
    await restored(with_bucket, "--force")
    assert rows(with_bucket.database) == held[0]


async def test_an_older_database_is_replaced_without_force(with_bucket: BackupSettings) -> None:
    held = await hourly(with_bucket, ["7"])
    earlier = (NOON - timedelta(hours=1)).timestamp()
    os.utime(with_bucket.database, (earlier, earlier))
    await restored(with_bucket)
    assert rows(with_bucket.database) == held[0]


@pytest.mark.parametrize("force", [(), ("--force",)])
async def test_a_database_that_is_in_use_is_never_replaced(with_bucket: BackupSettings, force: tuple[str, ...]) -> None:
    await hourly(with_bucket, ["7"])
    async with await open_store(with_bucket.database) as store:
        await interview(store, "8", NOON)
        for each in with_bucket.database.parent.glob("bot.sqlite3*"):
            os.utime(each, (NOON.timestamp() - 1, NOON.timestamp() - 1))
        assert "is in use. Stop the bot first." in await refused(with_bucket, *force)
        await interview(store, "9", NOON)
    assert len(rows(with_bucket.database)["assessments"]) == 3


async def test_a_damaged_database_gives_way_by_force_with_its_log(with_bucket: BackupSettings) -> None:
    held = await hourly(with_bucket, ["7"])
    logs = [with_bucket.database.with_name(f"bot.sqlite3{end}") for end in ("-wal", "-shm")]
    for each in (with_bucket.database, *logs):
        each.write_bytes(b"\xff" * 5000)
    await restored(with_bucket, "--force")
    assert not any(each.exists() for each in logs)
    assert rows(with_bucket.database) == held[0]


async def test_what_was_forgotten_since_stays_forgotten(with_bucket: BackupSettings, volume: Path) -> None:
    await hourly(with_bucket, ["7301948255", "8"])
    kept = backups(with_bucket)
    await kept.note_forgotten(("7301948255",), NOON + 1.5 * HOUR)
    async with await open_store(with_bucket.database) as store:
        await store.transact(lambda book: book.chats.forget("7301948255"))
    await kept.upload_forgotten()
    shutil.rmtree(volume)
    assert "What was forgotten since stays forgotten (1)." in await restored(with_bucket)
    assert [chat for _, chat, *_ in rows(with_bucket.database)["assessments"]] == ["8"]
    assert b"7301948255" not in with_bucket.database.read_bytes()


async def test_what_was_forgotten_before_the_copy_is_no_reason_to_delete_what_came_after(
    with_bucket: BackupSettings, volume: Path
) -> None:
    await backups(with_bucket).note_forgotten(("7",), NOON - HOUR)
    held = await hourly(with_bucket, ["7"])
    shutil.rmtree(volume)
    assert "stays forgotten" not in await restored(with_bucket)
    assert rows(with_bucket.database) == held[0]


async def test_what_was_being_forgotten_while_the_copy_was_made_stays_forgotten(with_bucket: BackupSettings) -> None:
    await backups(with_bucket).note_forgotten(("7",), NOON - timedelta(seconds=30))
    await hourly(with_bucket, ["7"])
    with_bucket.database.unlink()
    await restored(with_bucket)
    assert rows(with_bucket.database)["assessments"] == []


async def test_a_log_that_is_left_of_a_lost_database_is_not_taken_for_that_of_the_new_one(
    with_bucket: BackupSettings,
) -> None:
    held = await hourly(with_bucket, ["7"])
    with_bucket.database.unlink()
    log = with_bucket.database.with_name("bot.sqlite3-wal")
    log.write_bytes(b"of the lost database")
    await restored(with_bucket)
    assert not log.exists()
    assert rows(with_bucket.database) == held[0]


async def test_a_copy_of_a_newer_program_is_refused(with_bucket: BackupSettings) -> None:
    async with await open_store(with_bucket.database):
        pass
    with closing(sqlite3.connect(with_bucket.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    newer = with_bucket.database.with_name(LATEST)
    newer.write_bytes(gzip.compress(with_bucket.database.read_bytes()))
    with_bucket.database.unlink()
    assert "it is of a newer program (version 9999)" in await refused(with_bucket, "--from", str(newer))
    assert not with_bucket.database.exists()


async def test_in_a_group_only_ones_own_is_forgotten_again(with_bucket: BackupSettings, volume: Path) -> None:
    async with await open_store(with_bucket.database) as store:
        await store.transact(lambda book: book.assessments.start("-100", NOON, "7"))
        await store.transact(lambda book: book.assessments.start("-100", NOON, "8"))
        await backups(with_bucket).make(store, NOON)
    await backups(with_bucket).note_forgotten(("-100", "7"), NOON + HOUR)
    await backups(with_bucket).upload_forgotten()
    shutil.rmtree(volume)
    await restored(with_bucket)
    with closing(sqlite3.connect(with_bucket.database)) as connection:
        assert connection.execute("SELECT chat, owner FROM assessments").fetchall() == [("-100", "8")]


async def test_the_list_names_every_copy_the_newest_first(with_bucket: BackupSettings) -> None:
    await hourly(with_bucket, ["7", "8"])
    lines = (await restored(with_bucket, "--list")).splitlines()
    assert [line[:23] for line in lines] == ["2026-11-23 13:00:00 UTC"] * 2 + ["2026-11-23 12:00:00 UTC"] * 2
    assert [line.split()[-1].rpartition("/")[0] for line in lines] == [
        str(with_bucket.backup_folder),
        f"s3://{BUCKET}/backups",
    ] * 2


async def test_where_there_is_no_copy_it_says_so(volume: Path) -> None:
    nothing = BackupSettings(database=volume / "bot.sqlite3")
    said = f"There are no copies in {volume / 'backups'}. Set DATABASE to the file that the bot serves.\n"
    assert await restored(nothing, "--list") == await refused(nothing) == said


async def test_a_folder_that_is_not_there_is_not_made_for_nothing(volume: Path) -> None:
    mistyped = volume / "mistyped"
    await refused(BackupSettings(database=mistyped / "bot.sqlite3"))
    assert not mistyped.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (errno.ENOSPC, "the disk is full. Make room, then try again."),
        (errno.EROFS, "it may not be written. Give yourself the right to, or choose another place."),
    ],
)
async def test_a_disk_that_takes_nothing_is_not_laid_to_the_copies(
    with_bucket: BackupSettings, monkeypatch: pytest.MonkeyPatch, wrong: int, said: str
) -> None:
    await hourly(with_bucket, ["7"])
    with_bucket.database.unlink()

    def takes_nothing(*_: object) -> None:
        raise OSError(wrong, os.strerror(wrong))

    monkeypatch.setattr("bot.backups.restoring.shutil.copyfileobj", takes_nothing)
    assert await refused(with_bucket) == f"{with_bucket.database}: {said}\n"


async def test_a_bucket_that_is_down_leaves_the_copies_beside_the_database(
    with_bucket: BackupSettings, s3: Store
) -> None:
    held = await hourly(with_bucket, ["7"])
    with_bucket.database.unlink()
    s3.down = True
    for asked in ((), ("--list",)):
        assert "run it without BACKUP_S3_BUCKET and BUCKET_NAME" in await refused(with_bucket, *asked)
    await restored(BackupSettings(database=with_bucket.database))
    assert rows(with_bucket.database) == held[0]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("backup.sqlite3", "does not say when the copy was made"),
        ("nowhere/advisor-20261123T120000Z.sqlite3.gz", "is not there"),
        (f"s3://{BUCKET}/backups/{LATEST}", "is not there"),
        ("s3://others/backups/advisor-20261123T120000Z.sqlite3.gz", "Set BACKUP_S3_BUCKET=others"),
    ],
)
async def test_a_source_that_is_none_is_told_with_its_cure(
    with_bucket: BackupSettings, source: str, reason: str
) -> None:
    assert reason in await refused(with_bucket, "--from", source)


async def test_the_names_that_fly_sets_are_understood(s3: Store, volume: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BUCKET_NAME": BUCKET,
        "AWS_ENDPOINT_URL_S3": s3.url,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "DATABASE": str(volume / "bot.sqlite3"),
    }.items():
        monkeypatch.setenv(name, value)
    held = await hourly(BackupSettings(), ["7"])
    shutil.rmtree(volume)
    result = await asyncio.to_thread(CliRunner().invoke, main, ["restore"])
    assert result.exit_code == 0, result.output
    assert rows(volume / "bot.sqlite3") == held[0]
