"""Honest sentences of people who write as they please pass: long and short, with figures in every notation."""

import pytest

from bot.narrator.checks import complaints
from tests.narrator.plainspoken import texts
from tests.narrator.verdicts import grounds_on

MOST_REFUSED = 0.03


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_few_are_refused(language: str) -> None:
    told = [*texts(language), *texts(f"{language}-second")]
    refused = [(text, found) for name, text in told if (found := complaints(text, grounds_on(name), language))]
    assert len(told) >= 200
    assert len(refused) <= MOST_REFUSED * len(told), refused
