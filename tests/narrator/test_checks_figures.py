"""Figures: those of the verdict pass in every notation, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.checks import Grounds, complaints
from bot.words.figures import money, number, percent, rough_money

GROUNDS = Grounds.of(
    ["A monolith wins (87 % sure), at $1,240 a month.", "It pays back in 4.4 to 9 months.", "2,000 requests a second."]
)


def numbers_of(text: str, grounds: Grounds = GROUNDS, language: str = "en") -> list[str]:
    """Give the complaints about numbers."""
    return [words for words in complaints(text, grounds, language) if "number" in words]


@pytest.mark.parametrize(
    "words",
    [
        "about $1.2k", "$1,240", "roughly 1200 dollars", "1.240 $", "twelve hundred dollars", "US$ 1,240",
        "1 240 dollars",
        "four months", "4–9 months", "9 months", "4.4 to 9 months",
        "87 %", "87%", "87 percent", "nearly 90 percent", "almost nine in ten", "13 %", "eighty-seven percent",
        "2k requests", "2 thousand requests", "2e3 requests", "two thousand requests",
        "$14,880 a year", "about $15k a year",
        "one program", "two reasons", "three steps", "the first of them",
    ],
)  # fmt: skip
def test_a_figure_passes_as_a_person_would_round_it(words: str) -> None:
    assert numbers_of(f"A monolith means {words}.") == []


@pytest.mark.parametrize(
    "words",
    [
        "$1,340", "$124", "$12.4k", "$14,880", "1,240 €", "£1,240", "fourteen hundred dollars", "a dozen dollars",
        "47 months", "forty-seven months", "87 months", "1240 months", "a couple of weeks", "3 years",
        "97 %", "100 %", "three in ten", "a third", "half of it", "a tenfold gain", "an order of magnitude", "twice",
        "1/97", "½", "٤٧ months", "４７ months", "四十七 months", "47e3 requests",
        "0.47", "hundreds of thousands of them",
    ],
)  # fmt: skip
def test_a_figure_far_from_all_is_refused_in_every_notation(words: str) -> None:
    assert complaints(f"A monolith means {words}.", GROUNDS, "en")


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("de", "zwölfhundert Dollar", "dreizehnhundertfünfzig Dollar"),
        ("de", "neun von zehn", "drei von zehn"),
        ("fr", "mille deux cents dollars", "mille cinq cents dollars"),
        ("fr", "quatre-vingt-sept pour cent", "soixante-sept pour cent"),
        ("es", "mil doscientos dólares", "mil quinientos dólares"),
        ("it", "milleduecento dollari", "millecinquecento dollari"),
        ("pt", "mil e duzentos dólares", "mil e quinhentos dólares"),
        ("nl", "twaalfhonderd dollar", "vijftienhonderd dollar"),
        ("zh", "百分之八十七", "百分之三十七"),
        ("ru", "1200 долларов", "1500 долларов"),
    ],
)
def test_numbers_in_words_are_read_in_other_languages(language: str, right: str, wrong: str) -> None:
    assert numbers_of(f"Lambda: {right}.", language=language) == []
    assert numbers_of(f"Lambda: {wrong}.", language=language)


def test_digits_are_asked_for_where_words_are_not_read() -> None:
    assert any("digits" in words for words in numbers_of("Это девяносто девять долларов.", language="ru"))


def test_the_numbers_in_names_are_no_figures() -> None:
    grounds = Grounds.of(["ECS on EC2, arm64, p99, HTTP/2 and S3"])
    assert numbers_of("The p99 on EC2 and S3, over HTTP/2, on arm64.", grounds) == []


@given(st.floats(1, 1e9))
def test_money_passes_as_the_chat_writes_it(usd: float) -> None:
    grounds = Grounds.of([f"${usd:.2f}"])
    for written in (money(usd), rough_money(usd)):
        assert numbers_of(f"It costs {written} a month.", grounds) == []


@given(st.floats(0, 1))
def test_shares_pass_as_the_chat_writes_them(share: float) -> None:
    grounds = Grounds.of([], [share])
    assert numbers_of(f"It wins in {percent(share)} of worlds.", grounds) == []


@given(st.floats(1, 1e12))
def test_raw_numbers_pass_as_the_chat_writes_them(value: float) -> None:
    assert numbers_of(f"There are {number(value)} of them.", Grounds.of([], [value])) == []


@given(st.integers(20, 10**7), st.floats(1.2, 50), st.sampled_from(["${:,.0f}", "{:.0f} dollars", "{:,.0f} requests"]))
def test_a_number_far_from_the_only_one_is_refused(known: int, times: float, form: str) -> None:
    grounds = Grounds.of([f"${known}, {known} requests"])
    assert numbers_of(f"It is {form.format(known * times)}.", grounds)
    assert numbers_of(f"It is {form.format(known / times)}.", grounds)


@given(st.integers(20, 10**6), st.sampled_from([0x0660, 0x06F0, 0x0966, 0xFF10, 0x0E50]))
def test_digits_of_every_script_are_read(known: int, zero: int) -> None:
    foreign = "".join(chr(zero + int(digit)) for digit in str(known * 3))
    assert numbers_of(f"It costs $ {foreign}.", Grounds.of([f"${known}"]))
