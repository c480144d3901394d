"""All sixty texts, through the real client over HTTP, in the words that the command prints."""

from io import StringIO
from time import monotonic

import pytest
from rich.console import Console

from bot.interview.advisor import Advisor
from bot.narrator.evaluation.running import Evaluation
from bot.narrator.evaluation.texts import Texts, load_cases_of, load_texts
from bot.narrator.provider import Provider
from bot.terminal.evaluating import show_evaluation
from rules.decide import Settings, decide
from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.narrator.completing import found, said
from tests.narrator.explaining.explaining import honest
from tests.narrator.openai_api.answers import Answer, refuses, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.server import OpenAiApi

pytestmark = pytest.mark.anyio
_SETTINGS = Settings(worlds=200, flips=0, side_worlds=200)
"""Who is asked what, and what is printed of it, is the same in fewer worlds than people get."""


class Model:
    """Reads one fact, says of every verdict what is true of one of them, and refuses a question of football."""

    def __init__(self, explanations: list[dict]) -> None:
        self._explanations = explanations

    def __call__(self, asked: Asked) -> Answer:
        """Answer by what is asked for."""
        if asked.schema_name == "explanation":
            return says(self._fitting(set(asked.schema["$defs"]["Rule"]["properties"]["rule"]["enum"])))
        if asked.schema_name == "answer":
            football = "football" in asked.text
            return refuses() if football else says({"kind": "off_topic", "language": "en", "sentences": []})
        three = said("engineers", "three", "three developers")
        return says(found(three) if "three developers" in asked.text else found())

    def _fitting(self, rules: set[str]) -> dict:
        fitting = (each for each in self._explanations if {part["rule"] for part in each["reasons"]} <= rules)
        return next(fitting, self._explanations[0])


@pytest.fixture(scope="module")
def texts(rulebook: Rulebook) -> Texts:
    """Load them all."""
    return load_texts(rulebook.facts)


async def test_each_is_asked_and_the_sums_are_printed(texts: Texts, engine: Engine) -> None:
    cases = load_cases_of(texts, engine.rulebook.facts)
    english = [each.case for each in texts.explaining if each.language == "en"]
    verdicts = [decide(engine, cases[case].system, _SETTINGS, cases[case].sides) for case in english]
    paper = StringIO()
    async with OpenAiApi() as api:
        api.always(Model([honest(verdict) for verdict in verdicts]))
        provider = Provider(api.key, api.url, "a-model")
        evaluation = Evaluation(provider, Advisor(engine, _SETTINGS), texts, cases, monotonic)
        await show_evaluation(Console(file=paper, width=100), evaluation)
        await provider.close()
    assert api.violations == []
    assert _unasked(texts, api.requests) == set()
    _check_the_sums(paper.getvalue(), texts, len(english))


def _unasked(texts: Texts, requests: list[Asked]) -> set[str]:
    """Give the texts of which no request speaks, by name."""
    asked = [" ".join(request.texts) for request in requests]
    wanted = {each.id: each.text for each in texts.reading} | {each.id: each.question for each in texts.answering}
    missing = {name for name, text in wanted.items() if not any(text.strip() in each for each in asked)}
    explained = sum(request.schema_name == "explanation" and len(request.texts) == 2 for request in requests)
    return missing | ({"an explanation"} if explained != len(texts.explaining) else set())


def _check_the_sums(printed: str, texts: Texts, english: int) -> None:
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    verdicts = [each.id for each in texts.explaining] + [each.id for each in texts.answering]
    for name in (*texts.expected, *verdicts):
        assert any(f" {name} " in line and line.endswith(" s") for line in lines), name
    for fact in {fact for each in texts.expected.values() for fact in each.system}:
        assert any(line.startswith(f"{fact} ") and "%" in line and " missed " in line for line in lines), fact
    assert f"explaining {english} of 10 as expected, {10 - english} unfounded" in lines
    assert f"grounded share: {english * 10}%" in lines
    assert "refusals: 1" in lines
    for task in ("reading", "explaining", "answering"):
        assert any(line.startswith(f"{task} ") and " tokens in, " in line for line in lines)
        assert any(line.startswith(f"{task} median ") and ", p90 " in line for line in lines)
