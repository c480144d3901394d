"""A chat as a whole: what is held about it, its move to another id, its silence, and its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, insert, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import (
    answers,
    assessments,
    blocked,
    cards,
    inbox,
    narrations,
    notices,
    reminders,
    typed,
    usage,
    verdicts,
    without_model,
)

OF_CHAT: tuple[Table, ...] = (assessments, cards, notices, inbox, typed, blocked, usage, without_model)
"""Every table that names a chat."""
OF_ASSESSMENT: tuple[Table, ...] = (answers, verdicts, reminders, narrations)
"""Every table that names an assessment, and its chat only through it."""


@dataclass(frozen=True, slots=True)
class Source:
    """The question that a typed message answered."""

    assessment: int
    subject: str
    question: str


class Chats:
    """The chats, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def everything(self, chat: str) -> Mapping[str, list[dict[str, Any]]]:
        """Give all that is held about a chat, by table."""
        held = {table.name: await self._rows(table, table.c.chat == chat) for table in OF_CHAT}
        return held | await self._with_assessments(OF_ASSESSMENT, assessments.c.chat == chat)

    async def everything_of(self, chat: str, owner: str) -> Mapping[str, list[dict[str, Any]]]:
        """Give all that is held about what one person began in a chat of several, by table."""
        mine = (assessments.c.chat == chat) & (assessments.c.owner == owner)
        begun = {assessments.name: await self._rows(assessments, mine)}
        return begun | await self._with_assessments((cards, typed, *OF_ASSESSMENT), mine)

    async def holds(self, chat: str, owner: str | None = None) -> bool:
        """Tell whether anything is held about a chat, or of what one person began there, but what it says just now."""
        held = await self.everything(chat) if owner is None else await self.everything_of(chat, owner)
        return any(rows for name, rows in held.items() if name != inbox.name)

    async def all_held(self) -> set[tuple[str, ...]]:
        """List whatever can be forgotten by itself: every chat, and every chat with each who began something there."""
        chats = union(*(select(table.c.chat) for table in OF_CHAT))
        begun = select(assessments.c.chat, assessments.c.owner).distinct()
        return {tuple(row) for found in (chats, begun) for row in await self._connection.execute(found)}

    async def forget(self, chat: str) -> None:
        """Delete all that is held about a chat."""
        # What belongs to an assessment goes with it.
        for table in OF_CHAT:
            await self._connection.execute(delete(table).where(table.c.chat == chat))

    async def forget_of(self, chat: str, owner: str) -> None:
        """Delete all that one person began in a chat of several."""
        mine = (assessments.c.chat == chat) & (assessments.c.owner == owner)
        await self._connection.execute(delete(assessments).where(mine))

    async def move(self, old: str, new: str) -> None:
        """Give a chat its new id everywhere; no message there shows any of its cards yet."""
        # Messages have other numbers there, and by the old ones somebody else's would be edited or deleted.
        for table in (typed, blocked):
            await self._connection.execute(delete(table).where(table.c.chat == old))
        shown_nowhere = update(cards).where(cards.c.chat == old).values(messages=[], superseded=[])
        await self._connection.execute(shown_nowhere)
        for table in OF_CHAT:
            await self._connection.execute(update(table).where(table.c.chat == old).values(chat=new))

    async def block(self, chat: str) -> None:
        """Note that a chat wants to hear nothing, and drop what was to be sent to it."""
        await self.unblock(chat)
        await self._connection.execute(insert(blocked).values(chat=chat))
        await self._connection.execute(delete(notices).where(notices.c.chat == chat))
        await self._connection.execute(update(cards).where(cards.c.chat == chat).values(due=False))

    async def unblock(self, chat: str) -> None:
        """Note that a chat may be spoken to again."""
        await self._connection.execute(delete(blocked).where(blocked.c.chat == chat))

    async def is_blocked(self, chat: str) -> bool:
        """Tell whether a chat wants to hear nothing."""
        return (await self._connection.execute(select(blocked).where(blocked.c.chat == chat))).first() is not None

    async def turn_model(self, chat: str, on: bool) -> None:
        """Note whether a chat wants a language model to read and word for it."""
        await self._connection.execute(delete(without_model).where(without_model.c.chat == chat))
        if not on:
            await self._connection.execute(insert(without_model).values(chat=chat))

    async def has_model(self, chat: str) -> bool:
        """Tell whether a chat wants a language model to read and word for it."""
        refused = select(without_model).where(without_model.c.chat == chat)
        return (await self._connection.execute(refused)).first() is None

    async def note_typed(self, chat: str, message: int, source: Source) -> None:
        """Note which question a typed message answered."""
        # A message is one answer; edited, it is another to the same question.
        await self._connection.execute(
            insert(typed).values(
                chat=chat,
                message=message,
                assessment=source.assessment,
                subject=source.subject,
                question=source.question,
            )
        )

    async def source_of(self, chat: str, message: int) -> Source | None:
        """Find the question that a typed message answered."""
        mine = select(typed.c.assessment, typed.c.subject, typed.c.question)
        row = (await self._connection.execute(mine.where(typed.c.chat == chat, typed.c.message == message))).first()
        return Source(*row) if row else None

    async def _with_assessments(self, tables: Sequence[Table], mine: Any) -> dict[str, list[dict[str, Any]]]:
        ids = select(assessments.c.id).where(mine)
        return {table.name: await self._rows(table, table.c.assessment.in_(ids)) for table in tables}

    async def _rows(self, table: Table, mine: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in (await self._connection.execute(select(table).where(mine))).mappings()]
