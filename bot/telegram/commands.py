"""The commands that are about a chat and not about one assessment."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from bot.interview.record import Record
from bot.store import Assessment, Book, Notice, Used
from bot.telegram.asking import resume
from bot.telegram.buttons import Button
from bot.telegram.desk import OnDesk, take_out
from bot.telegram.effects import NOTHING, Effect, Office, begun, notice, turned
from bot.telegram.events import is_group
from bot.telegram.forgetting import asked_to_confirm, forgotten
from bot.telegram.html import Html, escape
from bot.telegram.sitting import Reply
from bot.telegram.view import View
from bot.telegram.views import plain
from bot.telegram.views.history import HistoryLine, about, history_view
from bot.telegram.views.plain import Sent
from bot.words.verdicts import action
from rules.verdict import Verdict

MOST_LISTED = 200
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A command as it was sent: who, where, and what came after its name."""

    chat: str
    person: str
    rest: str

    @property
    def in_group(self) -> bool:
        """Whether others hear it."""
        return is_group(self.chat)

    @property
    def hint(self) -> tuple[Html, ...]:
        """Say how one is heard there, where that is not by just typing."""
        return (plain.IN_GROUPS,) if self.in_group else ()


Command: TypeAlias = Callable[[Office, Said], Awaitable[Effect]]


async def start(office: Office, said: Said) -> Effect:
    """Greet and ask the first question, or go on where the interview stands; whoever had blocked the bot is back."""
    effect = await _started(office, said)

    async def write(book: Book) -> None:
        await book.chats.unblock(said.chat)
        await effect.write(book)

    return Effect(write)


async def _started(office: Office, said: Said) -> Effect:
    desk = await _open(office, said)
    if desk is None:
        return await begun(office, said.chat, said.person, *plain.GREETING, *said.hint)
    return await resumed(office, desk, plain.WELCOME_BACK)


async def resumed(office: Office, desk: OnDesk, *said: str) -> Effect:
    """Show an assessment anew below, where it stands."""
    reply = await office.think(lambda advisor: resume(advisor, desk.sitting, *said))
    return turned(office, desk, reply, below=True)


async def new(office: Office, said: Said) -> Effect:
    """Begin another assessment."""
    return await begun(office, said.chat, said.person)


async def again(office: Office, desk: OnDesk) -> Effect:
    """Begin another assessment from the card of one; a second tap there is one on an older card."""
    another = await begun(office, desk.assessment.chat, desk.assessment.owner)

    async def write(book: Book) -> None:
        await book.cards.put(replace(desk.card, revision=desk.card.revision + 1, due=True))
        await another.write(book)

    return Effect(write)


async def cancel(office: Office, said: Said) -> Effect:
    """Stop the interview that is under way; its answers are kept."""
    desk = await _open(office, said)
    if desk is None:
        return notice(said.chat, plain.NOTHING_GOING_ON)
    return turned(office, desk, Reply(desk.sitting.record, View(shows="stopped")), below=True)


async def help_(_office: Office, said: Said) -> Effect:
    """Say what can be done."""
    return notice(said.chat, *plain.HELP, *said.hint)


async def privacy(office: Office, said: Said) -> Effect:
    """Say what is kept, and what a language model is sent."""
    narrator = office.narrator
    if narrator is None:
        return notice(said.chat, *plain.privacy())

    async def work(book: Book) -> tuple[bool, Used]:
        return await book.chats.has_model(said.chat), await book.usage.on(narrator.today(), said.chat)

    wanted, used = await office.store.transact(work)
    sent = Sent(narrator.model, wanted, used.tokens, narrator.caps.tokens_per_chat)
    return notice(said.chat, *plain.privacy(sent))


async def model(office: Office, said: Said) -> Effect:
    """Turn the language model off or on for the chat, or say which it is."""
    if office.narrator is None:
        return notice(said.chat, plain.NO_MODEL)
    wish = {"on": True, "off": False}.get(said.rest.casefold())
    if wish is None:
        on = await office.store.transact(lambda book: book.chats.has_model(said.chat))
        return notice(said.chat, plain.MODEL_ON if on else plain.MODEL_OFF)
    effect = notice(said.chat, plain.MODEL_ON if wish else plain.MODEL_OFF)

    async def write(book: Book) -> None:
        await book.chats.turn_model(said.chat, wish)
        await effect.write(book)

    return Effect(write)


async def history(office: Office, said: Said) -> Effect:
    """List a person's assessments, the newest first, or open the one whose number is given."""
    kept = await office.store.transact(lambda book: _with_verdicts(book, said))
    wanted = next((each.id for number, (each, _) in kept if str(number) == said.rest), None)
    desk = await office.store.transact(lambda book: _desk_of(book, wanted)) if wanted is not None else None
    if desk is not None:
        return await resumed(office, desk)
    missing = (escape(plain.no_such_number(said.rest)),) if kept and said.rest else ()
    shown = kept[:SHOWN]
    abouts = await _abouts(office, [each for _, (each, _) in shown])
    lines = [replace(_line(number, *each), about=about) for (number, each), about in zip(shown, abouts, strict=True)]
    buttons = tuple((Button(f"Open {number}", "open", str(each.id)),) for number, (each, _) in shown)
    return notice(said.chat, *missing, *history_view(lines, len(kept[SHOWN:])), buttons=buttons)


async def _abouts(office: Office, listed: Sequence[Assessment]) -> list[str]:
    """Say of each assessment what it wants and what does the work, by which one knows it from the others."""
    rulebook = await office.think(lambda advisor: advisor.rulebook)

    async def work(book: Book) -> list[Record]:
        return [await book.assessments.record(each, each.owner) for each in listed]

    return [about(rulebook, record) for record in await office.store.transact(work)]


async def compare(office: Office, said: Said) -> Effect:
    """Show two assessments side by side: those named by their numbers, or the last two with a verdict."""
    kept = await office.store.transact(lambda book: _with_verdicts(book, said))
    judged = {number: each for number, (each, verdict) in kept if verdict is not None}
    wanted = [int(word) for word in said.rest.replace(",", " ").split() if word.isdecimal()] or sorted(judged)[-2:]
    if len(wanted) != 2 or not {*wanted} <= judged.keys():
        return notice(said.chat, plain.NOTHING_TO_COMPARE)
    older, newer = (judged[number] for number in sorted(wanted))
    return await opened(office, newer.id, View(shows="compare", other=older.id))


async def export(office: Office, said: Said) -> Effect:
    """Send everything that is held about the chat, as JSON; in a group, about what one began there oneself."""
    held = await office.store.transact(
        lambda book: (
            book.chats.everything_of(said.chat, said.person) if said.in_group else book.chats.everything(said.chat)
        )
    )
    text = json.dumps(held, indent=1, default=_moment)
    return Effect(lambda book: book.notices.add(Notice(said.chat, text, "document")))


async def forget(office: Office, said: Said) -> Effect:
    """Delete everything about the chat, once that is confirmed; in a group, what one began there oneself."""
    if said.rest.casefold() in {"yes", "really"}:
        return forgotten(said.chat, said.person)
    return await asked_to_confirm(office, said.chat, said.person)


async def opened(office: Office, assessment: int, view: View) -> Effect:
    """Show an assessment anew below."""
    desk = await office.store.transact(lambda book: _desk_of(book, assessment))
    if desk is None:
        return NOTHING
    return turned(office, desk, Reply(desk.sitting.record, view), below=True)


COMMANDS: Mapping[str, Command] = {
    "start": start, "new": new, "cancel": cancel, "help": help_, "privacy": privacy, "model": model, "history": history,
    "compare": compare, "export": export, "forget": forget,
}  # fmt: skip


async def _open(office: Office, said: Said) -> OnDesk | None:
    async def work(book: Book) -> OnDesk | None:
        found = await book.cards.latest_open(said.chat, said.person)
        return await take_out(book, found) if found else None

    return await office.store.transact(work)


async def _desk_of(book: Book, assessment: int) -> OnDesk | None:
    found = await book.cards.find(assessment)
    return await take_out(book, found) if found else None


async def _with_verdicts(book: Book, said: Said) -> list[tuple[int, tuple[Assessment, Verdict | None]]]:
    """Give a person's assessments with their verdicts, the newest first, each with its number, which stays the same."""
    found = await book.assessments.newest(said.chat, said.person, MOST_LISTED)
    return [(len(found) - at, (each, await _verdict(book, each.id))) for at, each in enumerate(found)]


async def _verdict(book: Book, assessment: int) -> Verdict | None:
    kept = await book.assessments.verdict(assessment)
    return Verdict.model_validate_json(kept.json) if kept else None


def _line(number: int, assessment: Assessment, verdict: Verdict | None) -> HistoryLine:
    begun_on = assessment.started_at.date().isoformat()
    if verdict is None:
        return HistoryLine(number, begun_on)
    return HistoryLine(number, begun_on, verdict.verdict, action(verdict), verdict.headline.confidence)


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
