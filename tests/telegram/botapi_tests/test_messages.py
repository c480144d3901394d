"""Messages: sent, edited, deleted, and refused as Telegram refuses."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest

from tests.telegram.botapi.messages import Button
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.botapi_tests.bots import bot_of

pytestmark = pytest.mark.anyio

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y", style="success")], [InlineKeyboardButton("No", callback_data="n")]]
)


async def test_a_person_sees_the_text_its_source_and_the_buttons(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "<b>1</b> &lt; 2?", "HTML", reply_markup=YES_NO)
    (message,) = anna.messages
    assert (message.text, message.html) == ("1 < 2?", "<b>1</b> &lt; 2?")
    assert message.buttons == [[Button("Yes", "y", "success")], [Button("No", "n")]]
    assert anna.executed("sendMessage") == 1


async def test_only_a_hundred_entities_are_shown(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(anna.id, "<b>a</b> " * 101, "HTML")
    assert len(sent.entities) == 100


async def test_an_edited_message_keeps_what_it_said_before(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "a", reply_markup=YES_NO)
    await bot.edit_message_text("b", 7, sent.message_id)
    (message,) = anna.messages
    assert [version.text for version in message.versions] == ["a", "b"]
    assert message.buttons == []


async def test_buttons_can_be_edited_alone(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "<b>a</b>", "HTML")
    await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=YES_NO)
    assert [(message.text, len(message.buttons)) for message in anna.messages] == [("a", 2)]


@pytest.mark.parametrize(("source", "mode"), [("<b>a</b>", "HTML"), ("<strong>a</strong> ", "HTML")])
async def test_an_edit_that_nobody_could_see_is_refused(bot: Bot, anna: PrivateChat, source: str, mode: str) -> None:
    sent = await bot.send_message(anna.id, "<b>a</b>", "HTML", reply_markup=YES_NO)
    with pytest.raises(BadRequest, match=r"^Message is not modified: specified new message content and reply markup"):
        await bot.edit_message_text(source, 7, sent.message_id, parse_mode=mode, reply_markup=YES_NO)


async def test_a_keyboard_without_buttons_is_no_keyboard(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(anna.id, "a")
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_text("a", 7, sent.message_id, reply_markup=InlineKeyboardMarkup([]))


async def test_an_edit_of_buttons_alone_is_an_edit(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "a", reply_markup=YES_NO)
    await bot.edit_message_text("a", 7, sent.message_id)
    assert anna.messages[0].buttons == []


async def test_a_message_that_is_gone_can_be_neither_edited_nor_deleted(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "a")
    await bot.delete_message(7, sent.message_id)
    assert (anna.messages, anna.message(sent.message_id).is_deleted) == ([], True)
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("b", 7, sent.message_id)
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(7, sent.message_id)


async def test_a_persons_message_cannot_be_edited(bot: Bot, anna: PrivateChat) -> None:
    said = await anna.say("a")
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_text("b", 7, said.id)


async def test_a_message_older_than_two_days_cannot_be_deleted(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "a")
    api.clock.offset_seconds += 48 * 3600 + 60
    with pytest.raises(BadRequest, match=r"^Message can't be deleted for everyone$"):
        await bot.delete_message(7, sent.message_id)
    await bot.delete_messages(7, [sent.message_id])
    assert [message.text for message in anna.messages] == ["a"]


async def test_deleting_several_skips_those_that_are_not_there(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "a")
    assert await bot.delete_messages(7, [sent.message_id, 99])
    assert anna.last is None


async def test_a_reply_names_its_message_or_is_refused(bot: Bot, anna: PrivateChat) -> None:
    said = await anna.say("a")
    answer = await bot.send_message(7, "b", reply_parameters=ReplyParameters(said.id))
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "a"
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(7, "c", reply_parameters=ReplyParameters(99))
    await bot.send_message(7, "d", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))
    assert [(message.text, message.reply_to) for message in anna.messages[1:]] == [("b", said.id), ("d", None)]


async def test_a_chat_that_nobody_opened_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(8, "a")


async def test_a_document_is_stored_and_can_be_fetched(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_document(7, b"# Record\r\n--", filename="record.md", caption="<i>all</i>", parse_mode="HTML")
    assert anna.last is not None
    assert anna.last.attachment is not None
    assert (anna.last.attachment.name, anna.last.attachment.content) == ("record.md", b"# Record\r\n--")
    assert (sent.caption, sent.text) == ("all", None)
    assert sent.document is not None
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"# Record\r\n--"


async def test_a_stored_file_can_be_sent_again_by_its_id(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_document(7, b"x", filename="a.txt")
    assert sent.document is not None
    await bot.send_document(7, sent.document.file_id)
    assert [message.attachment and message.attachment.content for message in anna.messages] == [b"x", b"x"]
    with pytest.raises(BadRequest, match=r"^Wrong file identifier"):
        await bot.send_document(7, "file-99")


async def test_a_picture_arrives_as_a_picture(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_photo(7, b"PNG", caption="chart")
    assert (len(sent.photo), sent.caption) == (1, "chart")
    assert anna.last is not None
    assert anna.last.attachment is not None
    assert anna.last.attachment.kind == "photo"


async def test_a_caption_can_be_edited_and_a_text_not_put_in_its_place(bot: Bot, anna: PrivateChat) -> None:
    file = await bot.send_document(7, b"x", caption="a")
    await bot.edit_message_caption(7, file.message_id, caption="<b>b</b>", parse_mode="HTML")
    assert [message.text for message in anna.messages] == ["b"]
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("c", 7, file.message_id)
    text = await bot.send_message(7, "a")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(7, text.message_id, caption="b")


async def test_a_draft_is_shown_but_is_no_message(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message_draft(7, 1, "thinking")
    assert (anna.draft, anna.messages) == ("thinking", [])
    api.group(-5)
    with pytest.raises(BadRequest, match="Textdraft_peer_invalid"):
        await bot.send_message_draft(-5, 1, "thinking")


async def test_the_profile_is_kept_by_scope_and_language(api: BotApi, bot: Bot) -> None:
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("start", "Beginnen")], language_code="de")
    await bot.set_my_short_description("Asks")
    assert [command.description for command in await bot.get_my_commands()] == ["Begin"]
    assert [command.description for command in await bot.get_my_commands(language_code="de")] == ["Beginnen"]
    await bot.delete_my_commands(language_code="de")
    assert await bot.get_my_commands(language_code="de") == ()
    assert (await bot.get_my_short_description()).short_description == "Asks"
    assert api.state.profile["short_description"] == "Asks"


async def test_only_the_last_messages_and_versions_are_kept_where_that_is_asked_for() -> None:
    async with BotApi(keep_messages=2, keep_versions=2, keep_calls=1) as api, bot_of(api) as bot:
        anna = api.private(7)
        for text in "abc":
            sent = await bot.send_message(7, text)
        for text in "de":
            await bot.edit_message_text(text, 7, sent.message_id)
        assert [message.text for message in anna.messages] == ["b", "e"]
        assert [version.text for version in anna.messages[1].versions] == ["d", "e"]
        assert [call.method for call in api.calls] == ["editMessageText"]
        assert (api.calls.count("sendMessage"), api.calls.count("editMessageText", 200)) == (3, 2)


async def test_a_file_goes_with_the_last_message_that_carries_it() -> None:
    async with BotApi(keep_messages=1) as api, bot_of(api) as bot:
        api.private(7)
        sent = await bot.send_document(7, b"x", filename="a.txt")
        assert sent.document is not None
        await sent.document.get_file()
        await bot.send_message(7, "a")
        with pytest.raises(BadRequest, match="Invalid file_id"):
            await sent.document.get_file()
