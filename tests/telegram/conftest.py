"""A stand-in for Telegram, and the bot that is served on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.served import Served, served


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio."""
    return "asyncio"


@pytest.fixture(autouse=True)
def no_deprecated_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library give durations as it will in future: any other way it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Start a server."""
    async with BotApi(seed=1) as api:
        yield api


@pytest.fixture
def anna(api: BotApi) -> PrivateChat:
    """Open the chat of a person with the bot."""
    return api.private(7, first_name="Anna")


@pytest.fixture
async def bot(api: BotApi, engine: Engine, tmp_path: Path) -> AsyncIterator[Served]:
    """Serve the bot; whatever it asked of Telegram was as Telegram wants it."""
    async with served(api, engine, tmp_path / "bot.sqlite3") as bot:
        yield bot
    assert api.violations == []
