"""Whoever blocks the bot hears nothing more of it, until they begin again."""

from datetime import datetime

import pytest

from bot.telegram.view import View
from tests.telegram.botapi.faults import Blocked
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import FEW, Judged, has, kept, put, put_judged, said_by_bot, settled, shows
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
AFTER_A_MONTH = datetime.fromisoformat("2026-12-24T00:00Z")


async def reminded_of(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    """Put a verdict into a chat, of which it is to be reminded in a month."""
    await put_judged(bot, anna, judged)
    await anna.say("/remind 1")
    await shows(anna, "In a month I come back")
    await settled(bot)


async def test_a_blocked_bot_is_silent_and_reminds_no_more(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await reminded_of(bot, anna, judged)
    await anna.block()
    await settled(bot)
    calls = len(bot.api.calls.of("sendMessage"))
    bot.clock.moment = AFTER_A_MONTH
    await bot.service.chores.remind()
    await settled(bot)
    assert len(bot.api.calls.of("sendMessage")) == calls


async def test_a_bot_that_learns_on_sending_that_it_is_blocked_is_silent_too(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await reminded_of(bot, anna, judged)
    bot.api.faults.next("sendMessage", Blocked())
    await anna.say("/help")
    await settled(bot)
    held = await kept(bot, anna)
    assert len(held["blocked"]) == 1
    assert held["notices"] == []
    calls = bot.api.calls.count("sendMessage")
    bot.clock.moment = AFTER_A_MONTH
    await bot.service.chores.remind()
    await bot.service.intake.catch_up()
    await settled(bot)
    assert bot.api.calls.count("sendMessage") == calls


async def test_start_is_answered_after_a_block_and_reminders_come_again(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    bot.api.faults.next("sendMessage", Blocked())
    await anna.say("/help")
    await settled(bot)
    await anna.say("/start")
    await shows(anna, "Welcome back")
    assert (await kept(bot, anna))["blocked"] == []
    await reminded_of(bot, anna, judged)
    bot.clock.moment = AFTER_A_MONTH
    await bot.service.chores.remind()
    await anna.until(has("🔔"))


async def test_unblocking_alone_says_nothing_but_is_noted(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.block()
    await anna.unblock()
    await settled(bot)
    assert (await kept(bot, anna))["blocked"] == []
    assert len(said_by_bot(anna)) == 1
