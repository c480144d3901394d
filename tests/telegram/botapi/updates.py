"""The updates that wait for the bot: numbered, confirmed by an offset, now and then late or repeated."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tests.telegram.botapi.errors import ApiError
from tests.telegram.botapi.faults import UPDATE, Faults, Late, Repeated, Shuffled, conflict

# These are sent only to a bot that asks for them by name.
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class Pending:
    """One update on its way; `number` is None until it is in the queue."""

    kind: str
    payload: str
    number: int | None = None
    is_shuffled: bool = False

    def body(self) -> str:
        """Write it as JSON."""
        return f'{{"update_id":{self.number},"{self.kind}":{self.payload}}}'


@dataclass(slots=True)
class Held:
    """An update that is kept back until so many others came."""

    pending: Pending
    others: int


class Updates:
    """The queue of one bot."""

    def __init__(self, faults: Faults, first_number: int) -> None:
        """Start empty."""
        self.pending: deque[Pending] = deque()
        self.allowed: frozenset[str] = frozenset()
        self._faults = faults
        self._next_number = first_number
        self._repeats: list[Pending] = []
        self._held: list[Held] = []
        self._arrival: asyncio.Future[None] | None = None
        self._watchers: list[asyncio.Future[None]] = []
        self._poll_watchers: list[asyncio.Future[None]] = []
        self._idle_watchers: list[asyncio.Future[None]] = []

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Let something have happened that the bot is to be told of, unless it does not want to know."""
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            return
        pending = Pending(kind, json.dumps(payload, separators=(",", ":")))
        fault = self._faults.take(UPDATE)
        if isinstance(fault, Late):
            self._held.append(Held(pending, fault.by + 1))
        else:
            self._queue(pending)
            pending.is_shuffled = isinstance(fault, Shuffled)
        if isinstance(fault, Repeated):
            self._held.append(Held(pending, fault.after + 1))
        self._release_due()
        self._arrived()

    def confirm(self, offset: int) -> None:
        """Forget the updates below an offset; a negative one keeps only so many of the last."""
        if offset < 0:
            self.pending = deque(self.pending, maxlen=-offset)
        while self.pending and (self.pending[0].number or 0) < offset:
            self.pending.popleft()
        if not self.waiting:
            wake(self._watchers)

    def drop(self) -> None:
        """Forget all updates, those kept back among them."""
        self._held.clear()
        self._repeats.clear()
        self.pending.clear()
        self.confirm(0)

    @property
    def waiting(self) -> int:
        """How many updates the bot has not confirmed, or is still to see again."""
        return len(self.pending) + len(self._held) + len(self._repeats)

    def batch(self, limit: int) -> list[Pending]:
        """Return what is to be delivered next; what was kept back comes when nothing else is left."""
        if not self.pending and not self._repeats:
            self._release(self._held)
        repeats = self._take_repeats(limit)
        found = repeats + list(islice(self.pending, limit - len(repeats)))
        if any(pending.is_shuffled for pending in found):
            self._faults.random.shuffle(found)
        return found

    def _take_repeats(self, limit: int) -> list[Pending]:
        """Take out repeated updates; none comes before its first delivery was confirmed, as that would skip others."""
        unconfirmed = (self.pending[0].number if self.pending else None) or self._next_number
        found = [repeat for repeat in self._repeats if (repeat.number or 0) < unconfirmed][:limit]
        self._repeats = [repeat for repeat in self._repeats if repeat not in found]
        return found

    async def poll(self, limit: int, seconds: float) -> list[Pending]:
        """Return the next updates, and wait for the first of them so many seconds.

        Raises:
            ApiError: another poller came meanwhile.
        """
        self.end_poll(conflict())
        wake(self._poll_watchers)
        found = self.batch(limit)
        if found or not seconds:
            return found
        try:
            async with asyncio.timeout(seconds):
                await self.arrival()
        except TimeoutError:
            return []
        return self.batch(limit)

    def end_poll(self, why: ApiError) -> None:
        """Refuse a long poll that still waits."""
        if self._arrival and not self._arrival.done():
            self._arrival.set_exception(why)

    async def arrival(self) -> None:
        """Wait until something can be delivered."""
        self._arrival = asyncio.get_running_loop().create_future()
        wake(self._idle_watchers)
        await self._arrival

    async def all_confirmed(self) -> None:
        """Wait until the bot has confirmed every update."""
        if self.waiting:
            await waking(self._watchers)

    async def somebody_polls(self) -> None:
        """Wait until a long poll, or a webhook's delivery, waits for the next update."""
        if self._arrival is None or self._arrival.done():
            await waking(self._idle_watchers)

    async def next_poll(self) -> None:
        """Wait until a further long poll begins."""
        await waking(self._poll_watchers)

    def _queue(self, pending: Pending) -> None:
        if pending.number is None:
            pending.number = self._next_number
            self._next_number += 1
            self.pending.append(pending)
        else:
            self._repeats.append(pending)

    def _release_due(self) -> None:
        for held in self._held:
            held.others -= 1
        self._release([held for held in self._held if held.others <= 0])

    def _release(self, due: list[Held]) -> None:
        released = list(due)
        self._held = [held for held in self._held if held not in released]
        for held in released:
            self._queue(held.pending)

    def _arrived(self) -> None:
        if self._arrival and not self._arrival.done():
            self._arrival.set_result(None)


def waking(watchers: list["asyncio.Future[None]"]) -> "asyncio.Future[None]":
    """Return what is done once the watchers are woken."""
    watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    watchers.append(watcher)
    return watcher


def wake(watchers: list["asyncio.Future[None]"]) -> None:
    """Wake all watchers, once."""
    woken = watchers.copy()
    watchers.clear()
    for watcher in woken:
        if not watcher.done():
            watcher.set_result(None)
