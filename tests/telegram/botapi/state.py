"""All that the server knows: the bot, the chats, the files, the callback queries and the bot's profile."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from tests.telegram.botapi import wire
from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.faults import Faults
from tests.telegram.botapi.messages import Attachment, Message, User
from tests.telegram.botapi.updates import Updates
from tests.telegram.botapi.webhook import Webhook

FIRST_UPDATE = 500_001


@dataclass(slots=True)
class Clock:
    """The server's time; tests move it by its offset."""

    offset_seconds: int = 0

    def now(self) -> int:
        """Return the second it is, counted from 1970."""
        return int(time.time()) + self.offset_seconds


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """What a person who tapped a button gets to see."""

    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True)
class Query:
    """A tap on a button, and its answer once there is one."""

    id: str
    asked_at: int
    answered: "asyncio.Future[QueryAnswer]"

    async def answer(self, timeout_seconds: float = 30) -> QueryAnswer:
        """Wait for the bot's answer.

        Raises:
            TimeoutError: there was none in time.
        """
        async with asyncio.timeout(timeout_seconds):
            return await asyncio.shield(self.answered)

    @property
    def is_answered(self) -> bool:
        """Tell whether the bot has answered."""
        return self.answered.done()


@dataclass(slots=True)
class State:
    """One bot's Telegram."""

    token: str
    bot: User
    faults: Faults
    clock: Clock = field(default_factory=Clock)
    has_privacy_mode: bool = True
    keep_messages: int | None = None
    keep_versions: int | None = None
    chats: dict[int, Chat] = field(default_factory=dict)
    # A file is kept as long as a message that carries it.
    files: WeakValueDictionary[str, Attachment] = field(default_factory=WeakValueDictionary)
    queries: dict[str, Query] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)
    updates: Updates = field(init=False)
    webhook: Webhook = field(init=False)
    next_file: int = 1
    next_query: int = 1

    def __post_init__(self) -> None:
        """Make the queue of updates and what delivers it."""
        self.updates = Updates(self.faults, FIRST_UPDATE)
        self.webhook = Webhook(self.updates, self.clock.now)

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat by its id or @username.

        Raises:
            ApiError: there is none.
        """
        if isinstance(chat_id, int) and chat_id in self.chats:
            return self.chats[chat_id]
        for chat in self.chats.values() if isinstance(chat_id, str) else ():
            if chat.username and chat_id == f"@{chat.username}":
                return chat
        raise bad_request("chat not found")

    def open(self, chat_id: int | str) -> Chat:
        """Return a chat in which the bot may write.

        Raises:
            ApiError: there is none, the bot was blocked or removed, or the chat was migrated.
        """
        chat = self.chat(chat_id)
        chat.allow_the_bot()
        return chat

    def add_chat(self, chat_id: int, kind: str, title: str, username: str | None = None) -> Chat:
        """Make a chat, or return the one that is there."""
        if chat_id not in self.chats:
            kept = (self.keep_messages, self.keep_versions)
            self.chats[chat_id] = Chat(chat_id, kind, title, username, *kept)
        return self.chats[chat_id]

    def keep_file(self, kind: str, name: str, mime_type: str, content: bytes) -> Attachment:
        """Store a file under a new file_id."""
        attachment = Attachment(kind, f"file-{self.next_file}", name, mime_type, content)
        self.next_file += 1
        self.files[attachment.file_id] = attachment
        return attachment

    def tapped(self, user: User, chat: Chat, message: Message, data: str) -> Query:
        """Let a person tap a button of a message, which may be deleted by now."""
        waiter: asyncio.Future[QueryAnswer] = asyncio.get_running_loop().create_future()
        query = Query(str(self.next_query), self.clock.now(), waiter)
        self.next_query += 1
        self.queries[query.id] = query
        shown = wire.gone_json if message.is_deleted else wire.message_json
        self.tell("callback_query", query_json(query, user, data) | {"message": shown(chat, message)})
        return query

    def tell(self, kind: str, payload: Mapping[str, Any]) -> None:
        """Send the bot an update."""
        self.updates.push(kind, dict(payload))


def query_json(query: Query, user: User, data: str) -> dict[str, Any]:
    """Write a CallbackQuery without its message."""
    return {"id": query.id, "from": wire.user_json(user), "chat_instance": "1", "data": data}
