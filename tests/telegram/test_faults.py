"""What goes wrong between the bot and Telegram, and a bot that goes wrong itself."""

import pytest

from bot.store import StoreError
from bot.telegram.view import View
from bot.telegram.views import plain
from tests.telegram.botapi.calls import CLOSED, DROPPED
from tests.telegram.botapi.faults import (
    AnswerDropped,
    ClosedBefore,
    Conflict,
    ServerError,
    TooManyRequests,
)
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import (
    FEW,
    GOAL,
    PAINS,
    answers_kept,
    begin,
    cards_of,
    has,
    kept,
    labelled,
    put,
    said_by_bot,
    settled,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams")


async def test_flood_control_is_obeyed_and_the_message_comes_once(bot: Served, anna: PrivateChat) -> None:
    bot.api.faults.next("sendMessage", TooManyRequests(1))
    await anna.say("/help")
    await told(anna, "Commands")
    await settled(bot)
    assert bot.api.calls.count("sendMessage") == 2
    assert anna.executed() == 1


@pytest.mark.parametrize(
    "fault", [ServerError(500), ServerError(502, is_html=True), ServerError(504), ClosedBefore()], ids=str
)
async def test_a_call_that_fails_is_made_again_and_the_message_comes_once(
    bot: Served, anna: PrivateChat, fault
) -> None:
    bot.api.faults.next("sendMessage", fault)
    await anna.say("/help")
    await told(anna, "Commands")
    await settled(bot)
    assert anna.executed() == 1
    assert bot.api.calls.count("sendMessage", CLOSED if isinstance(fault, ClosedBefore) else fault.code) == 1


async def test_a_message_whose_answer_is_lost_comes_twice_at_most(bot: Served, anna: PrivateChat) -> None:
    bot.api.faults.next("sendMessage", AnswerDropped())
    await anna.say("/help")
    await told(anna, "Commands")
    await settled(bot)
    assert anna.executed() == 2
    assert bot.api.calls.count("sendMessage", DROPPED) == 1


async def test_an_edit_whose_answer_is_lost_is_made_again_without_harm(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    bot.api.faults.next("editMessageText", AnswerDropped())
    await tap(anna, "pay less", card)
    await shows(anna, PAINS)
    await settled(bot)
    assert cards_of(anna) == [card]
    assert (await kept(bot, anna))["cards"][0]["due"] is False


@pytest.mark.usefixtures("bot")
async def test_a_card_that_somebody_deleted_is_sent_anew(anna: PrivateChat) -> None:
    card = await begin(anna)
    card.is_deleted = True
    query = await anna.tap(card, "2. Pay less")
    await query.answer()
    again = await shows(anna, PAINS)
    assert again.id > card.id


async def test_a_poll_that_fails_loses_nothing(bot: Served, anna: PrivateChat) -> None:
    bot.api.faults.next("getUpdates", ServerError(502), AnswerDropped(), ClosedBefore(), Conflict(), TooManyRequests())
    await begin(anna)
    await settled(bot)
    assert len((await kept(bot, anna))["assessments"]) == 1


async def test_what_cannot_be_shown_for_now_is_shown_later(
    bot: Served, anna: PrivateChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.calls.FIRST_WAIT_SECONDS", 0.0)
    await put(bot, anna, FEW, TEAMS)
    bot.api.faults.next("sendMessage", *[ServerError(502)] * 6)
    await anna.say("goal = carry more load")
    await settled(bot)
    assert not has("carry more load")(anna)
    await bot.service.intake.catch_up()
    await shows(anna, "Goal: carry more load.")
    await settled(bot)
    assert len(cards_of(anna)) == 1


async def test_a_card_does_not_wait_until_telegram_has_taken_the_answer_to_the_tap(
    bot: Served, anna: PrivateChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.service.DRAINED_WITHIN_SECONDS", 0.0)
    card = await begin(anna)
    bot.api.faults.next("answerCallbackQuery", TooManyRequests(3600))
    query = await anna.tap(card, labelled(card, "pay less"))
    await shows(anna, PAINS)
    assert not query.answered.done()


async def test_an_error_in_a_turn_is_told_and_blocks_nothing(bot: Served, anna: PrivateChat, ben: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    bot.breaks.append(ZeroDivisionError("an engine that fails"))
    await anna.say("2")
    await told(anna, plain.WENT_WRONG)
    await settled(bot)
    assert (await kept(bot, anna))["inbox"] == []
    assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill"]}
    await begin(ben)
    await anna.say("2")
    await shows(anna, "✓ Teams that release independently: 2.")


async def test_an_error_in_writing_a_card_is_told_and_the_answer_is_kept(bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, TEAMS)
    bot.breaks += [None, ZeroDivisionError("a page that fails")]
    await anna.say("2")
    await told(anna, plain.WENT_WRONG)
    await settled(bot)
    assert (await answers_kept(bot, anna))["teams"] == 2
    assert (await kept(bot, anna))["cards"][0]["due"] is False
    await anna.say("/start")
    await shows(anna, "Welcome back", "3 answered")


async def test_an_update_that_cannot_be_read_is_let_go_in_silence(bot: Served, anna: PrivateChat) -> None:
    bot.api.state.tell("message", {"chat": {"id": anna.id}, "text": ["no", "text"]})
    bot.api.state.tell("message", {"no": "chat"})
    await begin(anna)
    await settled(bot)
    assert len(said_by_bot(anna)) == 2
    assert await bot.store.transact(lambda book: book.inbox.waiting()) == []
    assert GOAL in cards_of(anna)[0].text


async def test_an_update_that_the_store_did_not_take_is_handled_later(
    bot: Served, anna: PrivateChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(bot, anna, FEW, TEAMS)
    with monkeypatch.context() as broken:

        async def full(*_: object) -> None:
            raise StoreError("the disk is full. Make room, then try again.")

        broken.setattr("bot.store.cards.Cards.put", full)
        await anna.say("2")
        await settled(bot)
    assert len((await kept(bot, anna))["inbox"]) == 1
    await bot.service.intake.catch_up()
    await shows(anna, "✓ Teams that release independently: 2.")
    assert (await kept(bot, anna))["inbox"] == []
