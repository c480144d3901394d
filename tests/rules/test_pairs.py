"""Pairs of systems with the same volume or the same pain, whose right answers are opposite.

The answers are what an engineer would give and are not tuned to the rulebook: where one fails, a rule is wrong.
"""

from typing import Any

import pytest

from rules.decide import Settings, decide
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.rules.deciding import answers

ONE_TEAM: dict[str, Any] = {"engineers": 6, "teams": 1, "container_skill": "some", "serverless_skill": "some"}
NEW: dict[str, Any] = {"current_shape": "nothing", **ONE_TEAM}
ON_LAMBDA: dict[str, Any] = {"current_shape": "functions", "current_platform": "lambda", **ONE_TEAM}


def judged(engine: Engine, **told: Any) -> Verdict:
    """Make the verdict on what an engineer tells."""
    return decide(engine, answers(**told), Settings(flips=0))


def advised(verdict: Verdict) -> tuple[str | None, str | None]:
    """Give the headline: what to do, and with which option."""
    return verdict.headline.action, verdict.headline.to


def found(verdict: Verdict) -> set[str]:
    """Name what is to be mended whatever is chosen."""
    return {finding.rule for finding in verdict.findings}


# --- The same volume, 260 million requests a month: it never rests, or it comes in bursts.

VOLUME: dict[str, Any] = {
    **NEW,
    "goal": "handle_growth",
    "workload": "customer_api",
    "triggers": ["http"],
    "state": "stateless",
    "requests_per_second": 100,
    "request_duration_ms": 100,
}


def test_steady_traffic_that_a_cache_can_answer_wants_a_process_that_stays_and_a_cdn(engine: Engine) -> None:
    """A small process is busy all day, and most requests need not even reach it."""
    verdict = judged(engine, **VOLUME, traffic_shape="steady", peak_requests_per_second=140, cacheable_share=0.7)
    assert advised(verdict) == ("build", "monolith")
    assert "put-a-cdn-before-the-origin" in found(verdict)


def test_the_same_volume_in_sudden_bursts_wants_functions(engine: Engine) -> None:
    """Thirty times the mean within a minute: processes would stand idle for it, or come too late."""
    burst = {"traffic_shape": "spiky", "peak_requests_per_second": 3000, "ramp_minutes": 1, "cacheable_share": 0}
    verdict = judged(engine, **VOLUME, **burst)
    assert advised(verdict) == ("build", "lambda")
    assert "put-a-cdn-before-the-origin" not in found(verdict)


# --- The same pain on Lambda: the structure causes it, or something that a move would take along.

BILL: dict[str, Any] = {**ON_LAMBDA, "goal": "cut_cost", "pains": ["cloud_bill"]}


def test_a_bill_made_of_transitions_and_handed_over_data_is_cured_by_leaving_lambda(engine: Engine) -> None:
    """The structure is what is paid for: every step is a transition, and a megabyte written and read again."""
    stream = {
        "workload": "media_streaming",
        "traffic_shape": "steady",
        "requests_per_second": 1000,
        "steps_per_request": 4,
        "orchestration": "step_functions_standard",
        "data_between_steps_mb": 1,
        "dearest_line": "transitions",
    }
    verdict = judged(engine, **BILL, **stream)
    assert advised(verdict) == ("move", "monolith")


def test_a_bill_made_of_logs_that_are_never_deleted_is_no_reason_to_leave_lambda(engine: Engine) -> None:
    """A retention is set in an afternoon, and the logs would be just as many elsewhere."""
    logs = {
        "workload": "customer_api",
        "traffic_shape": "daily_cycle",
        "requests_per_second": 30,
        "cloud_usd_month": 4000,
        "dearest_line": "logs",
        "observability_driver": "log_volume",
        "bottleneck_elsewhere": True,
    }
    verdict = judged(engine, **BILL, **logs)
    assert advised(verdict) == ("stay", "lambda")
    assert "logs-never-expire-by-default" in found(verdict)


SLOW: dict[str, Any] = {
    **ON_LAMBDA,
    "goal": "more_reliable",
    "pains": ["slow_responses"],
    "workload": "customer_api",
    "traffic_shape": "steady",
    "requests_per_second": 200,
    "latency_p99_ms": 300,
}


def test_slow_responses_made_of_six_hops_are_cured_by_leaving_lambda(engine: Engine) -> None:
    """Six network calls and their slowest cases do not fit into 300 ms; six calls within a process do."""
    verdict = judged(engine, **SLOW, steps_per_request=6, bottleneck_elsewhere=False)
    assert advised(verdict) == ("move", "monolith")


def test_slow_responses_of_a_slow_database_are_no_reason_to_leave_lambda(engine: Engine) -> None:
    """The same query is as slow from a container."""
    verdict = judged(engine, **SLOW, steps_per_request=1, database="relational", bottleneck_elsewhere=True)
    assert advised(verdict) == ("stay", "lambda")


# --- The same 200,000 files a month: handed from step to step, or one in and one out.

FILES: dict[str, Any] = {
    **NEW,
    "goal": "launch_fast",
    "workload": "media_processing",
    "triggers": ["file"],
    "state": "stateless",
    "traffic_shape": "spiky",
    "requests_per_second": 0.08,
}


def test_files_that_are_handed_from_step_to_step_want_one_process(engine: Engine) -> None:
    """Five steps on 300 MB each: between functions that is stored and fetched again at every step."""
    verdict = judged(engine, **FILES, steps_per_request=5, data_between_steps_mb=300)
    assert advised(verdict) == ("build", "monolith")


def test_a_file_in_and_a_result_out_wants_a_function(engine: Engine) -> None:
    """Each file stands alone, takes 20 seconds, and nothing needs to wait for the next one."""
    alone = {
        "steps_per_request": 1,
        "data_between_steps_mb": 0,
        "request_duration_ms": 20_000,
        "longest_job_minutes": 3,
    }
    verdict = judged(engine, **FILES, **alone)
    assert advised(verdict) == ("build", "lambda")


# --- The same load of many customers: each must run apart, or all share one process.

CUSTOMERS: dict[str, Any] = {
    **NEW,
    "goal": "launch_fast",
    "workload": "customer_api",
    "triggers": ["http"],
    "state": "stateless",
    "traffic_shape": "daily_cycle",
}
LOADS = pytest.mark.parametrize("requests_per_second", [40, 80])


@LOADS
def test_customers_who_may_share_get_one_process_for_all(engine: Engine, requests_per_second: float) -> None:
    """What one customer leaves idle another uses, and there is one thing to run."""
    verdict = judged(engine, **CUSTOMERS, requests_per_second=requests_per_second, tenant_isolation=False)
    assert advised(verdict) == ("build", "monolith")


@LOADS
def test_customers_who_must_run_apart_get_a_function_each(engine: Engine, requests_per_second: float) -> None:
    """Lambda keeps an environment for each customer who calls, and one process would mix them."""
    verdict = judged(engine, **CUSTOMERS, requests_per_second=requests_per_second, tenant_isolation=True)
    assert advised(verdict) == ("build", "lambda")
