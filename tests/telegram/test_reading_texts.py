"""A person describes the system in free text: what a language model read is confirmed, changed or dropped."""

import shutil
from pathlib import Path

import pytest

from bot.narrator.completing import NoAnswer
from bot.telegram.view import View
from rules.scoring import Engine
from tests.narrator.completing import FakeModel, found, said
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import (
    FEW,
    Judged,
    answers_kept,
    begin,
    drafts_kept,
    kept,
    put,
    put_judged,
    settled,
    shows,
    tap,
    told,
)
from tests.telegram.served import Served, served

pytestmark = pytest.mark.anyio
TEXT = "We are three developers with 20 Lambdas, and Postgres dies at every peak. We pay $5,000 a month for Datadog."
READ = found(
    said("engineers", "3", "three developers"),
    said("deployables", "20", "20 Lambdas"),
    said("observability_usd_month", "$5,000 a month", "$5,000 a month for Datadog"),
)
RIGHT = "All of it is right"


@pytest.fixture
def model() -> FakeModel:
    """Give a language model that reads the text above."""
    return FakeModel(READ)


async def test_what_was_read_is_listed_with_its_words_and_nothing_counts_before_it_is_confirmed(
    bot: Served, anna: PrivateChat
) -> None:
    await begin(anna)
    await anna.say(TEXT)
    await shows(anna, "1. Engineers", "three developers", "2. ", "20 Lambdas")
    await settled(bot)
    assert await answers_kept(bot, anna) == {}
    assert await drafts_kept(bot, anna) == {"engineers": 3.0, "deployables": 20.0, "observability_usd_month": 5000.0}


async def test_a_description_that_is_the_first_thing_said_is_read_as_well(bot: Served, anna: PrivateChat) -> None:
    await anna.say(TEXT)
    await shows(anna, "1. Engineers", "three developers", "Is it right?")
    await settled(bot)
    assert await drafts_kept(bot, anna) == {"engineers": 3.0, "deployables": 20.0, "observability_usd_month": 5000.0}
    await tap(anna, RIGHT)
    await shows(anna, "achieve above all")
    assert len((await kept(bot, anna))["assessments"]) == 1


@pytest.mark.usefixtures("bot")
async def test_a_greeting_that_is_the_first_thing_said_is_read_by_nobody(anna: PrivateChat, model: FakeModel) -> None:
    await anna.say("hello there")
    await shows(anna, "achieve above all")
    assert not model.asked


async def test_a_tap_confirms_all_and_the_next_question_is_one_that_is_missing(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await anna.say(TEXT)
    await tap(anna, RIGHT, await shows(anna, "Is it right?"))
    await shows(anna, "achieve above all")
    await settled(bot)
    assert await answers_kept(bot, anna) == {"engineers": 3.0, "deployables": 20.0, "observability_usd_month": 5000.0}
    assert await drafts_kept(bot, anna) == {}


async def test_one_can_be_dropped_and_another_changed_before_the_rest_is_confirmed(
    bot: Served, anna: PrivateChat
) -> None:
    await begin(anna)
    await anna.say(TEXT)
    await tap(anna, "✕ 2", await shows(anna, "20 Lambdas"))
    card = await shows(anna, "2. Monitoring bill")
    await tap(anna, "✎ 1", card)
    await shows(anna, "How many engineers")
    await anna.say("4")
    await tap(anna, RIGHT, await shows(anna, "Is it right?"))
    await shows(anna, "achieve above all")
    await settled(bot)
    assert await answers_kept(bot, anna) == {"engineers": 4.0, "observability_usd_month": 5000.0}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("yes", {"engineers": 3.0, "deployables": 20.0, "observability_usd_month": 5000.0}),
        ("1, 3", {"engineers": 3.0, "observability_usd_month": 5000.0}),
        ("not 1", {"deployables": 20.0, "observability_usd_month": 5000.0}),
        ("no", {}),
    ],
)
async def test_a_typed_reply_says_which_of_it_is_right(
    bot: Served, anna: PrivateChat, typed: str, left: dict[str, float]
) -> None:
    await begin(anna)
    await anna.say(TEXT)
    await shows(anna, "Is it right?")
    await anna.say(typed)
    await shows(anna, "achieve above all")
    await settled(bot)
    assert await answers_kept(bot, anna) == left
    assert await drafts_kept(bot, anna) == {}


async def test_several_texts_in_a_row_add_up(bot: Served, anna: PrivateChat, model: FakeModel) -> None:
    model.answers.append(found(said("on_call_people", "2", "two people are on call")))
    await begin(anna)
    await anna.say(TEXT)
    await shows(anna, "Is it right?")
    await anna.say("And two people are on call at night, poor things.")
    await shows(anna, "4. ", "two people are on call")
    await settled(bot)
    assert len(await drafts_kept(bot, anna)) == 4


@pytest.mark.usefixtures("bot")
async def test_an_answer_to_the_question_needs_no_model(anna: PrivateChat, model: FakeModel) -> None:
    await begin(anna)
    await anna.say("pay less")
    await shows(anna, "1 answered")
    assert model.asked == []


async def test_a_model_that_gives_nothing_leaves_the_plain_words_and_a_line_that_says_so(
    bot: Served, anna: PrivateChat, model: FakeModel
) -> None:
    model.answers = [NoAnswer("late")]
    await begin(anna)
    await anna.say(TEXT)
    await shows(anna, "The language model did not answer in time.")
    await settled(bot)
    assert await drafts_kept(bot, anna) == {}


async def test_a_chat_that_turned_it_off_is_read_by_nobody(bot: Served, anna: PrivateChat, model: FakeModel) -> None:
    await anna.say("/model off")
    await told(anna, "No language model is used for this chat")
    await begin(anna)
    await anna.say(TEXT)
    await settled(bot)
    assert model.asked == []
    await anna.say("/model on")
    await told(anna, "reads your free texts")
    await anna.say(TEXT)
    await shows(anna, "Is it right?")


async def test_a_description_after_the_verdict_is_read_as_well(
    bot: Served, anna: PrivateChat, judged: Judged, model: FakeModel
) -> None:
    model.answers = [{"kind": "description", "language": "en", "sentences": []}, READ]
    await put_judged(bot, anna, judged)
    await anna.say(TEXT)
    await shows(anna, "Is it right?", "three developers")
    await tap(anna, RIGHT)
    await shows(anna, "sure)")
    await settled(bot)
    assert (await answers_kept(bot, anna))["engineers"] == 3.0


async def test_what_waits_is_still_there_after_a_restart(
    api: BotApi, engine: Engine, empty_file: Path, tmp_path: Path, anna: PrivateChat, model: FakeModel
) -> None:
    file = Path(shutil.copy(empty_file, tmp_path))
    async with served(api, engine, file, model=model) as bot:
        await put(bot, anna, FEW, View(shows="question", question="teams", answered=2))
        await anna.say(TEXT)
        await shows(anna, "Is it right?")
    async with served(api, engine, file, model=model) as bot:
        await anna.say("yes")
        await shows(anna, "5 answered")
        assert (await answers_kept(bot, anna))["engineers"] == 3.0


@pytest.mark.usefixtures("bot")
async def test_neither_names_nor_chats_are_sent(anna: PrivateChat, model: FakeModel) -> None:
    await begin(anna)
    await anna.say(f"{TEXT} Write to anna.smith@example.com or +49 170 1234567.")
    await shows(anna, "Is it right?")
    sent = " ".join(message.content for message in model.asked[0].messages)
    assert "three developers" in sent
    for private in ("Anna", str(anna.id) + " ", "anna.smith", "1234567"):
        assert private not in sent


@pytest.mark.usefixtures("bot")
async def test_tokens_are_counted_told_and_capped(anna: PrivateChat, model: FakeModel) -> None:
    model.answers = [READ] * 20
    await begin(anna)
    await anna.say(TEXT)
    await shows(anna, "Is it right?")
    await anna.say("/privacy")
    await told(anna, "Today it took 110 tokens for this chat, of 1,000.")
    for number in range(12):
        await anna.say(f"{TEXT} {number}")
    await shows(anna, "had its share for today")
    assert len(model.asked) == 10
