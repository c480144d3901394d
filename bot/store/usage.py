"""What the language model was asked for: tokens by chat and day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import usage

EVERYBODY = ""
"""The chat under which all chats are counted together; it stays when one of them is forgotten."""


@dataclass(frozen=True, slots=True)
class Used:
    """What the language model did on a day."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def tokens(self) -> int:
        """Tokens in and out together."""
        return self.tokens_in + self.tokens_out


class Usages:
    """The use of the language model, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def on(self, day: date, chat: str = EVERYBODY) -> Used:
        """Give what a chat used on a day, or all of them together."""
        mine = select(usage.c.calls, usage.c.tokens_in, usage.c.tokens_out)
        row = (await self._connection.execute(mine.where(usage.c.chat == chat, usage.c.day == day))).first()
        return Used(*row) if row else Used()

    async def add(self, day: date, chat: str, tokens_in: int, tokens_out: int) -> None:
        """Count a call of a chat."""
        for name in (chat, EVERYBODY):
            await self._count(day, name, tokens_in, tokens_out)

    async def retire(self, before: date) -> None:
        """Delete what was counted before a day."""
        await self._connection.execute(delete(usage).where(usage.c.day < before))

    async def _count(self, day: date, chat: str, tokens_in: int, tokens_out: int) -> None:
        more = {
            "calls": usage.c.calls + 1,
            "tokens_in": usage.c.tokens_in + tokens_in,
            "tokens_out": usage.c.tokens_out + tokens_out,
        }
        counted = update(usage).where(usage.c.chat == chat, usage.c.day == day).values(more)
        if not (await self._connection.execute(counted)).rowcount:
            new = {"chat": chat, "day": day, "calls": 1, "tokens_in": tokens_in, "tokens_out": tokens_out}
            await self._connection.execute(insert(usage).values(new))
