"""All that is kept, within one transaction."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.assessments import Assessments
from bot.store.cards import Cards
from bot.store.chats import Chats
from bot.store.inbox import Inbox
from bot.store.narrations import Narrations
from bot.store.notices import Notices
from bot.store.reminders import Reminders
from bot.store.usage import Usages


class Book:
    """What a transaction reads and writes; it is good until the transaction ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.assessments = Assessments(connection)
        self.cards = Cards(connection)
        self.chats = Chats(connection)
        self.inbox = Inbox(connection)
        self.narrations = Narrations(connection)
        self.notices = Notices(connection)
        self.reminders = Reminders(connection)
        self.usage = Usages(connection)
