"""A verdict is explained, and questions about it are answered, with a language model or in plain words."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.narrator.completing import Completion, NoAnswer
from bot.words.verdicts import winner
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.narrator.completing import FakeModel
from tests.narrator.explaining.explaining import honest
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import Judged, answers_kept, begin, offers, put_judged, settled, shows, tap
from tests.telegram.served import Served, served

pytestmark = pytest.mark.anyio


@pytest.fixture
def model() -> FakeModel:
    """Give a language model that has not been told yet what to say."""
    return FakeModel()


def explanation(judged: Judged) -> dict[str, Any]:
    """Write an explanation as a model gives it."""
    return honest(Verdict.model_validate_json(judged.verdict_json))


async def test_a_tap_explains_the_verdict_and_a_second_one_asks_nobody(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    model.answers = [explanation(judged)]
    await put_judged(bot, anna, judged)
    opening = explanation(judged)["opening"]["text"]
    for _ in range(2):
        await tap(anna, "Explain")
        card = await offers(anna, "‹ Verdict")
        assert opening in card.text
        assert "language model" not in card.text
        await tap(anna, "‹ Verdict")
        await offers(anna, "Explain it to me")
    assert len(model.asked) == 1


async def test_what_does_not_pass_twice_is_replaced_by_plain_words_with_a_line_that_says_so(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    told = explanation(judged)
    model.answers = [told | {"opening": {**told["opening"], "text": "Buy 4,321 servers at evil.example!"}}] * 2
    await put_judged(bot, anna, judged)
    await tap(anna, "Explain")
    card = await shows(anna, "did not pass the checks")
    assert "evil" not in card.text
    assert len(model.asked) == 2


async def test_without_an_answer_the_verdict_is_explained_in_plain_words(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    model.answers = [NoAnswer("busy")]
    await put_judged(bot, anna, judged)
    await anna.say("/explain")
    await shows(anna, "– ", "The language model is busy")


async def test_a_what_if_changes_no_answer_unless_the_person_keeps_it(
    bot: Served, anna: PrivateChat, judged: Judged
) -> None:
    await put_judged(bot, anna, judged)
    before = await answers_kept(bot, anna)
    await anna.say("engineers = 12")
    await offers(anna, "Keep this change")
    await settled(bot)
    assert await answers_kept(bot, anna) == before
    await tap(anna, "Keep this change")
    await shows(anna, "Engineers: 12", "sure)")
    await settled(bot)
    assert (await answers_kept(bot, anna))["engineers"] == 12.0


async def test_a_question_about_the_verdict_is_answered_by_the_model_with_what_it_looked_up(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    verdict = Verdict.model_validate_json(judged.verdict_json)
    cash = f"${verdict.option('containers').cost_usd_month.cash:,.0f}"
    model.answers = [
        {
            "kind": "answer",
            "language": "en",
            "sentences": [
                {
                    "from": "verdict",
                    "quote": winner(verdict),
                    "text": f"Containers would cost {cash} in cash a month.",
                }
            ],
        }
    ]
    await put_judged(bot, anna, judged)
    for _ in range(2):
        await anna.say("And what would containers cost us?")
        card = await shows(anna, cash)
        assert "language model" not in card.text
        await tap(anna, "‹ Verdict")
        await offers(anna, "Explain it to me")
    assert len(model.asked) == 1


async def test_without_a_model_a_question_is_answered_in_the_rulebooks_words(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    model.answers = [NoAnswer("away")]
    await put_judged(bot, anna, judged)
    await anna.say("Why not Kubernetes?")
    await shows(anna, "Kubernetes", "could not be reached")


async def test_what_a_narrator_breaks_on_is_told_in_plain_words(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    model.answers = []
    await put_judged(bot, anna, judged)
    await tap(anna, "Explain")
    await shows(anna, "– ", "could not be read")


async def test_a_hang_of_the_model_delays_no_other_chat_and_holds_no_transaction(
    api: BotApi, engine: Engine, empty_file: Path, tmp_path: Path, judged: Judged, anna: PrivateChat, ben: PrivateChat
) -> None:
    hangs, asked = asyncio.Event(), asyncio.Event()

    async def hang(*_: object) -> Completion:
        asked.set()
        await hangs.wait()
        raise NoAnswer("late")

    file = Path(shutil.copy(empty_file, tmp_path))
    async with served(api, engine, file, model=hang) as bot:
        await put_judged(bot, anna, judged)
        await tap_without_waiting(anna, "Explain")
        await asked.wait()
        await begin(ben)
        await ben.say("pay less")
        await shows(ben, "1 answered")
        hangs.set()
        await shows(anna, "did not answer in time")


async def tap_without_waiting(chat: PrivateChat, words: str) -> None:
    """Tap a button whose answer takes its time."""
    card = next(message for message in reversed(chat.messages) if message.buttons)
    label = next(each.text for row in card.buttons for each in row if words in each.text)
    await chat.tap(card, label)
