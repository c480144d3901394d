"""Messages that are edited, and messages that are no text."""

import pytest

from bot.telegram.view import View
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    Judged,
    answers_kept,
    begin,
    cards_of,
    kept,
    offers,
    put,
    put_judged,
    said_by_bot,
    settled,
    shows,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio


async def test_an_edited_message_changes_the_answer_that_it_gave_and_says_so(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    said = await anna.say("pay less")
    card = await shows(anna, PAINS)
    await anna.edit(said, "carry more load")
    assert await shows(anna, "Goal: carry more load.", PAINS) is card
    assert await answers_kept(bot, anna) == {"goal": "handle_growth"}


async def test_an_edit_that_cannot_be_read_leaves_the_answer(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    said = await anna.say("pay less")
    await shows(anna, PAINS)
    await anna.edit(said, "purple")
    await shows(anna, "Name one goal", PAINS)
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}


@pytest.mark.parametrize("command", ["back", "skip", "go back", "/verdict", "why"])
async def test_an_answer_that_is_edited_into_a_command_stays(bot: Served, anna: PrivateChat, command: str) -> None:
    await begin(anna)
    said = await anna.say("pay less")
    await shows(anna, PAINS)
    await anna.edit(said, command)
    await shows(anna, "is no answer", PAINS)
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}


async def test_an_edited_checklist_takes_the_place_of_its_ticks(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="what_holds"))
    said = await anna.say("1")
    await anna.until(lambda chat: cards_of(chat)[-1].id > said.id)
    await settled(bot)
    before = await answers_kept(bot, anna)
    await anna.edit(said, "2")
    await settled(bot)
    after = await answers_kept(bot, anna)
    changed = [name for name in after if after[name] != before.get(name)]
    assert {*after} == {*before}
    assert len(changed) == 2


async def test_a_checklist_edited_into_nonsense_keeps_its_ticks(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="what_holds"))
    said = await anna.say("1")
    await settled(bot)
    before = await answers_kept(bot, anna)
    await anna.edit(said, "purple")
    await shows(anna, "Say the numbers of those that hold")
    assert await answers_kept(bot, anna) == before


async def test_an_edited_change_by_name_changes_what_it_names(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    said = await anna.say("engineers = 5")
    await shows(anna, "Engineers: 5.")
    await anna.edit(said, "engineers = 6")
    await shows(anna, "Engineers: 6.")
    await anna.edit(said, "7")
    await shows(anna, "Engineers: 7.")
    kept_now = await answers_kept(bot, anna)
    assert kept_now["engineers"] == 7
    assert "teams" not in kept_now


async def test_an_edited_guess_answers_no_question(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="current_shape"))
    said = await anna.say("guess monolith")
    await shows(anna, "Your guess is written down: monolith.")
    await anna.edit(said, "monolith")
    await settled(bot)
    assert "current_shape" not in await answers_kept(bot, anna)


async def test_an_edited_message_that_answered_nothing_is_ignored(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await settled(bot)
    said = anna.messages[0]
    before = await kept(bot, anna)
    await anna.edit(said, "pay less")
    await settled(bot)
    assert await kept(bot, anna) == before
    assert cards_of(anna) == [card]


async def test_an_edit_of_the_message_that_was_refused_last_is_an_answer(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    said = await anna.say("abcdef")
    await shows(anna, "Say a number of teams")
    await anna.edit(said, "3")
    await shows(anna, "release independently: 3.")
    await anna.edit(said, "4")
    await shows(anna, "release independently: 4.")
    assert (await answers_kept(bot, anna))["teams"] == 4


async def test_an_edit_of_a_message_that_was_refused_on_a_verdict_is_taken_as_typed_now(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    said = await anna.say("/costs mainframe")
    await shows(anna, "lambda, containers, monolith")
    await anna.edit(said, "/costs containers")
    await offers(anna, "‹ Verdict")


@pytest.mark.parametrize("since", ["3", "/start", "another word"])
async def test_an_edit_of_a_message_that_was_refused_before_something_else_is_ignored(
    bot: Served, anna: PrivateChat, since: str
) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    said = await anna.say("abcdef")
    await anna.say(since)
    await settled(bot)
    before = await kept(bot, anna)
    await anna.edit(said, "5")
    await settled(bot)
    assert await kept(bot, anna) == before


async def test_a_command_that_is_edited_into_an_answer_answers_nothing(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    said = await anna.say("back")
    await shows(anna, "Taken back")
    await settled(bot)
    before = await kept(bot, anna)
    await anna.edit(said, "carry more load")
    await settled(bot)
    assert await kept(bot, anna) == before


async def test_an_edit_after_the_verdict_makes_a_new_one(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/answers")
    await shows(anna, "Your answers")
    said = await anna.say("goal = pay less")
    await shows(anna, "sure)")
    await settled(bot)
    await anna.edit(said, "goal = carry more load")
    await shows(anna, "Goal: carry more load.", "sure)")
    assert len((await kept(bot, anna))["verdicts"]) == 3


@pytest.mark.parametrize("what", ["a photo", "a voice message", "a forwarded message"])
async def test_what_is_no_text_is_told_to_be_unreadable_and_the_card_comes_again(
    bot: Served, anna: PrivateChat, what: str
) -> None:
    card = await begin(anna)
    if what == "a photo":
        sent = await anna.send_photo("2")
    elif what == "a voice message":
        sent = await anna.send_voice()
    else:
        sent = await anna.forward(card)
    again = await shows(anna, f"I cannot read {what}.", GOAL)
    await settled(bot)
    assert again.id > sent.id
    assert cards_of(anna) == [again]
    assert await answers_kept(bot, anna) == {}


async def test_what_is_no_text_begins_no_interview(bot: Served, anna: PrivateChat) -> None:
    await anna.send_photo()
    await anna.until(lambda chat: any("I cannot read a photo" in each.text for each in said_by_bot(chat)))
    assert (await kept(bot, anna))["assessments"] == []
