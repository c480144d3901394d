"""One card per assessment: edited after a tap, sent anew below after something typed, and the same after a restart."""

from pathlib import Path

import pytest

from bot.interview.record import Record
from bot.telegram.asking import MOST_TICKED
from bot.telegram.view import View
from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    Judged,
    answers_kept,
    begin,
    cards_of,
    kept,
    labelled,
    labels,
    offers,
    put,
    put_judged,
    said_by_bot,
    settled,
    shows,
    tap,
)
from tests.telegram.served import Served, served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams", answered=2)


async def test_a_tap_edits_the_card_in_place(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await tap(anna, "pay less")
    assert await shows(anna, "✓ Goal: pay less.", PAINS) is card
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}


async def test_a_typed_answer_sends_the_card_anew_below_and_removes_the_old_one(bot: Served, anna: PrivateChat) -> None:
    old = await begin(anna)
    said = await anna.say("pay less")
    card = await shows(anna, "✓ Goal: pay less.", PAINS)
    await settled(bot)
    assert card.id > said.id
    assert old.is_deleted
    assert cards_of(anna) == [card]


async def test_a_card_too_old_to_be_deleted_loses_its_buttons(bot: Served, anna: PrivateChat) -> None:
    old = await begin(anna)
    bot.api.clock.offset_seconds = 3 * 24 * 3600
    await anna.say("pay less")
    await shows(anna, PAINS)
    await settled(bot)
    assert [each.id for each in cards_of(anna)] != [old.id]
    assert len(cards_of(anna)) == 1


async def test_ticks_are_shown_and_taken_back(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, Record(), View(shows="question", question="pains"))
    await tap(anna, "☐ 1.")
    card = await shows(anna, "☑ 1.")
    await tap(anna, "☐ 2.", card)
    await shows(anna, "☑ 1.", "☑ 2.")
    await tap(anna, "☑ 1.", card)
    await shows(anna, "☐ 1.", "☑ 2.")
    await tap(anna, "Done", card)
    await shows(anna, GOAL)
    assert await answers_kept(bot, anna) == {"pains": ["idle_capacity"]}


async def test_one_tick_too_many_is_refused_with_a_toast(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, Record(), View(shows="question", question="pains", ticked=(0, 1, 2)))
    assert await tap(anna, "☐ 4.") == MOST_TICKED
    await settled(bot)
    assert "☐ 4." in cards_of(anna)[-1].text
    assert await tap(anna, "☑ 3.") == ""


async def test_none_of_these_is_an_answer(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, Record(), View(shows="question", question="pains"))
    await tap(anna, "None of these")
    await shows(anna, "Pain points: nothing hurts", GOAL)


async def test_ticks_and_answers_outlive_a_restart_on_the_same_card(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path
) -> None:
    async with served(api, engine, tmp_path / "bot.sqlite3") as bot:
        await put(bot, anna, Record(), View(shows="question", question="pains"))
        await tap(anna, "☐ 3.")
        card = await shows(anna, "☑ 3.")
    async with served(api, engine, tmp_path / "bot.sqlite3") as bot:
        await tap(anna, "☐ 1.", card)
        assert await shows(anna, "☑ 1.", "☑ 3.") is card
        await tap(anna, "Done", card)
        await shows(anna, GOAL)
        assert await answers_kept(bot, anna) == {"pains": ["cloud_bill", "monitoring_bill"]}
    assert api.violations == []


@pytest.mark.usefixtures("bot")
async def test_why_unfolds_and_folds_the_reason(anna: PrivateChat) -> None:
    card = await begin(anna)
    await tap(anna, "Why?", card)
    await offers(anna, "Hide why")
    assert "<blockquote><b>Why I ask" in card.html
    await tap(anna, "Hide why", card)
    await offers(anna, "Why?")
    assert "<blockquote expandable><b>Why I ask" in card.html


@pytest.mark.usefixtures("bot")
async def test_a_typed_why_opens_the_reason_and_says_it_once(anna: PrivateChat, rulebook: Rulebook) -> None:
    await begin(anna)
    await anna.say("why")
    card = await offers(anna, "Hide why")
    assert card.text.count(rulebook.facts["goal"].why) == 1


@pytest.mark.usefixtures("bot")
async def test_who_asks_back_sees_how_to_answer_and_the_reason_opened(anna: PrivateChat, rulebook: Rulebook) -> None:
    await begin(anna)
    await anna.say("what do you mean by goal?")
    card = await offers(anna, "Hide why")
    assert rulebook.facts["goal"].bad_answer in card.text
    assert card.text.count(rulebook.facts["goal"].why) == 1


async def test_back_takes_the_last_answer_back(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    assert "‹ Back" not in labels(card)
    await tap(anna, "pay less", card)
    await shows(anna, PAINS)
    await tap(anna, "‹ Back", card)
    await shows(anna, "Taken back: Goal.", GOAL)
    assert await answers_kept(bot, anna) == {}


async def test_dont_know_shows_how_to_measure(bot: Served, anna: PrivateChat, rulebook: Rulebook) -> None:
    await put(bot, anna, FEW, TEAMS)
    await tap(anna, "Don't know")
    await shows(anna, rulebook.facts["teams"].measure.how)
    assert (await kept(bot, anna))["answers"][-1]["state"] == "unknown"


async def test_a_verdict_can_be_had_now_and_the_questions_go_on_after_it(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    card = cards_of(anna)[-1]
    await tap(anna, "Verdict now", card)
    assert await shows(anna, "sure)") is card
    await tap(anna, "Go on with the questions", card)
    await shows(anna, "2 answered")


async def test_the_long_report_is_several_messages_in_order_and_goes_as_a_whole(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    before = await put_judged(bot, anna, judged)
    await tap(anna, "Everything, with the plan", before)
    last = await offers(anna, "‹ Verdict")
    await settled(bot)
    report = said_by_bot(anna)
    assert before.is_deleted
    assert len(report) > 1
    assert report[-1] is last
    assert [bool(each.buttons) for each in report] == [False] * (len(report) - 1) + [True]
    await tap(anna, "‹ Verdict", last)
    await shows(anna, "sure)")
    await settled(bot)
    assert len(said_by_bot(anna)) == 1


async def test_a_typed_answer_works_at_any_time_while_ticking(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, Record(), View(shows="question", question="pains", ticked=(4,)))
    await anna.say("1, 3")
    await shows(anna, GOAL)
    assert await answers_kept(bot, anna) == {"pains": ["cloud_bill", "monitoring_bill"]}


async def test_a_refusal_is_told_on_the_card_without_a_tick_before_it(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await anna.say("purple")
    card = await shows(anna, "Name one goal", GOAL)
    assert "✓" not in card.text
    assert await answers_kept(bot, anna) == {}


async def test_a_guess_is_shown_beside_the_verdict(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("guess containers")
    await shows(anna, "Your guess is written down: containers.")
    await tap(anna, "Verdict now")
    await shows(anna, "guess", "containers")
    assert (await kept(bot, anna))["assessments"][0]["guess"] == "containers"


async def test_an_edit_by_name_changes_an_answer_at_a_question(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    await anna.say("engineers = 5")
    await shows(anna, "✓ Engineers: 5.")
    await anna.say("goal = carry more load")
    await shows(anna, "✓ Goal: carry more load.")
    kept_now = await answers_kept(bot, anna)
    assert (kept_now["engineers"], kept_now["goal"]) == (5, "handle_growth")


async def test_typing_goes_on_with_a_stopped_interview(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="stopped"))
    await anna.say("well then")
    await shows(anna, "2 answered")


@pytest.mark.parametrize(
    ("typed", "says", "fact", "value"),
    [("2", "Goal: pay less", "goal", "cut_cost"), ("engineers = 5", "Engineers: 5", "engineers", 5)],
)
async def test_what_is_typed_after_a_stop_is_taken_as_said_at_the_question_that_comes_next(
    bot: Served, anna: PrivateChat, typed: str, says: str, fact: str, value: object
) -> None:
    await put(bot, anna, Record(), View(shows="stopped"))
    await anna.say(typed)
    await shows(anna, says)
    assert (await answers_kept(bot, anna))[fact] == value


async def test_what_is_no_text_is_told_on_a_stopped_card_too(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="stopped"))
    await anna.send_voice()
    await shows(anna, "Stopped", "I cannot read a voice message.")


async def test_what_is_typed_on_a_verdict_and_means_nothing_is_told_so(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("thanks a lot")
    await shows(anna, "That I cannot answer", "sure)")


async def test_each_bill_leads_to_those_of_the_other_options(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await tap(anna, "Costs")
    for label in ("Containers", "AWS Lambda", "A monolith"):
        card = await offers(anna, label)
        await tap(anna, label, card)
    await offers(anna, "Containers")


async def test_a_card_of_another_program_can_be_gone_on_with(bot: Served, anna: PrivateChat) -> None:
    mine = await put(bot, anna, FEW, TEAMS)

    async def spoil(book) -> None:
        shown = await book.cards.find(mine)
        await book.cards.put(type(shown.card)(mine, str(anna.id), {"shows": "hologram"}, 3))

    await bot.store.transact(spoil)
    await anna.say("/verdict")
    await shows(anna, "sure)")


async def test_an_answer_that_the_rulebook_knows_no_more_is_left_out(bot: Served, anna: PrivateChat) -> None:
    gone = Record((*FEW.entries, FEW.entries[0].__class__("phase_of_moon", {"phase_of_moon": FEW.answers["goal"]})))
    await put(bot, anna, gone, TEAMS)
    await anna.say("2")
    await shows(anna, "3 answered")
    await anna.say("/answers")
    await shows(anna, "Your answers")
    await tap(anna, "Goal", cards_of(anna)[-1])
    assert labelled(await offers(anna, "‹ Answers"), "pay less")
