"""Honest sentences of people who write as they please pass: long and short, with figures in every notation."""

import random
from functools import cache
from itertools import islice

import pytest

from bot.narrator.checks import complaints
from tests.narrator.plainspoken import Told, lines, said
from tests.narrator.verdicts import NAMES, grounds_on, rulebook, verdict_on

MOST_REFUSED = 0.03
EACH = 2


@cache
def of(name: str, language: str) -> Told:
    """Give what may be said of a verdict, once."""
    return Told(verdict_on(name), rulebook(), language)


def texts(file: str) -> list[tuple[str, str]]:
    """Fill each sentence of a file from some verdicts that it is true of, and name the verdict."""
    told: list[tuple[str, str]] = []
    for need, sentence in lines(file):
        names = random.Random(sentence).sample(NAMES, len(NAMES))
        filled = ((name, said(need, sentence, of(name, file[:2]))) for name in names)
        found = [(name, text) for name, text in filled if text][:EACH]
        told += [(name, f"{_two_on(name, file)} {text}") for name, text in found] if need == "beside" else found
    return told


def _two_on(name: str, file: str) -> str:
    """Give two sentences that say something of a verdict."""
    filled = (said(need, sentence, of(name, file[:2])) for need, sentence in lines(file) if need != "beside")
    return " ".join(islice(filter(None, filled), 2))


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_few_are_refused(language: str) -> None:
    told = [*texts(language), *texts(f"{language}-second")]
    refused = [(text, found) for name, text in told if (found := complaints(text, grounds_on(name), language))]
    assert len(told) >= 200
    assert len(refused) <= MOST_REFUSED * len(told), refused
