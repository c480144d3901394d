"""Typed numbers, bounds, ranges and units."""

import math

import pytest

from bot.interview.reading import Refused, Understood, read
from rules.answers import Answer, Known, Range
from rules.facts import Fact
from tests.interview.asked import BAD_ANSWER, asked, vocabulary

SECOND, MINUTE, HOUR, DAY, WEEK, MONTH = 1, 60, 3600, 86_400, 7 * 86_400, 2_628_000

COUNT = asked("count", label="Engineers", max=1000)
PLAIN = asked("number", "1")
RATE = asked("number", "1/s")
MS = asked("number", "ms", max=2_592_000_000)
MINUTES = asked("number", "min")
WEEKS = asked("number", "weeks")
SHARE = asked("share")
PERCENT = asked("number", "%", max=100)
FACTOR = asked("number", "x", label="Growth")
MB = asked("number", "MB", label="Memory")
GB = asked("number", "GB")
MB_S = asked("number", "MB/s")
GB_MONTH = asked("number", "GB/month")
USD = asked("number", "USD/month")
PAY = asked("number", "USD/month", label="Cost of an engineer")
HOURS_WEEK = asked("number", "hours/week")
WORK = asked("number", "engineer-months")


def answer_to(fact: Fact, text: str) -> Answer:
    """Return what is understood, and fail where nothing is."""
    reading = read(fact, text)
    assert isinstance(reading, Understood), reading
    return reading.answer


def refusal_of(fact: Fact, text: str) -> str:
    """Return the reason for which a text is refused, and fail where it is not."""
    reading = read(fact, text)
    assert isinstance(reading, Refused), reading
    return reading.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40", 40),
        ("~40", 40),
        ("about 40", 40),
        ("we have roughly 40, I think", 40),
        ("40.", 40),
        ("4e1", 40),
        ("1e6", 1_000_000),
        ("2.5E3", 2500),
        ("1,000,000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\u2009000\u202f000", 1_000_000),
        ("1'000'000", 1_000_000),
        ("1’000’000", 1_000_000),
        ("1_000_000", 1_000_000),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,5", 1.5),
        ("0,250", 0.25),
        ("1,500", 1500),
        (".5", 0.5),
        ("5k", 5000),
        ("5K", 5000),
        ("1.5M", 1_500_000),
        ("1.5m", 1_500_000),
        ("2 bn", 2_000_000_000),
        ("3 million", 3_000_000),
        ("2½", 2.5),
        ("½", 0.5),
        ("５０", 50),
        ("two", 2),
        ("twenty-five", 25),
        ("two hundred and fifty", 250),
        ("two hundred and fifty thousand", 250_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a hundred", 100),
        ("a couple", 2),
        ("two and a half", 2.5),
        ("one and a half million", 1_500_000),
        ("none", 0),
        ("zero", 0),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: float) -> None:
    assert answer_to(PLAIN, text) == Known(value)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("300-500", Range(300, 500)),
        ("300–500", Range(300, 500)),
        ("300 — 500", Range(300, 500)),
        ("300..500", Range(300, 500)),
        ("300 to 500", Range(300, 500)),
        ("from 300 to 500", Range(300, 500)),
        ("between 3 and 9", Range(3, 9)),
        ("about 3 to 9", Range(3, 9)),
        ("two or three", Range(2, 3)),
        ("2-3k", Range(2000, 3000)),
        ("500-1k", Range(500, 1000)),
        ("1-1.5 million", Range(1_000_000, 1_500_000)),
        ("5-5", Known(5)),
        ("at least 20", Range(low=20)),
        ("20+", Range(low=20)),
        (">= 20", Range(low=20)),
        ("≥20", Range(low=20)),
        ("20 or more", Range(low=20)),
        ("no less than 20", Range(low=20)),
        ("from 20", Range(low=20)),
        ("over 20", Range(low=20)),
        ("up to 5", Range(high=5)),
        ("5 or less", Range(high=5)),
        ("no more than 5", Range(high=5)),
        ("max 5", Range(high=5)),
        ("<= 5", Range(high=5)),
        ("less than 10", Range(high=10)),
        ("< 10", Range(high=10)),
        ("under 10k", Range(high=10_000)),
    ],
)
def test_a_bound_or_a_range_is_read(text: str, answer: Answer) -> None:
    assert answer_to(PLAIN, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("less than 10", Range(high=9)),
        ("more than 1", Range(low=2)),
        ("fewer than 2.5", Range(high=2)),
        ("over 2.5", Range(low=3)),
        ("20+ engineers", Range(low=20)),
        ("at most 10", Range(high=10)),
    ],
)
def test_a_bound_of_whole_things_leaves_out_what_it_says(text: str, answer: Answer) -> None:
    assert answer_to(COUNT, text) == answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2k rps", 2000),
        ("10krps", 10_000),
        ("60 rpm", 60 / MINUTE),
        ("500 requests per second", 500),
        ("500 req/s", 500),
        ("3000 iops", 3000),
        ("1.5M a month", 1_500_000 / MONTH),
        ("1.5m/mo", 1_500_000 / MONTH),
        ("1.5 million requests monthly", 1_500_000 / MONTH),
        ("100k/day", 100_000 / DAY),
        ("3 per hour", 3 / HOUR),
        ("100/m", 100 / MINUTE),
        ("7 a week", 7 / WEEK),
        ("12M yearly", 12_000_000 / (12 * MONTH)),
        ("2k", 2000),
    ],
)
def test_a_rate_is_converted_to_seconds(text: str, value: float) -> None:
    assert answer_to(RATE, text) == Known(value)


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        (MS, "300", Known(300)),
        (MS, "about 300-500 ms", Range(300, 500)),
        (MS, "300ms-2s", Range(300, 2000)),
        (MS, "9 s to 1 min", Range(9000, 60_000)),
        (MS, "15 minutes", Known(15 * MINUTE * 1000)),
        (MS, "1.5 s", Known(1500)),
        (MS, "a second", Known(1000)),
        (MS, "half a second", Known(500)),
        (MS, "200 µs", Known(0.2)),
        (MS, "5 m", Known(5 * MINUTE * 1000)),
        (MS, "5k", Known(5000)),
        (MS, "under a second", Range(high=1000)),
        (MS, "300 ms per request", Known(300)),
        (MINUTES, "15 minutes", Known(15)),
        (MINUTES, "15m", Known(15)),
        (MINUTES, "90 secs", Known(1.5)),
        (MINUTES, "min 5 min", Range(low=5)),
        (MINUTES, "1 h 30 min", Known(90)),
        (MINUTES, "1 hour and 30 minutes", Known(90)),
        (MINUTES, "an hour and a half", Known(90)),
        (MINUTES, "a quarter of an hour", Known(15)),
        (WEEKS, "two weeks", Known(2)),
        (WEEKS, "3 months", Known(3 * MONTH / WEEK)),
        (WEEKS, "10 days", Known(10 / 7)),
    ],
)
def test_a_duration_is_converted(fact: Fact, text: str, answer: Answer) -> None:
    assert answer_to(fact, text) == answer


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        (GB, "3 TB", Known(3000)),
        (GB, "512 MB", Known(0.512)),
        (GB, "512M", Known(0.512)),
        (GB, "2 GiB", Known(2 * 1024**3 / 10**9)),
        (MB, "3 TB", Known(3_000_000)),
        (MB, "2 gigs", Known(2000)),
        (MB, "2g of memory", Known(2000)),
        (MB, "512 B", Known(0.000512)),
        (MB, "200k", Known(0.2)),
        (MB_S, "500 MB/s", Known(500)),
        (MB_S, "1 GB per second", Known(1000)),
        (MB_S, "500 MB", Known(500)),
        (MB_S, "100 Mbps", Known(100 / 8)),
        (MB_S, "100 Mb/s", Known(100 / 8)),
        (MB_S, "100 MBps", Known(100)),
        (GB_MONTH, "1 TB", Known(1000)),
        (GB_MONTH, "5k", Known(5000)),
        (GB_MONTH, "1 GB a day", Known(MONTH / DAY)),
    ],
)
def test_a_size_is_converted_by_thousands(fact: Fact, text: str, answer: Answer) -> None:
    assert answer_to(fact, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("$5k a month", Known(5000)),
        ("5 grand", Known(5000)),
        ("USD 5,000", Known(5000)),
        ("US$5k", Known(5000)),
        ("5000 dollars per month", Known(5000)),
        ("60k a year", Known(5000)),
        ("1.2M per annum", Known(100_000)),
        ("$60k-84k a year", Range(5000, 7000)),
        ("$5-10k", Range(5000, 10_000)),
        ("at least $300", Range(low=300)),
    ],
)
def test_money_is_converted_to_months(text: str, answer: Answer) -> None:
    assert answer_to(USD, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("half", Known(1 / 2)),
        ("a third", Known(1 / 3)),
        ("two thirds", Known(2 / 3)),
        ("two-thirds of the requests", Known(2 / 3)),
        ("three quarters", Known(3 / 4)),
        ("one in five", Known(1 / 5)),
        ("3 out of 4", Known(3 / 4)),
        ("2/3", Known(2 / 3)),
        ("20 %", Known(0.2)),
        ("20%", Known(0.2)),
        ("twenty per cent", Known(0.2)),
        ("29 percent", Known(0.29)),
        ("0.2", Known(0.2)),
        ("0,2", Known(0.2)),
        ("all", Known(1)),
        ("none", Known(0)),
        ("10-20 %", Range(0.1, 0.2)),
        ("between a third and a half", Range(1 / 3, 1 / 2)),
        ("at least 20 %", Range(low=0.2)),
        ("more than half", Range(low=0.5)),
    ],
)
def test_a_share_is_read(text: str, answer: Answer) -> None:
    assert answer_to(SHARE, text) == answer


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (PERCENT, "99.9", 99.9),
        (PERCENT, "99.95 %", 99.95),
        (PERCENT, "three nines", 99.9),
        (PERCENT, "5 nines", 99.999),
        (FACTOR, "3x", 3),
        (FACTOR, "3×", 3),
        (FACTOR, "x3", 3),
        (FACTOR, "3 times", 3),
        (FACTOR, "tenfold", 10),
        (FACTOR, "10-fold", 10),
        (FACTOR, "double", 2),
        (FACTOR, "the same", 1),
        (FACTOR, "no growth", 1),
        (FACTOR, "none", 1),
    ],
)
def test_a_percentage_and_a_factor_are_read(fact: Fact, text: str, value: float) -> None:
    assert answer_to(fact, text) == Known(value)


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (HOURS_WEEK, "10", 10),
        (HOURS_WEEK, "2 h/week", 2),
        (HOURS_WEEK, "1 day a week", 8),
        (HOURS_WEEK, "1 hour a day", 5),
        (PAY, "$65 an hour", 65 * 40 * MONTH / WEEK),
        (PAY, "500 a day", 500 * 5 * MONTH / WEEK),
        (PAY, "120k per annum", 10_000),
        (PAY, "15k a month per engineer", 15_000),
        (HOURS_WEEK, "20 hours a month", 20 * WEEK / MONTH),
        (WORK, "6 engineer-months", 6),
        (WORK, "6 months", 6),
        (WORK, "1 person-year", 12),
        (WORK, "40 hours", WEEK / MONTH),
        (WORK, "5 days", WEEK / MONTH),
    ],
)
def test_peoples_time_counts_in_days_of_eight_hours_and_weeks_of_five_days(fact: Fact, text: str, value: float) -> None:
    assert answer_to(fact, text) == Known(value)


@pytest.mark.parametrize("text", ["none", "no target", "no deadline"])
def test_no_target_is_what_the_fact_says_of_it_and_otherwise_none_is_zero(text: str) -> None:
    assert answer_to(vocabulary()["weeks_to_launch"], text) == Known(104)
    assert answer_to(vocabulary()["latency_p99_ms"], text) == Known(7 * DAY * 1000)
    assert answer_to(vocabulary()["egress_gb_month"], "none") == Known(0)


def test_a_share_below_one_without_a_sign_is_one_of_a_percentage_too() -> None:
    assert answer_to(PERCENT, "0.999") == Known(99.9)
    assert answer_to(PERCENT, "at least 0.999") == Range(low=99.9)
    assert answer_to(PERCENT, "0.99-0.999") == Range(99, 99.9)
    assert answer_to(PERCENT, "0.5 %") == Known(0.5)
    assert answer_to(PERCENT, "0.5 to 1 %") == Range(0.5, 1)


@pytest.mark.parametrize(
    ("fact", "text", "noun"),
    [
        ("egress_gb_month", "5 GB per request", "request"),
        ("debug_hours_week", "2 hours per engineer", "engineer"),
        ("debug_hours_week", "2 hours a week for each engineer", "engineer"),
        ("environments", "one for each customer", "customer"),
        ("engineer_usd_month", "10k per request", "request"),
    ],
)
def test_what_is_so_much_for_each_is_refused_where_the_total_is_asked_for(fact: str, text: str, noun: str) -> None:
    assert f"Please say the total, not the number per {noun}." in refusal_of(vocabulary()[fact], text)


def test_a_rate_may_be_so_many_in_several_units_of_time() -> None:
    assert answer_to(RATE, "one every 10 minutes") == answer_to(RATE, "1 per 10 minutes") == Known(1 / (10 * MINUTE))
    assert answer_to(RATE, "5 every half minute") == answer_to(RATE, "10 a minute")


@pytest.mark.parametrize(("text", "word"), [("1/3 per second", "/ 3"), ("300ms/500ms", "/ 500")])
def test_what_a_rate_cannot_be_per_is_named(text: str, word: str) -> None:
    assert f'I do not know what "{word}" means here.' in refusal_of(RATE, text)


@pytest.mark.parametrize(
    ("fact", "text", "reason"),
    [
        (MS, "2 GB", "in gigabytes, but I asked for milliseconds"),
        (MS, "500 rps", "in a number a second, but I asked for milliseconds"),
        (MS, "300-500 MB", "in megabytes, but I asked for milliseconds"),
        (RATE, "300 ms", "in milliseconds, but I asked for a number a second"),
        (RATE, "5 MB/s", "in megabytes a second, but I asked for a number a second"),
        (GB, "20 a day", "in a number a day, but I asked for gigabytes"),
        (GB, "$5", "in dollars, but I asked for gigabytes"),
        (PLAIN, "20 %", "in percent, but I asked for a number"),
        (FACTOR, "20 %", "in percent, but I asked for a factor"),
        (SHARE, "3x", "in a factor, but I asked for a share"),
        (USD, "€5k", "in US dollars"),
        (USD, "5k euros", "in US dollars"),
        (COUNT, "5 bananas", 'I do not know what "bananas" means here'),
        (MS, "5 ms MB", "more units"),
        (PLAIN, "1e999", "too large"),
    ],
)
def test_a_unit_that_does_not_fit_is_refused_with_the_reason(fact: Fact, text: str, reason: str) -> None:
    refusal = refusal_of(fact, text)
    assert reason in refusal
    assert refusal.endswith(BAD_ANSWER)


@pytest.mark.parametrize(
    ("fact", "text", "reason"),
    [
        (PLAIN, "-5", "-5 is not possible: it is at least 0"),
        (PLAIN, "−5", "-5 is not possible"),
        (PLAIN, "minus five", "-5 is not possible"),
        (PLAIN, "9-3", "Low 9 is above high 3"),
        (MS, "9 - 3 s", "Low 9000 is above high 3000"),
        (SHARE, "1.2", "1.2 is not possible: it lies between 0 and 1"),
        (SHARE, "120 %", "1.2 is not possible"),
        (PERCENT, "101", "101 is not possible: it lies between 0 and 100"),
        (COUNT, "2.5", "2.5 is not a whole number"),
        (COUNT, "1001", "it lies between 0 and 1,000"),
        (COUNT, "less than 0", "-1 is not possible"),
    ],
)
def test_an_impossible_number_is_refused_with_the_reason(fact: Fact, text: str, reason: str) -> None:
    assert reason in refusal_of(fact, text)


@pytest.mark.parametrize(
    "text",
    [
        "lots",
        "",
        "5 6",
        "1.2.3",
        "10²",
        "--5",
        "5-",
        "a",
        "ms",
        "2026-01-01",
        "1/0",
        "a a 5",
        "٣",
        "5 and 6",
        "++",
        "two three",
        "five twenty",
        "1,234,56",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refusal_of(PLAIN, text).endswith(BAD_ANSWER)


@pytest.mark.parametrize(
    ("fact", "text", "thousands", "decimals"),
    [
        (PLAIN, "1.500", "1500", "1.5"),
        (USD, "4.000 USD", "4000 USD", "4 USD"),
        (RATE, "1.200 per hour", "1200 per hour", "1.2 per hour"),
        (PLAIN, "1.000-2.000", "1000-2000", "1-2"),
        (MS, "about 1.234 s", "about 1234 s", "about 1.2340 s"),
        (COUNT, "1.000", "1000", "1"),
    ],
)
def test_a_point_before_three_digits_is_asked_for_again(fact: Fact, text: str, thousands: str, decimals: str) -> None:
    assert f'please write "{thousands}" or "{decimals}"' in refusal_of(fact, text)
    assert answer_to(fact, thousands) != answer_to(fact, decimals)


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (PERCENT, "99.999", 99.999),
        (PERCENT, "99.950 %", 99.95),
        (SHARE, "12.500 %", 0.125),
        (PLAIN, "0.125", 0.125),
        (PLAIN, "1.000,5", 1000.5),
        (PLAIN, "1500.125", 1500.125),
        (PLAIN, "1.2500", 1.25),
    ],
)
def test_a_point_before_three_digits_is_read_where_only_one_number_is_possible(
    fact: Fact, text: str, value: float
) -> None:
    assert answer_to(fact, text) == Known(value)


def test_three_digits_after_a_point_are_thousands_where_only_whole_numbers_are_possible() -> None:
    assert answer_to(vocabulary()["engineers"], "1.250") == Known(1250)


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        (PLAIN, "a few", Range(3, 5)),
        (PLAIN, "several", Range(3, 9)),
        (PLAIN, "about a handful", Range(4, 6)),
        (PLAIN, "dozens", Range(24, 100)),
        (RATE, "hundreds a second", Range(200, 1000)),
        (RATE, "a few thousand a day", Range(3000 / DAY, 5000 / DAY)),
        (RATE, "tens of thousands per day", Range(20_000 / DAY, 100_000 / DAY)),
        (USD, "a few hundred bucks", Range(300, 500)),
        (MS, "tens of ms", Range(20, 100)),
        (MINUTES, "several hours", Range(180, 540)),
        (GB, "hundreds of gigabytes", Range(200, 1000)),
        (USD, "thousands", Range(2000, 10_000)),
        (USD, "5 thousands", Known(5000)),
        (RATE, "a couple of hundred a day", Known(200 / DAY)),
    ],
)
def test_a_vague_amount_is_the_range_that_it_leaves_open(fact: Fact, text: str, answer: Answer) -> None:
    assert answer_to(fact, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("not sure, maybe 5 to 10", Range(5, 10)),
        ("I'm not sure but I think 40", Known(40)),
        ("40?", Known(40)),
        ("I'd say 40", Known(40)),
        ("let's say around 40?", Known(40)),
        ("somewhere between 5 and 10", Range(5, 10)),
        ("on average 50", Known(50)),
        ("5~10", Range(5, 10)),
        ("way less than 10", Range(high=10)),
        ("upwards of 10", Range(low=10)),
        ("never more than 10", Range(high=10)),
    ],
)
def test_words_that_only_say_how_sure_one_is_are_left_out(text: str, answer: Answer) -> None:
    assert answer_to(PLAIN, text) == answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("once a day", 1 / DAY),
        ("3 times a day", 3 / DAY),
        ("3x a day", 3 / DAY),
        ("twice an hour", 2 / HOUR),
        ("every 5 minutes", 1 / (5 * MINUTE)),
        ("every minute", 1 / MINUTE),
        ("hourly", 1 / HOUR),
        ("nightly", 1 / DAY),
        ("20 jobs a night", 20 / DAY),
        ("700 per weekday", 3500 / WEEK),
        ("50 r/s", 50),
        ("20 msgs/s", 20),
        ("24k rpd", 24_000 / DAY),
    ],
)
def test_how_often_something_happens_is_a_rate(text: str, value: float) -> None:
    answer = answer_to(RATE, text)
    assert isinstance(answer, Known)
    assert answer.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (RATE, "2x"),
        (RATE, "twice the average"),
        (RATE, "double"),
        (RATE, "a third of the average"),
        (vocabulary()["observability_usd_month"], "a third of the bill"),
        (USD, "double"),
        (WEEKS, "a quarter"),
        (GB, "half"),
    ],
)
def test_what_is_told_by_something_else_is_no_number(fact: Fact, text: str) -> None:
    assert "Please say the number itself" in refusal_of(fact, text)


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        ("reads_per_object", "3 times", Known(3)),
        ("reads_per_object", "once", Known(1)),
        ("reads_per_object", "never", Known(0)),
        ("objects_per_request", "no objects", Known(0)),
        ("engineers", "just me", Known(1)),
        ("on_call_people", "no one", Known(0)),
        ("on_call_people", "5 of us", Known(5)),
        ("teams", "a single team", Known(1)),
        ("engineers", "2 FTE", Known(2)),
        ("weeks_to_launch", "in 3 weeks", Known(3)),
        ("weeks_to_launch", "already live", Known(104)),
        ("latency_p99_ms", "within 300 ms", Range(high=300)),
        ("deployables", "150 lambdas", Known(150)),
    ],
)
def test_an_answer_is_read_in_the_words_that_its_question_calls_for(fact: str, text: str, answer: Answer) -> None:
    assert answer_to(vocabulary()[fact], text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("70", Known(0.7)),
        ("80-90", Range(0.8, 0.9)),
        ("1 to 5", Range(0.01, 0.05)),
        ("0.5 to 1", Range(0.5, 1)),
        ("50/50", Known(0.5)),
        ("70/30", Known(0.7)),
        ("most of it", Range(low=0.5)),
        ("less than 10", Range(high=0.1)),
    ],
)
def test_a_share_may_be_a_percentage_without_its_sign(text: str, answer: Answer) -> None:
    assert answer_to(SHARE, text) == answer


def test_a_share_of_one_may_be_one_percent_or_all_and_is_asked_for_again() -> None:
    assert "1 % or 100 %" in refusal_of(SHARE, "1")
    assert answer_to(SHARE, "1 %") == Known(0.01)
    assert answer_to(SHARE, "all") == Known(1)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("+50%", Known(1.5)),
        ("50 % more", Known(1.5)),
        ("20% growth a year", Known(1.2)),
        ("it grows by 20-30 %", Range(1.2, 1.3)),
        ("at least 20 % up", Range(low=1.2)),
        ("20 % less", Known(0.8)),
        ("10-20 % down", Range(0.8, 0.9)),
        ("less than 20 % growth", Range(high=1.2)),
        ("it will double", Known(2)),
        ("doubling", Known(2)),
        ("stable", Known(1)),
    ],
)
def test_growth_is_a_percentage_of_more_or_less(text: str, answer: Answer) -> None:
    assert answer_to(FACTOR, text) == answer


@pytest.mark.parametrize(
    ("fact", "text", "cure"),
    [
        ("growth_12_months", "0", "1 is no growth"),
        ("growth_12_months", "20 %", "1 is no growth"),
        ("growth_12_months", "20 % more a month", "1 is no growth"),
        ("growth_12_months", "20 % or more", "1 is no growth"),
        ("availability_percent", "none", "say ? if nobody has set a target"),
        ("availability_percent", "no target", "say ? if nobody has set a target"),
        ("engineer_usd_month", "120k", "180k a year"),
        ("engineer_usd_month", "65", "180k a year"),
        ("weeks_to_launch", "0", "say none if it is live already"),
    ],
)
def test_what_would_be_another_answer_than_was_meant_is_refused_with_the_cure(fact: str, text: str, cure: str) -> None:
    assert cure in refusal_of(vocabulary()[fact], text)


def test_the_sign_of_a_range_is_not_what_cannot_be_read() -> None:
    assert refusal_of(PLAIN, "a few bananas") == refusal_of(PLAIN, "5-10 bananas") == BAD_ANSWER


def test_the_question_decides_what_m_means() -> None:
    assert answer_to(MINUTES, "5m") == Known(5)
    assert answer_to(USD, "5m") == Known(5_000_000)
    assert answer_to(MB, "5m") == Known(5)


def test_the_words_of_the_question_may_follow_a_number() -> None:
    engineers, teams = vocabulary()["engineers"], vocabulary()["teams"]
    assert answer_to(engineers, "12 engineers") == answer_to(engineers, "12 people") == Known(12)
    assert answer_to(teams, "3 teams") == Known(3)
    assert "teams" in refusal_of(engineers, "3 teams")


def test_no_number_is_lost_on_the_way_to_a_float() -> None:
    assert answer_to(SHARE, "57 %") == Known(0.57)
    assert answer_to(PLAIN, repr(math.pi)) == Known(math.pi)
