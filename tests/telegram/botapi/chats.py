"""One chat as the server keeps it: its messages, its members, and who waits for it to change."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.botapi.errors import bad_request, forbidden
from tests.telegram.botapi.faults import upgraded
from tests.telegram.botapi.messages import Attachment, Message, User, Version


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup."""

    id: int
    kind: str
    title: str
    username: str | None = None
    keep_messages: int | None = None
    keep_versions: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    members: dict[int, User] = field(default_factory=dict)
    executed: Counter[str] = field(default_factory=Counter)
    draft: str | None = None
    next_message_id: int = 1
    migrated_to: int | None = None
    bot_status: str = "member"
    waiters: list["asyncio.Future[None]"] = field(default_factory=list)

    def allow_the_bot(self) -> None:
        """Raise Telegram's refusal where the bot may not write."""
        if self.migrated_to is not None:
            raise upgraded(self.migrated_to)
        if self.bot_status == "kicked":
            raise forbidden(
                "bot was blocked by the user" if self.kind == "private" else f"bot was kicked from the {self.kind} chat"
            )
        if self.bot_status == "left":
            raise forbidden(f"bot is not a member of the {self.kind} chat")

    def add(
        self,
        sender: User,
        date: int,
        version: Version,
        *,
        attachment: Attachment | None = None,
        reply_to: int | None = None,
        forwarded_from: User | None = None,
        service: Mapping[str, Any] | None = None,
    ) -> Message:
        """Put a message at the end and let go of the oldest that need not be kept."""
        message = Message(
            self.id,
            self.next_message_id,
            sender,
            date,
            version,
            before=deque(maxlen=None if self.keep_versions is None else self.keep_versions - 1),
            attachment=attachment,
            reply_to=reply_to,
            forwarded_from=forwarded_from,
            service=service or {},
        )
        self.next_message_id += 1
        self.messages[message.id] = message
        if self.keep_messages is not None and len(self.messages) > self.keep_messages:
            del self.messages[next(iter(self.messages))]
        self.changed()
        return message

    def find(self, message_id: int, what_for: str) -> Message:
        """Return a message that is there.

        Raises:
            ApiError: it is not, in Telegram's words: message to edit not found.
        """
        message = self.messages.get(message_id)
        if message is None or message.is_deleted:
            raise bad_request(f"message to {what_for} not found")
        return message

    def changed(self) -> None:
        """Wake those who wait for a change of this chat."""
        waiting, self.waiters = self.waiters, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def change(self) -> None:
        """Wait for the next change of this chat."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiters.append(waiter)
        await waiter
