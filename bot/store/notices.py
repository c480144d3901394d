"""Messages beside the cards: help, history, an export, a reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import notices

Kind: TypeAlias = Literal["text", "document"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that is to be sent once: HTML with its buttons, or the text of a document."""

    chat: str
    text: str
    kind: Kind = "text"
    buttons: Sequence[Sequence[Any]] | None = None
    id: int = 0


class Notices:
    """The messages to be sent, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, notice: Notice) -> None:
        """Mark a message to be sent after all those before it."""
        values = {name: getattr(notice, name) for name in ("chat", "kind", "text", "buttons")}
        await self._connection.execute(insert(notices).values(**values))

    async def due(self, chat: str) -> Sequence[Notice]:
        """List what is to be sent to a chat, in order."""
        mine = select(notices).where(notices.c.chat == chat).order_by(notices.c.id)
        return [Notice(**row) for row in (await self._connection.execute(mine)).mappings()]

    async def chats_due(self) -> set[str]:
        """List the chats to which something is to be sent."""
        return {chat for (chat,) in await self._connection.execute(select(notices.c.chat).distinct())}

    async def sent(self, notice: int) -> None:
        """Take a message out that was sent, or that never can be."""
        await self._connection.execute(delete(notices).where(notices.c.id == notice))
