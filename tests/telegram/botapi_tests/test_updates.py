"""Updates: polled, confirmed by an offset, kept apart from a webhook."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of

pytestmark = pytest.mark.anyio


async def texts(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[str | None]:
    """Return the texts of the messages that wait."""
    updates = await bot.get_updates(offset=offset, limit=limit)
    return [update.message.text for update in updates if update.message]


async def test_an_update_comes_until_an_offset_confirms_it(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    for text in "abc":
        await anna.say(text)
    assert await texts(bot) == await texts(bot) == ["a", "b", "c"]
    first, second, third = [update.update_id for update in await bot.get_updates()]
    assert (second, third) == (first + 1, first + 2)
    assert await texts(bot, offset=second) == ["b", "c"]
    assert await texts(bot, offset=second, limit=1) == ["b"]
    assert await texts(bot, offset=third + 1) == []
    assert api.updates.waiting == 0


async def test_a_negative_offset_keeps_the_last_updates_only(bot: Bot, anna: PrivateChat) -> None:
    for text in "abc":
        await anna.say(text)
    assert await texts(bot, offset=-2) == await texts(bot) == ["b", "c"]


async def test_a_long_poll_ends_with_the_next_update(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.updates.somebody_polls()
    await anna.say("a")
    assert len(await poll) == 1


async def test_a_second_poller_ends_the_first(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await api.updates.somebody_polls()
    async with bot_of(api) as another:
        second = asyncio.create_task(another.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await anna.say("a")
        assert len(await second) == 1


async def test_only_the_kinds_asked_for_arrive(bot: Bot, anna: PrivateChat) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    said = await anna.say("a")
    await anna.edit(said, "b")
    (update,) = await bot.get_updates()
    assert update.edited_message is not None


async def test_all_confirmed_wakes_once_the_bot_has_confirmed(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await anna.say("a")
    waiting = asyncio.create_task(api.updates.all_confirmed())
    (update,) = await bot.get_updates()
    assert not waiting.done()
    await bot.get_updates(offset=update.update_id + 1)
    await waiting


async def test_polling_is_refused_while_a_webhook_is_set(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await anna.say("a")
    await bot.delete_webhook()
    assert await texts(bot) == ["a"]
    assert api.violations == []


async def test_a_webhook_ends_a_long_poll(api: BotApi, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.updates.somebody_polls()
    await bot.set_webhook("http://127.0.0.1:1/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_what_went_to_a_poller_that_was_killed_comes_to_the_next(
    api: BotApi, bot: Bot, anna: PrivateChat
) -> None:
    killed = asyncio.create_task(bot.get_updates(timeout=30))
    await api.updates.somebody_polls()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    await anna.say("a")
    assert await texts(bot) == ["a"]
