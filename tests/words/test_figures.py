"""Figures for people."""

import math

import pytest

from bot.words import figures
from rules.rulebook import Rulebook


@pytest.mark.parametrize(
    ("usd", "words"),
    [
        (0, "$0"),
        (0.4, "$0.40"),
        (5, "$5"),
        (9.994, "$9.99"),
        (9.996, "$10"),
        (1240, "$1,240"),
        (9999.4, "$9,999"),
        (9999.6, "$10k"),
        (12_360, "$12.4k"),
        (999_400, "$999k"),
        (999_600, "$1M"),
        (3_450_000, "$3.45M"),
        (2.5e9, "$2.5B"),
        (-1240, "-$1,240"),
    ],
)
def test_dollars_are_short(usd: float, words: str) -> None:
    assert figures.money(usd) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(540, 5400, "$540 to $5.4k"), (12_300, 118_000, "$12k to $120k"), (-300, 0, "-$300 to $0")],
)
def test_a_range_of_dollars_has_two_digits(low: float, high: float, words: str) -> None:
    assert figures.money_range(low, high) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.004, "<1 %"), (0.01, "1 %"), (0.874, "87 %"), (0.995, "100 %"), (0.996, ">99 %"), (1, "100 %")],
)
def test_what_is_nearly_certain_is_not_called_certain(share: float, words: str) -> None:
    assert figures.percent(share) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 20, "4 to 20 months"),
        (0.3, 0.9, "less than a month"),
        (0.3, 2.5, "less than 1 to 2.5 months"),
        (3, 3.01, "3 months"),
        (4, math.inf, "4 months or never"),
        (math.inf, math.inf, "never"),
    ],
)
def test_a_range_of_months(low: float, high: float, words: str) -> None:
    assert figures.months_range(low, high) == words


@pytest.mark.parametrize(
    ("per_second", "words"),
    [
        (14, "14 a second"),
        (1, "1 a second"),
        (0.5, "30 a minute"),
        (0.01, "36 an hour"),
        (1e-5, "0.864 a day"),
        (0, "0 a second"),
    ],
)
def test_a_rate_is_told_per_what_makes_it_at_least_one(per_second: float, words: str) -> None:
    assert figures.rate(per_second) == words


@pytest.mark.parametrize(
    ("days", "words"), [(45.2, "45 days"), (1, "1 day"), (260, "260 days"), (390, "1.5 engineer-years")]
)
def test_effort_is_told_in_days_up_to_a_year(days: float, words: str) -> None:
    assert figures.effort(days) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12, "12"),
        (14.24, "14.2"),
        (1234.5, "1,234"),
        (0.000012, "0.000012"),
        (2_500_000, "2.5 million"),
        (1.8e11, "180 billion"),
    ],
)
def test_a_number_has_three_digits_and_no_exponent(value: float, words: str) -> None:
    assert figures.number(value) == words


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("requests_per_second", 14, "14 a second"),
        ("cloud_usd_month", 1240, "$1,240 a month"),
        ("request_duration_ms", 1500, "1.5 seconds"),
        ("io_wait_share", 0.4, "40 %"),
        ("availability_percent", 99.95, "99.95 %"),
        ("gpu", True, "yes"),
        ("goal", "cut_cost", "pay less"),
        ("pains", ["cloud_bill", "outages"], "the cloud bill is too high, outages"),
        ("scratch_gb", {"low": 100, "high": 400}, "100 to 400 GB"),
        ("scratch_gb", {"low": 100}, "at least 100 GB"),
        ("scratch_gb", {"high": 400}, "at most 400 GB"),
        ("scratch_gb", {"unknown": True}, "not known"),
        ("weeks_to_launch", 1, "1 week"),
    ],
)
def test_a_value_is_told_with_its_label_and_unit(rulebook: Rulebook, fact: str, value: object, words: str) -> None:
    assert figures.fact_value(rulebook.facts[fact], value) == words


def test_every_unit_of_the_rulebook_has_words(rulebook: Rulebook) -> None:
    units = {fact.unit for fact in rulebook.facts.values()} | {each.unit for each in rulebook.assumptions.values()}
    assert [unit for unit in units if "/" in unit and "/" in figures.amount(5, unit)] == []
