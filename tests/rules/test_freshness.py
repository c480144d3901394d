"""Freshness: what a verdict names as past its review date, and what is stale or old in the whole rulebook."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from rules.decide import decide
from rules.freshness import OLD_YEARS, old_rules, stale_prices
from rules.grounds import bills_of
from rules.prices import HOME, PriceList
from rules.rulebook import Rulebook, load_rulebook
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.rules.books import FILES, GATE, RULE, Book, house
from tests.rules.deciding import QUICK, archetype

CASE = "cheap-functions"
TIMEOUT = "limit.lambda.timeout_minutes"


def doubtful(*names: str, of: Rulebook | None = None) -> Rulebook:
    """Give the project's rulebook with only some prices past their review date."""
    rulebook = of or house()
    prices = {name: replace(rulebook.prices[name], stale=name in names) for name in rulebook.prices}
    return replace(rulebook, prices=PriceList(prices))


@cache
def verdict_with(*names: str) -> Verdict:
    """Decide on a case with some prices past their review date."""
    return decide(Engine(doubtful(*names)), archetype(CASE), QUICK)


def reasons_of(verdict: Verdict) -> set[str]:
    """Name the rules that speak for or against an option."""
    return {reason.rule for option in verdict.options for reason in option.reasons}


def test_a_stale_price_on_a_bill_is_named_and_marked() -> None:
    verdict = verdict_with("lambda.request")
    assert verdict.stale == ("lambda.request",)
    assert verdict.stale_elsewhere == ()
    assert {line.price for bill in bills_of(verdict) for line in bill.lines if line.stale} == {"lambda.request"}


def test_a_stale_price_that_no_bill_and_no_rule_names_is_told_apart() -> None:
    verdict = verdict_with("eks.auto_mode_fee")
    assert (verdict.stale, verdict.stale_elsewhere) == ((), ("eks.auto_mode_fee",))


def test_the_limit_of_a_gate_that_lets_pass_counts_since_it_decided_so() -> None:
    verdict = verdict_with(TIMEOUT)
    assert "a-job-over-15-minutes-does-not-fit-ordinary-lambda" not in {gate.rule for gate in verdict.gates}
    assert verdict.stale == (TIMEOUT,)


def test_rules_that_speak_come_first_then_the_dearest_price_and_gates_that_let_pass_last() -> None:
    rulebook = doubtful(*house().prices)
    verdict = decide(Engine(rulebook), archetype("stream-of-one-team"), QUICK)
    speaking = next(rule for rule in rulebook.rules if rule.limits and rule.id in reasons_of(verdict))
    lines = sorted(
        (line for bill in bills_of(verdict) for line in bill.lines if line.price), key=lambda line: -line.usd
    )
    assert "memory-over-244-gb-does-not-fit-fargate" not in {gate.rule for gate in verdict.gates}
    places = [verdict.stale.index(name) for name in (min(speaking.limits), lines[0].price, "limit.fargate.memory_mb")]
    assert places == sorted(places)
    by_rules = {name for rule in rulebook.rules for name in rule.limits}
    dearest_first = [name for name in dict.fromkeys(line.price for line in lines) if name not in by_rules]
    assert [name for name in verdict.stale if name not in by_rules] == dearest_first
    assert {*verdict.stale, *verdict.stale_elsewhere} == set(house().prices)


def test_the_multiplier_of_a_region_is_part_of_every_bill_there() -> None:
    multiplier = "region.multiplier.eu-west-1"
    there = decide(Engine(doubtful(multiplier, of=house("eu-west-1"))), archetype(CASE), QUICK)
    assert there.stale == (multiplier,)
    here = verdict_with(multiplier)
    assert (here.region, here.stale, here.stale_elsewhere) == (HOME, (), (multiplier,))


def test_nothing_is_said_to_be_stale_where_nothing_is() -> None:
    verdict = verdict_with()
    assert (verdict.stale, verdict.stale_elsewhere) == ((), ())


def test_stale_prices_are_listed_the_longest_overdue_first_with_where_to_read_them(book: Book) -> None:
    limit = FILES["prices/limits.toml"]
    book.write("prices/more.toml", limit.replace("limit.minutes", "limit.a").replace("2027-05-23", "2027-01-01"))
    assert stale_prices(book.load(date(2027, 1, 1)).prices) == []
    assert [price.id for price in stale_prices(book.load(date(2027, 1, 2)).prices)] == ["limit.a"]
    listed = stale_prices(book.load(date(2027, 5, 24)).prices)
    told = [(price.id, price.what, str(price.review_by), price.url) for price in listed]
    assert told == [
        ("limit.a", "Longest run", "2027-01-01", "https://example.org/quotas"),
        ("limit.minutes", "Longest run", "2027-05-23", "https://example.org/quotas"),
    ]


def test_a_rule_is_old_once_its_newest_source_is(book: Book) -> None:
    more = '[[sources]]\nwhat = "An older book"\nurl = "https://example.org/old"\ndate = 2001-01-01\n[examples.fires]'
    book.edit(RULE, "[examples.fires]", more)
    book.edit(GATE, "date = 2026-06-01", "date = 2026-11-01")
    last = date(2026, 6, 1) + timedelta(days=365 * OLD_YEARS)
    assert old_rules(book.load(last)) == []
    (old,) = old_rules(book.load(last + timedelta(days=1)))
    assert (old.rule.id, old.newest.url) == (Path(RULE).stem, "https://example.org/book")


def test_what_is_stale_or_old_is_no_mistake() -> None:
    late = load_rulebook(date(2040, 1, 1))
    assert len(stale_prices(late.prices)) == len(list(late.prices))
    assert len(old_rules(late)) == len(late.rules)


def test_every_rule_knows_the_limits_and_prices_it_names() -> None:
    for rule in house().rules:
        assert {source.value for source in rule.file.sources if source.value} <= rule.limits <= {*house().prices}
    assert TIMEOUT in house().rule("a-small-scheduled-job-fits-a-function").limits
