"""What runs today keeps the limits of where it runs: facts that nobody answered are drawn within them."""

import pytest

from rules.answers import Known, Range, Unknown
from rules.conditions import comparisons
from rules.running import LIFTED_BY, Running
from rules.scoring import Engine
from tests.rules.books import house
from tests.rules.deciding import answers

FUNCTIONS = answers(current_shape="functions", current_platform="lambda")


def told(**more: object) -> dict[str, object]:
    """Give what the running system adds to some answers."""
    known = {**FUNCTIONS, **answers(**more)}
    completed = Running(house()).completed(known)
    return {name: answer for name, answer in completed.items() if known.get(name) != answer}


def test_functions_that_run_keep_the_limits_of_lambda() -> None:
    added = told()
    assert added["longest_job_minutes"] == Range(high=15)
    assert added["scratch_gb"] == Range(high=10)
    assert added["request_memory_mb"] == Range(high=10 * 1024)
    assert added["gpu"] == Known(False)


def test_of_two_limits_of_one_fact_the_lower_is_kept() -> None:
    assert told()["payload_mb"] == Range(high=6)
    assert told(streaming_responses=True)["payload_mb"] == Range(high=200)


def test_what_was_answered_stands() -> None:
    added = told(scratch_gb=40.0, gpu=True)
    assert "scratch_gb" not in added
    assert "gpu" not in added


def test_what_is_not_known_is_completed_like_what_was_never_asked() -> None:
    known = {**FUNCTIONS, "scratch_gb": Unknown()}
    assert Running(house()).completed(known)["scratch_gb"] == Range(high=10)


@pytest.mark.parametrize(("pain", "lifted"), LIFTED_BY.items())
def test_a_limit_that_hurts_may_be_exceeded_by_what_is_needed_and_no_other(pain: str, lifted: tuple[str, ...]) -> None:
    assert told().keys() - told(pains=[pain]).keys() == set(lifted)


def test_a_limit_of_scaling_lifts_no_limit_of_one_job() -> None:
    added = told(pains=["scaling_limits", "vendor_limits"])
    assert {name: answer for name, answer in added.items() if name != "pains"} == told()


@pytest.mark.parametrize(
    "known",
    [
        {"current_shape": "nothing", "current_platform": "none"},
        {"current_shape": "monolith"},
        {"current_platform": "lambda"},
        {},
    ],
)
def test_nothing_is_told_where_nothing_runs_or_it_is_not_known_where(known: dict[str, str]) -> None:
    assert Running(house()).completed(answers(**known)) == answers(**known)


def test_an_opinion_tells_nothing_of_those_who_run_it_all_the_same() -> None:
    known = answers(current_shape="services", current_platform="kubernetes")
    assert "container_skill" not in Running(house()).completed(known)


def test_what_runs_is_blocked_in_no_world_that_nobody_spoke_of(engine: Engine) -> None:
    scores = engine.score(FUNCTIONS, 2000)
    unspoken = {"triggers", "state"}
    blocking = [
        rule.id
        for rule in house().rules
        if "lambda" in rule.file.blocks
        and scores.firing_share(rule.id) > 0
        and unspoken.isdisjoint(each.fact for each in comparisons(rule.when))
    ]
    assert blocking == []
