"""A stand-in for Telegram, and the bot that is served on it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.interview.advisor import Advisor
from bot.interview.record import Entry, Record
from bot.narrator.completing import Complete
from bot.store import open_store
from rules.answer_files import load_answers
from rules.decide import Settings
from rules.rulebook import HOUSE, Rulebook
from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import Judged
from tests.telegram.served import FEW_WORLDS, Served, served


@pytest.fixture(autouse=True)
def no_deprecated_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library give durations as it will in future: any other way it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Start a server."""
    async with BotApi(seed=1) as api:
        yield api


@pytest.fixture(scope="session")
def judged(rulebook: Rulebook, engine: Engine) -> Judged:
    """Hold an interview to its verdict, once."""
    told = load_answers(HOUSE / "cases" / "prime-video-vqa.toml", rulebook.facts).system
    record = Record(tuple(Entry(name, {name: answer}) for name, answer in told.items()))
    verdict = Advisor(engine, Settings(worlds=FEW_WORLDS)).decide(record)
    return Judged(record, verdict.model_dump_json(by_alias=True))


@pytest.fixture
def ben(api: BotApi) -> PrivateChat:
    """Open the chat of another person with the bot."""
    return api.private(8, first_name="Ben")


@pytest.fixture
def anna(api: BotApi) -> PrivateChat:
    """Open the chat of a person with the bot."""
    return api.private(7, first_name="Anna")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables in a file, once: that takes longer than most tests."""
    file = tmp_path_factory.mktemp("empty") / "bot.sqlite3"

    async def make() -> None:
        async with await open_store(file):
            pass

    asyncio.run(make())
    return file


@pytest.fixture
def model() -> Complete | None:
    """Give the served bot no language model; tests of one give theirs."""
    return None


@pytest.fixture
async def bot(
    api: BotApi, engine: Engine, empty_file: Path, tmp_path: Path, model: Complete | None
) -> AsyncIterator[Served]:
    """Serve the bot; whatever it asked of Telegram was as Telegram wants it."""
    file = Path(shutil.copy(empty_file, tmp_path))
    async with served(api, engine, file, model=model) as bot:
        yield bot
    assert api.violations == []
