"""What is to be copied, and what is only to be read."""

import pytest

from bot.words.plans import is_command
from tests.rules.books import house


@pytest.mark.parametrize(
    "words",
    [
        '"Kubernetes" is not known here. Did you mean something else?',
        "there cannot be more teams than engineers (teams is at least 5). Change both.",
        "Ask the product owner.",
        "CloudWatch > Metrics",
    ],
)
def test_a_sentence_or_a_console_path_is_no_command(words: str) -> None:
    assert not is_command(words)


def test_every_measure_that_begins_with_a_program_is_a_command() -> None:
    measures = [fact.measure.how for fact in house().facts.values()]
    assert [words for words in measures if words[0].islower() and not is_command(words)] == []
    assert is_command("du -sm .")
