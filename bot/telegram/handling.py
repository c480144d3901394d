"""Handling one update: what happened is read, a turn is taken, and all it changed is written in one transaction."""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.metrics.declared import Outcome
from bot.store import Book, Incoming, StoreError
from bot.telegram.busy import while_busy
from bot.telegram.buttons import Press, unpack
from bot.telegram.calls import Calls
from bot.telegram.commands import COMMANDS, Said, again, resumed
from bot.telegram.conversation import corrected, is_meant, tapped, typed, typed_first, unreadable
from bot.telegram.desk import OnDesk, not_yet_kept, source, take_out
from bot.telegram.effects import NOTHING, Effect, Office, begun, notice, toast, turned
from bot.telegram.errors import Failed
from bot.telegram.events import (
    Corrected,
    Event,
    Moved,
    Silenced,
    Tapped,
    Typed,
    Unreadable,
    event_in,
    first_word,
    is_group,
)
from bot.telegram.forgetting import ACTION as FORGET
from bot.telegram.forgetting import forget_tapped
from bot.telegram.html import escape
from bot.telegram.lanes import Job
from bot.telegram.moving import move_chat
from bot.telegram.narrating import Narrating, Turn
from bot.telegram.sitting import Reply
from bot.telegram.status import COMMAND as STATUS
from bot.telegram.status import status
from bot.telegram.turning_away import turned_away
from bot.telegram.view import View
from bot.telegram.views import plain
from rules.verdict import Verdict

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an update, and the verdict that was kept with it."""

    outcome: Outcome
    made: Verdict | None = None


class Handling:
    """Takes updates out of the inbox, one at a time in each chat.

    Args:
        office: what handling needs.
        calls: answers taps.
        username: the bot's own name.
        beside: runs what a chat need not wait for.
    """

    def __init__(self, office: Office, calls: Calls, username: str, beside: Callable[[Job], None]) -> None:
        self._office, self._calls, self._username, self._beside = office, calls, username, beside

    async def handle(self, incoming: Incoming) -> Handled:
        """Handle one update and take it out of the inbox; a turn that fails is told of, and loses no answer."""
        event: Event | None = None
        try:
            event = event_in(json.loads(incoming.payload), self._username)
            effect = await self._effect_of_slow(incoming.chat, event) if event else NOTHING
            handled = await self._settle(incoming, effect)
        except StoreError:
            raise
        except Exception:
            LOG.exception("an update was not understood")
            effect = notice(incoming.chat, plain.WENT_WRONG) if event else NOTHING
            await self._settle(incoming, effect)
            handled = Handled("failed")
        self._office.work.updates += 1
        if isinstance(event, Tapped):
            # The card need not wait until Telegram has taken the word.
            self._beside(partial(self._answer, event, effect))
        return handled

    async def _settle(self, incoming: Incoming, effect: Effect) -> Handled:
        async def work(book: Book) -> bool:
            is_new = await book.inbox.done(incoming.update)
            if is_new:
                await effect.write(book)
            return is_new

        backups = self._office.backups if effect.forgets else None
        if backups is not None:
            await backups.note_forgotten(effect.forgets, self._office.now())
        is_new = await self._office.store.transact(work)
        if effect.farewell:
            await self._office.store.erase()
            await _tried(self._calls.send(incoming.chat, effect.farewell), "a farewell was not heard")
        if backups is not None:
            await backups.upload_forgotten()
        if not is_new:
            return Handled("repeated")
        return Handled("ignored" if effect is NOTHING else "handled", effect.made)

    async def _answer(self, event: Tapped, effect: Effect) -> None:
        await _tried(self._calls.toast(event.query, effect.toast), "a tap was answered too late")
        if effect.spent:
            await _tried(self._calls.strip(event.chat, effect.spent), "buttons that are used up stay")

    async def _effect_of_slow(self, chat: str, event: Event) -> Effect:
        """Find the effect, and let the chat see that something happens where that takes long."""
        return await while_busy(self._effect_of(event), lambda: self._calls.type_in(chat))

    async def _effect_of(self, event: Event) -> Effect:
        if not self._office.doors.are_open_to(event.chat):
            return turned_away(event)
        match event:
            case Typed():
                return await self._typed(event)
            case Tapped():
                return await self._tapped(event)
            case Corrected():
                return await self._corrected(event)
            case Unreadable():
                return await self._unreadable(event)
            case Silenced(chat, True):
                return Effect(lambda book: book.chats.block(chat))
            case Silenced(chat):
                return Effect(lambda book: book.chats.unblock(chat))
            case Moved(chat, to):
                return Effect(lambda book: move_chat(book, chat, to))

    async def _typed(self, event: Typed) -> Effect:
        verb, rest = first_word(event.text)
        command = COMMANDS.get(verb.removeprefix("/").casefold()) if verb.startswith("/") else None
        if verb == f"/{STATUS}" and self._office.doors.is_admin(event.chat):
            command = status
        if command is not None:
            return await command(self._office, Said(event.chat, event.person, rest))
        if is_group(event.chat) and not is_meant(event.text):
            return NOTHING
        desk = await self._spoken_to(event)
        if desk is None and is_group(event.chat):
            return notice(event.chat, plain.NONE_OF_YOURS)
        if desk is None:
            return await self._typed_first(event)
        reply = await self._office.think(lambda advisor: typed(advisor, desk.sitting, event.text))
        reply = await self._worded(Turn(desk, reply, event.text, event.language))
        return self._noting(event, desk, reply)

    async def _typed_first(self, event: Typed) -> Effect:
        """Greet whoever has begun nothing, and begin with what they wrote where a language model can read it."""
        office = self._office
        reply = await office.think(lambda advisor: typed_first(advisor, event.text))
        desk = not_yet_kept(event.chat, event.person, reply.view, office.now())
        reply = await self._worded(Turn(desk, reply, event.text, event.language))
        return await begun(office, event.chat, event.person, *plain.GREETING, reply=reply)

    async def _worded(self, turn: Turn) -> Reply:
        narrator = self._office.narrator
        return turn.reply if narrator is None else await Narrating(self._office, narrator).worded(turn)

    def _noting(self, event: Typed, desk: OnDesk, reply: Reply) -> Effect:
        """Put an assessment back, and note which question the message answered, or that it was refused."""
        if not reply.view.understood:
            reply = replace(reply, view=reply.view.model_copy(update={"refused": event.message}))
        effect = turned(self._office, desk, reply, below=True)
        answered = source(desk, reply)
        if answered is None:
            return effect

        async def write(book: Book) -> None:
            await effect.write(book)
            await book.chats.note_typed(event.chat, event.message, answered)

        return replace(effect, write=write)

    async def _tapped(self, event: Tapped) -> Effect:
        pressed = unpack(event.data)
        if pressed is None:
            return toast(plain.NOT_A_BUTTON)
        if pressed.action == FORGET:
            return await forget_tapped(self._office, event, pressed.value)
        desk = await self._of_press(event.chat, pressed)
        if desk is None:
            return toast(plain.NOT_HERE)
        if desk.assessment.owner != event.person:
            return toast(plain.NOT_YOURS)
        if pressed.action == "open":
            return await resumed(self._office, desk)
        if pressed.action == "again" and pressed.revision == desk.card.revision:
            return await again(self._office, desk)
        reply = await self._office.think(lambda advisor: tapped(advisor, desk.sitting, pressed, desk.card.revision))
        reply = await self._worded(Turn(desk, reply, "", event.language))
        return turned(self._office, desk, reply, below=reply.view.shows == "report")

    async def _corrected(self, event: Corrected) -> Effect:
        async def work(book: Book) -> tuple[OnDesk, View] | None:
            found = await book.chats.source_of(event.chat, event.message)
            shown = await book.cards.find(found.assessment) if found else None
            if found is None or shown is None or shown.assessment.owner != event.person:
                return None
            return await take_out(book, shown), View(shows="change", question=found.question, subject=found.subject)

        held = await self._office.store.transact(work)
        if held is None:
            return await self._said_anew(event)
        desk, was_asked = held
        reply = await self._office.think(lambda advisor: corrected(advisor, desk.sitting, was_asked, event.text))
        return turned(self._office, desk, reply, below=False)

    async def _said_anew(self, event: Corrected) -> Effect:
        """Take an edited message as if it were typed now, where it is the one that was refused last."""
        said = Typed(event.chat, event.person, event.message, event.text, event.language)
        desk = await self._spoken_to(said)
        return await self._typed(said) if desk and desk.sitting.view.refused == said.message else NOTHING

    async def _unreadable(self, event: Unreadable) -> Effect:
        desk = await self._spoken_to(event)
        if desk is None and is_group(event.chat):
            return NOTHING
        if desk is None:
            return notice(event.chat, escape(plain.only_text(event.what)))
        return turned(self._office, desk, unreadable(desk.sitting, plain.only_text(event.what)), below=True)

    async def _spoken_to(self, event: Typed | Unreadable) -> OnDesk | None:
        """Find whose card a message is for: the one that it replies to, else the one that its sender touched last."""

        async def work(book: Book) -> OnDesk | None:
            replied = await book.cards.showing(event.chat, event.reply_to) if event.reply_to else None
            found = replied or await book.cards.latest(event.chat, event.person)
            return await take_out(book, found) if found and found.assessment.owner == event.person else None

        return await self._office.store.transact(work)

    async def _of_press(self, chat: str, pressed: Press) -> OnDesk | None:
        wanted = pressed.number if pressed.action == "open" else pressed.assessment

        async def work(book: Book) -> OnDesk | None:
            found = await book.cards.find(wanted)
            return await take_out(book, found) if found and found.card.chat == chat else None

        return await self._office.store.transact(work)


async def _tried(call: Awaitable[object], failure: str) -> None:
    """Make a call on which nothing hangs."""
    try:
        await call
    except Failed as error:
        LOG.info(failure, extra={"reason": str(error)})
