"""In a group: commands by name, answers as replies, and an assessment for each who begins one."""

import pytest

from bot.telegram.view import View
from bot.telegram.views import plain
from tests.telegram.botapi.faults import Migrated
from tests.telegram.botapi.people import Group, PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    Judged,
    answers_kept,
    cards_of,
    kept,
    put,
    said_by_bot,
    settled,
    shows,
    tap_in,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio


@pytest.fixture
def group(bot: Served) -> Group:
    """Open a group with the bot in it."""
    return bot.api.group(-77)


async def begun_by(group: Group, who: PrivateChat):
    """Let somebody begin an interview, and give its card."""
    before = len(cards_of(group))
    await group.say(who, "/new@advisor_test_bot")
    await group.until(lambda chat: len(cards_of(chat)) > before)
    return await shows(group, GOAL)


async def test_a_command_with_the_bots_name_is_heard(bot: Served, group: Group, anna: PrivateChat) -> None:
    await group.say(anna, "/start@advisor_test_bot")
    await shows(group, GOAL)
    assert (await kept(bot, group))["assessments"][0]["owner"] == str(anna.id)


async def test_a_group_is_told_to_reply_on_the_card_in_the_greeting_and_in_the_help(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    await group.say(anna, "/start@advisor_test_bot")
    await shows(group, GOAL, "reply to this message")
    await group.say(anna, "/help@advisor_test_bot")
    await told(group, "Commands")
    await settled(bot)
    assert sum(plain.IN_GROUPS in each.text for each in said_by_bot(group)) == 2


async def test_nobody_is_told_to_reply_where_one_talks_alone(bot: Served, anna: PrivateChat) -> None:
    await anna.say("/start")
    await shows(anna, GOAL)
    await settled(bot)
    assert not any("reply to" in each.text for each in said_by_bot(anna))


async def test_a_command_may_be_followed_on_the_next_line(
    bot: Served, group: Group, anna: PrivateChat, judged: Judged
) -> None:
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner=str(anna.id))
    await group.say(anna, "/whatif@advisor_test_bot\nengineers = 12")
    await shows(group, "What becomes of the verdict")


async def test_commands_for_other_bots_and_talk_are_ignored(bot: Served, group: Group, anna: PrivateChat) -> None:
    await group.add_bot(anna, as_administrator=True)
    for text in ("/start@another_bot", "/weather", "pay less", "hello @advisor_test_bot", "/forgetful"):
        await group.say(anna, text)
    await settled(bot)
    assert said_by_bot(group) == []
    assert not any((await kept(bot, group)).values())


async def test_commands_for_other_bots_are_ignored_during_an_interview_too(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    card = await begun_by(group, anna)
    await settled(bot)
    await group.say(anna, "/weather")
    await settled(bot)
    assert cards_of(group) == [card]
    await group.say(anna, "/skip")
    await shows(group, "Skipped.")
    await group.say(anna, "/guess monolith")
    await shows(group, "Your guess is written down: monolith.")


async def test_whoever_asked_deletes_what_they_began_and_nothing_of_others(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat
) -> None:
    await begun_by(group, anna)
    await begun_by(group, ben)
    await group.say(anna, "/forget@advisor_test_bot")
    question = await told(group, plain.FORGET_OWN_CONFIRMATION)
    assert await tap_in(group, ben, "Delete it all", question) == plain.NOT_YOURS_TO_DELETE
    assert await owners(bot, group) == [str(anna.id), str(ben.id)]
    await tap_in(group, anna, "Delete it all", question)
    await told(group, plain.FORGOTTEN_OWN)
    assert await owners(bot, group) == [str(ben.id)]


async def test_what_is_exported_is_what_one_began_oneself(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat
) -> None:
    await begun_by(group, anna)
    await begun_by(group, ben)
    held = await bot.store.transact(lambda book: book.chats.everything_of(str(group.id), str(ben.id)))
    assert [each["owner"] for each in held["assessments"]] == [str(ben.id)]
    assert len(held["cards"]) == 1
    await group.say(ben, "/export@advisor_test_bot")
    await told(group, "what you began here")


async def owners(bot: Served, group: Group) -> list[str]:
    """List who has an assessment in a group."""
    return [each["owner"] for each in (await kept(bot, group))["assessments"]]


async def test_a_reply_to_the_card_is_an_answer(bot: Served, group: Group, anna: PrivateChat) -> None:
    card = await begun_by(group, anna)
    await group.say(anna, "carry more load")
    await group.say(anna, "pay less", reply_to=card)
    await shows(group, "✓ Goal: pay less.", PAINS)
    assert await answers_kept(bot, group) == {"goal": "cut_cost"}


async def test_others_taps_get_a_friendly_word_and_change_nothing(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat, judged: Judged
) -> None:
    card = await begun_by(group, anna)
    assert await tap_in(group, ben, "pay less", card) == plain.NOT_YOURS
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner=str(anna.id))
    verdict = await shows(group, "sure)")
    before = await kept(bot, group)
    for label in ("Why", "Start another", "Remind me"):
        assert await tap_in(group, ben, label, verdict) == plain.NOT_YOURS
    await settled(bot)
    assert await kept(bot, group) == before


@pytest.mark.parametrize("typed", ["/verdict@advisor_test_bot", "/remind@advisor_test_bot 3", "what a question"])
async def test_others_without_an_interview_of_their_own_are_told_how_to_begin_one(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat, typed: str
) -> None:
    card = await begun_by(group, anna)
    await group.say(ben, typed, reply_to=card)
    await told(group, plain.NONE_OF_YOURS)
    await settled(bot)
    assert cards_of(group) == [card]
    assert len((await kept(bot, group))["assessments"]) == 1


async def test_two_people_have_an_assessment_each(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat
) -> None:
    hers = await begun_by(group, anna)
    his = await begun_by(group, ben)
    await tap_in(group, anna, "pay less", hers)
    await tap_in(group, ben, "carry more load", his)
    await settled(bot)
    assert {each["person"]: each["value"] for each in (await kept(bot, group))["answers"]} == {
        str(anna.id): "cut_cost",
        str(ben.id): "handle_growth",
    }
    assert PAINS in hers.text
    assert PAINS in his.text


async def test_a_history_lists_only_ones_own(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat, judged: Judged
) -> None:
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner=str(anna.id))
    await group.say(ben, "/history@advisor_test_bot")
    await group.until(lambda chat: any("nothing here yet" in each.text for each in said_by_bot(chat)))


async def test_a_supergroup_keeps_the_assessment_by_the_service_message(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    card = await begun_by(group, anna)
    await group.say(anna, "pay less", reply_to=card)
    await shows(group, PAINS)
    await settled(bot)
    moved = await group.migrate()
    card = await shows(moved, PAINS)
    await group_answers(bot, moved, anna, card)


async def test_a_supergroup_keeps_the_assessment_by_the_error_on_sending(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    await begun_by(group, anna)
    moved = bot.api.group(-1_000_000_000_077, is_supergroup=True)
    bot.api.faults.next("sendMessage", Migrated(moved.id))
    await group.say(anna, "/start@advisor_test_bot")
    card = await shows(moved, GOAL)
    await moved.say(anna, "pay less", reply_to=card)
    card = await shows(moved, PAINS)
    await group_answers(bot, moved, anna, card)


async def test_a_supergroup_is_shown_only_what_each_person_is_at(
    bot: Served, group: Group, anna: PrivateChat, ben: PrivateChat, judged: Judged
) -> None:
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner=str(anna.id))
    await put(bot, group, FEW, View(shows="question", question="teams"), owner=str(anna.id))
    await put(bot, group, FEW, View(shows="question", question="engineers"), owner=str(anna.id))
    await put(bot, group, FEW, View(shows="stopped"), owner=str(ben.id))
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner="9")
    moved = await group.migrate()
    await shows(moved, "How many engineers")
    await settled(bot)
    assert len(cards_of(moved)) == 1


async def test_a_supergroup_is_shown_a_verdict_that_was_asked_for_before_it_moved(
    bot: Served, group: Group, anna: PrivateChat, judged: Judged
) -> None:
    await put(bot, group, judged.record, verdict_json=judged.verdict_json, owner=str(anna.id))
    moved = bot.api.group(-1_000_000_000_077, is_supergroup=True)
    bot.api.faults.next("sendMessage", Migrated(moved.id))
    await group.say(anna, "/costs@advisor_test_bot")
    await shows(moved, "a month")


async def group_answers(bot: Served, moved: Group, anna: PrivateChat, card) -> None:
    """Answer the second question in the supergroup, whose messages are numbered anew."""
    await moved.say(anna, "1, 3", reply_to=card)
    await shows(moved, "Pain points:")
    await settled(bot)
    assert await answers_kept(bot, moved) == {"goal": "cut_cost", "pains": ["cloud_bill", "monitoring_bill"]}
    assert len(cards_of(moved)) == 1


async def test_messages_of_the_supergroup_with_old_numbers_are_left_alone(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    await group.say(anna, "/new@advisor_test_bot")
    card = await shows(group, GOAL)
    await settled(bot)
    moved = await group.migrate()
    await moved.add_bot(anna, as_administrator=True)
    talk = [await moved.say(anna, f"talk {number}") for number in range(card.id + 3)]
    await moved.say(anna, "/start@advisor_test_bot")
    await shows(moved, "Welcome back")
    await settled(bot)
    assert card.id in {each.id for each in talk}
    assert not any(each.is_deleted for each in talk)


async def test_a_bot_that_was_removed_is_silent_and_comes_back_with_a_command(
    bot: Served, group: Group, anna: PrivateChat
) -> None:
    await put(bot, group, FEW, View(shows="question", question="teams"), owner=str(anna.id))
    await group.remove_bot(anna)
    await settled(bot)
    assert len((await kept(bot, group))["blocked"]) == 1
    await group.add_bot(anna)
    await group.say(anna, "/start@advisor_test_bot")
    await shows(group, "Welcome back")
    assert (await kept(bot, group))["blocked"] == []
