"""Updates on their way in: written down first, then confirmed to Telegram, then handled in the lane of their chat."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.store import Incoming, Store
from bot.telegram.events import chat_of
from bot.telegram.lanes import Lanes


class Intake:
    """Takes updates in.

    Args:
        store: where they are written down.
        lanes: where they are handled.
        handle: handles one.
        now: the clock.
    """

    def __init__(
        self,
        store: Store,
        lanes: Lanes,
        handle: Callable[[Incoming], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._lanes, self._handle, self._now = store, lanes, handle, now

    async def take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Write updates down, given in JSON, but for those that came before; after this they may be confirmed."""
        if not updates:
            return
        incoming = [Incoming(each["update_id"], chat_of(each), json.dumps(each)) for each in updates]
        new = await self._store.transact(lambda book: book.inbox.take(incoming, self._now()))
        self._add(new)

    async def catch_up(self) -> None:
        """Handle what is left in the inbox since before the start or since the store failed, and show what is due."""
        waiting = await self._store.transact(lambda book: book.inbox.waiting())
        self._add([each for each in waiting if not self._lanes.has(each.chat)])
        cards = await self._store.transact(lambda book: book.cards.chats_due())
        notices = await self._store.transact(lambda book: book.notices.chats_due())
        for chat in cards | notices:
            self._lanes.add(chat)

    def _add(self, incoming: Sequence[Incoming]) -> None:
        for each in sorted(incoming, key=lambda one: one.update):
            self._lanes.add(each.chat, partial(self._handle, each))
