"""sendMessage, sendDocument, sendPhoto, sendMessageDraft, sendChatAction."""

from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.messages import Attachment, Version
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State


def send_message(state: State, request: Request) -> Any:
    """Put a text into a chat."""
    return send(state, request, "sendMessage", request.version())


def send_document(state: State, request: Request) -> Any:
    """Put a file into a chat."""
    return send_file(state, request, "sendDocument", "document")


def send_photo(state: State, request: Request) -> Any:
    """Put a picture into a chat."""
    return send_file(state, request, "sendPhoto", "photo")


def send_file(state: State, request: Request, method: str, kind: str) -> Any:
    """Put an uploaded file, or one that is known by its file_id, into a chat."""
    state.open(request.values["chat_id"])
    return send(state, request, method, request.version("caption"), file_of(state, request, kind))


def file_of(state: State, request: Request, kind: str) -> Attachment:
    """Return the file that a request brings or names."""
    upload = request.upload(kind)
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    if upload is not None:
        return state.keep_file(kind, upload.name, upload.mime_type, upload.content)
    known = state.files.get(request.values[kind])
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def send(
    state: State, request: Request, method: str, version: Version, attachment: Attachment | None = None
) -> dict[str, Any]:
    """Put a message of the bot's into a chat and return it as JSON."""
    chat = state.open(request.values["chat_id"])
    reply_to = replied_to(chat, request)
    chat.executed[method] += 1
    message = chat.add(state.bot, state.clock.now(), version, attachment=attachment, reply_to=reply_to)
    return wire.message_json(chat, message)


def replied_to(chat: Chat, request: Request) -> int | None:
    """Return the message that is replied to, if any.

    Raises:
        ApiError: it is not there, and the bot does not say to send without it.
    """
    given: dict[str, Any] = request.values.get("reply_parameters") or {}
    message = chat.messages.get(given.get("message_id", 0))
    if message and not message.is_deleted:
        return message.id
    if given and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return None


def send_message_draft(state: State, request: Request) -> bool:
    """Show a text that is still being written; only in private chats, and kept by nobody."""
    chat = state.open(request.values["chat_id"])
    if chat.kind != "private":
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    chat.executed["sendMessageDraft"] += 1
    chat.draft = request.version().text
    chat.changed()
    return True


def send_chat_action(state: State, request: Request) -> bool:
    """Show that the bot is busy."""
    chat = state.open(request.values["chat_id"])
    chat.executed["sendChatAction"] += 1
    chat.changed()
    return True


METHODS = {
    "sendChatAction": send_chat_action,
    "sendDocument": send_document,
    "sendMessage": send_message,
    "sendMessageDraft": send_message_draft,
    "sendPhoto": send_photo,
}
