"""Showing what is due in a chat: notices are sent once, cards are edited in place or sent anew."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.interview.advisor import Think
from bot.store import Book, Card, Notice, Store
from bot.telegram.busy import while_busy
from bot.telegram.buttons import Keyboard, markup, read_keyboard
from bot.telegram.calls import Calls
from bot.telegram.desk import OnDesk, anew, take_out_to_show
from bot.telegram.errors import Gone, MovedTo, NotNow, Refused, Silent
from bot.telegram.events import is_group
from bot.telegram.moving import move_chat
from bot.telegram.rendering import Rendered, render
from bot.telegram.views import plain

LOG = logging.getLogger(__name__)
EXPORT_NAME = "advisor.json"
EXPORT_CAPTION, EXPORT_OWN_CAPTION = "All that is held about this chat.", "All that is held of what you began here."


class Showing:
    """Shows what is marked to be shown; whatever is not shown for now stays marked."""

    def __init__(self, store: Store, calls: Calls, think: Think) -> None:
        self._store, self._calls, self._think = store, calls, think

    async def show(self, chat: str) -> None:
        """Show all that is due in a chat, in order."""
        try:
            notices, desks = await self._store.transact(lambda book: _due(book, chat))
            for notice in notices:
                await self._send(notice)
            for desk in desks:
                await self._show_card(desk)
        except Silent:
            await self._store.transact(lambda book: book.chats.block(chat))
        except MovedTo as moved:
            to = moved.chat
            await self._store.transact(lambda book: move_chat(book, chat, to))
            await self.show(to)
        except NotNow as error:
            LOG.warning("not shown for now", extra={"reason": str(error)})

    async def _send(self, notice: Notice) -> None:
        try:
            if notice.kind == "document":
                caption = EXPORT_OWN_CAPTION if is_group(notice.chat) else EXPORT_CAPTION
                await self._calls.send_document(notice.chat, EXPORT_NAME, notice.text, caption)
            else:
                await self._calls.send(notice.chat, notice.text, markup(read_keyboard(notice.buttons), 0, 0))
        except Refused as error:
            LOG.error("a notice was refused", extra={"reason": str(error)})
        await self._store.transact(lambda book: book.notices.sent(notice.id))

    async def _show_card(self, desk: OnDesk) -> None:
        try:
            # A card may need a verdict that is kept nowhere, such as that of a what-if.
            rendering = self._think(lambda advisor: render(advisor, desk.sitting))
            rendered = await while_busy(rendering, lambda: self._calls.type_in(desk.card.chat))
        except Exception:
            # Tried again it would fail again, and hold up whatever else is due in the chat.
            LOG.exception("a card could not be written")
            await self._calls.send(desk.card.chat, plain.WENT_WRONG)
            await self._keep(replace(desk.card, due=False))
            return
        try:
            card = await self._put_parts(desk.card, rendered)
        except Refused as error:
            LOG.error("a card was refused", extra={"reason": str(error)})
            card = desk.card
        card = await self._remove(card)
        await self._keep(replace(card, due=False))

    async def _put_parts(self, card: Card, rendered: Rendered) -> Card:
        """Let the card's messages show its parts: those that are there are edited, and those that lack are sent."""
        lines = _with_buttons(rendered)
        for at, (text, keyboard) in enumerate(lines):
            buttons = markup(keyboard, card.assessment, card.revision)
            if at < len(card.messages):
                try:
                    await self._calls.edit(card.chat, card.messages[at], text, buttons)
                except Gone:
                    return await self._put_parts(anew(card), rendered)
            else:
                sent = await self._calls.send(card.chat, text, buttons)
                card = await self._keep(replace(card, messages=(*card.messages, sent)))
        kept, left_over = card.messages[: len(lines)], card.messages[len(lines) :]
        return replace(card, messages=kept, superseded=card.superseded + left_over)

    async def _remove(self, card: Card) -> Card:
        """Delete the messages that a card was shown in before; those too old to be deleted lose their buttons."""
        for message in card.superseded:
            try:
                await self._calls.delete(card.chat, message)
            except (Gone, Refused):
                await self._strip(card.chat, message)
        return replace(card, superseded=())

    async def _strip(self, chat: str, message: int) -> None:
        try:
            await self._calls.strip(chat, message)
        except (Gone, Refused) as error:
            LOG.info("an old card stays as it is", extra={"reason": str(error)})

    async def _keep(self, card: Card) -> Card:
        await self._store.transact(lambda book: book.cards.put(card))
        return card


async def _due(book: Book, chat: str) -> tuple[Sequence[Notice], Sequence[OnDesk]]:
    notices = await book.notices.due(chat)
    return notices, [await take_out_to_show(book, shown) for shown in await book.cards.due(chat)]


def _with_buttons(rendered: Rendered) -> list[tuple[str, Keyboard]]:
    *first, last = rendered.parts
    return [*((part, ()) for part in first), (last, rendered.keyboard)]
