"""Taps that come too late, twice or from nowhere: they show where things stand, and change nothing."""

import pytest

from bot.telegram.conversation import OUTDATED
from bot.telegram.view import View
from bot.telegram.views import plain
from tests.telegram.botapi.faults import UPDATE, Late, Repeated, StaleQuery
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    Judged,
    answers_kept,
    begin,
    buttons,
    cards_of,
    kept,
    labelled,
    labels,
    put,
    put_judged,
    send_data,
    settled,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio


async def test_a_button_of_an_older_version_shows_the_card_anew(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await tap(anna, "pay less", card)
    await shows(anna, PAINS)
    query = await anna.tap(card, "3. Carry more load", stale=True)
    assert (await query.answer()).text == OUTDATED
    await settled(bot)
    assert PAINS in cards_of(anna)[-1].text
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}


async def test_a_double_tap_decides_once(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    queries = [await anna.tap(card, "2. Pay less") for _ in range(2)]
    assert [(await each.answer()).text for each in queries] == [None, OUTDATED]
    await settled(bot)
    assert PAINS in cards_of(anna)[-1].text
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}


async def test_a_double_tap_on_a_tick_ticks_once(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="pains"))
    card = cards_of(anna)[-1]
    for _ in range(2):
        await anna.tap(card, labelled(card, "☐ 1."))
    await settled(bot)
    assert "☑ 1." in card.text


async def test_a_double_tap_on_why_opens_the_reason(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    for _ in range(2):
        await anna.tap(card, "Why?")
    await settled(bot)
    assert "Hide why" in labels(card)


async def test_a_double_tap_on_start_another_begins_one(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    card = await put_judged(bot, anna, judged)
    for _ in range(2):
        await anna.tap(card, "Start another")
    await settled(bot)
    assert len((await kept(bot, anna))["assessments"]) == 2
    await tap(anna, "Start another", card)
    await settled(bot)
    assert len((await kept(bot, anna))["assessments"]) == 3


async def test_a_card_of_a_forgotten_chat_does_nothing(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await anna.say("/forget yes")
    await told(anna, plain.FORGOTTEN)
    assert await tap(anna, "pay less", card) == plain.NOT_HERE
    await settled(bot)
    assert not any((await kept(bot, anna)).values())


@pytest.mark.parametrize(
    "data",
    [
        "rubbish",
        "1.0.pick",
        "0.0.open.x",
        "0.0.open.²",
        "0.0.open.99999999999999999999",
        "99999999999999999999.0.pick.1",
        "1.99999999999999999999.pick.1",
        "1.-1.pick.1",
        "é.0.pick.1",
        "0.0.new.",
    ],
)
async def test_rubbish_for_a_button_changes_nothing(bot: Served, anna: PrivateChat, data: str) -> None:
    card = await begin(anna)
    await settled(bot)
    before = await kept(bot, anna)
    assert await send_data(anna, anna, card, data) in {plain.NOT_A_BUTTON, plain.NOT_HERE}
    await settled(bot)
    assert await kept(bot, anna) == before
    assert cards_of(anna) == [card]


@pytest.mark.parametrize(
    "rest", ["pick.77", "pick.x", "tick.77", "tick.-1", "untick.-1", "change.nothing", "fact.nothing", "nothing.7"]
)
async def test_a_button_with_a_rubbish_value_changes_no_answer(bot: Served, anna: PrivateChat, rest: str) -> None:
    card = await begin(anna)
    start = (buttons(card)[0].callback_data or "").split(".")
    await send_data(anna, anna, card, f"{start[0]}.{start[1]}.{rest}")
    await settled(bot)
    assert GOAL in cards_of(anna)[-1].text
    assert await answers_kept(bot, anna) == {}
    await tap(anna, "pay less")
    await shows(anna, PAINS)


async def test_a_card_of_another_chat_does_nothing_here(bot: Served, anna: PrivateChat, ben: PrivateChat) -> None:
    hers, his = await begin(anna), await begin(ben)
    data = buttons(hers)[0].callback_data or ""
    assert await send_data(ben, ben, his, data) == plain.NOT_HERE
    await settled(bot)
    assert await answers_kept(bot, anna) == await answers_kept(bot, ben) == {}


async def test_an_update_that_comes_again_is_handled_once(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    bot.api.faults.next(UPDATE, Repeated(after=0), Repeated(after=1))
    await anna.tap(card, "2. Pay less")
    await anna.say("1, 3")
    await settled(bot)
    assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill", "monitoring_bill"]}


async def test_a_tap_that_is_overtaken_by_an_answer_changes_nothing(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    bot.api.faults.next(UPDATE, Late(by=1))
    query = await anna.tap(card, "2. Pay less")
    await anna.say("carry more load")
    assert (await query.answer()).text == OUTDATED
    await settled(bot)
    assert await answers_kept(bot, anna) == {"goal": "handle_growth"}


async def test_a_tap_that_is_answered_too_late_still_counts(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    bot.api.faults.next("answerCallbackQuery", StaleQuery())
    await anna.tap(card, "2. Pay less")
    await shows(anna, PAINS)


async def test_a_tap_on_a_deleted_card_is_answered_with_the_present_one(bot: Served, anna: PrivateChat) -> None:
    old = await begin(anna)
    await anna.say("pay less")
    await shows(anna, PAINS)
    await settled(bot)
    query = await anna.tap(old, "3. Carry more load", stale=True)
    assert (await query.answer()).text == OUTDATED
    await settled(bot)
    assert await answers_kept(bot, anna) == {"goal": "cut_cost"}
