"""Whole interviews through Telegram, as the person sees them, and what is kept of them."""

from random import Random

import pytest

from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import Manner, Player, card_of, is_verdict, questions_by_text, verdict_of
from tests.telegram.playing import GOAL, answers_kept, settled, shows
from tests.telegram.served import Served, served
from tests.telegram.truth import differences

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("manner", ["buttons", "typing", "mixed"])
async def test_an_interview_comes_to_its_verdict_and_every_answer_is_kept(
    bot: Served, anna: PrivateChat, rulebook: Rulebook, manner: Manner
) -> None:
    player = Player(anna, questions_by_text(rulebook), manner, Random(3))
    card = await player.play()
    assert is_verdict(card)
    assert await differences(bot.store, rulebook, player) == []
    await anna.until(lambda chat: [message.id for message in chat.messages if message.buttons] == [card.id])


async def test_an_interview_is_the_same_by_webhook(
    api: BotApi, engine: Engine, anna: PrivateChat, rulebook: Rulebook, tmp_path
) -> None:
    async with served(api, engine, tmp_path / "bot.sqlite3", by_webhook=True) as bot:
        player = Player(anna, questions_by_text(rulebook), "mixed", Random(4))
        assert is_verdict(await player.play())
        assert await differences(bot.store, rulebook, player) == []
    assert api.violations == []


@pytest.mark.usefixtures("bot")
async def test_the_winner_is_not_shown_before_the_verdict(anna: PrivateChat) -> None:
    await anna.say("/start")
    card = await anna.until(card_of)
    assert "wins" not in card.text
    await anna.tap(card, "Verdict now")
    assert "sure)" in (await anna.until(verdict_of)).text


async def test_who_describes_a_system_before_the_first_question_hears_that_nothing_of_it_is_taken(
    bot: Served, anna: PrivateChat
) -> None:
    await anna.say("We run 30 Lambdas with 5 developers and pay too much.")
    await shows(anna, GOAL, "not taken yet")
    await settled(bot)
    assert await answers_kept(bot, anna) == {}


@pytest.mark.usefixtures("bot")
async def test_who_greets_before_the_first_question_is_greeted_and_asked(anna: PrivateChat) -> None:
    await anna.say("hi there!")
    assert "not taken" not in (await shows(anna, GOAL)).text
