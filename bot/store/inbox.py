"""Updates from Telegram, written down before they are confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import inbox, seen


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came: its number, the chat in whose order it is handled, and its JSON."""

    update: int
    chat: str
    payload: str


class Inbox:
    """The inbox, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, incoming: Sequence[Incoming], now: datetime) -> Sequence[Incoming]:
        """Write updates down, and give those that were never taken before."""
        numbers = [each.update for each in incoming]
        rows = await self._connection.execute(select(seen.c.update).where(seen.c.update.in_(numbers)))
        known = {number for (number,) in rows}
        new = {each.update: each for each in incoming if each.update not in known}
        if new:
            await self._connection.execute(insert(seen), [{"update": number, "taken_at": now} for number in new])
            await self._connection.execute(
                insert(inbox),
                [{"update": each.update, "chat": each.chat, "payload": each.payload} for each in new.values()],
            )
        return list(new.values())

    async def waiting(self) -> Sequence[Incoming]:
        """List what is not handled yet, in order."""
        rows = await self._connection.execute(select(inbox).order_by(inbox.c.update))
        return [Incoming(**row) for row in rows.mappings()]

    async def done(self, update: int) -> bool:
        """Take a handled update out; False where it was not in any more, so that nothing is decided twice."""
        return bool((await self._connection.execute(delete(inbox).where(inbox.c.update == update))).rowcount)

    async def forget_seen(self, before: datetime) -> None:
        """Forget the numbers of updates that can not come again."""
        await self._connection.execute(delete(seen).where(seen.c.taken_at < before))
