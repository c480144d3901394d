"""Messages as engineers write them: what a model reads rightly is kept, and what it reads wrongly is not."""

import pytest

from bot.narrator.completing import Completion
from bot.narrator.reading import Found, read_text
from rules.subjects import side_facts
from tests.narrator.completing import found, said
from tests.rules.books import house

pytestmark = pytest.mark.anyio
BOOK = house()
RIGHT = {
    "we're 3 devs, p99 needs to be <300ms, ~2k rps at peak, bill ~$4k/mo, all on EKS": [
        ("engineers", "3", "3 devs"),
        ("latency_p99_ms", "300 ms", "p99 needs to be <300ms"),
        ("peak_requests_per_second", "2k", "~2k rps at peak"),
        ("cloud_usd_month", "$4k", "bill ~$4k/mo"),
        ("current_platform", "kubernetes", "all on EKS"),
    ],
    "2-3 ppl, ~50 req/s avg": [
        ("engineers", "2 to 3", "2-3 ppl"),
        ("requests_per_second", "50", "~50 req/s avg"),
    ],
    "half a dozen engineers & 12 lambdas": [
        ("engineers", "6", "half a dozen engineers"),
        ("deployables", "12", "12 lambdas"),
    ],
    "AWS invoice was USD 12.5k last month": [
        ("cloud_usd_month", "12500", "AWS invoice was USD 12.5k last month"),
    ],
    "logs+metrics cost us 1,8k$": [
        ("observability_usd_month", "1800", "1,8k$"),
    ],
    "jobs run 2h tops": [
        ("longest_job_minutes", "120 minutes", "jobs run 2h tops"),
        ("longest_job_minutes", "2 hours", "2h tops"),
    ],
    "longest batch: 90min": [
        ("longest_job_minutes", "90", "longest batch: 90min"),
    ],
    "SLA three nines": [
        ("availability_percent", "99.9", "SLA three nines"),
    ],
    "SLA 99,95 %": [
        ("availability_percent", "99.95", "SLA 99,95 %"),
    ],
    "300M invocations per month": [
        ("requests_per_second", "300M a month", "300M invocations per month"),
    ],
    "we do a quarter million requests a day": [
        ("requests_per_second", "250000 a day", "a quarter million requests a day"),
    ],
    "20 Mio. Anfragen im Monat": [
        ("requests_per_second", "20 million a month", "20 Mio. Anfragen im Monat"),
    ],
    "wir sind zu fünft": [
        ("engineers", "5", "zu fünft"),
    ],
    "we're a team of two": [
        ("engineers", "2", "a team of two"),
    ],
    "p99 under half a second": [
        ("latency_p99_ms", "500 ms", "p99 under half a second"),
    ],
    "p99: 1.2s": [
        ("latency_p99_ms", "1.2 s", "p99: 1.2s"),
        ("latency_p99_ms", "1200", "p99: 1.2s"),
    ],
    "each request takes ~150 ms and 256MB": [
        ("request_duration_ms", "150", "~150 ms"),
        ("request_memory_mb", "256", "256MB"),
    ],
    "each fn has 1 gig of RAM": [
        ("request_memory_mb", "1 GB", "1 gig of RAM"),
    ],
    "we spend 4–5k bucks monthly": [
        ("cloud_usd_month", "4k to 5k", "4–5k bucks monthly"),
    ],
    "growing 3x this year": [
        ("growth_12_months", "3", "growing 3x this year"),
    ],
    "traffic will double within a year": [
        ("growth_12_months", "2", "traffic will double within a year"),
    ],
    "launch in 6 wks": [
        ("weeks_to_launch", "6", "launch in 6 wks"),
    ],
    "launch in 2 months": [
        ("weeks_to_launch", "2 months", "launch in 2 months"),
    ],
    "2 squads release on their own": [
        ("teams", "2", "2 squads"),
    ],
    "nobody is on call": [
        ("on_call_people", "0", "nobody is on call"),
    ],
    "20k websockets open at once": [
        ("concurrent_connections", "20000", "20k websockets open at once"),
    ],
    "nous sommes une douzaine de développeurs": [
        ("engineers", "12", "une douzaine de développeurs"),
    ],
    "somos cuatro personas, unos 3.500 dólares al mes": [
        ("engineers", "4", "cuatro personas"),
        ("cloud_usd_month", "3500", "3.500 dólares al mes"),
    ],
    "rps peaks @ 1200": [
        ("peak_requests_per_second", "1200", "rps peaks @ 1200"),
    ],
    "Cloud bill: $4K/month; 8 vCPUs": [
        ("cloud_usd_month", "4000", "$4K/month"),
    ],
}
"""Texts, each with facts, values and the words that they come from."""
WRONG = [
    ("3 devs", "engineers", "4", "3 devs"),
    ("3 devs", "cloud_usd_month", "3", "3 developers"),
    ("bill $4k/mo", "cloud_usd_month", "40k", "bill $4k/mo"),
    ("p99 300ms", "latency_p99_ms", "300 s", "p99 300ms"),
    ("p99 3s", "latency_p99_ms", "3 ms", "p99 3s"),
    ("p99 300ms", "engineers", "300", "p99 300ms"),
    ("3 devs, p99 300ms", "engineers", "3", "p99 300ms"),
    ("bill 4000 EUR", "cloud_usd_month", "4000", "bill 4000 EUR"),
    ("jobs run 2h", "longest_job_minutes", "2 minutes", "jobs run 2h"),
    ("jobs run 2h", "longest_job_minutes", "2", "jobs run 2h"),
    ("50 req a day", "requests_per_second", "50", "50 req a day"),
    ("50 req/s", "requests_per_second", "50 a day", "50 req/s"),
    ("bill $48k a year", "cloud_usd_month", "48000", "bill $48k a year"),
    ("we love cats", "engineers", "3", "three developers"),
]
"""Texts, each with a fact, a value and words: another number, unit, fact or money, or words that are not there."""


async def read(text: str, fact: str, value: str, quote: str) -> Found:
    """Have a model read one answer in a text."""
    of_work = {"subject": "system"} if fact in side_facts(BOOK.facts) else {}

    async def complete(*_asked: object) -> Completion:
        return Completion(found(said(fact, value, quote, **of_work)))

    return await read_text(complete, BOOK, text)


@pytest.mark.parametrize("text", RIGHT)
async def test_what_is_read_rightly_is_kept(text: str) -> None:
    for fact, value, quote in RIGHT[text]:
        kept = await read(text, fact, value, quote)
        assert [each.fact for each in kept.drafts] == [fact], kept.dropped


@pytest.mark.parametrize(("text", "fact", "value", "quote"), WRONG)
async def test_what_is_read_wrongly_is_dropped(text: str, fact: str, value: str, quote: str) -> None:
    read_wrongly = await read(text, fact, value, quote)
    assert read_wrongly.drafts == ()
    assert len(read_wrongly.dropped) == 1


async def test_a_number_with_another_unit_is_said_to_have_one() -> None:
    (dropped,) = (await read("jobs run 2h", "longest_job_minutes", "2 minutes", "jobs run 2h")).dropped
    assert dropped.told(BOOK).endswith("give the number another unit.")
