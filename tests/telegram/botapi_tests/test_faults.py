"""What can go wrong, when it is told to."""

from collections import Counter

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError

from tests.telegram.botapi.calls import CLOSED, DROPPED
from tests.telegram.botapi.faults import (
    UPDATE,
    AnswerDropped,
    Blocked,
    ClosedBefore,
    Fault,
    Late,
    Migrated,
    Repeated,
    ServerError,
    Shuffled,
    Slow,
    StaleQuery,
    TooManyRequests,
)
from tests.telegram.botapi.faults import Conflict as SecondPoller
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        (TooManyRequests(retry_after=2), RetryAfter, "Retry in 0:00:02"),
        (SecondPoller(), Conflict, "terminated by other getUpdates request"),
        (ServerError(500), NetworkError, "Internal Server Error"),
        (ServerError(502, is_html=True), NetworkError, "Bad Gateway"),
        (ServerError(504), NetworkError, "Gateway Timeout"),
        (Blocked(), Forbidden, "bot was blocked by the user"),
        (Migrated(to=-100), ChatMigrated, "New chat id: -100"),
        (StaleQuery(), BadRequest, "Query is too old"),
        (ClosedBefore(), NetworkError, "RemoteProtocolError|ReadError"),
    ],
)
async def test_a_queued_fault_strikes_the_next_call_of_its_method_once(
    api: BotApi, bot: Bot, anna: PrivateChat, fault: Fault, error: type[TelegramError], says: str
) -> None:
    api.faults.next("sendMessage", fault)
    await bot.send_chat_action(7, "typing")
    with pytest.raises(error, match=says):
        await bot.send_message(7, "a")
    assert anna.messages == []
    await bot.send_message(7, "b")
    assert [message.text for message in anna.messages] == ["b"]


async def test_a_dropped_answer_leaves_the_message_in_the_chat(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next("sendMessage", AnswerDropped(), ClosedBefore())
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(7, "a")
    assert [message.text for message in anna.messages] == ["a"]
    assert (anna.executed(), api.calls.count("sendMessage", DROPPED), api.calls.count("sendMessage", CLOSED)) == (
        1,
        1,
        1,
    )


async def test_a_slow_answer_comes_all_the_same(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next("sendMessage", Slow(seconds=0.001))
    await bot.send_message(7, "a")
    assert len(anna.messages) == 1


async def test_a_mistake_is_recorded_even_where_a_fault_strikes(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next("sendMessage", TooManyRequests())
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "")
    assert len(api.violations) == 1


async def outcomes(seed: int) -> list[object]:
    """Return how twenty messages fare, a third of them being struck."""
    async with BotApi(seed=seed) as api, bot_of(api) as bot:
        api.private(7)
        api.faults.often(TooManyRequests(), 0.2, "sendMessage")
        api.faults.often(ServerError(), 0.2)
        for _ in range(20):
            try:
                await bot.send_message(7, "a")
            except TelegramError:
                continue
        return [call.outcome for call in api.calls.of("sendMessage")]


async def test_chances_strike_alike_for_the_same_seed() -> None:
    first = await outcomes(1)
    assert first == await outcomes(1)
    assert first != await outcomes(2)
    assert set(Counter(first)) == {200, 429, 502}


async def test_some_faults_strike_only_where_they_make_sense(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.often(SecondPoller(), 1)
    api.faults.often(StaleQuery(), 1)
    await bot.send_message(anna.id, "a")
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("1")


async def test_no_fault_strikes_after_clearing(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.often(ServerError(), 1)
    api.faults.next("sendMessage", ServerError())
    api.faults.clear()
    await bot.send_message(anna.id, "a")


async def polled(bot: Bot) -> list[tuple[int, str | None]]:
    """Poll one update at a time, each confirmed, and return their numbers, counted from 1, and texts."""
    seen: list[tuple[int, str | None]] = []
    offset = 0
    while updates := await bot.get_updates(offset=offset, limit=1):
        offset = max(offset, updates[0].update_id + 1)
        seen += [(update.update_id - 500_000, update.message.text) for update in updates if update.message]
    return seen


async def test_an_update_can_come_again_after_it_was_confirmed(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next(UPDATE, Repeated(after=9))
    await anna.say("a")
    await anna.say("b")
    assert await polled(bot) == [(1, "a"), (2, "b"), (1, "a")]
    await api.updates.all_confirmed()


async def test_an_update_can_be_overtaken(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next(UPDATE, Late(by=2))
    for text in "abcd":
        await anna.say(text)
    assert await polled(bot) == [(1, "b"), (2, "c"), (3, "a"), (4, "d")]


async def test_a_late_update_comes_when_no_other_is_left(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next(UPDATE, Late(by=9))
    await anna.say("a")
    assert await polled(bot) == [(1, "a")]


async def test_a_batch_can_be_out_of_order(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    api.faults.next(UPDATE, Shuffled())
    for text in "abcdef":
        await anna.say(text)
    numbers = [update.update_id for update in await bot.get_updates()]
    assert numbers != sorted(numbers)
    assert len(set(numbers)) == 6


async def test_faults_of_updates_lose_none(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    for fault in (Late(by=2), Repeated(after=2), Shuffled()):
        api.faults.often(fault, 0.2)
    for number in range(50):
        await anna.say(str(number))
    seen = [text for _, text in await polled(bot)]
    assert {str(number) for number in range(50)} == set(seen)
    assert len(seen) > 50
