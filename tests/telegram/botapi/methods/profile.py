"""getMe, and what a bot says of itself: its name, descriptions, commands and menu button."""

import json
from collections.abc import Callable
from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State


def get_me(state: State, _: Request) -> dict[str, Any]:
    """Return the bot."""
    can = {"can_join_groups": True, "can_read_all_group_messages": not state.has_privacy_mode}
    return {**wire.user_json(state.bot), **can, "supports_inline_queries": False}


def key_of(name: str, request: Request) -> str:
    """Return under what a part of the profile is kept: its name, with the scope and the language it is for."""
    given = {key: request.values[key] for key in ("scope", "language_code", "chat_id") if request.values.get(key)}
    if given.get("scope") == {"type": "default"}:
        del given["scope"]
    return f"{name} {json.dumps(given, sort_keys=True)}" if given else name


def setter(name: str, empty: Any) -> Callable[[State, Request], bool]:
    """Return the method that sets one part of the profile."""

    def set_part(state: State, request: Request) -> bool:
        state.profile[key_of(name, request)] = request.values.get(name, empty)
        return True

    return set_part


def text_getter(name: str) -> Callable[[State, Request], dict[str, str]]:
    """Return the method that reads one text of the profile."""
    return lambda state, request: {name: state.profile.get(key_of(name, request), "")}


def get_my_commands(state: State, request: Request) -> Any:
    """Return the commands."""
    return state.profile.get(key_of("commands", request), [])


def delete_my_commands(state: State, request: Request) -> bool:
    """Forget the commands of one scope and language."""
    state.profile.pop(key_of("commands", request), None)
    return True


def get_chat_menu_button(state: State, request: Request) -> Any:
    """Return the menu button."""
    return state.profile.get(key_of("menu_button", request), {"type": "default"})


TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
METHODS = {
    "getMe": get_me,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyCommands": setter("commands", []),
    "getChatMenuButton": get_chat_menu_button,
    "setChatMenuButton": setter("menu_button", {"type": "default"}),
    **{f"setMy{method}": setter(name, "") for method, name in TEXTS.items()},
    **{f"getMy{method}": text_getter(name) for method, name in TEXTS.items()},
}
