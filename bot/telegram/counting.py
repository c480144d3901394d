"""The tokens that chats take of a language model, kept where they outlive the process."""

from datetime import date

from bot.narrator.completing import Usage
from bot.store import Store
from bot.store.usage import EVERYBODY


class KeptUsage:
    """What was taken so far, in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of_chat(self, chat: str, day: date) -> Usage:
        """Give what a chat took on a day."""
        used = await self._store.transact(lambda book: book.usage.on(day, chat))
        return Usage(used.tokens_in, used.tokens_out)

    async def of_all(self, day: date) -> Usage:
        """Give what all chats took on a day."""
        return await self.of_chat(EVERYBODY, day)

    async def add(self, chat: str, day: date, usage: Usage) -> None:
        """Add what a chat took on a day."""
        await self._store.transact(lambda book: book.usage.add(day, chat, usage.tokens_in, usage.tokens_out))
