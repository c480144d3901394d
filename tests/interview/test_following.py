"""What-ifs about the load carry along what grows with it."""

import pytest

from bot.interview.changes import read_changes
from bot.interview.following import with_what_follows
from rules.answers import Known, Range
from rules.decide import decide
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers

RUNS = {"current_shape": "services", "current_platform": "fargate", "requests_per_second": 40, "engineers": 6}


def following(change: str, **known: object) -> tuple[str, ...]:
    return with_what_follows(house(), SubjectAnswers(answers(**known), {}), (change,))[1:]


def test_twice_the_load_carries_the_bills_and_the_peak_along() -> None:
    known = {**RUNS, "peak_requests_per_second": 90, "cloud_usd_month": 4000, "observability_usd_month": 500}
    told = with_what_follows(house(), SubjectAnswers(answers(**known), {}), ("requests_per_second=80",))
    changed = read_changes(house(), SubjectAnswers(answers(**known), {}), told).system
    assert changed["requests_per_second"] == Known(80.0)
    assert changed["peak_requests_per_second"] == Known(180.0)
    assert changed["cloud_usd_month"] == Known(8000.0)
    assert changed["observability_usd_month"] == Known(1000.0)
    assert changed["engineers"] == Known(6.0)


def test_a_range_grows_at_both_ends() -> None:
    known = {**RUNS, "cloud_usd_month": {"low": 2000, "high": 3000}}
    (written,) = following("requests_per_second=20", **known)
    changed = read_changes(house(), SubjectAnswers(answers(**known), {}), [written]).system
    assert changed["cloud_usd_month"] == Range(1000.0, 1500.0)


def test_a_load_that_is_only_known_to_lie_between_two_grows_by_a_factor_as_well() -> None:
    known = {**RUNS, "requests_per_second": {"low": 30, "high": 50}, "cloud_usd_month": 4000}
    assert following("requests_per_second=60 to 100", **known) == ("cloud_usd_month=$8,000 a month",)
    assert following("requests_per_second=30 to 100", **known) == ()
    assert following("requests_per_second=at least 60", **known) == ()


def test_a_multiple_is_one_of_what_was_answered() -> None:
    known = SubjectAnswers(answers(**RUNS, cloud_usd_month=4000), {"scheduled_jobs": answers(requests_per_second=3)})
    told = with_what_follows(house(), known, ("requests_per_second = 2x",))
    assert told == ("requests_per_second=80 a second", "cloud_usd_month=$8,000 a month")
    assert with_what_follows(house(), known, ("engineers = double",)) == ("engineers=12",)
    assert with_what_follows(house(), known, ("scheduled_jobs.requests_per_second=3x",)) == (
        "scheduled_jobs.requests_per_second=9 a second",
    )


@pytest.mark.parametrize("change", ["teams = 2x", "growth_12_months = 2x", "nonsense = 2x", "engineers = lots"])
def test_a_multiple_of_what_was_not_answered_stays_as_it_was_typed(change: str) -> None:
    assert with_what_follows(house(), SubjectAnswers(answers(**RUNS), {}), (change,)) == (change,)


def test_what_is_changed_itself_follows_nothing() -> None:
    known = SubjectAnswers(answers(**RUNS, cloud_usd_month=4000), {})
    changes = ("requests_per_second=80", "cloud_usd_month=5000")
    assert with_what_follows(house(), known, changes) == changes


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ("engineers=9", {**RUNS, "cloud_usd_month": 4000}),
        ("requests_per_second=40", {**RUNS, "cloud_usd_month": 4000}),
        ("requests_per_second=?", {**RUNS, "cloud_usd_month": 4000}),
        ("requests_per_second=80", {"cloud_usd_month": 4000}),
        ("requests_per_second=80", {"requests_per_second": 0, "cloud_usd_month": 4000}),
        ("requests_per_second=80", RUNS),
        ("scheduled_jobs.requests_per_second=80", {**RUNS, "cloud_usd_month": 4000}),
    ],
)
def test_nothing_follows_where_the_load_does_not_change_by_a_known_factor(
    change: str, known: dict[str, object]
) -> None:
    assert following(change, **known) == ()


def test_twice_the_load_makes_no_option_cheaper() -> None:
    told = SubjectAnswers(answers(**RUNS, cloud_usd_month=4000, request_duration_ms=100), {})
    more = read_changes(house(), told, with_what_follows(house(), told, ("requests_per_second=80",)))
    engine = Engine(house())
    before, after = (decide(engine, each.system, QUICK) for each in (told, more))
    for option in before.options:
        assert after.option(option.option).cost_usd_month.cash > option.cost_usd_month.cash
