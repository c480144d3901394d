"""The people: what they say, tap, send and block, each of which the bot is told of by an update."""

import re
from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.entities import Entity, utf16_length
from tests.telegram.botapi.messages import Attachment, Message, User, Version
from tests.telegram.botapi.state import Query, State
from tests.telegram.botapi.views import View, button_of

COMMAND = re.compile(r"(?:^|(?<=\s))/[A-Za-z0-9_]{1,32}(?:@\w+)?\b")
LONGEST_TEXT = 4096
# The picture and the sound that people send.
PICTURE = b"\xff\xd8\xff\xe0a picture"
SOUND = b"OggSa voice"


class PrivateChat(View):
    """The chat of one person with the bot."""

    def __init__(self, state: State, chat: Chat, user: User) -> None:
        """Open the chat on that person's screen."""
        super().__init__(state, chat)
        self.user = user

    async def say(self, text: str, reply_to: Message | None = None) -> Message:
        """Write something."""
        return say(self._state, self._chat, self.user, text, reply_to)

    async def edit(self, message: Message | int, text: str) -> None:
        """Change what one has written."""
        edit(self._state, self._chat, message, text)

    async def tap(self, message: Message, button: str, *, stale: bool = False) -> Query:
        """Tap a button, named by its label or callback data; stale taps one that an older version had."""
        return tap(self._state, self._chat, self.user, message, button, stale=stale)

    async def send_photo(self, caption: str = "", reply_to: Message | None = None) -> Message:
        """Send a picture."""
        photo = self._state.keep_file("photo", "photo.jpg", "image/jpeg", PICTURE)
        replied = reply_to.id if reply_to else None
        return arrive(self._state, self._chat, self.user, said(caption), attachment=photo, reply_to=replied)

    async def send_voice(self) -> Message:
        """Send a voice note."""
        voice = self._state.keep_file("voice", "voice.ogg", "audio/ogg", SOUND)
        return arrive(self._state, self._chat, self.user, said(""), attachment=voice)

    async def forward(self, message: Message) -> Message:
        """Forward a message of any chat to the bot."""
        version = Version(message.text, entities=message.now.entities)
        return arrive(
            self._state,
            self._chat,
            self.user,
            version,
            attachment=message.attachment,
            forwarded_from=message.sender,
        )

    async def block(self) -> None:
        """Block the bot."""
        set_bot_status(self._state, self._chat, self.user, "kicked")

    async def unblock(self) -> None:
        """Let the bot write again."""
        set_bot_status(self._state, self._chat, self.user, "member")


class Group(View):
    """A group or a supergroup; whoever does something is named first."""

    async def say(self, who: PrivateChat | User, text: str, reply_to: Message | None = None) -> Message:
        """Write something; in privacy mode the bot sees only commands, mentions of it and replies to it."""
        return say(self._state, self._chat, self._member(who), text, reply_to)

    async def edit(self, message: Message | int, text: str) -> None:
        """Change what someone has written."""
        edit(self._state, self._chat, message, text)

    async def tap(self, who: PrivateChat | User, message: Message, button: str, *, stale: bool = False) -> Query:
        """Tap a button, named by its label or callback data; stale taps one that an older version had."""
        return tap(self._state, self._chat, self._member(who), message, button, stale=stale)

    async def remove_bot(self, who: PrivateChat | User) -> None:
        """Throw the bot out."""
        set_bot_status(self._state, self._chat, self._member(who), "kicked")

    async def add_bot(self, who: PrivateChat | User, *, as_administrator: bool = False) -> None:
        """Add the bot, or change what it may do."""
        set_bot_status(self._state, self._chat, self._member(who), "administrator" if as_administrator else "member")

    async def migrate(self) -> "Group":
        """Make the group a supergroup with another id and return that; the old one refuses the bot."""
        old = self._chat
        new = self._state.add_chat(-1_000_000_000_000 + old.id, "supergroup", old.title)
        new.members, old.migrated_to = old.members, new.id
        sender = next(iter(old.members.values()), self._state.bot)
        for chat, service in ((old, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": old.id})):
            arrive(self._state, chat, sender, Version(""), service=service)
        return Group(self._state, new)

    def _member(self, who: PrivateChat | User) -> User:
        user = who.user if isinstance(who, PrivateChat) else who
        self._chat.members.setdefault(user.id, user)
        return user


def say(state: State, chat: Chat, user: User, text: str, reply_to: Message | None) -> Message:
    """Put a person's text into a chat; a long one becomes several messages, as clients do it, the last is returned."""
    pieces = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)]
    replied = reply_to.id if reply_to else None
    return [arrive(state, chat, user, said(piece), reply_to=replied) for piece in pieces][-1]


def said(text: str) -> Version:
    """Return a person's text with the commands in it marked, as Telegram marks them."""
    commands: list[Entity] = [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in COMMAND.finditer(text)
    ]
    return Version(text, entities=tuple(commands))


def arrive(
    state: State,
    chat: Chat,
    user: User,
    version: Version,
    *,
    attachment: Attachment | None = None,
    reply_to: int | None = None,
    forwarded_from: User | None = None,
    service: dict[str, Any] | None = None,
) -> Message:
    """Put a person's message into a chat and tell the bot of it, if it may see it."""
    message = chat.add(
        user,
        state.clock.now(),
        version,
        attachment=attachment,
        reply_to=reply_to,
        forwarded_from=forwarded_from,
        service=service,
    )
    if is_seen_by_bot(state, chat, message):
        state.tell("message", wire.message_json(chat, message))
    return message


def is_seen_by_bot(state: State, chat: Chat, message: Message) -> bool:
    """Tell whether the bot gets to know of a message."""
    if chat.bot_status in ("kicked", "left"):
        return False
    if chat.kind == "private" or chat.bot_status == "administrator" or not state.has_privacy_mode or message.service:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    if replied and replied.sender == state.bot:
        return True
    address = f"@{state.bot.username}"
    command = COMMAND.match(message.text)
    return address in message.text or bool(command and "@" not in command.group())


def edit(state: State, chat: Chat, message: Message | int, text: str) -> None:
    """Change what a person has written and tell the bot."""
    edited = chat.messages[message if isinstance(message, int) else message.id]
    edited.replace(said(text), state.clock.now())
    chat.changed()
    if is_seen_by_bot(state, chat, edited):
        state.tell("edited_message", wire.message_json(chat, edited))


def tap(state: State, chat: Chat, user: User, message: Message, label: str, *, stale: bool) -> Query:
    """Tap a button and tell the bot.

    Raises:
        LookupError: there is no such button, or it has no callback data.
    """
    button = button_of(message, label, stale=stale)
    if button.callback_data is None:
        raise LookupError(f"button {label!r} of message {message.id} has no callback data")
    return state.tapped(user, chat, message, button.callback_data)


def set_bot_status(state: State, chat: Chat, user: User, status: str) -> None:
    """Change what the bot is in a chat and tell it."""
    before, chat.bot_status = chat.bot_status, status
    change = {
        "old_chat_member": wire.member_json(state.bot, before),
        "new_chat_member": wire.member_json(state.bot, status),
    }
    about = {"chat": wire.chat_json(chat), "from": wire.user_json(user), "date": state.clock.now()}
    chat.changed()
    state.tell("my_chat_member", {**about, **change})
