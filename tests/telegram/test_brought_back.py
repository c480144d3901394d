"""An interview comes back after its disk was lost; what somebody deleted does not come back with an older copy."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.backups.keeping import backups_of
from bot.backups.settings import BackupSettings
from bot.store import open_store
from bot.telegram.chores import Keeping
from bot.telegram.views import plain
from rules.scoring import Engine
from tests.backups.playing import NOON
from tests.backups.s3.server import BUCKET, KEY, REGION, SECRET, Store
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import GOAL, PAINS, begin, cards_of, settled, told
from tests.telegram.served import KEEPING, Served, served
from tests.telegram.test_process import card_with, ended, process

pytestmark = pytest.mark.anyio


@pytest.fixture
async def variables(tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """Give the settings of a database and a bucket."""
    async with Store() as s3:
        yield {
            "DATABASE": str(tmp_path / "bot.sqlite3"),
            "BACKUP_S3_BUCKET": BUCKET,
            "BACKUP_S3_ENDPOINT": s3.url,
            "BACKUP_S3_REGION": REGION,
            "BACKUP_S3_ACCESS_KEY": KEY,
            "BACKUP_S3_SECRET_KEY": SECRET,
        }


@pytest.fixture
async def copied(
    api: BotApi, engine: Engine, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    """Serve the bot with hourly copies."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings = BackupSettings()
    async with served(api, engine, settings.database, Keeping(KEEPING.retention, backups_of(settings))) as bot:
        yield bot


async def test_what_was_forgotten_after_a_copy_does_not_come_back_with_it(
    copied: Served, anna: PrivateChat, ben: PrivateChat, tmp_path: Path
) -> None:
    await begin(anna)
    await begin(ben)
    await settled(copied)
    copied.clock.moment += timedelta(hours=1)
    await copied.service.chores.back_up()
    copied.clock.moment += timedelta(minutes=10)
    await anna.say("/forget yes")
    await told(anna, plain.FORGOTTEN)
    await settled(copied)
    shutil.rmtree(tmp_path / "backups")
    elsewhere = tmp_path / "restored.sqlite3"
    done = await asyncio.to_thread(CliRunner().invoke, main, ["restore", "--to", str(elsewhere)])
    assert "What was forgotten since stays forgotten" in done.stdout
    async with await open_store(elsewhere) as store:
        of_anna = await store.transact(lambda book: book.chats.everything(str(anna.id)))
        of_ben = await store.transact(lambda book: book.chats.everything(str(ben.id)))
    assert not any(of_anna.values())
    assert len(of_ben["assessments"]) == 1


async def test_an_interview_goes_on_after_its_disk_was_lost(
    api: BotApi, anna: PrivateChat, variables: dict[str, str], tmp_path: Path
) -> None:
    volume = tmp_path / "volume"
    variables["DATABASE"] = str(volume / "bot.sqlite3")
    volume.mkdir()
    async with process(api, volume / "bot.sqlite3", **variables) as first:
        await anna.say("/start")
        await card_with(anna, GOAL)
        await anna.say("carry more load")
        card = await card_with(anna, PAINS)
        await anna.until(lambda chat: cards_of(chat) == [card])
        first.terminate()
        await ended(first)
    await back_up(BackupSettings.model_validate({name.lower(): value for name, value in variables.items()}))
    shutil.rmtree(volume)
    async with process(api, volume / "bot.sqlite3", **variables) as second:
        await anna.tap(card, "‹ Back")
        assert await card_with(anna, "Taken back: Goal.") is card
        second.terminate()
        assert "its database was brought back" in await ended(second)
    assert api.violations == []


async def back_up(settings: BackupSettings) -> None:
    """Copy a database now."""
    backups = backups_of(settings)
    assert backups is not None
    async with await open_store(settings.database) as store:
        await backups.make(store, NOON)
