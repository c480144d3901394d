"""What people do reaches the bot as updates, and what the bot does wakes those who wait for it."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi

pytestmark = pytest.mark.anyio

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def the_update(bot: Bot) -> Update:
    """Return the one update that waits, and confirm it."""
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_what_a_person_says_arrives_with_its_commands_marked(bot: Bot, anna: PrivateChat) -> None:
    await anna.say("😀 /start now")
    message = (await the_update(bot)).effective_message
    assert message is not None
    assert message.parse_entities() == {message.entities[0]: "/start"}
    assert (message.chat.type, message.chat.first_name) == ("private", "Anna")


async def test_a_long_text_arrives_in_pieces(bot: Bot, anna: PrivateChat) -> None:
    last = await anna.say("a" * 4096 + "b")
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["a" * 4096, "b"]
    assert last.text == "b"


async def test_a_reply_brings_its_message_along(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "How many?")
    await anna.say("5", reply_to=anna.last)
    message = (await the_update(bot)).message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "How many?"


async def test_an_edit_arrives_as_an_edited_message(bot: Bot, anna: PrivateChat) -> None:
    said = await anna.say("5")
    await the_update(bot)
    await anna.edit(said.id, "6")
    edited = (await the_update(bot)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (said.id, "6")


async def test_pictures_voices_and_forwarded_messages_arrive(bot: Bot, anna: PrivateChat) -> None:
    await anna.send_photo("our system")
    picture = (await the_update(bot)).message
    await anna.send_voice()
    voice = (await the_update(bot)).message
    sent = await bot.send_message(7, "mine")
    await anna.forward(anna.message(sent.message_id))
    forwarded = (await the_update(bot)).message
    assert picture is not None
    assert voice is not None
    assert forwarded is not None
    assert (bool(picture.photo), picture.caption, bool(voice.voice)) == (True, "our system", True)
    assert forwarded.forward_origin is not None
    assert forwarded.text == "mine"


async def test_a_tap_is_answered_once(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "?", reply_markup=YES)
    query = await anna.tap(anna.messages[0], "Yes")
    received = (await the_update(bot)).callback_query
    assert received is not None
    assert (received.id, received.data, query.is_answered) == (query.id, "y", False)
    await received.answer("Noted", show_alert=True)
    answer = await query.answer()
    assert (answer.text, answer.show_alert) == ("Noted", True)
    with pytest.raises(BadRequest, match=r"^Query is too old and response timeout expired or query id is invalid$"):
        await received.answer()


async def test_a_tap_that_waits_too_long_cannot_be_answered(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "?", reply_markup=YES)
    query = await anna.tap(anna.messages[0], "y")
    api.clock.offset_seconds += 3600
    with pytest.raises(BadRequest, match=r"^Query is too old"):
        await bot.answer_callback_query(query.id)
    assert not query.is_answered


async def test_a_button_that_is_not_there_cannot_be_tapped(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "?", reply_markup=YES)
    with pytest.raises(LookupError, match=r"message 1 has no button 'No'; it has \['Yes'\]"):
        await anna.tap(anna.messages[0], "No")


async def test_a_screen_that_lags_behind_still_taps_an_old_button(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "?", reply_markup=YES)
    await bot.edit_message_text("Thanks", 7, sent.message_id)
    with pytest.raises(LookupError):
        await anna.tap(anna.messages[0], "Yes")
    await anna.tap(anna.messages[0], "Yes", stale=True)
    query = (await the_update(bot)).callback_query
    assert query is not None
    assert query.data == "y"


async def test_a_tap_under_a_deleted_message_names_a_message_that_is_out_of_reach(bot: Bot, anna: PrivateChat) -> None:
    sent = await bot.send_message(7, "?", reply_markup=YES)
    await bot.delete_message(7, sent.message_id)
    await anna.tap(anna.message(sent.message_id), "Yes")
    query = (await the_update(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_who_blocked_the_bot_hears_nothing_until_it_is_unblocked(bot: Bot, anna: PrivateChat) -> None:
    await anna.block()
    change = (await the_update(bot)).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(7, "a")
    await anna.unblock()
    await bot.send_message(7, "b")
    assert [message.text for message in anna.messages] == ["b"]


async def test_in_a_group_the_bot_sees_only_what_is_meant_for_it(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    group = api.group(-5)
    await bot.send_message(-5, "How many?")
    asked = group.last
    for text in ("hello", "/start", "/start@advisor_test_bot", "/start@another_bot", "well, @advisor_test_bot?"):
        await group.say(anna, text)
    await group.say(anna, "five", reply_to=asked)
    seen = [update.message.text for update in await bot.get_updates() if update.message]
    assert seen == ["/start", "/start@advisor_test_bot", "well, @advisor_test_bot?", "five"]


async def test_an_administrator_sees_all_and_may_delete(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    group = api.group(-5)
    said = await group.say(anna, "hello")
    with pytest.raises(BadRequest, match=r"^Message can't be deleted$"):
        await bot.delete_message(-5, said.id)
    await group.add_bot(anna, as_administrator=True)
    await bot.delete_message(-5, said.id)
    await group.say(anna, "hello again")
    assert [update.my_chat_member is None for update in await bot.get_updates()] == [False, True]
    assert (await bot.get_chat_member(-5, bot.id)).status == "administrator"


async def test_taps_in_a_group_tell_who_tapped(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    group, ben = api.group(-5), api.private(8, first_name="Ben")
    await bot.send_message(-5, "?", reply_markup=YES)
    for person in (anna, ben):
        await group.tap(person, group.messages[0], "Yes")
    queries = [update.callback_query for update in await bot.get_updates() if update.callback_query]
    assert [query.from_user.first_name for query in queries] == ["Anna", "Ben"]


async def test_a_migrated_group_refuses_with_its_new_id(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    group = api.group(-5)
    await group.say(anna, "/start")
    supergroup = await group.migrate()
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(-5, "a")
    assert caught.value.new_chat_id == supergroup.id
    await bot.send_message(supergroup.id, "b")
    assert supergroup.last is not None
    assert supergroup.last.text == "b"
    told = [update.message for update in await bot.get_updates()][1:]
    assert [message and message.migrate_to_chat_id for message in told] == [supergroup.id, None]
    assert [message and message.migrate_from_chat_id for message in told] == [None, -5]


async def test_who_threw_the_bot_out_or_was_left_cannot_be_written_to(api: BotApi, bot: Bot, anna: PrivateChat) -> None:
    await api.group(-5).remove_bot(anna)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(-5, "a")
    api.group(-6, is_supergroup=True)
    await bot.leave_chat(-6)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(-6, "a")


async def test_waiting_ends_with_the_change_that_was_waited_for(bot: Bot, anna: PrivateChat) -> None:
    waiting = asyncio.create_task(anna.until(lambda chat: chat.last and chat.last.text == "b" and chat.last))
    sent = await bot.send_message(7, "a")
    await bot.edit_message_text("b", 7, sent.message_id)
    assert (await waiting).id == sent.message_id


async def test_waiting_in_vain_says_what_the_chat_shows(bot: Bot, anna: PrivateChat) -> None:
    await bot.send_message(7, "a", reply_markup=YES)
    with pytest.raises(TimeoutError, match=r"1 Advisor: 'a' \[\['Yes'\]\]"):
        await anna.until(lambda chat: chat.last and chat.last.text == "b", timeout_seconds=0)
