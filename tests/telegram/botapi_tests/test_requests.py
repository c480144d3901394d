"""Every request is held against the Bot API's description: mistakes are caught, and real requests pass."""

import json
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)
from telegram.error import BadRequest

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi

pytestmark = pytest.mark.anyio

TEXT = {"chat_id": 7, "text": "x"}


def keyboard(*buttons: dict[str, Any]) -> str:
    """Return an inline keyboard of one row as it is posted."""
    return json.dumps({"inline_keyboard": [list(buttons)]})


@pytest.mark.parametrize(
    ("method", "params", "violation"),
    [
        ("sendMesage", TEXT, "sendMesage: method is unknown"),
        ("sendMessage", {**TEXT, "parsemode": "HTML"}, "sendMessage: parsemode is unknown"),
        ("sendMessage", {"chat_id": 7}, "sendMessage: text is missing, and is required"),
        ("deleteMessage", {"chat_id": 7, "message_id": "--5"}, "message_id is '--5', and must be of type Integer"),
        ("sendMessage", {"text": "x"}, "sendMessage: chat_id is missing, and is required"),
        ("sendMessage", {**TEXT, "text": ""}, "sendMessage: text has 0 characters, and may have 1 to 4096"),
        ("sendMessage", {**TEXT, "text": " \n"}, "sendMessage: text has 0 characters, and may have 1 to 4096"),
        ("sendMessage", {**TEXT, "text": "x" * 4097}, "sendMessage: text has 4097 characters, and may have 1 to 4096"),
        ("sendMessage", {**TEXT, "text": "😀" * 2049}, "sendMessage: text has 4098 characters, and may have 1 to 4096"),
        (
            "sendMessage",
            {**TEXT, "text": "a<br>", "parse_mode": "HTML"},
            'sendMessage: text can\'t parse entities: Unsupported start tag "br" at byte offset 1',
        ),
        (
            "sendMessage",
            {**TEXT, "parse_mode": "MarkdownV2"},
            "sendMessage: text can't parse entities: parse_mode MarkdownV2 is not spoken here; send HTML or plain text",
        ),
        (
            "sendMessage",
            {**TEXT, "disable_notification": "perhaps"},
            "sendMessage: disable_notification is 'perhaps', and must be of type Boolean",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_parameters": '{"message_id": "2"}'},
            "sendMessage: reply_parameters.message_id is '2', and must be of type Integer",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_parameters": '{"message_id": true}'},
            "sendMessage: reply_parameters.message_id is True, and must be of type Integer",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": "{not JSON"},
            "sendMessage: reply_markup is '{not JSON', and must be a InlineKeyboardMarkup",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a", "callback_data": "x" * 65})},
            "sendMessage: reply_markup.inline_keyboard[0][0].callback_data has 65 bytes, and may have 1 to 64",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a", "callback_data": "ü" * 33})},
            "sendMessage: reply_markup.inline_keyboard[0][0].callback_data has 66 bytes, and may have 1 to 64",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a"})},
            "reply_markup.inline_keyboard[0][0] has [], and must have exactly one of",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a", "url": "https://a.example", "callback_data": "x"})},
            "has ['url', 'callback_data'], and must have exactly one of",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a", "callback_data": "x", "style": "red"})},
            "style is 'red', and must be one of ['danger', 'success', 'primary']",
        ),
        (
            "sendMessage",
            {**TEXT, "reply_markup": keyboard({"text": "a", "callback_data": 5})},
            "callback_data is 5, and must be of type String",
        ),
        (
            "sendDocument",
            {"chat_id": 7, "document": "attach://file"},
            "sendDocument: attach://file names a file that was not sent",
        ),
        (
            "sendDocument",
            {"chat_id": 7, "document": "file-1", "caption": "x" * 1025},
            "sendDocument: caption has 1025 characters, and may have 0 to 1024",
        ),
        ("editMessageText", {"text": "x"}, "editMessageText: chat_id is missing, and is required"),
        ("editMessageText", {"chat_id": 7, "message_id": 1}, "editMessageText: text is missing, and is required"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1", "text": "x" * 201},
            "answerCallbackQuery: text has 201 characters, and may have 0 to 200",
        ),
        ("deleteMessages", {"chat_id": 7, "message_ids": "[]"}, "message_ids has 0 items, and may have 1 to 100"),
        ("getUpdates", {"limit": 101}, "getUpdates: limit is 101, and must be 1 to 100"),
        ("sendChatAction", {"chat_id": 7, "action": "thinking"}, "action is 'thinking', and must be one of"),
        (
            "setMyCommands",
            {"commands": '[{"command": "Start", "description": "x"}]'},
            "setMyCommands: commands[0].command is 'Start', and must match [a-z0-9_]*",
        ),
        (
            "setMyCommands",
            {"commands": "[]", "scope": '{"type": "everyone"}'},
            "setMyCommands: scope.type is 'everyone', and must be one of",
        ),
        ("setMyShortDescription", {"short_description": "x" * 121}, "has 121 characters, and may have 0 to 120"),
        ("setMyName", {"name": "x", "language_code": "eng"}, "language_code is 'eng', and must match"),
        ("sendMessageDraft", {**TEXT, "draft_id": 0}, "sendMessageDraft: draft_id must be non-zero"),
        (
            "setWebhook",
            {"url": "https://a.example", "secret_token": "a b"},
            "setWebhook: secret_token is 'a b', and must match",
        ),
    ],
)
async def test_a_mistake_is_refused_and_recorded(
    api: BotApi, anna: PrivateChat, method: str, params: dict[str, Any], violation: str
) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{api.url}{api.token}/{method}", data=params)
    assert answer.status_code == (404 if "method" in violation else 400)
    assert not answer.json()["ok"]
    assert any(violation in str(found) for found in api.violations), list(map(str, api.violations))
    assert anna.messages == []


async def test_requests_as_the_library_sends_them_raise_no_alarm(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    said = await anna.say("/start")
    buttons = [
        InlineKeyboardButton("Yes", callback_data="y", style="success"),
        InlineKeyboardButton("Read", url="https://a.example"),
        InlineKeyboardButton("App", web_app=WebAppInfo("https://a.example")),
    ]
    markup = InlineKeyboardMarkup([buttons])
    card = await bot.send_message(
        7,
        "<b>Hello</b>",
        "HTML",
        reply_markup=markup,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(said.id, allow_sending_without_reply=True),
    )
    await bot.send_message(7, "bold", entities=[MessageEntity("bold", 0, 4)])
    await bot.send_message(7, "?", reply_markup=ForceReply(selective=True, input_field_placeholder="number"))
    await bot.send_message(7, "?", reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Yes"), "No"]]))
    await bot.send_message(7, "?", reply_markup=ReplyKeyboardRemove())
    await bot.edit_message_text("<i>there</i>", 7, card.message_id, parse_mode="HTML", reply_markup=markup)
    await bot.edit_message_reply_markup(7, card.message_id)
    await bot.edit_message_reply_markup(7, card.message_id, reply_markup=markup)
    query = await anna.tap(anna.message(card.message_id), "Yes")
    await bot.answer_callback_query(query.id, "Noted", show_alert=True)
    await bot.send_chat_action(7, "typing")
    await bot.send_message_draft(7, 1, "thinking")
    await bot.send_document(7, b"# Record", filename="record.md", caption="<b>c</b>", parse_mode="HTML")
    await bot.send_document(7, b"x", thumbnail=b"y", disable_content_type_detection=True)
    await bot.send_photo(7, b"PNG", caption="chart", show_caption_above_media=True)
    await bot.set_my_commands([BotCommand("start", "Begin")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("start", "Begin")], language_code="de")
    await bot.set_my_name("Advisor")
    await bot.set_my_description("Asks and recommends")
    await bot.set_my_short_description("Asks")
    await bot.set_chat_menu_button(7, MenuButtonCommands())
    await bot.set_message_reaction(7, card.message_id, ReactionTypeEmoji("👍"))
    await bot.pin_chat_message(7, card.message_id)
    await bot.get_updates(offset=-1, limit=10, timeout=0, allowed_updates=["message", "callback_query"])
    await bot.set_webhook("https://a.example", secret_token="s", max_connections=1, drop_pending_updates=True)
    await bot.get_webhook_info()
    await bot.delete_webhook(drop_pending_updates=True)
    await bot.get_chat(7)
    await bot.delete_messages(7, [card.message_id])
    await bot.delete_message(7, said.id)
    assert list(map(str, api.violations)) == []


async def test_an_album_passes_the_check(api: BotApi, bot: Bot) -> None:
    with pytest.raises(TypeError):  # A method that is not carried out answers true, and the library expects a list.
        await bot.send_media_group(7, [InputMediaDocument(b"a"), InputMediaDocument(b"b", caption="c")])
    assert api.violations == []
    assert api.calls.count("sendMediaGroup", 200) == 1


@pytest.mark.parametrize(
    ("text", "mode", "error"),
    [
        (" ", None, "Message text is empty"),
        ("x" * 4097, None, "Message is too long"),
        ("<b>", "HTML", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_a_text_is_refused_in_telegrams_words(
    bot: Bot, anna: PrivateChat, text: str, mode: str | None, error: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(anna.id, text, mode)
    assert caught.value.message.lower() == error.lower()


@pytest.mark.parametrize(
    ("button", "error"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
    ],
)
async def test_a_button_is_refused_in_telegrams_words(
    bot: Bot, anna: PrivateChat, button: dict[str, str], error: str
) -> None:
    markup = InlineKeyboardMarkup.de_json({"inline_keyboard": [[button]]}, bot)
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(anna.id, "x", reply_markup=markup)
    assert caught.value.message.lower() == error.lower()


async def test_a_long_source_is_fine_where_the_text_is_short_enough(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(anna.id, "<b>x</b>" * 4096, "HTML")
    assert anna.last is not None
    assert len(anna.last.text) == 4096


async def test_another_token_is_not_let_in(api: BotApi) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.get(f"{api.url}1:another/getMe")
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_parameters_come_as_a_query_or_as_json_too(api: BotApi, anna: PrivateChat) -> None:
    address = f"{api.url}{api.token}/sendmessage"
    async with httpx.AsyncClient(verify=False) as client:
        await client.get(address, params={"chat_id": 7, "text": "a"})
        await client.post(address, json={"chat_id": 7, "text": "b"})
    assert [message.text for message in anna.messages] == ["a", "b"]
    assert api.violations == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/x-www-form-urlencoded", b"\xff"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nX: y\r\n\r\nz\r\n--b--"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused_and_recorded(api: BotApi, kind: str, body: bytes) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{api.url}{api.token}/sendMessage", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert [found.problem.where for found in api.violations] == ["body"]
