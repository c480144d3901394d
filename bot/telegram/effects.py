"""What handling an update comes to: something to be written in one transaction, and a word to whoever tapped."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.backups.keeping import Backups
from bot.interview.advisor import Think
from bot.interview.record import Record
from bot.narrator.narrator import Narrator
from bot.store import Book, Card, Notice, Store
from bot.telegram.asking import begin
from bot.telegram.buttons import Keyboard, keyboard_json
from bot.telegram.desk import OnDesk, put_back
from bot.telegram.doors import Doors
from bot.telegram.html import Html, parts
from bot.telegram.sitting import Reply
from rules.verdict import Verdict

Write: TypeAlias = Callable[[Book], Awaitable[None]]


@dataclass
class Work:
    """What was done since the process began."""

    updates: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """What handling needs: where everything is kept, a thread that runs the engine, the clock, and who words it.

    The narrator is None where no language model is set, backups where none are made. The doors know who may come in.
    """

    store: Store
    think: Think
    now: Callable[[], datetime]
    narrator: Narrator | None = None
    backups: Backups | None = None
    doors: Doors = field(default_factory=Doors)
    work: Work = field(default_factory=Work)


@dataclass(frozen=True, slots=True)
class Effect:
    """What handling an update comes to.

    Attributes:
        write: what is written.
        toast: what is said to a tap.
        farewell: what is said once all that was deleted has left the file; it is kept nowhere.
        made: a verdict that is among what is written.
        forgets: the chat that it deletes, or the chat and who began something there; no backup may bring it back.
        spent: the message whose buttons are used up; 0 for none.
    """

    write: Write
    toast: str = ""
    farewell: str = ""
    made: Verdict | None = None
    forgets: tuple[str, ...] = ()
    spent: int = 0


async def _nothing(_book: Book) -> None:
    pass


NOTHING = Effect(_nothing)


def toast(words: str) -> Effect:
    """Write nothing, and say a word."""
    return Effect(_nothing, words)


def notice(chat: str, *paragraphs: Html, buttons: Keyboard = ()) -> Effect:
    """Send a message beside the card."""
    *first, last = parts(paragraphs)

    async def write(book: Book) -> None:
        for part in first:
            await book.notices.add(Notice(chat, part))
        await book.notices.add(Notice(chat, last, buttons=keyboard_json(buttons)))

    return Effect(write)


def turned(office: Office, desk: OnDesk, reply: Reply, below: bool) -> Effect:
    """Put an assessment back after a turn.

    Args:
        office: knows the moment.
        desk: the assessment before the turn.
        reply: the assessment after it.
        below: whether its card is sent anew below what was typed, and not edited in place.
    """
    return Effect(lambda book: put_back(book, desk, reply, office.now(), below), reply.toast, made=reply.made)


async def begun(office: Office, chat: str, person: str, *greeting: Html, reply: Reply | None = None) -> Effect:
    """Begin an assessment with its first question, or with what was made of a text that was typed before it."""
    first = await office.think(lambda advisor: begin(advisor, Record())) if reply is None else reply
    greet = notice(chat, *greeting) if greeting else NOTHING

    async def write(book: Book) -> None:
        await greet.write(book)
        mine = await book.assessments.start(chat, office.now(), person)
        await book.assessments.add(mine, Record(), first.record, person)
        await book.cards.put(Card(mine, chat, first.view.to_json(), touched_at=office.now()))

    return Effect(write)
