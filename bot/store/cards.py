"""What each assessment shows in its chat, and which messages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update
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
        touched_at: when somebody last did something with it, or it was brought up again.
    """

    assessment: int
    chat: str
    view: Mapping[str, Any]
    revision: int = 0
    due: bool = True
    messages: tuple[int, ...] = ()
    superseded: tuple[int, ...] = ()
    touched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An assessment with the card that shows it."""

    assessment: Assessment
    card: Card

    @property
    def touched_at(self) -> datetime:
        """When somebody last did something with it: with a card that is new, when the assessment began."""
        return self.card.touched_at or self.assessment.started_at


# Made once: to build a statement takes longer than to run it.
_OF_CARD = [cards.c[name] for name in ("view", "revision", "due", "messages", "superseded", "touched_at")]
_OF_ASSESSMENT = [assessments.c[name] for name in ("id", "chat", "started_at", "finished_at", "guess", "owner")]
_SHOWN = select(*_OF_ASSESSMENT, *_OF_CARD).join_from(assessments, cards)
_OF_ID = _SHOWN.where(cards.c.assessment == bindparam("of_assessment"))
_DUE = _SHOWN.where(cards.c.chat == bindparam("in_chat"), cards.c.due).order_by(cards.c.assessment)
_MINE = _SHOWN.where(assessments.c.chat == bindparam("in_chat"), assessments.c.owner == bindparam("of_owner"))
_TOUCHED = func.coalesce(cards.c.touched_at, assessments.c.started_at)
_LATEST_FIRST = (_TOUCHED.desc(), assessments.c.id.desc())
_LATEST = _MINE.order_by(*_LATEST_FIRST).limit(1)
_LATEST_OPEN = _LATEST.where(assessments.c.finished_at.is_(None))
_IN_CHAT = _SHOWN.where(assessments.c.chat == bindparam("in_chat")).order_by(*_LATEST_FIRST)
_MESSAGES = select(cards.c.assessment, cards.c.messages, cards.c.superseded).where(cards.c.chat == bindparam("in_chat"))
_CHATS_DUE = select(cards.c.chat).where(cards.c.due).distinct()
_ADD = insert(cards)
_CHANGE = (
    update(cards)
    .where(cards.c.assessment == bindparam("of_assessment"))
    .values({name: bindparam(name) for name in ("chat", *(column.name for column in _OF_CARD))})
)


class Cards:
    """The cards, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, assessment: int) -> Shown | None:
        """Read the card of an assessment; None where it has none, or there is no such assessment."""
        return await self._first(_OF_ID, of_assessment=assessment)

    async def latest(self, chat: str, owner: str) -> Shown | None:
        """Read the card that a person touched last in a chat."""
        return await self._first(_LATEST, in_chat=chat, of_owner=owner)

    async def latest_open(self, chat: str, owner: str) -> Shown | None:
        """Read the card that a person touched last in a chat, of those whose assessment is not finished."""
        return await self._first(_LATEST_OPEN, in_chat=chat, of_owner=owner)

    async def current(self, chat: str) -> Sequence[Shown]:
        """List the cards of a chat that each person touched last, the latest first."""
        of_owner: dict[str, Shown] = {}
        for row in await self._connection.execute(_IN_CHAT, {"in_chat": chat}):
            shown = _shown(row)
            of_owner.setdefault(shown.assessment.owner, shown)
        return [*of_owner.values()]

    async def showing(self, chat: str, message: int) -> Shown | None:
        """Read the card that a message of a chat shows, or showed until just now; None where it shows none."""
        rows = await self._connection.execute(_MESSAGES, {"in_chat": chat})
        found = next((mine for mine, now, before in rows if message in (*now, *before)), None)
        return None if found is None else await self.find(found)

    async def put(self, card: Card) -> None:
        """Write a card in place of the one before."""
        values = {name: getattr(card, name) for name in ("view", "revision", "due", "touched_at")}
        values |= {"messages": list(card.messages), "superseded": list(card.superseded), "chat": card.chat}
        if not (await self._connection.execute(_CHANGE, {"of_assessment": card.assessment, **values})).rowcount:
            await self._connection.execute(_ADD, {"assessment": card.assessment, **values})

    async def due(self, chat: str) -> Sequence[Shown]:
        """List the cards of a chat that must be shown, the oldest first."""
        return [_shown(row) for row in await self._connection.execute(_DUE, {"in_chat": chat})]

    async def chats_due(self) -> set[str]:
        """List the chats with a card that must be shown."""
        return {chat for (chat,) in await self._connection.execute(_CHATS_DUE)}

    async def _first(self, query: Select[Any], **values: object) -> Shown | None:
        row = (await self._connection.execute(query, values)).first()
        return _shown(row) if row else None


def _shown(row: Row[Any]) -> Shown:
    assessment = Assessment(*row[: len(_OF_ASSESSMENT)])
    view, revision, due, messages, superseded, touched_at = row[len(_OF_ASSESSMENT) :]
    return Shown(
        assessment,
        Card(assessment.id, assessment.chat, view, revision, due, tuple(messages), tuple(superseded), touched_at),
    )
