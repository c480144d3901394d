"""A model that wants to do harm, over HTTP: nothing that it writes reaches a chat, whatever was asked of it."""

import re
import shutil
from pathlib import Path

import pytest

from bot.narrator.provider import Provider
from bot.telegram.view import View
from rules.scoring import Engine
from tests.narrator.attacks import ATTACKS
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.openai_api.server import OpenAiApi
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import FEW, Judged, put, put_judged, said_by_bot, settled, tap
from tests.telegram.served import Served, served

pytestmark = pytest.mark.anyio
PROSE = "We are three developers with twenty functions, and Postgres dies at every peak of the year."
ROUNDS = 4
FRAGMENT_WORDS = 4


def fragments(attack: str) -> set[str]:
    """Give every few words of an attack in a row; of a shorter one all of it."""
    words = re.findall(r"\S+", attack)
    last = max(1, len(words) - FRAGMENT_WORDS + 1)
    return {" ".join(words[at : at + FRAGMENT_WORDS]) for at in range(last)}


def leaked(chat: PrivateChat, attack: str) -> set[str]:
    """Give the fragments of an attack that the bot showed."""
    shown = " ".join(" ".join(message.text.split()) for message in said_by_bot(chat))
    return {fragment for fragment in fragments(attack) if fragment in shown}


async def ask_for_everything(bot: Served, chat: PrivateChat, judged: Judged, typed: str) -> None:
    """Have a text read, a question answered and a verdict explained."""
    await put(bot, chat, FEW, View(shows="question", question="teams", answered=2))
    await chat.say(typed)
    await settled(bot)
    await put_judged(bot, chat, judged)
    await chat.say(typed if typed != PROSE else "And what would containers cost us, all in all?")
    await settled(bot)
    if typed == PROSE:
        # An explanation knows nothing of what was typed.
        await chat.say("/verdict")
        await settled(bot)
        await tap(chat, "Explain")
        await settled(bot)


@pytest.mark.parametrize("share", range(ROUNDS))
@pytest.mark.parametrize("obeyed", [False, True], ids=["the model's own", "what the person wrote"])
async def test_no_attack_reaches_a_chat(
    api: BotApi, engine: Engine, empty_file: Path, tmp_path: Path, judged: Judged, share: int, obeyed: bool
) -> None:
    file = Path(shutil.copy(empty_file, tmp_path))
    async with OpenAiApi() as model:
        provider = Provider(model.key, model.url, "a-model")
        async with served(api, engine, file, model=provider) as bot:
            for number, attack in list(enumerate(ATTACKS))[share::ROUNDS]:
                model.always(Hostile(attack, calls_tools=number % 2 == 0, seed=number))
                chat = api.private(100 + number, first_name="Anna")
                await ask_for_everything(bot, chat, judged, attack if obeyed else PROSE)
                assert leaked(chat, attack) == set(), attack
        await provider.close()
        assert model.violations == []
    assert len(model.requests) > len(ATTACKS) // ROUNDS
