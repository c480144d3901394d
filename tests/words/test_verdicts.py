"""What is said for every action."""

import pytest

from bot.words.verdicts import action
from rules.verdict import Headline
from tests.terminal.samples import sample_verdict


@pytest.mark.parametrize(
    ("name", "to", "words"),
    [
        ("build", "lambda", "Build it on AWS Lambda"),
        ("move", "containers", "Move to containers"),
        ("stay", "lambda", "Stay as you are"),
        ("regroup", "lambda", "Stay, and regroup the parts"),
        ("split", "monolith", "Split: scheduled jobs on AWS Lambda; the rest stays as it is"),
    ],
)
def test_every_action_has_its_words(name: str, to: str, words: str) -> None:
    headline = {"action": name, "to": to, "confidence": 0.81, "tie": False, "because": "So."}
    assert action(sample_verdict(headline=Headline.model_validate(headline))) == words
