"""A bot of python-telegram-bot that talks to the server over HTTP; server and person are those of all these tests."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """Connect a bot."""
    async with bot_of(api) as bot:
        yield bot
