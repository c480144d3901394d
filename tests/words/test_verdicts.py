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
        ("split", "monolith", "Split: scheduled jobs on AWS Lambda; apart from the rest"),
    ],
)
def test_every_action_has_its_words(name: str, to: str, words: str) -> None:
    headline = {"action": name, "to": to, "confidence": 0.81, "tie": False, "because": "So."}
    assert action(sample_verdict(headline=Headline.model_validate(headline))) == words


@pytest.mark.parametrize(
    ("to", "words"),
    [("monolith", "Stay if a monolith is what runs today"), ("containers", "Stay if containers are what runs today")],
)
def test_to_stay_names_what_with_where_something_else_may_run(to: str, words: str) -> None:
    headline = {"action": "stay", "to": to, "confidence": 0.49, "tie": False, "because": "So."}
    verdict = sample_verdict(headline=Headline.model_validate(headline))
    assert verdict.today.variant == "lambda"
    assert action(verdict) == words


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("build", "build the rest as a monolith"),
        ("move", "move the rest to a monolith"),
        ("stay", "the rest stays as it is"),
        ("regroup", "the rest stays, its parts regrouped"),
    ],
)
def test_a_split_says_what_becomes_of_the_rest(rest: str, words: str) -> None:
    headline = {"action": "split", "to": "monolith", "confidence": 0.81, "tie": False, "because": "So.", "rest": rest}
    told = action(sample_verdict(headline=Headline.model_validate(headline)))
    assert told == f"Split: scheduled jobs on AWS Lambda; {words}"
