"""What can be asked of a verdict."""

import json

import pytest

from bot.telegram.looking import NAMES_OF_RULES, NO_REMINDER, SEE_WHAT_IF
from bot.telegram.view import View
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    Judged,
    answers_kept,
    cards_of,
    kept,
    labels,
    offers,
    put,
    put_judged,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams", answered=2)
RULE = "steady-volume-favours-processes-that-stay"


async def test_verdict_shows_the_verdict_so_far_and_the_interview_goes_on(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    await anna.say("/verdict")
    card = await shows(anna, "sure)")
    await tap(anna, "Go on with the questions", card)
    await shows(anna, "2 answered")
    assert (await kept(bot, anna))["assessments"][0]["finished_at"] is None


@pytest.mark.parametrize("asked", ["/verdict", "/costs containers", "/whatif", "/remind"])
@pytest.mark.parametrize("typed", ["on", "Go on", "continue", "back", "/back"])
async def test_a_word_leads_from_whatever_was_looked_at_back_to_the_questions(
    bot: Served, anna: PrivateChat, asked: str, typed: str
) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say(asked)
    await shows(anna, "To go on with the questions, type on.")
    await anna.say(typed)
    await shows(anna, "2 answered")
    assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill"]}


async def test_start_leads_from_a_verdict_so_far_to_the_question(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("/verdict")
    await shows(anna, "sure)")
    await anna.say("/start")
    assert "sure)" not in (await shows(anna, "Welcome back", "2 answered")).text


@pytest.mark.parametrize("asked", [f"/why {RULE}", "/remind"])
async def test_what_is_looked_at_before_any_verdict_leads_to_the_questions_alone(
    bot: Served, anna: PrivateChat, asked: str
) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say(asked)
    card = await offers(anna, "Go on with the questions")
    assert not {"‹ Verdict", "‹ Reasons"} & {*labels(card)}
    await tap(anna, "Go on with the questions", card)
    await shows(anna, "2 answered")


async def test_a_reminder_that_is_set_at_a_question_shows_the_question_and_not_the_winner(
    bot: Served, anna: PrivateChat
) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("/remind 3")
    card = await shows(anna, "In 3 months I come back", "2 answered")
    assert "sure)" not in card.text
    assert len((await kept(bot, anna))["reminders"]) == 1


async def test_a_reminder_that_is_set_after_the_verdict_leaves_it_in_sight(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/remind 3")
    await shows(anna, "In 3 months I come back", "sure)")


@pytest.mark.parametrize(
    ("typed", "words"), [("help", "All else: /help"), ("/stop", "nothing is going on"), ("quit", "nothing is going on")]
)
async def test_the_words_of_the_interview_are_understood_after_it_too(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str, words: str
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say(typed)
    await shows(anna, words, "sure)")


async def test_stop_leaves_an_interview_from_the_verdict_so_far(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("/verdict")
    await shows(anna, "sure)")
    await anna.say("stop")
    await shows(anna, "Stopped")


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
    await shows(anna, f'No rule "{rule[:-1]}". Did you mean "{rule}"?')
    await anna.say(f"/why {rule.replace('-', ' ').capitalize()}")
    await offers(anna, "‹ Reasons")
    await anna.say("/why not")
    await shows(anna, NAMES_OF_RULES)


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


@pytest.mark.parametrize(
    "typed", ["/whatif engineers = 12", "whatif engineers=12", "engineers = 12", "what if engineers = 12?"]
)
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
        lambda chat: (
            labels(cards_of(chat)[-1]) == ["Keep this change", "‹ What if…", "‹ Verdict"] and cards_of(chat)[-1]
        )
    )
    await tap(anna, "‹ Verdict", card)
    await shows(anna, "sure)")
    after = await kept(bot, anna)
    assert (after["answers"], after["verdicts"]) == (before["answers"], before["verdicts"])


async def test_a_what_if_needs_no_buttons(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/whatif")
    offered = labels(await shows(anna, "1. "))[0]
    await anna.say("1")
    card = await shows(anna, "What if it were otherwise")
    assert offered.casefold() in card.text.casefold()
    choices = [line for line in card.text.splitlines() if line[:1].isdecimal()]
    await anna.say(str(len(choices)) if choices else "yes")
    await shows(anna, "What becomes of the verdict", "type keep")
    await anna.say("keep")
    await shows(anna, offered, "sure)")
    assert len((await kept(bot, anna))["verdicts"]) == 2


async def test_a_capital_that_a_phone_sets_is_no_hindrance(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("Engineers = 7")
    await shows(anna, "What becomes of the verdict")


async def test_keep_says_that_there_is_nothing_to_keep(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("keep")
    await shows(anna, "nothing to keep yet", "sure)")


@pytest.mark.parametrize("typed", ["3", "3 months"])
async def test_a_reminder_is_set_by_typing_its_months(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/remind")
    await shows(anna, "When shall I come back?", "1, 3, 6 or 12")
    await anna.say(typed)
    await shows(anna, "In 3 months I come back")


@pytest.mark.parametrize("typed", ["new", "History"])
async def test_a_command_without_its_slash_is_told_to_be_one(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say(typed)
    await shows(anna, f"Send /{typed.casefold()} for that", "sure)")


async def test_a_what_if_that_cannot_be_read_says_why(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    for typed in ("/whatif enginers = 12", "enginers = 12"):
        await anna.say(typed)
        await shows(anna, 'No fact "enginers". Did you mean "engineers"?', SEE_WHAT_IF)
    await anna.say("/whatif engineers = many")
    await shows(anna, "Say a number of people")


async def test_a_what_if_may_be_of_several_answers(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("what if engineers = 12, steps_per_request = 9?")
    await shows(anna, "• Engineers: ", "→ 12", "• Steps of a unit of work: ", "→ 9")


async def test_a_what_if_in_words_is_a_question(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/whatif traffic doubles")
    await shows(anna, "You said of “Load, mean”")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/report", "In twelve months"),
        ("report", "In twelve months"),
        ("Everything, with the plan", "In twelve months"),
        ("everything", "In twelve months"),
        ("Explain it to me", "It costs"),
        ("What if…", "Try a change"),
        ("Change an answer", "Your answers"),
        ("Remind me", "When shall I come back?"),
        ("Start another", "Send /new for that"),
    ],
)
async def test_what_the_buttons_of_a_verdict_say_can_be_typed(
    bot: Served, anna: PrivateChat, judged: Judged, typed: str, words: str
) -> None:
    card = await put_judged(bot, anna, judged)
    assert typed.startswith("/") or typed.casefold() in {"report", "everything"} or typed in labels(card)
    await anna.say(typed)
    await told(anna, words)


async def test_a_report_can_be_asked_for_at_a_question(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("/report")
    await told(anna, "In twelve months")


@pytest.mark.parametrize("how", ["/remind never", "never", "Not at all"])
async def test_a_reminder_can_be_dropped(bot: Served, anna: PrivateChat, judged: Judged, how: str) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/remind 3")
    await shows(anna, "In 3 months I come back")
    assert (await kept(bot, anna))["reminders"]
    if how.startswith("/"):
        await anna.say(how)
    else:
        await anna.say("/remind")
        card = await offers(anna, "Not at all")
        await (tap(anna, how, card) if how == "Not at all" else anna.say(how))
    await shows(anna, NO_REMINDER, "sure)")
    assert (await kept(bot, anna))["reminders"] == []


@pytest.mark.parametrize("where", ["asked", "stopped", "judged"])
async def test_a_command_that_there_is_not_is_said_to_be_none(
    bot: Served, anna: PrivateChat, judged: Judged, where: str
) -> None:
    if where == "judged":
        await put_judged(bot, anna, judged)
    else:
        await put(bot, anna, FEW, TEAMS if where == "asked" else View(shows="stopped"))
    await anna.say("/weather in Berlin")
    await shows(anna, "There is no /weather. /help lists what there is.")
