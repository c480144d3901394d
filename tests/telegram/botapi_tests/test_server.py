"""The server as a whole: what it counts, what it forgets, and that it does not hide its own failures."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of

pytestmark = pytest.mark.anyio


async def chunks() -> AsyncIterator[bytes]:
    """Yield a body whose length is not known beforehand."""
    yield b"{}"


async def test_a_failure_of_the_servers_own_is_raised_when_it_stops() -> None:
    api = await BotApi().__aenter__()
    async with httpx.AsyncClient(verify=False) as client:
        with pytest.raises(httpx.TransportError):
            await client.post(f"{api.url}{api.token}/getMe", content=chunks())
    with pytest.raises(NotImplementedError, match="a body in chunks"):
        await api.__aexit__(None, None, None)


async def test_a_long_poll_does_not_keep_the_server_from_stopping() -> None:
    async with BotApi() as api, bot_of(api) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await api.updates.somebody_polls()
        await api.__aexit__(None, None, None)
        await asyncio.gather(poll, return_exceptions=True)
    assert isinstance(poll.exception(), Exception)


async def test_calls_are_logged_and_counted(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(anna.id, "a")
    (call,) = api.calls.of("sendMessage")
    assert (dict(call.params), call.outcome) == ({"chat_id": 7, "text": "a"}, 200)
    assert (api.calls.count("sendMessage"), anna.executed("sendMessage")) == (1, 1)


async def test_the_log_can_be_switched_off_and_the_counters_stay() -> None:
    async with BotApi(keep_calls=0) as api, bot_of(api) as bot:
        api.private(7)
        await bot.send_message(7, "a")
        assert (len(api.calls), api.calls.count("sendMessage", 200)) == (0, 1)


async def test_many_calls_at_once_are_all_carried_out(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    sent = await asyncio.gather(*(bot.send_message(7, str(number)) for number in range(100)))
    assert sorted(message.message_id for message in sent) == list(range(1, 101))
    assert {message.text for message in anna.messages} == {str(number) for number in range(100)}
    assert api.violations == []
