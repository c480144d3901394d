"""What a person sees of a chat, and waiting for it to change."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.messages import Button, Message
from tests.telegram.botapi.state import State


class View:
    """One chat on a person's screen."""

    def __init__(self, state: State, chat: Chat) -> None:
        """Look at a chat of the server's."""
        self._state = state
        self._chat = chat

    @property
    def id(self) -> int:
        """The chat's id."""
        return self._chat.id

    @property
    def messages(self) -> list[Message]:
        """The messages that are there, oldest first."""
        return [message for message in self._chat.messages.values() if not message.is_deleted]

    @property
    def last(self) -> Message | None:
        """The last message that is there."""
        return next(reversed(self.messages), None)

    @property
    def last_of_bot(self) -> Message | None:
        """The last message of the bot's that is there."""
        return next((message for message in reversed(self.messages) if message.sender == self._state.bot), None)

    @property
    def sent_by_bot(self) -> list[str]:
        """What each message of the bot's said when it came, also of those that are deleted, oldest first."""
        mine = (message for message in self._chat.messages.values() if message.sender == self._state.bot)
        return [(message.before[0] if message.before else message.now).text for message in mine]

    @property
    def draft(self) -> str | None:
        """The text that the bot showed last while writing; "" stands for "Thinking…"."""
        return self._chat.draft

    def message(self, message_id: int) -> Message:
        """Return a message by its id, deleted or not."""
        return self._chat.messages[message_id]

    def executed(self, method: str = "sendMessage") -> int:
        """Return how often a sending method was carried out in this chat."""
        return self._chat.executed[method]

    async def until(self, predicate: Callable[[Self], Any], timeout_seconds: float = 30) -> Any:
        """Wait until a predicate of this chat holds and return what it returned; asked anew at every change.

        Raises:
            TimeoutError: it did not hold in time; the message says what the chat shows.
        """
        try:
            async with asyncio.timeout(timeout_seconds):
                while not (found := predicate(self)):
                    await self._chat.change()
                return found
        except TimeoutError as error:
            shown = "\n".join(described(message) for message in self.messages)
            raise TimeoutError(f"waited {timeout_seconds} s in vain; chat {self.id} shows:\n{shown}") from error


def described(message: Message) -> str:
    """Return a message in one line, for those who look for a mistake."""
    labels = [[button.text for button in row] for row in message.buttons]
    return f"{message.id} {message.sender.first_name}: {message.text!r} {labels or ''}"


def button_of(message: Message, label: str, *, stale: bool) -> Button:
    """Return a button by its label or its callback data.

    Args:
        message: the message under which it stands.
        label: its text or its callback_data.
        stale: also look for it in what the message showed before, as a screen that lags behind does.

    Raises:
        LookupError: there is none; it names those there are.
    """
    rows = message.buttons
    if stale:
        rows = [row for version in reversed(message.versions) for row in version.buttons]
    buttons = [button for row in rows for button in row]
    for button in buttons:
        if label in (button.text, button.callback_data):
            return button
    raise LookupError(f"message {message.id} has no button {label!r}; it has {[button.text for button in buttons]}")
