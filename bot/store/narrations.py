"""What the language model said of a verdict, by a key that stands for all it was asked with."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import narrations


class Narrations:
    """What the language model said, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, assessment: int, key: str) -> str | None:
        """Read what was said, in JSON; None where nothing was."""
        said = select(narrations.c.json).where(narrations.c.assessment == assessment, narrations.c.key == key)
        found = (await self._connection.execute(said)).scalar_one_or_none()
        return None if found is None else str(found)

    async def keep(self, assessment: int, key: str, json: str) -> None:
        """Keep what was said, in place of what was said before with the same key."""
        mine = (narrations.c.assessment == assessment) & (narrations.c.key == key)
        await self._connection.execute(delete(narrations).where(mine))
        await self._connection.execute(insert(narrations).values(assessment=assessment, key=key, json=json))
