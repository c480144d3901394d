"""A model that writes an attack into every free text: none is shown, and the plain words stand in its place."""

from itertools import cycle

import pytest

from bot.narrator.checks import Grounds, grounds_of_verdict
from bot.narrator.explaining import explained, paragraphs, plain_explanation
from bot.narrator.explaining.checking import complaints_about
from bot.narrator.explaining.evidence import evidence, numbered
from bot.narrator.explaining.schema import answer_type, explanation_of, schema_of
from bot.narrator.provider import Provider
from rules.verdict import Verdict
from tests.narrator.attacks import ATTACKS
from tests.narrator.explaining.explaining import honest, verdict_on
from tests.narrator.openai_api.answers import says
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.openai_api.server import OpenAiApi
from tests.rules.books import house

pytestmark = pytest.mark.anyio
OVER_HTTP = ATTACKS[::25]


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return verdict_on("prime-video-vqa")


@pytest.fixture(scope="module")
def grounds(verdict: Verdict) -> Grounds:
    return grounds_of_verdict(verdict, house())


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_attack_passes_as_an_explanation(verdict: Verdict, grounds: Grounds, language: str) -> None:
    answer = answer_type(evidence(verdict, house()), numbered(verdict))
    passed = []
    for attack in ATTACKS:
        filled = answer.model_validate(Hostile(attack).filled(schema_of(answer).json))
        if not complaints_about(explanation_of(filled, language), verdict, grounds):
            passed.append(attack)
    assert passed == []


def test_an_attack_in_one_text_alone_is_found(verdict: Verdict, grounds: Grounds) -> None:
    answer = answer_type(evidence(verdict, house()), numbered(verdict))
    for attack, part in zip(ATTACKS, cycle(("opening", "costs", "gives_up")), strict=False):
        told = explanation_of(
            answer.model_validate(honest(verdict) | {part: {**honest(verdict)[part], "text": attack}}), "en"
        )
        assert complaints_about(told, verdict, grounds) != (), attack


async def test_over_http_a_hostile_model_is_asked_twice_and_replaced(verdict: Verdict) -> None:
    plain = paragraphs(plain_explanation(verdict, house()))
    async with OpenAiApi() as api:
        provider = Provider(api.key, api.url, "a-model", pause_seconds=0.01)
        for attack in OVER_HTTP:
            api.always(Hostile(attack))
            told = await explained(provider, verdict, house(), "en")
            assert paragraphs(told.explanation) == plain
            assert told.without is not None
            assert told.without.why == "unfounded"
        await provider.close()
        assert api.violations == []
        assert len(api.requests) == 2 * len(OVER_HTTP)


async def test_over_http_an_honest_model_is_shown(verdict: Verdict) -> None:
    async with OpenAiApi() as api:
        provider = Provider(api.key, api.url, "a-model", pause_seconds=0.01)
        good = honest(verdict)
        untrue = {**good["costs"], "text": "It costs $123,456 a month."}
        api.answers(says({**good, "costs": untrue}), says(good))
        told = await explained(provider, verdict, house(), "en")
        await provider.close()
        assert api.violations == []
    assert told.without is None
    assert paragraphs(told.explanation) == paragraphs(plain_explanation(verdict, house()))
