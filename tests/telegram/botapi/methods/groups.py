"""getChat, getChatMember, leaveChat."""

from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State


def get_chat(state: State, request: Request) -> dict[str, Any]:
    """Return a chat in full."""
    chat = state.chat(request.values["chat_id"])
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    return {**wire.chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(state: State, request: Request) -> dict[str, Any]:
    """Return what someone is in a chat: the bot has its own status, everyone else is a plain member."""
    chat = state.open(request.values["chat_id"])
    user_id = request.values["user_id"]
    if user_id == state.bot.id:
        return wire.member_json(state.bot, chat.bot_status)
    if user_id not in chat.members:
        raise bad_request("member not found")
    return wire.member_json(chat.members[user_id], "member")


def leave_chat(state: State, request: Request) -> bool:
    """Let the bot leave a group."""
    chat = state.open(request.values["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    chat.changed()
    return True


METHODS = {"getChat": get_chat, "getChatMember": get_chat_member, "leaveChat": leave_chat}
