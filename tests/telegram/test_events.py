"""What is read from an update: who said what, in which chat, and what asks for nothing."""

from typing import Any

import pytest

from bot.telegram.events import (
    NOBODY,
    Corrected,
    Event,
    Moved,
    Silenced,
    Tapped,
    Typed,
    Unreadable,
    chat_of,
    event_in,
    is_group,
)

BOT = {"id": 1, "is_bot": True, "first_name": "Advisor", "username": "advisor_bot"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Anna"}
GROUP = {"id": -77, "type": "group", "title": "Architects"}
TO_CARD = {"reply_to_message": {"message_id": 3, "date": 1, "chat": GROUP, "from": BOT, "text": "card"}}


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    """Write a message of Anna's."""
    return {"message_id": 5, "date": 1, "chat": chat, "from": ANNA, **content}


def read(kind: str, content: dict[str, Any]) -> Event | None:
    """Read an update."""
    return event_in({"update_id": 9, kind: content}, "advisor_bot")


def test_a_text_is_typed() -> None:
    assert read("message", message(text="2k rps")) == Typed("7", "7", 5, "2k rps")


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("/start", "/start"),
        ("/start@advisor_bot", "/start"),
        ("/costs@Advisor_Bot containers", "/costs containers"),
        ("/whatif@advisor_bot\nengineers = 12", "/whatif engineers = 12"),
        ("/start@another_bot", None),
        ("a@b.example", "a@b.example"),
    ],
)
def test_a_command_loses_the_bots_name_and_another_bots_is_not_heard(sent: str, heard: str | None) -> None:
    found = read("message", message(text=sent))
    assert found == (None if heard is None else Typed("7", "7", 5, heard))


@pytest.mark.parametrize(
    ("content", "is_heard"),
    [({"text": "5"}, False), ({"text": "/why"}, True), ({"text": "5", **TO_CARD}, True), ({"photo": []}, False)],
)
def test_in_a_group_only_commands_and_replies_are_heard(content: dict[str, Any], is_heard: bool) -> None:
    assert (read("message", message(GROUP, **content)) is not None) == is_heard


def test_a_reply_names_the_message_that_it_replies_to() -> None:
    assert read("message", message(text="5", **TO_CARD)) == Typed("7", "7", 5, "5", reply_to=3)
    assert read("message", message(photo=[{}], **TO_CARD)) == Unreadable("7", "7", "a photo", reply_to=3)


def test_a_reply_to_somebody_else_is_talk() -> None:
    to_ben = {"reply_to_message": {"message_id": 3, "date": 1, "chat": GROUP, "from": {**ANNA, "id": 8}, "text": "x"}}
    assert read("message", message(GROUP, text="5", **to_ben)) is None


def test_what_a_bot_says_or_sends_for_somebody_is_not_heard() -> None:
    assert read("message", message(text="5") | {"from": {**ANNA, "is_bot": True}}) is None
    assert read("message", message(text="5", via_bot=BOT)) is None


def test_an_edited_message_is_a_correction() -> None:
    assert read("edited_message", message(text="3")) == Corrected("7", "7", 5, "3")
    assert read("edited_message", message(photo=[])) is None


def test_a_tap_names_its_card_and_its_chat() -> None:
    query = {"id": "q", "from": ANNA, "chat_instance": "1", "data": "1.2.pick.3"}
    tapped = Tapped("7", "7", "q", "1.2.pick.3", message=5)
    assert read("callback_query", query | {"message": message(text="card")}) == tapped
    assert read("callback_query", query | {"message": {"message_id": 5, "chat": PRIVATE, "date": 0}}) == tapped
    assert read("callback_query", query) == Tapped(NOBODY, "7", "q", "1.2.pick.3")


def test_what_is_forwarded_is_no_answer() -> None:
    origin = {"type": "user", "date": 1, "sender_user": ANNA}
    assert read("message", message(text="5", forward_origin=origin)) == Unreadable("7", "7", "a forwarded message")


@pytest.mark.parametrize(("status", "silent"), [("kicked", True), ("left", True), ("member", False)])
def test_a_block_and_its_end_are_noted(status: str, silent: bool) -> None:
    change = {"chat": PRIVATE, "from": ANNA, "date": 1, "old_chat_member": {"status": "member", "user": BOT}}
    new = {"status": status, "user": BOT} | ({"until_date": 0} if status == "kicked" else {})
    assert read("my_chat_member", change | {"new_chat_member": new}) == Silenced("7", silent)


def test_a_move_is_told_by_both_of_its_messages() -> None:
    moved = Moved("-77", "-100")
    assert read("message", message(GROUP, migrate_to_chat_id=-100)) == moved
    supergroup = {"id": -100, "type": "supergroup", "title": "Architects"}
    assert read("message", message(supergroup, migrate_from_chat_id=-77)) == moved


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -77}}}, "-77"),
        ({"update_id": 1, "callback_query": {"message": {"chat": {"id": 7}}}}, "7"),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 7}}}, "7"),
        ({"update_id": 1, "callback_query": {"inline_message_id": "x"}}, NOBODY),
        ({"update_id": 1, "message": "rubbish"}, NOBODY),
        ({"update_id": 1}, NOBODY),
    ],
)
def test_the_chat_in_whose_order_an_update_is_handled_is_found(update: dict[str, Any], chat: str) -> None:
    assert chat_of(update) == chat


def test_groups_have_negative_ids() -> None:
    assert is_group("-77")
    assert not is_group("7")
