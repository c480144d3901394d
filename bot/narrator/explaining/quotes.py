"""The quotes of an explanation: each part rests on words of what the model was told for that part."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.narrator.checks import rests_on
from bot.narrator.explaining.briefing import Briefing, texts_of

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


def _quotes(answer: Mapping[str, Any], told: Briefing) -> Iterator[tuple[str, str, Any]]:
    """Give each quote with where it is and what it must stand in."""
    for part in ("opening", "costs", "gives_up"):
        yield part, answer[part]["quote"], {name: told.get(name, "") for name in _FACTS.get(part, tuple(told))}
    for part, key, facts in (("reasons", "rule", "rules"), ("steps", "step", "plan")):
        for each in answer.get(part, ()):
            yield f"{part} ({each[key]})", each["quote"], told[facts][each[key]]
