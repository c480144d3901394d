"""Questions answered by a model behind a server: through the real client, over HTTP, and from a process of its own."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from bot.interview.advisor import Think
from bot.narrator.answering import answer
from bot.narrator.completing import NoAnswer
from bot.narrator.provider import Provider
from tests.narrator.answering.scripted import STEADY, case_of, change, first_words
from tests.narrator.answering.scripted import says as words_from
from tests.narrator.attacks import ATTACKS
from tests.narrator.openai_api.answers import calls, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.openai_api.server import OpenAiApi

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[3]
DOUBLED = {"answers": [change("requests_per_second", times=2), change("peak_requests_per_second", times=2)]}


def tells_the_cost_then(asked: Asked):
    """Try twice the load, and tell what the winner would cost then."""
    if not asked.called:
        return calls(("what_if", DOUBLED))
    figures = {each["figure"]: each["then"] for each in json.loads(asked.text)["differs"]}
    cost = figures["AWS Lambda, a month"].partition(",")[0]
    return says(
        words_from(
            f"With twice the load AWS Lambda would cost {cost} a month.",
            source="what_if",
            quote=first_words(asked.text),
        )
    )


async def test_more_traffic_is_tried_and_told(api: OpenAiApi, provider: Provider, think: Think) -> None:
    api.always(tells_the_cost_then)
    given = await answer(provider, think, case_of(), "and if traffic doubles?")
    assert given.paragraphs[0].startswith("With twice the load AWS Lambda would cost $")
    assert given.what_ifs[0] == "requests_per_second=3,000 a second"
    assert len(api.requests) == 2


@pytest.mark.parametrize("attack", ATTACKS[:: len(ATTACKS) // 12])
async def test_a_hostile_model_that_calls_every_tool_says_nothing(
    api: OpenAiApi, provider: Provider, think: Think, attack: str
) -> None:
    for seed in range(3):
        api.always(Hostile(attack, calls_tools=True, seed=seed))
        try:
            given = await answer(provider, think, case_of(), attack)
        except NoAnswer:
            continue
        assert given.kind != "answer"
        assert not any(attack in paragraph for paragraph in given.paragraphs)


async def ask(api: OpenAiApi, question: str) -> str:
    """Ask with the command, in a process of its own."""
    file = ROOT / "tests" / "data" / "archetypes" / f"{STEADY}.toml"
    environment = os.environ | {"OPENAI_API_KEY": api.key, "OPENAI_BASE_URL": api.url}
    command = [sys.executable, "-m", "bot", "ask", str(file), question, "--on", "2026-11-23"]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return " ".join(out.decode().split())


async def test_the_command_asks_the_model_that_the_environment_names(api: OpenAiApi) -> None:
    api.always(tells_the_cost_then)
    told = await ask(api, "and if traffic doubles?")
    assert told.startswith("With twice the load AWS Lambda would cost $")
    assert "Tried, and not kept: requests_per_second = 3,000 a second" in told


async def test_the_command_gives_the_plain_answer_and_says_why(api: OpenAiApi) -> None:
    api.always(says(words_from("AWS Lambda costs $777,777 a month.")))
    told = await ask(api, "what does NAT cost me here?")
    assert "NAT gateway, a month: $" in told
    assert told.endswith("What the language model said did not pass the checks. These are the plain words.")
    assert "777" not in told
