"""deleteMessage, deleteMessages."""

from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State

DELETABLE_SECONDS = 48 * 3600


def delete_message(state: State, request: Request) -> bool:
    """Take a message out of a chat."""
    chat = state.open(request.values["chat_id"])
    message = chat.find(request.values["message_id"], "delete")
    if state.clock.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if not may_delete(state, chat, message):
        raise bad_request("message can't be deleted")
    delete(chat, message)
    return True


def delete_messages(state: State, request: Request) -> bool:
    """Take several messages out of a chat; those that are not there are skipped, as Telegram does."""
    chat = state.open(request.values["chat_id"])
    for message_id in request.values["message_ids"]:
        message = chat.messages.get(message_id)
        if message and state.clock.now() - message.date <= DELETABLE_SECONDS and may_delete(state, chat, message):
            delete(chat, message)
    return True


def may_delete(state: State, chat: Chat, message: Message) -> bool:
    """Tell whether a message is the bot's to delete: its own, any in a private chat, any where it is administrator."""
    return message.sender == state.bot or chat.kind == "private" or chat.bot_status == "administrator"


def delete(chat: Chat, message: Message) -> None:
    """Mark a message as gone."""
    message.is_deleted = True
    chat.changed()


METHODS = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
