"""The commands about a chat, each as a person sends it and sees what comes of it."""

import json

import pytest

from bot.interview.record import Entry, Record
from bot.telegram.view import View
from bot.telegram.views import plain
from rules.answers import Known
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    Judged,
    answers_kept,
    begin,
    cards_of,
    has,
    kept,
    labels,
    offers,
    put,
    put_judged,
    said_by_bot,
    settled,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio


async def test_start_greets_in_three_paragraphs_and_asks_the_first_question(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await settled(bot)
    greeting, question = said_by_bot(anna)
    assert len(greeting.text.split("\n\n")) == 3
    assert question is card
    assert not greeting.buttons


async def test_start_goes_on_where_the_interview_stands(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams", answered=2))
    await anna.say("/start")
    card = await shows(anna, "Welcome back")
    await settled(bot)
    assert "2 answered" in card.text
    assert cards_of(anna) == [card]
    assert len((await kept(bot, anna))["assessments"]) == 1


async def test_start_goes_on_after_a_cancel_too(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await anna.say("pay less")
    await shows(anna, PAINS)
    await anna.say("/cancel")
    await shows(anna, "Stopped")
    await anna.say("/start")
    await shows(anna, "Welcome back", PAINS)
    assert len((await kept(bot, anna))["assessments"]) == 1


async def test_start_begins_another_after_the_verdict(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await begin(anna)
    assert len((await kept(bot, anna))["assessments"]) == 2


async def test_new_begins_another_without_a_greeting(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/new")
    await shows(anna, GOAL)
    await settled(bot)
    assert not has("guess containers")(anna)
    assert [each["fact"] for each in (await kept(bot, anna))["answers"]] == ["goal", "pains"]


async def test_a_cancelled_interview_goes_on_by_its_button(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/cancel")
    card = await shows(anna, "Stopped")
    await tap(anna, "Go on", card)
    await anna.until(lambda chat: "Stopped" not in cards_of(chat)[-1].text)
    assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill"]}


@pytest.mark.usefixtures("bot")
async def test_there_is_nothing_to_cancel_without_an_interview(anna: PrivateChat) -> None:
    await anna.say("/cancel")
    await told(anna, plain.NOTHING_GOING_ON)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("command", "words"), [("/help", "Commands"), ("/privacy", "What is kept")])
async def test_help_and_privacy_say_what_can_be_done_and_what_is_kept(
    anna: PrivateChat, command: str, words: str
) -> None:
    await anna.say(command)
    await told(anna, words)


async def test_help_names_every_command_that_there_is(bot: Served, anna: PrivateChat) -> None:
    await anna.say("/help")
    help_ = await told(anna, "Commands")
    for name in plain.COMMANDS:
        assert f"/{name} " in help_.text
    assert {each["command"] for each in bot.api.state.profile["commands"]} == {*plain.COMMANDS}


async def test_help_in_a_word_at_a_question_says_how_to_answer(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await anna.say("help")
    await shows(anna, "/help", GOAL)
    assert await answers_kept(bot, anna) == {}


async def test_history_lists_interviews_and_opens_one(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/history")
    listed = await told(anna, "/compare")
    await settled(bot)
    assert [line for line in listed.text.splitlines() if "23 November 2026" in line] == [
        "2 · 23 November 2026",
        "1 · 23 November 2026",
    ]
    await tap(anna, "Open 1", listed)
    await anna.until(lambda chat: cards_of(chat)[-1].id > listed.id)
    await shows(anna, "sure)")


async def test_interviews_of_one_day_without_a_verdict_are_known_by_what_was_said(
    bot: Served, anna: PrivateChat
) -> None:
    await put(bot, anna, FEW)
    await put(bot, anna, Record((Entry("goal", {"goal": Known("launch_fast")}), Entry("gpu", {"gpu": Known(True)}))))
    await anna.say("/history")
    listed = await told(anna, "/compare")
    assert "2 · 23 November 2026\nLaunch something new soon\nno verdict yet" in listed.text
    assert "1 · 23 November 2026\nPay less\nno verdict yet" in listed.text


async def test_an_interview_without_a_verdict_is_opened_at_its_question(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams", answered=2))
    await put(bot, anna, FEW, View(shows="question", question="goal"))
    await anna.say("/history")
    await tap(anna, "Open 1", await told(anna, "/compare"))
    card = await shows(anna, "2 answered")
    assert "sure)" not in card.text


async def test_history_opens_an_interview_by_its_number(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await put(bot, anna, FEW, View(shows="question", question="goal"))
    await anna.say("/history 1")
    await offers(anna, "Start another")


@pytest.mark.parametrize("wanted", ["9", "the last one"])
async def test_an_interview_that_there_is_not_is_said_to_be_none(bot: Served, anna: PrivateChat, wanted: str) -> None:
    await put(bot, anna, FEW)
    await anna.say(f"/history {wanted}")
    assert "Open 1" in labels(await told(anna, f"No interview of yours here is no. {wanted[:12]}"))


@pytest.mark.usefixtures("bot")
async def test_the_history_of_a_new_chat_is_empty(anna: PrivateChat) -> None:
    await anna.say("/history")
    await told(anna, "nothing here yet")


@pytest.mark.parametrize("command", ["/compare", "/compare 1 2", "/compare 2, 1"])
async def test_compare_sets_two_side_by_side(bot: Served, anna: PrivateChat, judged: Judged, command: str) -> None:
    await put_judged(bot, anna, judged)
    await put_judged(bot, anna, judged)
    await anna.say(command)
    await offers(anna, "‹ Verdict")
    assert not has(plain.NOTHING_TO_COMPARE)(anna)


@pytest.mark.parametrize("command", ["/compare", "/compare 1", "/compare 1 7", "/compare these two"])
async def test_compare_says_what_it_takes(bot: Served, anna: PrivateChat, judged: Judged, command: str) -> None:
    await put_judged(bot, anna, judged)
    await anna.say(command)
    await told(anna, plain.NOTHING_TO_COMPARE)


async def test_export_gives_everything_of_this_chat_and_nothing_of_another(
    bot: Served, anna: PrivateChat, ben: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await put(bot, ben, FEW, View(shows="question", question="teams"))
    await anna.say("/export")
    file = await anna.until(lambda chat: next((each.attachment for each in said_by_bot(chat) if each.attachment), None))
    held = json.loads(file.content)
    assert {each["fact"] for each in held["answers"]} == {*judged.record.answers}
    assert json.loads(held["verdicts"][0]["json"])["verdict"] == json.loads(judged.verdict_json)["verdict"]
    assert {each["chat"] for rows in held.values() for each in rows if "chat" in each} == {str(anna.id)}
    assert len(held["assessments"]) == 1
