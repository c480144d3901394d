"""A group that became a supergroup: all that is held about it moves along, and what people are at is shown there."""

from dataclasses import replace

from bot.store import Book, Shown
from bot.telegram.view import read_view


async def move_chat(book: Book, old: str, new: str) -> None:
    """Give a chat its new id, and have each person's card shown there where its interview is under way."""
    current = await book.cards.current(old)
    await book.chats.move(old, new)
    for shown in filter(_is_under_way, current):
        # Its messages have other numbers there.
        await book.cards.put(replace(shown.card, chat=new, due=True, messages=(), superseded=()))


def _is_under_way(shown: Shown) -> bool:
    return shown.assessment.finished_at is None and read_view(shown.card.view).shows != "stopped"
