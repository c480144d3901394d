"""Updates on their way in: written down first, then confirmed to Telegram, then handled in the lane of their chat."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.store import Book, Incoming, Notice, Store
from bot.telegram.doors import Doors, Entry
from bot.telegram.events import chat_of
from bot.telegram.lanes import Lanes
from bot.telegram.tally import Tally
from bot.telegram.views import plain


class Intake:
    """Takes updates in.

    Args:
        store: where they are written down.
        lanes: where they are handled.
        handle: handles one.
        now: the clock.
        tally: counts them.
        doors: know who may come in.
    """

    def __init__(
        self,
        store: Store,
        lanes: Lanes,
        handle: Callable[[Incoming], Awaitable[None]],
        now: Callable[[], datetime],
        tally: Tally,
        doors: Doors | None = None,
    ) -> None:
        self._store, self._lanes, self._handle, self._now, self._tally = store, lanes, handle, now, tally
        self._doors = doors or Doors()

    async def take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Write updates down, given in JSON, but for those that came before; after this they may be confirmed.

        Of a person who floods the bot the rest is written down as handled, and they are told so once.
        """
        if not updates:
            return
        now = self._now()
        entries = {each["update_id"]: self._doors.enter(each, now) for each in updates}
        incoming = [Incoming(each["update_id"], chat_of(each), json.dumps(each)) for each in updates]

        async def work(book: Book) -> Sequence[Incoming]:
            new = await book.inbox.take(incoming, now)
            for each in new:
                await self._drop(book, each, entries[each.update])
            return new

        new = await self._store.transact(work)
        self._tally.repeated(each for each in incoming if each not in new)
        self._add([each for each in new if entries[each.update] is Entry.LET_IN])
        for each in new:
            if entries[each.update] is Entry.DROPPED_FIRST:
                self._lanes.add(each.chat)

    async def _drop(self, book: Book, each: Incoming, entry: Entry) -> None:
        if entry is Entry.LET_IN:
            return
        await book.inbox.done(each.update)
        if entry is Entry.DROPPED_FIRST and self._doors.are_open_to(each.chat):
            await book.notices.add(Notice(each.chat, plain.TOO_FAST))

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
            self._tally.begin(each.chat)
            self._lanes.add(each.chat, partial(self._handle, each))
