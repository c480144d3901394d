"""What each assessment shows in its chat, and which messages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import cards


@dataclass(frozen=True, slots=True)
class Card:
    """How an assessment is shown.

    Attributes:
        assessment: whose card it is.
        chat: where it is shown.
        view: what it shows, in words of whoever shows it.
        revision: a number that changes whenever the meaning of its buttons does.
        due: it must be shown (again).
        below: it is to be sent anew, below all else, and not edited in place.
        messages: the messages that show it now.
        superseded: messages that showed it before and are to be removed.
    """

    assessment: int
    chat: str
    view: Mapping[str, Any]
    revision: int = 0
    due: bool = True
    below: bool = True
    messages: tuple[int, ...] = ()
    superseded: tuple[int, ...] = ()


class Cards:
    """The cards, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, assessment: int) -> Card | None:
        """Read the card of an assessment."""
        row = (await self._connection.execute(select(cards).where(cards.c.assessment == assessment))).mappings().first()
        return _card(row) if row else None

    async def put(self, card: Card) -> None:
        """Write a card in place of the one before."""
        values = {name: getattr(card, name) for name in ("view", "revision", "due", "below")}
        values |= {"messages": list(card.messages), "superseded": list(card.superseded), "chat": card.chat}
        done = await self._connection.execute(
            update(cards).where(cards.c.assessment == card.assessment).values(**values)
        )
        if not done.rowcount:
            await self._connection.execute(insert(cards).values(assessment=card.assessment, **values))

    async def due(self, chat: str) -> Sequence[Card]:
        """List the cards of a chat that must be shown, the oldest first."""
        mine = select(cards).where(cards.c.chat == chat, cards.c.due).order_by(cards.c.assessment)
        return [_card(row) for row in (await self._connection.execute(mine)).mappings()]

    async def chats_due(self) -> set[str]:
        """List the chats with a card that must be shown."""
        return {chat for (chat,) in await self._connection.execute(select(cards.c.chat).where(cards.c.due).distinct())}

    async def drop(self, assessment: int) -> None:
        """Forget a card; its messages stay where they are."""
        await self._connection.execute(delete(cards).where(cards.c.assessment == assessment))


def _card(row: RowMapping) -> Card:
    messages, superseded = tuple(row["messages"]), tuple(row["superseded"])
    return Card(**{**dict(row), "messages": messages, "superseded": superseded})
