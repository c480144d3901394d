"""The language model as the bot uses it: what asks it, for whom, how much it may take, and how long."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.narrator.allowance import Allowed, Caps, Spent
from bot.narrator.completing import Complete, NoAnswer, Why

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Narrator:
    """A language model that chats may use.

    Attributes:
        complete: asks it.
        spent: what was taken so far.
        caps: how many tokens may be taken on a day.
        today: the clock's day.
        deadline_seconds: how long somebody may wait for what it says, all its calls together.
        model: its name, for those who ask.
        fell_back: is told why plain words stand in for it.
    """

    complete: Complete
    spent: Spent
    caps: Caps
    today: Callable[[], date]
    deadline_seconds: float
    model: str
    fell_back: Callable[[Why], None]

    def of(self, chat: str) -> Complete:
        """Ask on behalf of a chat, within its allowance."""
        return Allowed(self.complete, self.spent, chat, self.today, self.caps)

    async def in_time(self, work: Awaitable[T]) -> T:
        """Wait for what the model is asked, for as long as somebody may wait.

        Raises:
            NoAnswer: it took too long, or gave nothing that can be used.
        """
        try:
            async with asyncio.timeout(self.deadline_seconds):
                return await work
        except TimeoutError:
            raise NoAnswer("late") from None
