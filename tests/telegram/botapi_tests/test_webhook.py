"""Delivery to a webhook: in order, with the secret, until it is taken."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.telegram.botapi.faults import UPDATE, Repeated
from tests.telegram.botapi.http import LOOPBACK, HttpRequest, HttpServer, Reply
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi

pytestmark = pytest.mark.anyio


@dataclass
class Hook:
    """A bot's own web server: it notes what arrives and answers with the statuses given, then 200."""

    statuses: list[int | None] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    url: str = ""
    is_deaf: bool = False
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def answer(self, request: HttpRequest) -> Reply | None:
        """Take one update."""
        self.received.append(json.loads(request.body))
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token", ""))
        async with self.arrived:
            self.arrived.notify_all()
        if self.is_deaf:
            await asyncio.Event().wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return Reply(status, b"") if status else None

    async def until(self, count: int) -> list[str]:
        """Wait for so many deliveries and return their texts."""
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: len(self.received) >= count), 5)
        return [update["message"]["text"] for update in self.received]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """Start the bot's web server."""
    hook = Hook()
    server = HttpServer(hook.answer)
    hook.url = f"http://{LOOPBACK}:{await server.start()}/hook"
    yield hook
    await server.stop()


async def test_updates_arrive_in_order_with_the_secret(api: BotApi, bot: Bot, anna: PrivateChat, hook: Hook) -> None:
    await anna.say("a")
    await bot.set_webhook(hook.url, secret_token="s3cret")
    await anna.say("b")
    await api.updates.all_confirmed()
    assert await hook.until(2) == ["a", "b"]
    assert hook.secrets == ["s3cret", "s3cret"]


async def test_an_update_is_repeated_until_it_is_taken(api: BotApi, bot: Bot, anna: PrivateChat, hook: Hook) -> None:
    hook.statuses = [500, None, 403]
    await bot.set_webhook(hook.url)
    await anna.say("a")
    await anna.say("b")
    await api.updates.all_confirmed()
    assert await hook.until(5) == ["a", "a", "a", "a", "b"]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (hook.url, 0)
    assert info.last_error_message == "Wrong response from the webhook: 403"


async def test_a_hook_that_does_not_answer_is_tried_again(api: BotApi, bot: Bot, anna: PrivateChat, hook: Hook) -> None:
    hook.is_deaf = True
    api.webhook.answer_seconds = 0.01
    await bot.set_webhook(hook.url)
    await anna.say("a")
    await hook.until(2)
    hook.is_deaf = False
    await api.updates.all_confirmed()
    assert set(await hook.until(3)) == {"a"}


async def test_a_repeated_update_is_delivered_twice(api: BotApi, bot: Bot, anna: PrivateChat, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    api.faults.next(UPDATE, Repeated(after=1))
    await anna.say("a")
    await anna.say("b")
    await api.updates.all_confirmed()
    assert sorted(await hook.until(3)) == ["a", "a", "b"]
    assert hook.received[0] in hook.received[1:]


async def test_dropping_what_waits_starts_afresh(api: BotApi, bot: Bot, anna: PrivateChat, hook: Hook) -> None:
    await anna.say("a")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await anna.say("b")
    await api.updates.all_confirmed()
    assert await hook.until(1) == ["b"]


async def test_an_address_that_is_not_encrypted_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="https url must be provided"):
        await bot.set_webhook("http://a.example/hook")
