"""Telling prose from an answer."""

import pytest

from bot.interview.prose import is_prose
from bot.interview.steps import question
from tests.rules.books import house

BOOK = house()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("engineers", "about a dozen"), ("engineers", "at least 20"), ("engineers", "?"), ("engineers", "why"),
        ("engineers", "-3"), ("engineers", "skip"), ("engineers", "goal = cut cost"), ("engineers", "guess lambda"),
        ("request_duration_ms", "1 h 30 min."), ("gpu", "yes, we do"), ("goal", "2"), ("goal", "cut cost"),
        ("database", "relational: PostgreSQL, MySQL and the like"), ("state", "yes, memory or open connections"),
        ("pains", "cloud bill, hard to debug, outages"),
        ("pains", "deploys, outage, login"), ("hard_limits", "1, 3"), ("hard_limits", "none"),
        ("pains", "the cloud bill is too high; deploying is slow or scary; disk or file storage is too slow"),
    ],
)  # fmt: skip
def test_an_answer_is_no_prose(asked: str, text: str) -> None:
    assert not is_prose(BOOK, question(BOOK, asked), text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("engineers", "three developers, twenty Lambdas, five thousand a month on Datadog"),
        ("engineers", "fünfzig"), ("gpu", "nein, aber später"), ("engineers", "Please repeat the question."),
        ("goal", "We run a monolith in Python on EC2 and pay less attention to it than we should."),
        ("database", "Postgres, on RDS, 5k a month"),
        ("pains", "the bill kills us and every deploy takes down half of it"),
        ("engineers", "私たちは五人"), ("hard_limits", "we have no idea but nothing takes longer than ten minutes"),
    ],
)  # fmt: skip
def test_what_is_no_answer_or_goes_on_beyond_it_is_prose(asked: str, text: str) -> None:
    assert is_prose(BOOK, question(BOOK, asked), text)
