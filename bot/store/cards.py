"""What each assessment shows in its chat, and which messages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.assessments import Assessment
from bot.store.tables import assessments, cards


@dataclass(frozen=True, slots=True)
class Card:
    """How an assessment is shown.

    Attributes:
        assessment: whose card it is.
        chat: where it is shown.
        view: what it shows, in words of whoever shows it.
        revision: a number that changes whenever the meaning of its buttons does.
        due: it must be shown (again).
        messages: the messages that show it now; where there are none, it is sent anew.
        superseded: messages that showed it before and are to be removed.
    """

    assessment: int
    chat: str
    view: Mapping[str, Any]
    revision: int = 0
    due: bool = True
    messages: tuple[int, ...] = ()
    superseded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An assessment with the card that shows it."""

    assessment: Assessment
    card: Card


class Cards:
    """The cards, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, assessment: int) -> Shown | None:
        """Read the card of an assessment; None where it has none, or there is no such assessment."""
        return await self._first(_SHOWN.where(cards.c.assessment == assessment))

    async def latest(self, chat: str, owner: str) -> Shown | None:
        """Read the card of the assessment that a person began last in a chat."""
        return await self._first(_newest(chat, owner))

    async def latest_open(self, chat: str, owner: str) -> Shown | None:
        """Read the card of the assessment that a person began last in a chat and has not finished."""
        return await self._first(_newest(chat, owner).where(assessments.c.finished_at.is_(None)))

    async def put(self, card: Card) -> None:
        """Write a card in place of the one before."""
        values = {name: getattr(card, name) for name in ("view", "revision", "due")}
        values |= {"messages": list(card.messages), "superseded": list(card.superseded), "chat": card.chat}
        mine = update(cards).where(cards.c.assessment == card.assessment)
        if not (await self._connection.execute(mine.values(**values))).rowcount:
            await self._connection.execute(insert(cards).values(assessment=card.assessment, **values))

    async def due(self, chat: str) -> Sequence[Shown]:
        """List the cards of a chat that must be shown, the oldest first."""
        mine = _SHOWN.where(cards.c.chat == chat, cards.c.due).order_by(cards.c.assessment)
        return [_shown(row) for row in await self._connection.execute(mine)]

    async def chats_due(self) -> set[str]:
        """List the chats with a card that must be shown."""
        return {chat for (chat,) in await self._connection.execute(select(cards.c.chat).where(cards.c.due).distinct())}

    async def _first(self, query: Select[Any]) -> Shown | None:
        row = (await self._connection.execute(query.limit(1))).first()
        return _shown(row) if row else None


_OF_CARD = [cards.c[name] for name in ("view", "revision", "due", "messages", "superseded")]
_OF_ASSESSMENT = [assessments.c[name] for name in ("id", "chat", "started_at", "finished_at", "guess", "owner")]
_SHOWN = select(*_OF_ASSESSMENT, *_OF_CARD).join_from(assessments, cards)


def _newest(chat: str, owner: str) -> Select[Any]:
    mine = _SHOWN.where(assessments.c.chat == chat, assessments.c.owner == owner)
    return mine.order_by(assessments.c.started_at.desc(), assessments.c.id.desc())


def _shown(row: Row[Any]) -> Shown:
    assessment = Assessment(*row[: len(_OF_ASSESSMENT)])
    view, revision, due, messages, superseded = row[len(_OF_ASSESSMENT) :]
    return Shown(
        assessment,
        Card(assessment.id, assessment.chat, view, revision, due, tuple(messages), tuple(superseded)),
    )
