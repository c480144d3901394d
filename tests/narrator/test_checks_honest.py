"""Honest explanations: what a model says of a verdict, in its own wording, passes."""

import pytest

from bot.narrator.checks import complaints
from tests.narrator.honest import explanations
from tests.narrator.verdicts import NAMES, grounds_on, rulebook, verdict_on

MOST_REFUSED = 0.03
EACH = 10


@pytest.mark.parametrize(
    "templates",
    [
        "en",
        "en-another-voice",
        "en-third-voice",
        "en-fourth-voice",
        "de",
        "de-another-voice",
        "fr",
        "fr-another-voice",
        "es",
        "es-another-voice",
    ],
)
def test_few_honest_explanations_are_refused(templates: str) -> None:
    refused, count = [], 0
    for name in NAMES:
        for text in explanations(verdict_on(name), templates, EACH, 7):
            count += 1
            found = complaints(text, grounds_on(name), templates[:2])
            refused += [(text, found)] if found else []
    assert count >= 100
    assert len(refused) <= MOST_REFUSED * count, refused[:3]


def test_what_the_rules_say_is_not_taken_for_an_order() -> None:
    """Steps hold commands, which only a verdict's own plan may quote; the sentences of all rules are plain."""
    grounds = grounds_on("steady-api")
    for rule in rulebook().rules:
        because = rule.file.because
        found = complaints(because, grounds.also([because]), "en")
        assert not [words for words in found if "orders about" in words or "markup" in words], rule.id


def test_a_step_with_a_command_may_be_quoted_as_it_stands() -> None:
    for name in NAMES:
        for step in verdict_on(name).plan:
            text = f"First of all: {step.step}"
            assert complaints(text, grounds_on(name), "en") == (), step.rule


def test_a_regional_tag_is_its_language() -> None:
    text = next(explanations(verdict_on("steady-api"), "de", 1, 1))
    assert complaints(text, grounds_on("steady-api"), "de-AT") == ()
