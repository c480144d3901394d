"""Multiples of answers: found in words, and worked out by the program."""

import pytest

from bot.interview.multiples import Multiple, multiple_in, multiplied
from rules.answers import Answer, Known, Range, Unknown
from tests.rules.books import house


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("and if traffic doubles?", 2),
        ("3x the load", 3),
        ("10 times as many", 10),
        ("with half the team", 0.5),
        ("1.5x", 1.5),
    ],
)
def test_a_multiple_is_found_in_words_and_in_figures(text: str, times: float) -> None:
    found = multiple_in(text)
    assert found is not None
    assert found.times == times


@pytest.mark.parametrize("text", ["why not Kubernetes?", "20 requests", "v3.2x", "halfway", ""])
def test_other_words_are_no_multiple(text: str) -> None:
    assert multiple_in(text) is None


def test_the_word_that_says_the_multiple_is_given() -> None:
    assert multiple_in("Traffic DOUBLES") == Multiple(2.0, "doubles")


@pytest.mark.parametrize(
    ("fact", "answer", "times", "result"),
    [
        ("requests_per_second", Known(0.1), 3, Known(0.3)),
        ("requests_per_second", Range(10, 20), 2, Range(20, 40)),
        ("requests_per_second", Range(10, None), 2, Range(20, None)),
        ("engineers", Known(5.0), 0.5, Known(2.0)),
        ("io_wait_share", Known(0.6), 2, None),
        ("requests_per_second", Unknown(), 2, None),
        ("state", Known("hot"), 2, None),
    ],
)
def test_an_answer_is_multiplied_where_it_can_be(
    fact: str, answer: Answer, times: float, result: Answer | None
) -> None:
    assert multiplied(house().facts[fact], answer, times) == result
