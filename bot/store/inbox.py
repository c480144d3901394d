"""Updates from Telegram, written down before they are confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import inbox, seen


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came: its number, the chat in whose order it is handled, and its JSON."""

    update: int
    chat: str
    payload: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many updates wait to be handled, and since when the oldest does; None where none waits."""

    updates: int
    since: datetime | None


# Made once: to build a statement takes longer than to run it.
_SEEN = select(seen.c.update).where(seen.c.update.in_(bindparam("numbers", expanding=True)))
_SEE, _WRITE = insert(seen), insert(inbox)
_TAKEN = seen.c.update == inbox.c.update
_WAITING = select(inbox).order_by(inbox.c.update)
_BACKLOG = select(func.count(), func.min(seen.c.taken_at)).select_from(inbox.outerjoin(seen, _TAKEN))
_DONE = delete(inbox).where(inbox.c.update == bindparam("number"))


class Inbox:
    """The inbox, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, incoming: Sequence[Incoming], now: datetime) -> Sequence[Incoming]:
        """Write updates down, and give those that were never taken before."""
        numbers = [each.update for each in incoming]
        rows = await self._connection.execute(_SEEN, {"numbers": numbers})
        known = {number for (number,) in rows}
        new = {each.update: each for each in incoming if each.update not in known}
        if new:
            await self._connection.execute(_SEE, [{"update": number, "taken_at": now} for number in new])
            await self._connection.execute(
                _WRITE,
                [{"update": each.update, "chat": each.chat, "payload": each.payload} for each in new.values()],
            )
        return list(new.values())

    async def waiting(self) -> Sequence[Incoming]:
        """List what is not handled yet, in order."""
        rows = await self._connection.execute(_WAITING)
        return [Incoming(**row) for row in rows.mappings()]

    async def backlog(self) -> Backlog:
        """Count what is not handled yet."""
        return Backlog(*(await self._connection.execute(_BACKLOG)).one())

    async def done(self, update: int) -> bool:
        """Take a handled update out; False where it was not in any more, so that nothing is decided twice."""
        return bool((await self._connection.execute(_DONE, {"number": update})).rowcount)

    async def forget_seen(self, before: datetime) -> None:
        """Forget the numbers of updates that can not come again."""
        await self._connection.execute(delete(seen).where(seen.c.taken_at < before))
