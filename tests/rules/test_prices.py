"""Prices and limits: on a day, in a region, in tiers, with their source."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rules.files import TomlFile
from rules.prices import Price, PriceList, parse_price, price_list
from rules.problems import Problems
from rules.rulebook import load_rulebook
from tests.rules.books import DAY, Book, house

PRICE = """
["fargate.hour"]
what = "A processor"
unit = "USD/hour"
review_by = 2027-05-23
[["fargate.hour".readings]]
valid_from = 2026-01-01
source = "A page"
url = "https://example.org/fargate"
value = 0.04
"""
LATER = """
[["fargate.hour".readings]]
valid_from = 2026-09-01
source = "A later page"
url = "https://example.org/fargate"
value = 0.05
"""
IRELAND = """
[["fargate.hour".readings]]
valid_from = 2026-06-01
region = "eu-west-1"
source = "A page of Ireland"
url = "https://example.org/fargate"
value = 0.07
"""
MULTIPLIER = """
["region.multiplier.eu-west-1"]
what = "Ireland over Virginia"
unit = "ratio"
review_by = 2027-05-23
[["region.multiplier.eu-west-1".readings]]
valid_from = 2026-01-01
region = "everywhere"
source = "A guess"
url = "https://example.org/regions"
confidence = "recalled"
value = 1.5
"""


@pytest.fixture
def priced(book: Book) -> Book:
    """Give the small rulebook with a price that other tests add readings to."""
    book.write("prices/fargate.toml", PRICE)
    return book


def usd(book: Book, day: date = DAY, region: str = "us-east-1") -> float:
    """Give the price on a day and in a region."""
    return book.load(day, region).prices["fargate.hour"].usd


def tiered(*tiers: dict[str, float]) -> Price:
    """Make a price in tiers."""
    reading = {"valid_from": date(2026, 1, 1), "source": "A page", "url": "https://example.org", "tiers": tiers}
    return Price.model_validate(
        {"id": "t", "what": "T", "unit": "USD/GB", "review_by": DAY, "readings": [reading]}  # the day itself is in time
    )


def list_of(*prices: Price, day: date = DAY) -> PriceList:
    """Choose what holds on a day, and fail on a problem."""
    problems = Problems()
    prices_on = price_list(prices, day, "us-east-1", problems)
    problems.raise_if_any()
    return prices_on


def test_a_quantity_runs_through_the_tiers() -> None:
    price = list_of(tiered({"usd": 0.09, "upto": 100}, {"usd": 0.07, "upto": 300}, {"usd": 0.05}))["t"]
    bills = {
        0: 0.0,
        40: 40 * 0.09,
        100: 100 * 0.09,
        101: 100 * 0.09 + 1 * 0.07,
        300: 100 * 0.09 + 200 * 0.07,
        1000: 100 * 0.09 + 200 * 0.07 + 700 * 0.05,
    }
    assert price.bill(np.array([*bills], dtype=float)).tolist() == pytest.approx([*bills.values()])
    assert price.usd == 0.09


def test_a_free_tier_costs_nothing() -> None:
    price = list_of(tiered({"usd": 0, "upto": 100}, {"usd": 2}))["t"]
    assert price.bill(np.array([50.0, 100.0, 103.0])).tolist() == pytest.approx([0.0, 0.0, 6.0])  # (103 - 100) x 2


def test_a_price_without_tiers_is_multiplied(priced: Book) -> None:
    price = priced.load().prices["fargate.hour"]
    assert price.bill(np.array([0.0, 730.0])).tolist() == pytest.approx([0.0, 730 * 0.04])


def test_the_latest_reading_by_the_day_holds(priced: Book) -> None:
    priced.write("prices/fargate.toml", PRICE + LATER)
    assert usd(priced, date(2026, 8, 31)) == 0.04
    assert usd(priced, date(2026, 9, 1)) == 0.05
    assert usd(priced, DAY) == 0.05


def test_the_order_of_the_readings_does_not_matter(priced: Book) -> None:
    head, reading = PRICE.split("[[", 1)
    priced.write("prices/fargate.toml", f"{head}{LATER}\n[[{reading}")
    assert usd(priced, DAY) == 0.05


def test_a_day_before_the_first_reading_is_refused(priced: Book) -> None:
    assert priced.problems(date(2026, 5, 31)) == [  # the limit's first reading is of the day after
        (
            "limits.toml: limit.minutes.readings: no value for 2026-05-31 in us-east-1. The first is of 2026-06-01. "
            "Add one that holds then, or ask for another day."
        )
    ]
    assert len(priced.problems(date(2025, 12, 31))) == 2


def test_two_readings_of_one_day_and_region_are_refused(priced: Book) -> None:
    priced.write("prices/fargate.toml", PRICE + LATER + LATER)
    assert priced.problems() == [
        "fargate.toml: fargate.hour.readings[2]: us-east-1 has a reading of 2026-09-01 already. Keep one of them."
    ]


def test_a_price_past_its_review_date_is_used_and_said_to_be_stale(priced: Book) -> None:
    for day, stale in ((date(2027, 5, 23), ()), (date(2027, 5, 24), ("fargate.hour", "limit.minutes"))):
        prices = priced.load(day).prices
        assert prices.stale == stale
        assert prices["fargate.hour"].stale is bool(stale)
        assert prices["fargate.hour"].usd == 0.04


def test_a_region_takes_home_prices_times_its_multiplier(priced: Book) -> None:
    priced.write("prices/regions.toml", MULTIPLIER)
    assert usd(priced, region="eu-west-1") == pytest.approx(0.04 * 1.5)
    assert usd(priced) == 0.04


def test_a_region_with_a_reading_of_its_own_is_not_multiplied(priced: Book) -> None:
    priced.write("prices/fargate.toml", PRICE + IRELAND)
    priced.write("prices/regions.toml", MULTIPLIER)
    assert usd(priced, region="eu-west-1") == 0.07
    assert usd(priced, date(2026, 6, 1), "eu-west-1") == 0.07
    assert usd(priced) == 0.04


def test_a_tiered_price_is_multiplied_in_its_prices_and_not_in_its_quantities(priced: Book) -> None:
    priced.write("prices/fargate.toml", PRICE.replace("value = 0.04", "tiers = [{ usd = 2, upto = 10 }, { usd = 1 }]"))
    priced.write("prices/regions.toml", MULTIPLIER)
    price = priced.load(region="eu-west-1").prices["fargate.hour"]
    assert price.tiers == ((3.0, 10.0), (1.5, float("inf")))


@pytest.mark.parametrize("unit", ["ratio", "vCPU", "min", "GB", "1/s"])
def test_a_limit_or_a_ratio_is_the_same_in_every_region(priced: Book, unit: str) -> None:
    priced.write("prices/fargate.toml", PRICE.replace("USD/hour", unit))
    priced.write("prices/regions.toml", MULTIPLIER)
    assert usd(priced, region="eu-west-1") == 0.04


def test_an_unknown_region_is_refused_with_the_known_ones(priced: Book) -> None:
    priced.write("prices/regions.toml", MULTIPLIER)
    assert priced.problems(region="mars-1") == [
        'prices: region: no prices for "mars-1". Known: us-east-1, eu-west-1.',
    ]


def test_a_price_that_only_another_region_has_is_refused(priced: Book) -> None:
    reading = IRELAND.removeprefix("\n")
    head = PRICE.split("[[", 1)[0]
    priced.write("prices/fargate.toml", head + reading)
    assert priced.problems() == [
        (
            "fargate.toml: fargate.hour.readings: no value for 2026-11-23 in us-east-1."
            " The first is of 2026-06-01, in eu-west-1. Add one that holds then, or ask for another day."
        )
    ]


def test_a_recalled_source_is_marked(priced: Book) -> None:
    assert not priced.load().prices["fargate.hour"].recalled
    priced.edit("prices/fargate.toml", "value = 0.04", 'value = 0.04\nconfidence = "recalled"')
    price = priced.load().prices["fargate.hour"]
    assert (price.recalled, price.source, price.url) == (True, "A page", "https://example.org/fargate")


def test_an_unknown_price_is_asked_for_with_the_nearest_name(priced: Book) -> None:
    with pytest.raises(KeyError, match=r'Did you mean "fargate\.hour"'):
        priced.load().prices["fargate.hours"]


def test_every_mistake_of_a_price_file_is_noted(tmp_path: Path) -> None:
    problems = Problems()
    tables = TomlFile(tmp_path / "p.toml", {"a": 3, "b": {"unit": "x"}}).tables
    assert [parse_price(table, problems) for table in tables] == [None, None]
    assert {problem.key for problem in problems} == {"a", "b.what", "b.review_by", "b.readings"}


def test_every_price_of_the_project_has_a_source_and_an_address() -> None:
    prices = house().prices
    assert len(list(prices)) >= 50
    for name in prices:
        assert prices[name].source.strip(), name
        assert prices[name].url.startswith("https://"), name
        assert all(price >= 0 for price, _ in prices[name].tiers), name


def test_no_price_of_the_project_is_stale_on_the_day_and_all_are_some_day() -> None:
    assert house().prices.stale == ()
    assert len(load_rulebook(date(2030, 1, 1)).prices.stale) == len(list(house().prices))


def test_limits_and_ratios_of_the_project_do_not_change_with_the_region() -> None:
    here, there = house().prices, house("eu-west-1").prices
    dearer = {name for name in here if there[name].usd > here[name].usd}
    assert {here[name].unit.split("/")[0] for name in dearer} == {"USD"}
    assert there["fargate.x86.vcpu_hour"].usd == pytest.approx(0.04048 * 1.11)
    assert there["limit.lambda.timeout_minutes"].usd == 15


@pytest.mark.parametrize(
    "name",
    [
        "lambda.gb_second.x86",
        "lambda.gb_second.arm",
        "lambda.request",
        "sfn.standard.transition",
        "sfn.express.request",
        "sfn.express.gb_hour",
        "sqs.request",
        "egress.internet",
        "limit.sfn.transitions_per_second",
    ],
)
def test_what_costs_the_same_in_ireland_is_not_multiplied(name: str) -> None:
    assert house("eu-west-1").prices[name].tiers == house().prices[name].tiers
