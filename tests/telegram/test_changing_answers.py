"""How an answer is changed: by its button, its number or its name, on a card that shows what it was."""

import json

import pytest

from bot.interview.record import Entry, Record
from bot.telegram.keyboards import PAGE
from bot.telegram.view import View
from rules.answers import Known
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    Judged,
    answers_kept,
    kept,
    labels,
    offers,
    put,
    put_judged,
    shows,
    tap,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams", answered=2)


async def test_an_answer_changed_after_the_verdict_makes_a_new_verdict(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await tap(anna, "Change an answer")
    card = await shows(anna, "Your answers")
    await tap(anna, "Goal:", card)
    card = await shows(anna, GOAL)
    await tap(anna, "carry more load", card)
    await shows(anna, "Goal: carry more load", "sure)")
    held = await kept(bot, anna)
    assert len(held["verdicts"]) == 2
    assert json.loads(held["verdicts"][1]["json"])["answers"]["goal"] == "handle_growth"
    assert (await answers_kept(bot, anna))["goal"] == "handle_growth"


async def test_an_answer_is_changed_by_the_number_that_the_list_shows(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/answers")
    card = await shows(anna, "Your answers")
    number = next(line for line in card.text.splitlines() if "Goal:" in line).split(".")[0]
    await anna.say(number)
    await shows(anna, GOAL)
    await anna.say("2000")
    await shows(anna, GOAL, "There is no number 2000")
    await anna.say("carry more load")
    await shows(anna, "sure)")
    assert (await answers_kept(bot, anna))["goal"] == "handle_growth"


async def test_an_answer_is_changed_by_its_name_on_the_list(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/answers")
    await shows(anna, "goal", "engineers = 5")
    await anna.say("goal = carry more load")
    await shows(anna, "sure)")
    assert (await answers_kept(bot, anna))["goal"] == "handle_growth"


async def changing(chat: PrivateChat, label: str):
    """Give the card that changes an answer."""
    await chat.say("/answers")
    await tap(chat, label, await shows(chat, "Your answers"))
    return await offers(chat, "‹ Answers")


@pytest.mark.parametrize("typed", ["Back", "/back", "go back", "skip", "answers", "On"])
async def test_a_word_leads_from_changing_an_answer_back_to_the_list(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str
) -> None:
    await put_judged(bot, anna, judged)
    before = await answers_kept(bot, anna)
    await changing(anna, "Goal:")
    await anna.say(typed)
    await shows(anna, "Your answers")
    assert await answers_kept(bot, anna) == before


@pytest.mark.parametrize(
    ("typed", "words"), [("help", "All else: /help"), ("Help", "All else: /help"), ("verdict", "sure)")]
)
async def test_the_words_of_the_interview_are_understood_while_an_answer_is_changed(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str, words: str
) -> None:
    await put_judged(bot, anna, judged)
    before = await answers_kept(bot, anna)
    await changing(anna, "Goal:")
    await anna.say(typed)
    await shows(anna, words)
    assert await answers_kept(bot, anna) == before


async def test_the_card_that_changes_an_answer_shows_it_and_no_progress(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    card = await changing(anna, "Goal:")
    assert "Now: carry more load." in card.text
    assert "answered" not in card.text


async def test_another_change_is_taken_on_the_card_that_changes_an_answer(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await changing(anna, "Goal:")
    await anna.say("engineers = 5")
    await shows(anna, "Engineers: 5", "sure)")
    assert (await answers_kept(bot, anna))["goal"] == "handle_growth"


async def test_what_was_chosen_before_is_ticked_so_that_one_more_adds_to_it(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    card = await changing(anna, "Pain points:")
    await tap(anna, "☐ 2.", card)
    await tap(anna, "Done", await shows(anna, "☑ 1.", "☑ 2."))
    await shows(anna, "Pain points:", "2 answered")
    assert (await answers_kept(bot, anna))["pains"] == ["cloud_bill", "idle_capacity"]


async def test_many_answers_have_pages_of_buttons(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    many = Record((*judged.record.entries, Entry("engineers", {"engineers": Known(5.0)})))
    assert len(many.answers) == PAGE + 1
    await put(bot, anna, many, View(shows="answers"))
    first = await offers(anna, "›")
    await tap(anna, "›", first)
    assert labels(await offers(anna, "‹")) == ["Engineers: 5", "‹", "Go on"]
    await tap(anna, "‹")
    await offers(anna, "›")


async def test_a_wrong_number_on_the_list_is_told(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="answers"))
    await anna.say("7")
    await shows(anna, "Choose a number from 1 to 2.")


async def test_the_answers_of_an_interview_under_way_lead_back_to_it(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="answers"))
    await tap(anna, "Go on")
    await shows(anna, "2 answered")
