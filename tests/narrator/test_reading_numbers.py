"""The numbers of a text, in whatever notation."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.reading.numbers import english_numbers, numbers_in

FIVE_THOUSAND = (
    "five thousand", "5000", "5k", "5K", "5.000", "5,000", "5 000", "5'000", "5\u202f000", "５０００", "५०००", "٥٠٠٠",
    "fünftausend", "5 Tausend", "5 Tsd.", "cinq mille", "5 mille", "cinco mil", "5 mil", "cinquemila", "vijfduizend",
    "5 тысяч", "5 тыс. запросов", "5 tys.", "五千", "5千", "5천", "0.5万", "5krps", "5kUSD",
)  # fmt: skip


@pytest.mark.parametrize("written", FIVE_THOUSAND)
def test_five_thousand_is_read_in_any_notation(written: str) -> None:
    assert Fraction(5000) in numbers_in(written)
    assert Fraction(5000) in numbers_in(f"It is {written} a month")


@pytest.mark.parametrize("written", [each for each in FIVE_THOUSAND if each not in {"5.000", "5,000"}])
def test_a_scaled_number_is_not_the_bare_one(written: str) -> None:
    assert Fraction(5) not in numbers_in(written)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("half a million", 500_000),
        ("two and a half hours", Fraction(5, 2)),
        ("a dozen", 12),
        ("1.5M", 1_500_000),
        ("1,5 Mio.", 1_500_000),
        ("2 Mrd", 2_000_000_000),
        ("1,00,000", 100_000),
        ("2 lakh", 200_000),
        ("3 crore", 30_000_000),
        ("3.5万", 35_000),
        ("三千五百", 3500),
        ("二〇", 20),
        ("1.000.000,50", Fraction(2_000_001, 2)),
        ("99.999 %", Fraction(99_999, 1000)),
        ("nobody is on call", 0),
        ("niemand hat Bereitschaft", 0),
        ("没有人", 0),
        ("half of the calls", Fraction(1, 2)),
        ("it doubles", 2),
        ("die Last verdoppelt sich", 2),
        ("zwei bis drei Leute", 3),
        ("everything is cached", 1),
    ],
)
def test_numbers_are_read_from_words_scales_and_signs(text: str, number: Fraction | int) -> None:
    assert Fraction(number) in numbers_in(text)


@pytest.mark.parametrize("text", ["2-3k a month", "2 bis 3 Tsd.", "between 2 and 3k", "2 ~ 3千"])
def test_the_first_end_of_a_range_has_the_scale_of_the_last(text: str) -> None:
    assert numbers_in(text) >= {2000, 3000}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("300 milliseconds", 300_000_000),
        ("5 engineers, 20k a day", 5000),
        ("5. 20k a day", 5000),
        ("30 mine", 30_000_000),
    ],
)
def test_no_number_is_scaled_by_what_is_not_its_own(text: str, number: int) -> None:
    assert number not in numbers_in(text)


@pytest.mark.parametrize("text", ["", "our developers", "Postgres dies", "¼ of a", "x" * 300])
def test_text_without_numbers_may_be_anything(text: str) -> None:
    assert Fraction(7) not in numbers_in(text)


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    numbers_in(text)
    english_numbers(text)


@given(st.integers(0, 10**9))
def test_what_python_writes_is_read_back(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:_}".replace("_", " "), f"{number:,}".replace(",", ".")):
        assert Fraction(number) in numbers_in(f"about {written} of them")


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("20k a day", [{20_000}]),
        ("at least 5", [{5}]),
        ("2 to 3 thousand", [{2}, {3000}]),
        ("half a million", [{500_000}]),
        ("5m", [{5, 5_000_000}]),
        ("1 h 30 min", [{1}, {30}]),
        ("all", []),
        ("zwölf", []),
    ],
)
def test_a_value_in_english_says_each_of_its_numbers(value: str, numbers: list[set[int]]) -> None:
    assert [set(each) for each in english_numbers(value)] == numbers
