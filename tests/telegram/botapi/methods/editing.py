"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from dataclasses import replace
from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.messages import Message, Version
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(state: State, request: Request) -> Any:
    """Let a message say something else; without a markup it loses its buttons."""
    chat, message = editable(state, request)
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    return edit(state, chat, message, request.version())


def edit_message_caption(state: State, request: Request) -> Any:
    """Let the caption of a file say something else."""
    chat, message = editable(state, request)
    if not message.attachment:
        raise bad_request("there is no caption in the message to edit")
    return edit(state, chat, message, request.version("caption"))


def edit_message_reply_markup(state: State, request: Request) -> Any:
    """Give a message other buttons, or none."""
    chat, message = editable(state, request)
    return edit(state, chat, message, replace(message.now, markup=request.markup()))


def editable(state: State, request: Request) -> tuple[Chat, Message]:
    """Return a message of the bot's.

    Raises:
        ApiError: it is not there, or is someone else's.
    """
    chat = state.open(request.values.get("chat_id", ""))
    message = chat.find(request.values["message_id"], "edit")
    if message.sender != state.bot:
        raise bad_request("message can't be edited")
    return chat, message


def edit(state: State, chat: Chat, message: Message, version: Version) -> dict[str, Any]:
    """Put a new version in place of the present one.

    Raises:
        ApiError: nobody could see a difference.
    """
    if version.shows_the_same_as(message.now):
        raise bad_request(SAME)
    message.replace(version, state.clock.now())
    chat.changed()
    return wire.message_json(chat, message)


METHODS = {
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageText": edit_message_text,
}
