"""What to do, in a few words."""

import pytest

from bot.words.verdicts import action
from tests.terminal.samples import sample_verdict


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.9, "Split: scheduled jobs on AWS Lambda; the rest stays as it is"),
        (0.5, "Split: scheduled jobs most likely on AWS Lambda; the rest stays as it is"),
    ],
)
def test_a_split_names_where_side_work_goes_with_a_word_of_doubt_where_that_is_open(
    confidence: float, words: str
) -> None:
    sample = sample_verdict()
    part = sample.split["scheduled_jobs"].model_copy(update={"confidence": confidence, "apart_confidence": 0.9})
    headline = sample.headline.model_copy(update={"action": "split", "rest": "stay"})
    assert action(sample_verdict(split={"scheduled_jobs": part}, headline=headline)) == words
