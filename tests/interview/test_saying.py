"""Answers said back."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.reading import Command, Understood, read, say
from rules.answers import Answer, ImpossibleAnswer, Known, Range, Unknown, parse_answer
from rules.facts import Fact
from tests.interview.asked import asked, asked_choice, vocabulary


@pytest.mark.parametrize(
    ("kind", "unit", "answer", "said"),
    [
        ("number", "1/s", Known(2000.0), "2,000 a second"),
        ("number", "1/s", Known(1_500_000 / 2_628_000), "1,500,000 a month"),
        ("number", "1/s", Known(3 / 3600), "3 an hour"),
        ("number", "1/s", Known(0.1234567891), "0.1234567891 a second"),
        ("number", "ms", Range(300.0, 500.0), "300 to 500 ms"),
        ("number", "ms", Known(1500.0), "1,500 ms"),
        ("number", "ms", Known(900_000.0), "15 minutes"),
        ("number", "min", Known(1.0), "1 minute"),
        ("number", "min", Range(high=5.0), "at most 5 minutes"),
        ("number", "weeks", Known(3 * 2_628_000 / 604_800), "3 months"),
        ("number", "USD/month", Range(2000.0, 5000.0), "$2,000 to $5,000 a month"),
        ("number", "USD/month", Known(100_000 / 12), "$100,000 a year"),
        ("number", "GB/month", Known(500.0), "500 GB a month"),
        ("number", "MB/s", Known(12.5), "12.5 MB a second"),
        ("number", "MB/s", Known(131.072), "131.0720 MB a second"),
        ("number", "GB", Known(2 * 1.073741824), "2 GiB"),
        ("number", "hours/week", Known(10.0), "10 hours a week"),
        ("number", "engineer-months", Known(1.0), "1 engineer-month"),
        ("number", "engineer-months", Range(3.0, 6.0), "3 to 6 engineer-months"),
        ("number", "%", Known(99.9), "99.9 %"),
        ("number", "x", Known(3.0), "3x"),
        ("number", "1", Range(low=20.0), "at least 20"),
        ("count", "", Known(20.0), "20"),
        ("share", "", Known(0.29), "29 %"),
        ("share", "", Range(0.1, 0.2), "10 to 20 %"),
        ("share", "", Known(1 / 3), "1 in 3"),
        ("flag", "", Known(True), "yes"),
        ("flag", "", Known(False), "no"),
    ],
)
def test_an_answer_is_said_in_plain_words(kind: str, unit: str, answer: Answer, said: str) -> None:
    assert say(asked(kind, unit), answer) == said


def test_choices_are_said_by_their_labels() -> None:
    one = asked_choice(a="steady, day and night", b="idle")
    several = asked_choice("several", 2, a="steady, day and night", b="idle")
    assert say(one, Known("a")) == "steady, day and night"
    assert say(several, Known(("a", "b"))) == "steady, day and night; idle"


def test_what_is_not_known_is_said_as_the_command_for_it() -> None:
    fact = asked("count")
    assert read(fact, say(fact, Unknown())) == Command("dont_know")


def raw_answers(fact: Fact) -> st.SearchStrategy[object]:
    """Give the answers of a fact as answer files hold them, a few of them impossible."""
    if fact.kind == "flag":
        return st.booleans()
    if fact.choices:
        choice = st.sampled_from(sorted(fact.choices))
        return choice if fact.kind == "choice" else st.lists(choice, min_size=1, max_size=fact.most, unique=True)
    highest = min(fact.highest, 1e300)
    number: st.SearchStrategy[float] = st.floats(fact.lowest, highest)
    if fact.kind == "count":
        number = st.integers(int(fact.lowest), int(min(highest, 1e15))).map(float)
    tidy = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100).filter(lambda n: fact.lowest <= n <= highest)
    number = number if fact.kind == "count" else number | tidy
    ends = st.fixed_dictionaries({}, optional={"low": number, "high": number}).filter(bool)
    return number | ends.map(in_order)


def in_order(ends: Mapping[str, float]) -> dict[str, float]:
    """Swap the ends of a range that stand the wrong way round."""
    return dict(zip(sorted(ends, reverse=True), sorted(ends.values()), strict=True))


@settings(max_examples=1000)
@given(st.data())
def test_what_is_said_back_is_read_as_the_same_answer(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(list(vocabulary().values())), label="fact")
    try:
        answer = parse_answer(fact, data.draw(raw_answers(fact), label="answer"))
    except ImpossibleAnswer:
        return
    said = say(fact, answer)
    assert read(fact, said) == Understood(answer, said)


@given(st.sampled_from(["1/s", "ms", "USD/month", "weeks", "MB", "x"]), st.integers(1, 9999))
def test_a_number_of_any_size_is_said_back_exactly(unit: str, value: int) -> None:
    fact = asked("number", unit)
    for number in (value * 1e-9, value * 1e9, value / 7):
        assert read(fact, say(fact, Known(number))) == Understood(Known(number), say(fact, Known(number)))
