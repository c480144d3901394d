"""A server, a bot of python-telegram-bot that talks to it over HTTP, and a person."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of


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
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """Connect a bot."""
    async with bot_of(api) as bot:
        yield bot


@pytest.fixture
def anna(api: BotApi) -> PrivateChat:
    """Open the chat of a person with the bot."""
    return api.private(7, first_name="Anna")
