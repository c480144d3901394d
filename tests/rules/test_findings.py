"""Gates and findings."""

import re

import numpy as np
import pytest

from rules.answers import Answers
from rules.costs.today import modelled_cash
from rules.decide import decide
from rules.findings import findings, fired, gates
from rules.scoring import Engine
from rules.verdict import Finding
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers, engine_with, made_up

GPU = {"fact": "gpu", "is": True}
JOBS = {"fact": "longest_job_minutes", "above": 15}
RUNS = {"current_shape": "functions", "current_platform": "lambda", "engineers": 5}


def found(engine: Engine, **known: object) -> list[Finding]:
    return told_to(engine, answers(**known), moving=False)


def told_to(engine: Engine, said: Answers, *, moving: bool) -> list[Finding]:
    return list(findings(fired(engine.rulebook, said), engine.score(said, 400), moving=moving))


def test_a_gate_is_told_where_it_blocks_in_most_worlds() -> None:
    engine = engine_with([made_up("no-gpu-here", "gate", GPU, blocks=["lambda"])])
    assert [gate.rule for gate in gates(engine, engine.score(answers(gpu=True), 200))] == ["no-gpu-here"]
    assert gates(engine, engine.score({}, 200)) == ()


def test_a_gate_says_how_likely_it_holds() -> None:
    engine = engine_with([made_up("long-jobs-do-not-fit", "gate", JOBS, blocks=["lambda"])])
    scores = engine.score(answers(workload="ml", longest_job_minutes={"low": 14, "high": 400}), 400)
    (gate,) = gates(engine, scores)
    assert gate.share == pytest.approx(float((scores.worlds.number("longest_job_minutes") > 15).mean()))
    assert 0.5 <= gate.share < 1


def test_a_finding_is_told_only_where_the_answers_are_sure_of_it() -> None:
    engine = engine_with([made_up("mind-the-gpu", "finding", GPU)])
    assert [each.rule for each in found(engine, gpu=True)] == ["mind-the-gpu"]
    assert found(engine, gpu=False) == []
    # Likely is not sure: nobody is warned of what may not be there.
    assert found(engine, workload="ml") == []


def test_a_finding_of_aws_is_told_to_those_alone_who_may_run_there() -> None:
    engine = engine_with(
        [made_up("mind-the-gateway", "finding", GPU, on="aws"), made_up("mind-the-gpu", "finding", GPU)]
    )
    for known in ({}, {"cloud": "aws"}, {"current_platform": "kubernetes"}):
        assert {each.rule for each in found(engine, gpu=True, **known)} == {"mind-the-gateway", "mind-the-gpu"}
    for known in ({"cloud": "gcp"}, {"cloud": "own_hardware"}, {"current_platform": "on_premises"}):
        assert {each.rule for each in found(engine, gpu=True, **known)} == {"mind-the-gpu"}


def test_what_is_to_be_known_of_a_move_is_told_to_nobody_who_stays() -> None:
    step = {"do": "Count.", "days": 1, "done_when": "Counted.", "undo": "Nothing."}
    engine = engine_with([made_up("count-the-move", "finding", GPU, steps=[step], steps_for="moving")])
    assert [each.rule for each in told_to(engine, answers(gpu=True), moving=True)] == ["count-the-move"]
    assert told_to(engine, answers(gpu=True), moving=False) == []


def test_a_finding_brings_its_sources() -> None:
    engine = engine_with([made_up("mind-the-gpu", "finding", GPU)])
    (told,) = found(engine, gpu=True)
    assert told.sources == (f"A test, {engine.rulebook.day}, https://example.org",)
    assert told.because == "mind-the-gpu."


BILL = {
    **RUNS,
    "requests_per_second": 10,
    "peak_requests_per_second": 20,
    "request_duration_ms": 200,
    "cloud": "aws",
} | {
    "orchestration": "none",
    "steps_per_request": 1,
    "invocations_per_request": 1,
    "data_between_steps_mb": 0,
    "objects_per_request": 0,
    "egress_gb_month": 50,
    "observability_usd_month": 100,
    "request_memory_mb": 512,
    "private_network": False,
    "triggers": ["http"],
    "concurrent_connections": 0,
    "environments": 1,
    "shared_files": False,
    "working_set_gb": 1,
    "database": "none",
}
"""Known so well that the bill leaves little else to be told."""


def gap(**known: object) -> list[str]:
    told = found(engine_with([]), **known)
    assert {each.rule for each in told} <= {"stated-bill-against-model"}
    return [each.because for each in told]


def test_a_stated_bill_far_above_the_model_is_a_finding() -> None:
    (words,) = gap(**BILL, cloud_usd_month=1_000_000)
    assert "times what the model explains" in words


def test_a_stated_bill_far_below_the_model_is_a_finding() -> None:
    (words,) = gap(**BILL, cloud_usd_month=1)
    assert "% of what the model expects" in words


def modelled() -> float:
    """Give the bill that the model explains, in cash, on average, as it is told."""
    scores = engine_with([]).score(answers(**BILL), 10_000)
    return float(np.mean(modelled_cash(scores.load, scores.today.current)))


@pytest.mark.parametrize(("times", "told"), [(0.5, True), (0.8, False), (1.0, False), (1.25, False), (1.35, True)])
def test_a_gap_above_thirty_percent_is_a_finding(times: float, told: bool) -> None:
    assert bool(gap(**BILL, cloud_usd_month=modelled() * times)) == told


def test_a_bill_far_below_the_model_is_told_without_nought_percent() -> None:
    (tiny,) = gap(**BILL, cloud_usd_month=modelled() * 0.001)
    assert "is less than 1 % of what the model expects" in tiny
    (half,) = gap(**BILL, cloud_usd_month=modelled() * 0.5)
    assert re.search(r" is 5\d % of what the model expects", half)


def test_a_bill_above_the_model_may_be_capacity_that_waits() -> None:
    told = decide(engine_with([]), answers(**BILL, pains=["idle_capacity"], cloud_usd_month=1_000_000), QUICK).findings
    assert any("these, capacity that waits, or something that was not described" in each.because for each in told)


def test_a_bill_above_the_model_names_what_the_model_leaves_out() -> None:
    (here,) = gap(**BILL, cloud_usd_month=1_000_000)
    assert "which leaves out databases and other services: the rest is these, or something that" in here
    (elsewhere,) = gap(**(BILL | {"cloud": "azure"}), cloud_usd_month=1_000_000)
    assert "the rest is these, other prices than those used here, or something that" in elsewhere


def test_no_bill_is_no_gap() -> None:
    assert gap(**BILL) == []
    assert gap(current_shape="nothing", current_platform="none", cloud_usd_month=1_000_000) == []


def test_the_gap_is_the_same_beside_the_bill_as_in_the_finding() -> None:
    verdict = decide(engine_with([]), answers(**BILL, cloud_usd_month=1_000_000), QUICK)
    (finding,) = (each for each in verdict.findings if each.rule == "stated-bill-against-model")
    assert f"{(verdict.today.gap or 0) + 1:.1f} times" in finding.because


@pytest.mark.parametrize("pain", ["cloud_bill", "idle_capacity", "cold_starts", "outages"])
def test_what_hurts_on_a_hosted_platform_has_a_step_there(pain: str) -> None:
    told = answers(current_shape="monolith", current_platform="paas", workload="web_app")
    before, after = (fired(house(), told | answers(pains=[each])) for each in ("none", pain))
    new = [rule for rule in after if rule not in before and rule.file.steps]
    assert [rule for rule in new if "current_platform" in rule.facts]
