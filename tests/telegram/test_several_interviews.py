"""With several interviews in one chat, what is typed goes to the one that is on screen, or to the card replied to."""

from datetime import datetime, timedelta

import pytest

from bot.interview.record import Record
from bot.telegram.view import View
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.people import Group, PrivateChat
from tests.telegram.botapi.views import View as Screen
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
    settled,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams")


async def minute_passed(bot: Served) -> None:
    """Let a minute pass once all is settled."""
    await settled(bot)
    bot.clock.moment += timedelta(minutes=1)


async def answered_in(bot: Served, chat: Screen) -> list[int]:
    """Give the assessments that have an answer to the first question."""
    return [row["assessment"] for row in (await kept(bot, chat))["answers"] if row["fact"] == "goal"]


async def shown_in(bot: Served, chat: Screen) -> dict[int, str]:
    """Give what the card of each assessment shows."""
    return {row["assessment"]: row["view"]["shows"] for row in (await kept(bot, chat))["cards"]}


async def test_what_is_typed_goes_to_an_older_interview_that_was_opened_again(bot: Served, anna: PrivateChat) -> None:
    first, second = await put(bot, anna, FEW, TEAMS), await put(bot, anna, Record())
    await anna.say("/history")
    await tap(anna, "Open 1", await offers(anna, "Open 1"))
    await minute_passed(bot)
    await anna.say("/answers")
    await shows(anna, "Your answers")
    assert await shown_in(bot, anna) == {first: "answers", second: "question"}


async def test_start_brings_up_the_unfinished_interview_and_it_takes_the_answers(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await begin(anna)
    await minute_passed(bot)
    await put_judged(bot, anna, judged)
    before = await kept(bot, anna)
    await anna.say("/start")
    await shows(anna, "Welcome back", GOAL)
    await minute_passed(bot)
    await anna.say("?")
    await shows(anna, PAINS)
    assert len((await kept(bot, anna))["answers"]) == len(before["answers"]) + 1


async def test_cancel_stops_the_unfinished_interview_that_is_on_screen(bot: Served, anna: PrivateChat) -> None:
    first, second = await put(bot, anna, FEW, TEAMS), await put(bot, anna, Record())
    await tap(anna, "Why?", cards_of(anna)[0])
    await minute_passed(bot)
    await anna.say("/cancel")
    await shows(anna, "Stopped")
    assert await shown_in(bot, anna) == {first: "stopped", second: "question"}


async def replied_to(bot: Served, chat: PrivateChat) -> tuple[Message, int, int]:
    """Begin two interviews, and give the first one's card with the ids of both."""
    first, card = await put(bot, chat, Record()), cards_of(chat)[-1]
    return card, first, await put(bot, chat, Record())


async def test_a_reply_to_an_older_card_answers_its_question(bot: Served, anna: PrivateChat) -> None:
    card, first, _ = await replied_to(bot, anna)
    await anna.say("pay less", reply_to=card)
    await shows(anna, "✓ Goal: pay less.", PAINS)
    assert await answered_in(bot, anna) == [first]


async def test_a_photo_in_reply_to_an_older_card_brings_that_card_up(bot: Served, anna: PrivateChat) -> None:
    card, first, _ = await replied_to(bot, anna)
    await anna.send_photo(reply_to=card)
    await shows(anna, "I cannot read a photo")
    await minute_passed(bot)
    await anna.say("pay less")
    await shows(anna, PAINS)
    assert await answered_in(bot, anna) == [first]


async def test_a_reply_to_something_else_is_for_the_card_on_screen(bot: Served, anna: PrivateChat) -> None:
    _, _, second = await replied_to(bot, anna)
    await anna.say("/help")
    await anna.say("pay less", reply_to=await told(anna, "Commands"))
    await shows(anna, PAINS)
    assert await answered_in(bot, anna) == [second]


async def test_a_reminder_brings_its_interview_up(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    reminded = await put(bot, anna, judged.record, verdict_json=judged.verdict_json)
    await anna.say("/remind 1")
    await shows(anna, "In a month I come back")
    await minute_passed(bot)
    other = await put(bot, anna, Record())
    bot.clock.moment = datetime.fromisoformat("2026-12-24T00:00Z")
    await bot.service.chores.remind()
    await told(anna, "🔔")
    await minute_passed(bot)
    await anna.say("/answers")
    await shows(anna, "Your answers")
    assert await shown_in(bot, anna) == {reminded: "answers", other: "question"}


async def test_in_a_group_a_reply_to_somebody_elses_card_answers_nothing_of_ones_own(
    bot: Served, anna: PrivateChat, ben: PrivateChat
) -> None:
    group: Group = bot.api.group(-77)
    await put(bot, group, Record(), owner=str(anna.id))
    hers = cards_of(group)[-1]
    await put(bot, group, Record(), owner=str(ben.id))
    await group.say(ben, "pay less", reply_to=hers)
    await settled(bot)
    assert await answers_kept(bot, group) == {}
