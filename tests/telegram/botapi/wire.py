"""Objects as the Bot API writes them."""

from typing import Any

from tests.telegram.botapi.chats import Chat
from tests.telegram.botapi.messages import Attachment, Message, User

Json = dict[str, Any]


def user_json(user: User) -> Json:
    """Write a User."""
    written: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.username:
        written["username"] = user.username
    if user.language_code and not user.is_bot:
        written["language_code"] = user.language_code
    return written


def chat_json(chat: Chat) -> Json:
    """Write a Chat."""
    name = "first_name" if chat.kind == "private" else "title"
    written: Json = {"id": chat.id, "type": chat.kind, name: chat.title}
    return {**written, "username": chat.username} if chat.username else written


def message_json(chat: Chat, message: Message, *, with_reply: bool = True) -> Json:
    """Write a Message; the message that it replies to comes without its own reply."""
    written: Json = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(chat),
        "date": message.date,
        **message.service,
        **content_json(message),
    }
    if message.edited_at is not None:
        written["edit_date"] = message.edited_at
    if "inline_keyboard" in (message.now.markup or {}):
        written["reply_markup"] = message.now.markup
    if message.forwarded_from:
        origin = {"type": "user", "date": message.date, "sender_user": user_json(message.forwarded_from)}
        written["forward_origin"] = origin
    replied = chat.messages.get(message.reply_to or 0)
    if with_reply and replied:
        written["reply_to_message"] = message_json(chat, replied, with_reply=False)
    return written


def content_json(message: Message) -> Json:
    """Write what a message says, and the file that it carries."""
    carried = attachment_json(message.attachment) if message.attachment else {}
    if message.service or not (message.text or carried):
        return carried
    text, entities = ("caption", "caption_entities") if carried else ("text", "entities")
    written: Json = {**carried, text: message.text} if message.text else carried
    return {**written, entities: list(message.now.entities)} if message.now.entities else written


def attachment_json(attachment: Attachment) -> Json:
    """Write the field that holds a file."""
    file: Json = file_json(attachment)
    if attachment.kind == "photo":
        return {"photo": [{**file, "width": 1000, "height": 560}]}
    file["mime_type"] = attachment.mime_type
    if attachment.kind == "voice":
        return {"voice": {**file, "duration": 1}}
    return {attachment.kind: {**file, "file_name": attachment.name}}


def file_json(attachment: Attachment) -> Json:
    """Write what every kind of file has."""
    unique = attachment.file_id.removeprefix("file-")
    return {"file_id": attachment.file_id, "file_unique_id": unique, "file_size": len(attachment.content)}


def gone_json(chat: Chat, message: Message) -> Json:
    """Write an InaccessibleMessage."""
    return {"message_id": message.id, "chat": chat_json(chat), "date": 0}


RIGHTS = (
    "can_be_edited",
    "can_change_info",
    "can_delete_messages",
    "can_delete_stories",
    "can_edit_stories",
    "can_invite_users",
    "can_manage_chat",
    "can_manage_video_chats",
    "can_post_stories",
    "can_promote_members",
    "can_restrict_members",
    "is_anonymous",
)


def member_json(user: User, status: str) -> Json:
    """Write a ChatMember; an administrator has every right."""
    written: Json = {"status": status, "user": user_json(user)}
    if status == "administrator":
        return {**written, **dict.fromkeys(RIGHTS, True)}
    return {**written, "until_date": 0} if status == "kicked" else written
