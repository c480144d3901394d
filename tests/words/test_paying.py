"""When a move has paid back, in a sentence."""

import pytest

from bot.words.paying import chance_of_payback
from rules.verdict import Months
from tests.terminal.samples import sample_verdict


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (
            4,
            20,
            "A move is 93 % likely to pay back within 18 months (4 to 20 months), in cash against salaries.",
        ),
        (
            4,
            None,
            "A move is 93 % likely to pay back within 18 months (4 months or never), in cash against salaries.",
        ),
        (
            0.2,
            9,
            "A move is 93 % likely to pay back within 18 months (less than 1 to 9 months), in cash against salaries.",
        ),
        (
            0.2,
            None,
            "A move is 93 % likely to pay back within 18 months, in cash against salaries.",
        ),
    ],
)
def test_the_chance_comes_first_and_a_time_between_nothing_and_never_is_left_out(
    low: float, high: float | None, words: str
) -> None:
    payback = sample_verdict().payback
    assert payback is not None
    months = Months(low=low, expected=7.5, high=high)
    assert chance_of_payback(payback.model_copy(update={"months": months})) == words
