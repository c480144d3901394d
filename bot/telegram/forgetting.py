"""Deleting all that is held about a chat: asked for, then confirmed by a word, or by a button while it is good."""

from dataclasses import replace

from bot.store import Book
from bot.telegram.buttons import Button
from bot.telegram.effects import Effect, Office, notice, toast
from bot.telegram.events import Tapped, is_group
from bot.telegram.views import plain

ACTION = "forget"


async def asked_to_confirm(office: Office, chat: str, person: str) -> Effect:
    """Ask whether everything about a chat is to be deleted, with a button that is good until more is said."""
    stand = await office.store.transact(lambda book: _stand(book, chat, person))
    button = Button("Delete it all", ACTION, f"{person} {stand}", "danger")
    question = plain.FORGET_OWN_CONFIRMATION if is_group(chat) else plain.FORGET_CONFIRMATION
    return notice(chat, question, buttons=((button,),))


def forgotten(chat: str, person: str) -> Effect:
    """Delete everything about a chat; in a group, what a person began there."""
    if not is_group(chat):
        return Effect(lambda book: book.chats.forget(chat), farewell=plain.FORGOTTEN, forgets=(chat,))
    mine = (chat, person)
    return Effect(lambda book: book.chats.forget_of(*mine), farewell=plain.FORGOTTEN_OWN, forgets=mine)


async def forget_tapped(office: Office, event: Tapped, value: str) -> Effect:
    """Delete where whoever asked for it taps, and has said nothing since; either way the button is used up."""
    asked_by, _, stand = value.partition(" ")
    if asked_by != event.person:
        return toast(plain.NOT_YOURS_TO_DELETE)
    refusal = await office.store.transact(lambda book: _refusal(book, event, stand))
    effect = toast(refusal) if refusal else forgotten(event.chat, event.person)
    return replace(effect, spent=event.message)


async def _refusal(book: Book, event: Tapped, stand: str) -> str:
    """Say why nothing is deleted; no word where it is."""
    owner = event.person if is_group(event.chat) else None
    if not await book.chats.holds(event.chat, owner):
        return plain.NOTHING_KEPT
    return "" if await _stand(book, event.chat, event.person) == stand else plain.FORGET_OUTDATED


async def _stand(book: Book, chat: str, person: str) -> str:
    """Write when a person last did something in a chat: as long as it is the same, nothing newer was said."""
    last = await book.cards.latest(chat, person)
    return "" if last is None else f"{last.touched_at.timestamp():.6f}"
