"""Telegram's limits of new messages: one a second in a chat, twenty a minute in a group, thirty a second in all."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.telegram.events import is_group

MANY = 1000
"""Chats above which those that need not wait any more are forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many messages in so many seconds, evenly; `burst` of them may come at once."""

    messages: int
    seconds: float
    burst: int = 1

    @property
    def interval_seconds(self) -> float:
        """The time that one message takes up."""
        return self.seconds / self.messages


CHAT = Limit(1, 1.0, burst=2)
GROUP = Limit(20, 60.0, burst=3)
ALL = Limit(30, 1.0, burst=5)


class Pacer:
    """Makes each new message wait for its turn; one slow chat delays no other."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._now, self._sleep = now, sleep
        self._taken_until: dict[str, float] = {}
        """By chat: when all that was sent is used up, in the manner of the generic cell rate algorithm."""

    async def turn(self, chat: str) -> None:
        """Wait until a new message may be sent to a chat."""
        await self._take(chat, GROUP if is_group(chat) else CHAT)
        # Only now, so that whoever waits for a chat's own turn takes nobody's place.
        await self._take("", ALL)

    def pause(self, chat: str, seconds: float) -> None:
        """Let a chat wait, since Telegram said so."""
        self._taken_until[chat] = max(self._taken_until.get(chat, 0.0), self._now() + seconds)

    async def _take(self, key: str, limit: Limit) -> None:
        now = self._now()
        taken = max(self._taken_until.get(key, now), now)
        self._taken_until[key] = taken + limit.interval_seconds
        if len(self._taken_until) > MANY:
            self._taken_until = {name: until for name, until in self._taken_until.items() if until > now}
        wait = taken - now - (limit.burst - 1) * limit.interval_seconds
        if wait > 0:
            await self._sleep(wait)


class Unpaced:
    """Lets every message go at once, for tests and measurements."""

    async def turn(self, chat: str) -> None:
        """Wait for nothing."""

    def pause(self, chat: str, seconds: float) -> None:
        """Note nothing."""
