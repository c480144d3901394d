"""A server, a bot of python-telegram-bot that talks to it over HTTP, and a person."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio."""
    return "asyncio"


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


def bot_of(api: BotApi) -> Bot:
    """Return a bot that talks to a server; it loads no certificates, as that takes longer than a test."""
    calls, polls = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    return Bot(api.token, base_url=api.url, base_file_url=api.file_url, request=calls, get_updates_request=polls)


@pytest.fixture
def anna(api: BotApi) -> PrivateChat:
    """Open the chat of a person with the bot."""
    return api.private(7, first_name="Anna")
