"""What a chat, and all of them together, may take of a language model in a day."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.narrator.completing import Complete, Completion, Message, NoAnswer, Schema, Tool, Usage


class Spent(Protocol):
    """Keeps what was taken, where it outlives the process."""

    async def of_chat(self, chat: str, day: date) -> Usage:
        """Give what a chat took on a day."""

    async def of_all(self, day: date) -> Usage:
        """Give what all chats took on a day."""

    async def add(self, chat: str, day: date, usage: Usage) -> None:
        """Add what a chat took on a day."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The most tokens a day, in and out together."""

    tokens_per_chat: int
    tokens_per_day: int


class Allowed:
    """A `Complete` for one chat, which asks only while there is something left for the day.

    A call goes through while anything is left, and is counted when it has ended, so that the last one may exceed the
    cap, as may several at the same time. The tokens are those that the server reports, or else an estimate from the
    characters.
    """

    def __init__(self, complete: Complete, spent: Spent, chat: str, today: Callable[[], date], caps: Caps) -> None:
        """Take what asks, and for whom.

        Args:
            complete: asks.
            spent: keeps what was taken.
            chat: whose allowance it is.
            today: gives the day, at which a new allowance begins.
            caps: the allowance.
        """
        self._complete, self._spent, self._chat, self._today, self._caps = complete, spent, chat, today, caps

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, and add what it took, whatever came of it.

        Raises:
            NoAnswer: nothing is left, or asking failed.
        """
        day = self._today()
        await self._raise_if_spent(day)
        try:
            completion = await self._complete(messages, schema, tools)
        except NoAnswer as failure:
            await self._add(day, failure.usage)
            raise
        except asyncio.CancelledError:
            # Whoever waited has given up; the server answers, and is paid, all the same.
            await self._add(day, asked_in(messages))
            raise
        await self._add(day, completion.usage)
        return completion

    async def _raise_if_spent(self, day: date) -> None:
        if _total(await self._spent.of_chat(self._chat, day)) >= self._caps.tokens_per_chat:
            raise NoAnswer("spent", "the chat's allowance")
        if _total(await self._spent.of_all(day)) >= self._caps.tokens_per_day:
            raise NoAnswer("spent", "the day's allowance")

    async def _add(self, day: date, usage: Usage) -> None:
        if usage != Usage():
            await self._spent.add(self._chat, day, usage)


def asked_in(messages: Sequence[Message]) -> Usage:
    """Guess from the characters what a question takes: four make a token."""
    return Usage(sum(len(message.content) for message in messages) // 4)


def _total(usage: Usage) -> int:
    return usage.tokens_in + usage.tokens_out
