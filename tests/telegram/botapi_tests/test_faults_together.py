"""All faults at once: a small bot that insists loses nothing and repeats only what was carried out unanswered."""

from collections import Counter

import pytest
from telegram import Bot, Update
from telegram.error import TelegramError

from tests.telegram.botapi.calls import DROPPED
from tests.telegram.botapi.faults import (
    AnswerDropped,
    ClosedBefore,
    Conflict,
    Late,
    Repeated,
    ServerError,
    Shuffled,
    TooManyRequests,
)
from tests.telegram.botapi.server import BotApi

pytestmark = pytest.mark.anyio

PEOPLE = range(1, 11)
WORDS = "abc"


class Echo:
    """A bot that says everything again, once for each update's number."""

    def __init__(self, bot: Bot) -> None:
        """Start with nothing seen."""
        self.bot = bot
        self.seen: set[int] = set()
        self.offset = 0

    async def poll(self) -> None:
        """Answer what is waiting, and confirm it with the next poll."""
        try:
            updates = await self.bot.get_updates(offset=self.offset, limit=7)
        except TelegramError:
            return
        for update in updates:
            self.offset = max(self.offset, update.update_id + 1)
            if update.update_id not in self.seen:
                self.seen.add(update.update_id)
                await self.insist(update)

    async def insist(self, update: Update) -> None:
        """Say it again until that works."""
        assert update.message is not None
        while True:
            try:
                await self.bot.send_message(update.message.chat.id, update.message.text or "")
            except TelegramError:
                continue
            return


async def test_nothing_is_lost_under_all_faults(api: BotApi, bot: Bot) -> None:
    for fault in (TooManyRequests(), ServerError(is_html=True), ClosedBefore(), AnswerDropped()):
        api.faults.often(fault, 0.05)
    api.faults.often(Conflict(), 0.3)
    for change in (Late(), Repeated(), Shuffled()):
        api.faults.often(change, 0.1)
    chats = [api.private(number) for number in PEOPLE]
    for word in WORDS:
        for chat in chats:
            await chat.say(word)
    echo = Echo(bot)
    while api.updates.waiting:
        await echo.poll()

    said = [Counter(message.text for message in chat.messages if message.sender.is_bot) for chat in chats]
    assert all(set(counter) == set(WORDS) for counter in said)
    repeated = sum(counter.total() for counter in said) - len(PEOPLE) * len(WORDS)
    assert repeated == api.calls.count("sendMessage", DROPPED)
    assert {outcome for _, outcome in api.calls.counts} >= {200, 409, 429, 502, DROPPED}
    assert api.violations == []
