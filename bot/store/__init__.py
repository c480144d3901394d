"""What is kept: the one connection, the tables, and the only SQL."""

from bot.store.assessments import Assessment, KeptVerdict
from bot.store.backups import Checked, check_copy, set_aside
from bot.store.book import Book
from bot.store.cards import Card, Shown
from bot.store.chats import Source
from bot.store.claim import claimed
from bot.store.errors import DamagedError, StoreError, in_words
from bot.store.inbox import Backlog, Incoming
from bot.store.notices import Notice
from bot.store.store import Store, open_store
from bot.store.tables import SOMEBODY
from bot.store.usage import Used

__all__ = [
    "SOMEBODY",
    "Assessment",
    "Backlog",
    "Book",
    "Card",
    "Checked",
    "DamagedError",
    "Incoming",
    "KeptVerdict",
    "Notice",
    "Shown",
    "Source",
    "Store",
    "StoreError",
    "Used",
    "check_copy",
    "claimed",
    "in_words",
    "open_store",
    "set_aside",
]
