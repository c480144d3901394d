"""What is kept: the one connection, the tables, and the only SQL."""

from bot.store.errors import StoreError
from bot.store.store import Assessment, Store, open_store

__all__ = ["Assessment", "Store", "StoreError", "open_store"]
