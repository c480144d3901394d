"""The commands, each as a person sends it and sees what comes of it."""

import json
from datetime import datetime

import pytest

from bot.interview.record import Entry, Record
from bot.telegram.keyboards import PAGE
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


async def test_forget_asks_first_and_does_nothing_until_it_is_confirmed(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/forget")
    await told(anna, plain.FORGET_CONFIRMATION)
    await settled(bot)
    assert len(await answers_kept(bot, anna)) == 2


MARK = "zanzibar"


@pytest.mark.parametrize("confirmed", ["by its button", "/forget yes"])
async def test_what_is_forgotten_is_found_nowhere(bot: Served, ben: PrivateChat, confirmed: str) -> None:
    chat = bot.api.private(7_301_948_255, "Zora")
    await begin(chat)
    await chat.say("pay less")
    await shows(chat, PAINS)
    await chat.say(f"why {MARK}")
    await shows(chat, "Name up to three pains")
    await begin(ben)
    await settled(bot)
    if confirmed == "/forget yes":
        await chat.say(confirmed)
    else:
        await chat.say("/forget")
        await tap(chat, "Delete it all", await told(chat, plain.FORGET_CONFIRMATION))
    await told(chat, plain.FORGOTTEN)
    await settled(bot)
    assert not any((await kept(bot, chat)).values())
    assert len((await kept(bot, ben))["cards"]) == 1
    written = b"".join(file.read_bytes() for file in bot.file.parent.glob(bot.file.name + "*"))
    assert str(chat.id).encode() not in written
    assert MARK.encode() not in written
    assert b"Zora" not in written
    await begin(chat)


async def test_remind_by_command_notes_when(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/remind 3")
    await shows(anna, "In 3 months I come back")
    (due,) = (await kept(bot, anna))["reminders"]
    assert due["due_at"].date().isoformat() == "2027-02-23"


async def test_remind_by_buttons_notes_when(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await tap(anna, "Remind me")
    card = await shows(anna, "When shall I come back?")
    await tap(anna, "12 months", card)
    await shows(anna, "In 12 months I come back")
    (due,) = (await kept(bot, anna))["reminders"]
    assert due["due_at"].date().isoformat() == "2027-11-23"


async def test_a_reminder_comes_when_it_is_due_with_the_card_below(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    before = await put_judged(bot, anna, judged)
    await anna.say("/remind 1")
    await shows(anna, "In a month I come back")
    await bot.service.chores.remind()
    await settled(bot)
    assert not has("🔔")(anna)
    bot.clock.moment = datetime.fromisoformat("2026-12-24T00:00Z")
    await bot.service.chores.remind()
    notice = await told(anna, "🔔 On 23 November 2026")
    await settled(bot)
    (card,) = cards_of(anna)
    assert before.is_deleted
    assert card.id > notice.id
    assert "Change an answer" in labels(card)
    await bot.service.chores.remind()
    await settled(bot)
    assert sum("🔔" in each.text for each in said_by_bot(anna)) == 1


async def test_a_reminder_that_is_wished_during_the_interview_comes_as_well(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/remind 1")
    await shows(anna, "In a month I come back")
    bot.clock.moment = datetime.fromisoformat("2026-12-24T00:00Z")
    await bot.service.chores.remind()
    await told(anna, "🔔")


async def test_verdict_shows_the_verdict_so_far_and_the_interview_goes_on(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/verdict")
    card = await shows(anna, "sure)")
    await tap(anna, "Go on with the questions", card)
    await shows(anna, "2 answered")
    assert (await kept(bot, anna))["assessments"][0]["finished_at"] is None


async def test_why_shows_the_reasons_and_each_rule(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/why")
    card = await offers(anna, "‹ Verdict")
    rule = labels(card)[0]
    await tap(anna, rule, card)
    await offers(anna, "‹ Reasons")
    await tap(anna, "‹ Reasons")
    await offers(anna, rule)


async def test_why_with_a_rule_shows_it_and_a_misspelt_one_names_the_nearest(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    rule = json.loads(judged.verdict_json)["options"][0]["reasons"][0]["rule"]
    await anna.say(f"/why {rule}")
    await shows(anna, rule)
    await anna.say(f"/why {rule[:-1]}")
    await shows(anna, f'Did you mean "{rule}"?')


@pytest.mark.parametrize("typed", ["/costs containers", "costs container", "/costs Monolith", "/costs"])
async def test_costs_shows_the_bill_of_an_option(bot: Served, anna: PrivateChat, judged: Judged, typed: str) -> None:
    await put_judged(bot, anna, judged)
    await anna.say(typed)
    await offers(anna, "‹ Verdict")
    assert "no option" not in cards_of(anna)[-1].text


async def test_costs_of_no_option_names_those_there_are(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/costs mainframe")
    await shows(anna, "lambda, containers, monolith")


@pytest.mark.parametrize("typed", ["/whatif engineers = 12", "whatif engineers=12", "engineers = 12"])
async def test_a_what_if_is_compared_and_changes_nothing_that_is_kept(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str
) -> None:
    await put_judged(bot, anna, judged)
    before = await kept(bot, anna)
    await anna.say(typed)
    await offers(anna, "‹ What if…")
    after = await kept(bot, anna)
    assert [after[name] for name in ("answers", "verdicts", "assessments")] == [
        before[name] for name in ("answers", "verdicts", "assessments")
    ]


async def test_a_what_if_by_buttons_changes_nothing_either(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    before = await kept(bot, anna)
    await tap(anna, "What if…")
    card = await shows(anna, "What if…", "Try a change")
    await tap(anna, labels(card)[0], card)
    card = await shows(anna, "What if it were otherwise")
    await tap(anna, labels(card)[0], card)
    card = await anna.until(
        lambda chat: labels(cards_of(chat)[-1]) == ["‹ What if…", "‹ Verdict"] and cards_of(chat)[-1]
    )
    await tap(anna, "‹ Verdict", card)
    await shows(anna, "sure)")
    after = await kept(bot, anna)
    assert (after["answers"], after["verdicts"]) == (before["answers"], before["verdicts"])


async def test_a_what_if_that_cannot_be_read_says_why(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/whatif enginers = 12")
    await shows(anna, 'Did you mean "engineers"?')


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
