"""Pacing: one message a second in a chat, twenty a minute in a group, thirty a second in all."""

import asyncio
from collections import defaultdict
from heapq import heappop, heappush
from itertools import count

import pytest

from bot.telegram.pacing import ALL, CHAT, GROUP, MANY, Pacer, Unpaced

pytestmark = pytest.mark.anyio


class Time:
    """A clock that moves on only while all sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = count()

    def __call__(self) -> float:
        """Give the seconds."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Sleep until it is time."""
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._number), woken))
        await woken

    async def run(self, *tasks) -> None:
        """Run tasks to their end, in no time."""
        everything = asyncio.gather(*tasks)
        while not everything.done():
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers and not everything.done():
                self.now, _, woken = heappop(self._sleepers)
                woken.set_result(None)
        await everything


async def sent_at(chats: dict[str, int]) -> dict[str, list[float]]:
    """Send so many messages to each chat, and give when each went."""
    time = Time()
    pacer = Pacer(time, time.sleep)
    sent: dict[str, list[float]] = defaultdict(list)

    async def send(chat: str, many: int) -> None:
        for _ in range(many):
            await pacer.turn(chat)
            sent[chat].append(time())

    await time.run(*(send(chat, many) for chat, many in chats.items()))
    return sent


def most_within(moments: list[float], seconds: float) -> int:
    """Count the most messages in any stretch of so many seconds, its end left out."""
    return max(sum(start <= each < start + seconds - 1e-9 for each in moments) for start in moments)


async def test_a_chat_gets_one_message_a_second_after_a_first_few() -> None:
    moments = (await sent_at({"7": 10}))["7"]
    assert most_within(moments, 1.0) <= CHAT.burst
    assert moments[-1] == pytest.approx(10 - CHAT.burst)


async def test_a_group_gets_twenty_messages_a_minute_after_a_first_few() -> None:
    moments = (await sent_at({"-7": 70}))["-7"]
    assert most_within(moments, 60.0) <= GROUP.messages + GROUP.burst - 1
    assert moments[-1] == pytest.approx((70 - GROUP.burst) * 3.0)


async def test_all_chats_together_get_thirty_messages_a_second() -> None:
    sent = await sent_at({str(chat): 2 for chat in range(1, 151)})
    moments = sorted(moment for each in sent.values() for moment in each)
    assert most_within(moments, 1.0) <= ALL.messages + ALL.burst - 1
    assert moments[-1] == pytest.approx((300 - ALL.burst) / ALL.messages, abs=0.2)


async def test_one_slow_chat_delays_no_other() -> None:
    sent = await sent_at({"-7": 40, "8": 2})
    assert max(sent["8"]) < 1.0


async def test_a_pause_holds_one_chat_only() -> None:
    time = Time()
    pacer = Pacer(time, time.sleep)
    sent: dict[str, float] = {}

    async def send(chat: str) -> None:
        await pacer.turn(chat)
        sent[chat] = time()

    pacer.pause("7", 30.0)
    await time.run(send("7"), send("8"))
    assert sent["8"] == 0.0
    assert sent["7"] >= 29.0


async def test_chats_that_need_not_wait_are_forgotten() -> None:
    time = Time()
    pacer = Pacer(time, time.sleep)
    for chat in range(3 * MANY):
        await time.run(pacer.turn(str(chat)))
        time.now += 2.0
    assert len(pacer._taken_until) <= MANY + 1


async def test_without_pacing_nothing_waits() -> None:
    unpaced = Unpaced()
    unpaced.pause("7", 1000.0)
    await unpaced.turn("7")
