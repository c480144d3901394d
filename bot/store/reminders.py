"""When to look at a verdict again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.assessments import Assessment
from bot.store.tables import assessments, reminders


class Reminders:
    """The reminders, within one transaction; an assessment has one at most."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, assessment: int, due_at: datetime) -> None:
        """Remind of an assessment, in place of an earlier wish."""
        await self.drop(assessment)
        await self._connection.execute(insert(reminders).values(assessment=assessment, due_at=due_at))

    async def due(self, now: datetime) -> Sequence[Assessment]:
        """List the assessments that are to be reminded of by now."""
        mine = select(assessments).join(reminders).where(reminders.c.due_at <= now).order_by(reminders.c.due_at)
        return [Assessment(**row) for row in (await self._connection.execute(mine)).mappings()]

    async def drop(self, assessment: int) -> None:
        """Remind of an assessment no more."""
        await self._connection.execute(delete(reminders).where(reminders.c.assessment == assessment))
