"""The real process with a language model, over HTTP on both sides: what is read waits, survives a kill, and counts."""

import signal
from pathlib import Path

import pytest

from tests.narrator.completing import found, said
from tests.narrator.openai_api.answers import says
from tests.narrator.openai_api.faults import Hang
from tests.narrator.openai_api.server import OpenAiApi
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import GOAL
from tests.telegram.test_process import PATIENCE_SECONDS, card_with, ended, process

pytestmark = pytest.mark.anyio
TEXT = "We are three developers with 20 Lambdas, and Postgres dies at every peak."
READ = found(said("engineers", "3", "three developers"), said("deployables", "20", "20 Lambdas"))


async def test_a_text_is_read_and_what_was_read_outlives_a_kill(api: BotApi, anna: PrivateChat, tmp_path: Path) -> None:
    file = tmp_path / "bot.sqlite3"
    async with OpenAiApi() as model:
        model.answers(says(READ))
        with_model = {"OPENAI_API_KEY": model.key, "OPENAI_BASE_URL": model.url}
        async with process(api, file, **with_model) as first:
            await anna.say("/start")
            await card_with(anna, GOAL)
            await anna.say(TEXT)
            await card_with(anna, "three developers")
            first.send_signal(signal.SIGKILL)
            told = await ended(first)
        async with process(api, file, **with_model) as second:
            await anna.say("yes")
            await card_with(anna, "2 answered")
            second.send_signal(signal.SIGTERM)
            told += await ended(second)
            assert second.returncode == 0
        assert model.violations == []
    assert api.violations == []
    assert model.key not in told
    assert "developers" not in told


async def test_a_model_that_hangs_holds_up_neither_another_chat_nor_the_end(
    api: BotApi, anna: PrivateChat, ben: PrivateChat, tmp_path: Path
) -> None:
    async with OpenAiApi() as model:
        model.always(Hang())
        with_model = {"OPENAI_API_KEY": model.key, "OPENAI_BASE_URL": model.url}
        async with process(api, tmp_path / "bot.sqlite3", **with_model) as running:
            await anna.say("/start")
            await card_with(anna, GOAL)
            await anna.say(TEXT)
            await model.came(1, within_seconds=60)
            await ben.say("/start")
            await card_with(ben, GOAL)
            running.send_signal(signal.SIGTERM)
            await ended(running, PATIENCE_SECONDS)
            assert running.returncode == 0
