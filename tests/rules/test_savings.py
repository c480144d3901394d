"""What a tuning of today's system saves: the lines in which two bills of the same work differ."""

import numpy as np
import pytest

from rules.costs.model import bill
from rules.costs.way import STATED, TUNED
from rules.decide import decide
from rules.options import VARIANTS
from rules.savings import saving, share_saved_by_tuning
from rules.scoring import Engine, Scores
from rules.standing import variant_today
from rules.tuning import LOAD_BALANCER, TUNINGS, Tuning
from tests.rules.books import house
from tests.rules.costing import usd
from tests.rules.deciding import QUICK, answers

RUNS = {
    "current_shape": "functions",
    "current_platform": "lambda",
    "requests_per_second": 50,
    "request_duration_ms": 300,
    "longest_job_minutes": 1,
    "triggers": ["http"],
    "orchestration": "step_functions_standard",
    "steps_per_request": 6,
}
FARGATE = {**RUNS, "current_shape": "services", "current_platform": "fargate"}


def scored(engine: Engine, **known: object) -> Scores:
    return engine.score(answers(**known), 400)


def test_keeping_logs_a_month_saves_the_months_before(engine: Engine) -> None:
    scores = scored(engine, **RUNS)
    gb = scores.load.log_gb + scores.load.platform_log_gb
    months = scores.load.number("kept_months") - 1
    prices = house().prices
    expected = (gb * months * prices["cw.logs.compressed"].usd * prices["cw.logs.storage"].usd).mean()
    assert saving(scores, "log_retention") == pytest.approx(expected)
    assert expected > 1


@pytest.mark.parametrize(
    ("tuning", "items"),
    [
        ("cheapest_gateway", ["REST API requests", "HTTP API requests", *LOAD_BALANCER]),
        ("express_workflow", ["workflow transitions", "Express executions", "Express duration"]),
    ],
)
def test_a_tuning_saves_what_its_items_cost_less(engine: Engine, tuning: str, items: list[str]) -> None:
    scores = scored(engine, **RUNS)
    before, after = (usd(bill(scores.load, "lambda", way), *items).mean() for way in (STATED, TUNED))
    assert saving(scores, tuning) == pytest.approx(before - after)
    assert before > after > 0


@pytest.mark.parametrize("known", [RUNS, FARGATE])
def test_arm64_saves_on_processors_alone(engine: Engine, known: dict[str, object]) -> None:
    scores = scored(engine, **known)
    variant = variant_today(scores)
    assert variant is not None
    all_of_it = bill(scores.load, variant, STATED).cash - bill(scores.load, variant, TUNED).cash
    saved = saving(scores, "arm64")
    assert saved is not None
    assert 0 < saved < all_of_it.mean()


def test_arm64_saves_the_difference_of_two_list_prices(engine: Engine) -> None:
    scores = scored(engine, **RUNS)
    duration = usd(bill(scores.load, "lambda", STATED), "function duration").mean()
    prices = house().prices
    assert saving(scores, "arm64") == pytest.approx(
        duration * (1 - prices["lambda.gb_second.arm"].usd / prices["lambda.gb_second.x86"].usd), rel=0.02
    )


def test_a_saving_is_scaled_to_the_stated_bill(engine: Engine) -> None:
    # Known so well that in no world the stated bill describes another system.
    known = {**RUNS, "request_memory_mb": 512, "objects_per_request": 0, "observability_usd_month": 100}
    known |= {"egress_gb_month": 50, "private_network": False, "invocations_per_request": 1}
    modelled = float(bill(scored(engine, **known).load, "lambda", STATED).cash.mean())
    half, full = (scored(engine, **known, cloud_usd_month=usd) for usd in (modelled / 2, modelled))
    assert half.today.ratio.min() > 0.1
    saved = saving(half, "arm64")
    assert saved is not None
    # Nearly: another bill tells a little of what was not said as well.
    assert saving(full, "arm64") == pytest.approx(2 * saved, rel=0.1)


def test_the_savings_of_different_tunings_never_add_up_to_more_than_tuning_saves(engine: Engine) -> None:
    scores = scored(engine, **RUNS)
    together = sum(saving(scores, name) or 0.0 for name in TUNINGS)
    modelled = bill(scores.load, "lambda", STATED).cash
    assert together < (modelled - scores.bills["lambda"].cash).mean()


@pytest.mark.parametrize(
    ("shape", "platform"),
    [("nothing", "none"), ("monolith", "on_premises"), ("services", "kubernetes"), ("monolith", "paas")],
)
def test_nothing_is_promised_where_nothing_runs_or_its_bill_is_another_one(
    engine: Engine, shape: str, platform: str
) -> None:
    scores = scored(engine, **{**RUNS, "current_shape": shape, "current_platform": platform})
    assert [saving(scores, name) for name in TUNINGS] == [None] * len(TUNINGS)


def test_a_tuning_that_would_cost_more_saves_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # As things stand functions have no load balancer; tuned, some worlds have one in place of a gateway.
    monkeypatch.setitem(TUNINGS, "dearer", Tuning(TUNED, frozenset({"load balancer"})))
    scores = scored(engine, **RUNS)
    assert usd(bill(scores.load, "lambda", TUNED), "load balancer").mean() > 0
    assert saving(scores, "dearer") == 0


def test_every_item_of_a_tuning_is_the_name_of_a_line_that_some_bill_has(engine: Engine) -> None:
    scores = engine.score(answers(private_network=True), 2000)
    ways = (STATED, *(tuning.way for tuning in TUNINGS.values()))
    made = [bill(scores.load, variant, way) for variant in VARIANTS for way in ways]
    items = {line.item for each in made for line in each.lines if np.any(line.usd)}
    assert {item for tuning in TUNINGS.values() for item in tuning.items} - items == set()


def test_no_tuning_is_counted_twice() -> None:
    named = [step.saves for rule in house().rules for step in rule.file.steps if step.saves is not None]
    assert sorted(named) == sorted(set(named))
    assert named


def test_tuning_saves_a_share_of_what_runs_today_as_it_usually_stands(engine: Engine) -> None:
    scores = scored(engine, **FARGATE)
    before, after = (bill(scores.load, "fargate", way).cash for way in (STATED, TUNED))
    assert share_saved_by_tuning(scores) == pytest.approx(np.mean((before - after) / before))
    assert 0 < share_saved_by_tuning(scores) < 1


def test_of_a_stated_bill_tuning_saves_what_is_told_beside_it(engine: Engine) -> None:
    scores = scored(engine, **FARGATE, cloud_usd_month=20_000, observability_usd_month=0, pains=["idle_capacity"])
    tuned = scores.bills[variant_today(scores) or ""].cash
    assert share_saved_by_tuning(scores) == pytest.approx(1 - np.mean(tuned) / 20_000, rel=1e-4)
    busy = scored(engine, **FARGATE, cloud_usd_month=20_000, observability_usd_month=0, pains=["audit"])
    assert share_saved_by_tuning(busy) < share_saved_by_tuning(scores) - 0.1


def test_where_nothing_runs_tuning_saves_nothing(engine: Engine) -> None:
    assert share_saved_by_tuning(scored(engine, current_shape="nothing")) == 0


def test_of_a_bill_of_nothing_tuning_saves_nothing(engine: Engine) -> None:
    scores = scored(engine, current_shape="functions", current_platform="lambda", requests_per_second=0)
    assert 0 <= share_saved_by_tuning(scores) < 1


@pytest.mark.parametrize(("goal", "told"), [("cut_cost", True), ("ship_faster", False)])
def test_where_the_bill_hurts_and_a_move_pays_too_late_the_headline_says_to_tune(goal: str, told: bool) -> None:
    known = {
        **FARGATE,
        "requests_per_second": 200,
        "orchestration": "none",
        "engineers": 4,
        "deployables": 9,
        "pains": ["local_development"],
        "goal": goal,
    }
    verdict = decide(Engine(house()), answers(**known), QUICK)
    assert verdict.headline.action == "stay"
    assert "would not earn its salaries back" in verdict.headline.because
    assert ("tuning what runs saves without a move" in verdict.headline.because) == told
