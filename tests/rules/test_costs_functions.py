"""The lines of functions: duration, calls, the way in, workflows, the database proxy, managed instances.

The plain system: one unit of work a second, so 730 x 3,600 = 2,628,000 a month.
"""

import pytest

from rules.costs.way import STATED, TUNED
from tests.rules.costing import bill_of, items_of, load_of, usd

MONTH = 2_628_000


def test_duration_is_billed_by_the_gb_second_above_the_free_ones() -> None:
    # 2,628,000 x 0.1 s x 1 GB = 262,800 GB-s are free; ten times that, less 400,000, at 0.0000166667 USD.
    bill = bill_of("lambda", STATED, requests_per_second=[1.0, 10.0], request_memory_mb=1024.0)
    assert usd(bill, "function duration") == pytest.approx([0, (2_628_000 - 400_000) * 0.0000166667])


def test_tuned_duration_runs_on_arm_with_less_memory_under_a_savings_plan() -> None:
    # 2,628,000 GB-s x 0.9 of the memory - 400,000 free, at 0.0000133334 USD; half of it under a plan at 0.882.
    bill = bill_of(
        "lambda", requests_per_second=10.0, request_memory_mb=1024.0, memory_tuning=0.9, savings_plan_cover=0.5
    )
    expected = (2_628_000 * 0.9 - 400_000) * 0.0000133334 * (1 - 0.5 * (1 - 0.882))
    assert usd(bill, "function duration") == pytest.approx(expected)


def test_calls_are_billed_above_the_free_million() -> None:
    # 2,628,000 x 3 calls - 1,000,000, at 0.20 USD a million; and as many x 0.5, where a call was said to take two.
    bill = bill_of("lambda", invocations_per_request=[3.0, 0.5])
    assert usd(bill, "function calls") == pytest.approx([6.884 * 0.2, 0.314 * 0.2])


@pytest.mark.parametrize(
    ("triggers", "per_second", "calls"),
    [
        pytest.param(("queue",), 100.0, 100.0 / 20, id="a busy queue"),
        pytest.param(("stream",), 100.0, 100.0 / 20, id="a busy stream"),
        pytest.param(("queue",), 5.0, 5.0 / 5, id="a queue that brings less than a batch in a second"),
        pytest.param(("queue",), 0.5, 0.5, id="a slow queue, record by record"),
        pytest.param(("schedule",), 100.0, 100.0, id="no queue"),
        pytest.param(("http", "queue"), 100.0, 100.0, id="requests as well"),
    ],
)
def test_a_call_takes_a_batch_from_a_busy_queue(triggers: tuple[str, ...], per_second: float, calls: float) -> None:
    facts = {"triggers": triggers, "requests_per_second": per_second, "records_per_call": 20.0}
    load = load_of(**facts)
    assert load.calls == pytest.approx([calls * MONTH])


def test_only_requests_over_http_pass_a_gateway() -> None:
    assert not items_of(bill_of("lambda", STATED, triggers=("queue",))) & {"REST API requests", "HTTP API requests"}
    assert "HTTP API requests" in items_of(bill_of("lambda", STATED, triggers=("http", "queue")))


def test_as_it_stands_a_share_of_requests_comes_through_the_dearer_rest_api() -> None:
    # 200 a second = 525.6 million a month, 400 million of them through REST: 333 million at 3.50, 67 at 2.80 USD.
    bill = bill_of("lambda", STATED, requests_per_second=200.0, triggers=("http",), rest_api_share=400 / 525.6)
    assert usd(bill, "REST API requests") == pytest.approx(333 * 3.5 + 67 * 2.8)
    assert usd(bill, "HTTP API requests") == pytest.approx(125.6 * 1.0)


def test_the_http_api_gets_cheaper_above_300_million_requests() -> None:
    # 525.6 million, none through REST: 300 million at 1.00, 225.6 million at 0.90 USD.
    bill = bill_of("lambda", STATED, requests_per_second=200.0, triggers=("http",), rest_api_share=0.0)
    assert usd(bill, "HTTP API requests") == pytest.approx(300 + 225.6 * 0.9)


def test_a_load_balancer_takes_over_where_it_is_cheaper_than_the_http_api() -> None:
    # HTTP API: 2.628 USD for each request a second. Load balancer: 730 x 0.0225 = 16.425 USD, two addresses 7.30, and
    # for each request a second 730 x 0.008 / 25 = 0.2336 USD. They meet at 23.725 / (2.628 - 0.2336) = 9.91 a second.
    bill = bill_of("lambda", TUNED, requests_per_second=[9.9, 9.92], triggers=("http",))
    assert usd(bill, "HTTP API requests") == pytest.approx([9.9 * 2.628, 0])
    assert usd(bill, "load balancer", "load balancer addresses") == pytest.approx([0, 16.425 + 7.3])
    assert usd(bill, "load balancer traffic") == pytest.approx([0, 9.92 * 0.2336])


def test_each_environment_makes_the_load_balancer_less_worth_while() -> None:
    # With three environments it costs 71.175 USD and takes over at 29.7 a second.
    bill = bill_of("lambda", TUNED, requests_per_second=[29.6, 29.8], triggers=("http",), environments=3.0)
    assert usd(bill, "load balancer") == pytest.approx([0, 3 * 16.425])


@pytest.mark.parametrize("orchestration", ["none", "queue", "events", "own_code", "durable_functions"])
def test_only_a_workflow_service_bills_transitions(orchestration: str) -> None:
    bill = bill_of("lambda", STATED, orchestration=orchestration, steps_per_request=4.0)
    assert not items_of(bill) & {"workflow transitions", "Express executions", "Express duration"}


def test_a_standard_workflow_bills_every_step() -> None:
    # 2,628,000 x 4 steps x 0.000025 USD.
    bill = bill_of("lambda", STATED, orchestration="step_functions_standard", steps_per_request=4.0)
    assert usd(bill, "workflow transitions") == pytest.approx(262.8)


def test_a_short_standard_workflow_is_tuned_into_an_express_one() -> None:
    # 2.628 million executions at 1 USD, and 2,628,000 x 2 s x 64/1024 GB / 3,600 = 91.25 GB-hours at 0.060012 USD.
    bill = bill_of(
        "lambda",
        orchestration="step_functions_standard",
        steps_per_request=4.0,
        request_duration_ms=2000.0,
        longest_job_minutes=4.9,
    )
    assert "workflow transitions" not in items_of(bill)
    assert usd(bill, "Express executions") == pytest.approx(2.628)
    assert usd(bill, "Express duration") == pytest.approx(91.25 * 0.060012)


@pytest.mark.parametrize(
    ("facts", "moves"), [({"longest_job_minutes": 5.0}, False), ({"longest_job_minutes": 4.9}, True)]
)
def test_what_may_run_five_minutes_stays_a_standard_workflow(facts: dict[str, float], moves: bool) -> None:
    bill = bill_of("lambda", orchestration="step_functions_standard", steps_per_request=4.0, **facts)
    assert ("Express executions" in items_of(bill)) is moves
    assert ("workflow transitions" in items_of(bill)) is not moves


@pytest.mark.parametrize(("seconds", "moves"), [(299.0, True), (301.0, False)])
def test_a_unit_of_work_over_five_minutes_stays_a_standard_workflow(seconds: float, moves: bool) -> None:
    facts = {"request_duration_ms": 1000 * seconds, "steps_per_request": 1000.0, "longest_job_minutes": 1.0}
    bill = bill_of("lambda", orchestration="step_functions_standard", **facts)
    assert ("Express executions" in items_of(bill)) is moves


def test_an_express_workflow_that_would_be_dearer_stays_standard() -> None:
    # Standard: 2,628,000 x 0.000025 = 65.70 USD. Express at 60 s: 2.63 USD, and 2,737.5 GB-hours, 1,000 at 0.060012 and
    # 1,737.5 at 0.029988: 112.12 USD. At 10 s: 2.63 + 456.25 x 0.060012 = 30.01 USD.
    facts = {"orchestration": "step_functions_standard", "request_duration_ms": [60_000.0, 10_000.0]}
    bill = bill_of("lambda", **facts)
    assert usd(bill, "workflow transitions") == pytest.approx([65.7, 0])
    assert usd(bill, "Express executions", "Express duration") == pytest.approx([0, 2.628 + 456.25 * 0.060012])


def test_durable_functions_bill_every_step_at_their_own_price() -> None:
    # 2,628,000 x 4 x 0.000008 USD.
    bill = bill_of("lambda", orchestration="durable_functions", steps_per_request=4.0)
    assert usd(bill, "durable operations") == pytest.approx(84.096)


def test_a_queue_bills_three_requests_for_each_batch_and_events_one_each() -> None:
    # 2.628 million x 4 x 3 requests, two messages in each, at 0.40 USD a million; 2.628 million x 4 events at 1 USD.
    queued = bill_of("lambda", orchestration="queue", steps_per_request=4.0, queue_batch=2.0)
    assert usd(queued, "queue requests") == pytest.approx(2.628 * 4 * 3 / 2 * 0.4)
    assert usd(bill_of("lambda", orchestration="events", steps_per_request=4.0), "events") == pytest.approx(10.512)


def test_a_proxy_is_counted_in_above_80_percent_of_the_connections() -> None:
    # 800 and 801 a second at the peak x 0.1 s = 80 and 80.1 at once, of 100. 2 vCPU at 0.015 USD: 21.90 USD.
    facts = {"peak_requests_per_second": [800.0, 801.0], "db_connection_limit": 100.0, "request_duration_ms": 100.0}
    bill = bill_of("lambda", database="relational", environments=2.0, **facts)
    assert usd(bill, "database proxy") == pytest.approx([0, 2 * 21.9])


def test_only_a_relational_database_needs_a_proxy_and_only_functions_do() -> None:
    facts = {"peak_requests_per_second": 5000.0, "db_connection_limit": 100.0}
    assert "database proxy" not in items_of(bill_of("lambda", database="key_value", **facts))
    assert "database proxy" not in items_of(bill_of("fargate", database="relational", **facts))


def test_open_connections_are_billed_to_functions_where_something_keeps_them() -> None:
    # 1,000 connections x 43,800 minutes x 0.25 USD a million.
    held = bill_of("lambda", triggers=("socket",), concurrent_connections=1000.0)
    assert usd(held, "open connections") == pytest.approx(43.8 * 0.25)
    assert "open connections" not in items_of(bill_of("lambda", triggers=("http",), concurrent_connections=1000.0))


def test_what_comes_over_a_socket_is_billed_with_its_answer_to_functions() -> None:
    # 1,000 a second are 2,628 million a month, and as many answers: 1,000 million at 1.00, 4,256 million at 0.80 USD.
    busy = bill_of("lambda", triggers=("socket",), requests_per_second=1000.0)
    assert usd(busy, "socket messages") == pytest.approx(1000 + 4256 * 0.8)
    assert "socket messages" not in items_of(bill_of("lambda", triggers=("http",)))
    assert "socket messages" not in items_of(bill_of("fargate", triggers=("socket",)))


def test_a_unit_of_work_comes_either_over_a_socket_or_over_http() -> None:
    # 2.628 million: a quarter over sockets, with its answers, and three quarters over HTTP, at 1 USD a million each.
    bill = bill_of("lambda", triggers=("http", "socket"), socket_share=0.25)
    assert usd(bill, "socket messages") == pytest.approx(2.628 * 0.25 * 2)
    assert usd(bill, "HTTP API requests") == pytest.approx(2.628 * 0.75)


@pytest.mark.parametrize("functions", [1.0, 10.0])
def test_managed_instances_never_scale_below_three_environments_a_function(functions: float) -> None:
    # For each function 3 vCPU in production and 1 in the other copy: two c7g.large at 0.0725 USD, and a fee of 15 %.
    bill = bill_of("lambda_managed", deployables=functions, environments=2.0, requests_per_second=0.01)
    assert usd(bill, "instances") == pytest.approx(functions * 2 * 0.0725 * 730)
    assert usd(bill, "managed instances fee") == pytest.approx(functions * 2 * 0.0725 * 730 * 0.15)


def test_a_savings_plan_lowers_managed_instances_but_not_their_fee() -> None:
    # 100 a second x 0.1 s = 10 busy vCPU, half used: 20 vCPU are ten c7g.large; 60 % of them under a plan at 0.7169.
    facts = {"requests_per_second": 100.0, "peak_requests_per_second": 100.0, "utilisation": 0.5}
    bill = bill_of("lambda_managed", savings_plan_cover=0.6, **facts)
    assert usd(bill, "instances") == pytest.approx(529.25 * (1 - 0.6 * (1 - 0.7169)))
    assert usd(bill, "managed instances fee") == pytest.approx(529.25 * 0.15)
    assert usd(bill, "function calls") == pytest.approx(262.8 * 0.2)
