"""The quotes of an explanation: each part rests on words of what the model was told for that part."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.narrator.checks import is_about, rests_on
from bot.narrator.explaining.briefing import Briefing, texts_of
from bot.narrator.languages import ENGLISH

_FACTS = {
    "opening": ("decided", "what runs where"),
    "costs": ("options", "today", "payback", "old prices"),
}
"""The parts of the briefing that a text may rest on; any of it where none is named."""


def unquoted(answer: Mapping[str, Any], told: Briefing) -> Iterator[str]:
    """Say which texts of an explanation rest on no words of the briefing.

    Args:
        answer: an explanation as a model gives it.
        told: what the model was told.
    """
    for where, quote, facts in _quotes(answer, told):
        if not rests_on(quote, " ".join(texts_of(facts))):
            yield f'{where}: the quote "{quote[:80]}" does not stand there. Quote some words of it as they stand.'


def unrelated(answer: Mapping[str, Any], told: Briefing, language: str) -> Iterator[str]:
    """Say which reasons and steps have no word in common with the rule or the step that they name.

    The facts are in English, so that in other languages there is nothing to compare.

    Args:
        answer: an explanation as a model gives it.
        told: what the model was told.
        language: the primary tag of the language of the explanation.
    """
    for where, each, facts in _named(answer, told) if language == ENGLISH else ():
        if not is_about(each["text"], facts.partition(" [")[0]):
            yield f"{where}: it says something else than what it names. Put that into other words."


def _quotes(answer: Mapping[str, Any], told: Briefing) -> Iterator[tuple[str, str, Any]]:
    """Give each quote with where it is and what it must stand in."""
    for part in ("opening", "costs", "gives_up"):
        yield part, answer[part]["quote"], {name: told.get(name, "") for name in _FACTS.get(part, tuple(told))}
    for where, each, facts in _named(answer, told):
        yield where, each["quote"], facts


def _named(answer: Mapping[str, Any], told: Briefing) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Give each reason and step with where it is and the sentences of the rule or the step that it names."""
    for part, key, facts in (("reasons", "rule", "rules"), ("steps", "step", "plan")):
        for each in answer.get(part, ()):
            yield f"{part} ({each[key]})", each, told[facts][each[key]]
