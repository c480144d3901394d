"""What is forgotten is found nowhere, and what is to be reminded of comes back."""

from datetime import datetime, timedelta

import pytest

from bot.telegram.view import View
from bot.telegram.views import plain
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    PAINS,
    Judged,
    answers_kept,
    begin,
    cards_of,
    has,
    kept,
    labels,
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


async def asked(bot: Served, chat: PrivateChat) -> Message:
    """Ask to have everything deleted, and give the message that wants it confirmed."""
    await settled(bot)
    bot.clock.moment += timedelta(minutes=1)
    await chat.say("/forget")
    return await told(chat, plain.FORGET_CONFIRMATION)


async def test_the_button_that_deletes_goes_once_it_was_tapped(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    question = await asked(bot, anna)
    await tap(anna, "Delete it all", question)
    await told(anna, plain.FORGOTTEN)
    await anna.until(lambda _chat: not question.buttons)


async def test_a_double_tap_deletes_once_and_says_so_once(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    question = await asked(bot, anna)
    queries = [await anna.tap(question, "Delete it all") for _ in range(2)]
    assert [(await each.answer()).text for each in queries] == [None, plain.NOTHING_KEPT]
    await settled(bot)
    assert anna.sent_by_bot.count(plain.FORGOTTEN) == 1


@pytest.mark.parametrize("said", ["pay less", "/new"])
async def test_the_button_deletes_nothing_once_more_was_said(bot: Served, anna: PrivateChat, said: str) -> None:
    await begin(anna)
    question = await asked(bot, anna)
    await settled(bot)
    bot.clock.moment += timedelta(minutes=1)
    await anna.say(said)
    await settled(bot)
    before = await kept(bot, anna)
    assert await tap(anna, "Delete it all", question) == plain.FORGET_OUTDATED
    await anna.until(lambda _chat: not question.buttons)
    assert await kept(bot, anna) == before


async def test_the_button_deletes_no_interview_that_was_begun_after_all_was_deleted(
    bot: Served, anna: PrivateChat
) -> None:
    await begin(anna)
    question = await asked(bot, anna)
    await anna.say("/forget yes")
    await told(anna, plain.FORGOTTEN)
    bot.clock.moment += timedelta(minutes=1)
    await begin(anna)
    assert await tap(anna, "Delete it all", question) == plain.FORGET_OUTDATED
    assert len((await kept(bot, anna))["assessments"]) == 1


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
