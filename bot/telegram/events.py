"""What happened in a chat, read from an update of Telegram's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.metrics.declared import KINDS, Kind

Json: TypeAlias = Mapping[str, Any]
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody typed a message; a command among them begins with a slash.

    The language is the one that their Telegram speaks, as its first letters say. It may reply to another message.
    """

    chat: str
    person: str
    message: int
    text: str
    language: str = ENGLISH
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """Somebody edited a message that they typed before."""

    chat: str
    person: str
    message: int
    text: str
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Tapped:
    """Somebody tapped a button of a message, whose number is 0 where Telegram does not tell it."""

    chat: str
    person: str
    query: str
    data: str
    language: str = ENGLISH
    message: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Somebody sent what is no text: a photo, a voice message, a forwarded card. It may reply to another message."""

    chat: str
    person: str
    what: str
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Silenced:
    """The bot was blocked, or taken out of the group; or it is welcome again."""

    chat: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, with another id."""

    chat: str
    to: str


Event: TypeAlias = Typed | Corrected | Tapped | Unreadable | Silenced | Moved
NOBODY = "0"
"""The chat of updates that belong to none."""
_ABSENT = {"kicked", "left"}
_KINDS = {"photo": "a photo", "voice": "a voice message", "audio": "a recording", "video": "a video",
          "video_note": "a video", "document": "a file", "sticker": "a sticker", "location": "a place",
          "contact": "a contact", "poll": "a poll"}  # fmt: skip


def is_group(chat: str) -> bool:
    """Tell whether a chat is one of many people, whose ids are negative."""
    return chat.startswith("-")


def chat_of(payload: Json) -> str:
    """Find the chat in whose order an update, given in JSON, is handled."""
    for content in payload.values():
        if isinstance(content, Mapping):
            message = content.get("message")
            chat = content.get("chat") or (message.get("chat") if isinstance(message, Mapping) else None)
            if isinstance(chat, Mapping) and "id" in chat:
                return str(chat["id"])
    return NOBODY


def kind_of(payload: Json) -> Kind:
    """Tell what an update, given in JSON, holds."""
    return next((kind for kind in KINDS if kind in payload), "other")


def event_in(payload: Json, username: str) -> Event | None:
    """Read an update, given in JSON; None where it asks for nothing.

    Args:
        payload: the update.
        username: the bot's own name, for commands that are for another bot.
    """
    # In JSON, as it came: to make the library's objects of it takes long.
    match payload:
        case {"callback_query": query}:
            return _tapped(query)
        case {"my_chat_member": {"chat": chat, "new_chat_member": member}}:
            return Silenced(str(chat["id"]), member["status"] in _ABSENT)
        case {"edited_message": message}:
            typed = _said(message, username)
            return _corrected(typed) if isinstance(typed, Typed) else None
        case {"message": message}:
            return _said(message, username)
    return None


def _corrected(typed: Typed) -> Corrected:
    return Corrected(typed.chat, typed.person, typed.message, typed.text, typed.language)


def _tapped(query: Json) -> Tapped:
    data, person = query.get("data", ""), query["from"]
    shown: Json = query.get("message") or {"chat": {"id": NOBODY}, "message_id": 0}
    chat = str(shown["chat"]["id"])
    return Tapped(chat, str(person["id"]), query["id"], data, _language(person), shown["message_id"])


def _said(message: Json, username: str) -> Event | None:
    chat = str(message["chat"]["id"])
    if "migrate_to_chat_id" in message:
        return Moved(chat, str(message["migrate_to_chat_id"]))
    if "migrate_from_chat_id" in message:
        return Moved(str(message["migrate_from_chat_id"]), chat)
    if "from" not in message or message["from"]["is_bot"] or "via_bot" in message:
        return None
    person, private = str(message["from"]["id"]), message["chat"]["type"] == "private"
    text, reply_to = _for_us(message.get("text", ""), username), message.get("reply_to_message", {}).get("message_id")
    if text is None or not (private or text.startswith("/") or _replies_to(message, username)):
        return None
    if "forward_origin" in message:
        return Unreadable(chat, person, "a forwarded message", reply_to)
    if text:
        return Typed(chat, person, message["message_id"], text, _language(message["from"]), reply_to)
    what = next((words for kind, words in _KINDS.items() if message.get(kind)), None)
    return Unreadable(chat, person, what, reply_to) if what else None


def first_word(text: str) -> tuple[str, str]:
    """Part a text into its first word, such as a command, and what comes after it, on the same line or the next."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0].strip() if rest else ""


def _language(person: Json) -> str:
    language: str = person.get("language_code") or ENGLISH
    return language.partition("-")[0].casefold()


def _replies_to(message: Json, username: str) -> bool:
    author: Json = message.get("reply_to_message", {}).get("from", {})
    return author.get("username") == username


def _for_us(text: str, username: str) -> str | None:
    """Take the bot's name out of a command; None where the command names another bot."""
    command, rest = first_word(text)
    word, at, name = command.partition("@")
    if not (text.startswith("/") and at):
        return text
    return f"{word} {rest}".rstrip() if name.casefold() == username.casefold() else None
