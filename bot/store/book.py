"""All that is kept, within one transaction."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.assessments import Assessments
from bot.store.cards import Cards
from bot.store.chats import Chats
from bot.store.inbox import Inbox
from bot.store.narrations import Narrations
from bot.store.notices import Notices
from bot.store.reminders import Reminders
from bot.store.schema import VERSION_TABLE
from bot.store.usage import Usages

_TOUCH = text(f"UPDATE {VERSION_TABLE} SET version_num = version_num")  # noqa: S608 - a name of the code's own


class Book:
    """What a transaction reads and writes; it is good until the transaction ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.assessments = Assessments(connection)
        self.cards = Cards(connection)
        self.chats = Chats(connection)
        self.inbox = Inbox(connection)
        self.narrations = Narrations(connection)
        self.notices = Notices(connection)
        self.reminders = Reminders(connection)
        self.usage = Usages(connection)

    async def touch(self) -> None:
        """Write what is there already, to learn whether anything can be written."""
        await self._connection.execute(_TOUCH)
