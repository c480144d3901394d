"""Lines that several variants share, and the people: storage, network, logs, monitoring, running and debugging.

The plain system: one unit of work a second, so 730 x 3,600 = 2,628,000 a month.
"""

import pytest

from rules.costs.way import STATED, TUNED
from rules.options import VARIANTS
from tests.rules.costing import bill_of, items_of, usd

STORAGE = ("storage writes", "storage reads")
LOGS, BESIDE_LOGS = ("logs written", "logs kept"), "monitoring beside logs"
PARTS = ("lambda", "lambda_managed", "fargate", "ecs_ec2", "eks")
WHOLE = ("monolith_fargate", "monolith_ec2", "monolith_paas")
RUNNING, DEBUGGING = "engineers running it", "engineers debugging"
DAY = 1200
"""USD: 26,000 a month x 12 / 260."""


@pytest.mark.parametrize("variant", PARTS)
def test_parts_pay_for_every_object_they_hand_over(variant: str) -> None:
    # 2.628 million x 2 objects at 5 USD a million, read three times each at 0.40 USD.
    facts = {"steps_per_request": 3.0, "data_between_steps_mb": 1.0, "handover_share": 0.9}
    bill = bill_of(variant, objects_per_request=2.0, reads_per_object=3.0, **facts)
    assert usd(bill, "storage writes") == pytest.approx(2.628 * 2 * 5)
    assert usd(bill, "storage reads") == pytest.approx(2.628 * 6 * 0.4)


@pytest.mark.parametrize("variant", WHOLE)
@pytest.mark.parametrize(
    ("steps", "handed_mb", "left"),
    [
        pytest.param(3.0, 1.0, 0.1, id="nine tenths are handed over, in memory"),
        pytest.param(1.0, 1.0, 1.0, id="one step hands nothing over"),
        pytest.param(3.0, 0.0, 1.0, id="steps that hand nothing over"),
    ],
)
def test_in_one_process_only_objects_that_are_handed_over_vanish(
    variant: str, steps: float, handed_mb: float, left: float
) -> None:
    facts = {"steps_per_request": steps, "data_between_steps_mb": handed_mb, "handover_share": 0.9}
    bill = bill_of(variant, objects_per_request=2.0, reads_per_object=3.0, **facts)
    assert usd(bill, *STORAGE) == pytest.approx(left * 2.628 * (2 * 5 + 6 * 0.4))


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name != "monolith_paas"])
def test_only_a_private_network_needs_nat_gateways_one_an_environment(variant: str) -> None:
    # Three gateways at 0.045 USD an hour; 2.628 million x 10 kB = 26.28 GB at 0.045 USD.
    facts = {"environments": 3.0, "nat_kb_per_request": 10.0}
    bill = bill_of(variant, private_network=True, **facts)
    assert usd(bill, "NAT gateway") == pytest.approx(98.55)
    assert usd(bill, "NAT gateway addresses") == pytest.approx(3 * 3.65)
    assert usd(bill, "data through NAT") == pytest.approx(26.28 * 0.045)
    assert not items_of(bill_of(variant, private_network=False, **facts)) & {"NAT gateway", "data through NAT"}


def test_logs_are_written_and_kept_a_month_when_tuned_and_piled_up_where_nothing_limits_them() -> None:
    # 2.628 million x 100 kB = 262.8 GB at 0.50 USD. Kept they take 0.15 of that, at 0.03 USD; 18 months as it stands.
    facts = {"log_kb_per_request": 100.0, "kept_months": 18.0}
    tuned, stated = (bill_of("fargate", way, **facts) for way in (TUNED, STATED))
    assert usd(tuned, "logs written") == usd(stated, "logs written") == pytest.approx(131.4)
    assert usd(tuned, "logs kept") == pytest.approx(262.8 * 0.15 * 0.03)
    assert usd(stated, "logs kept") == pytest.approx(262.8 * 0.15 * 0.03 * 18)


def test_a_stated_monitoring_bill_holds_the_clouds_logs_and_they_are_not_counted_twice() -> None:
    # As it stands 262.8 GB at 0.50 and 18 x 0.15 of them at 0.03 USD: 152.69; the rest of 1,000 is for others.
    facts = {
        "log_kb_per_request": 100.0,
        "kept_months": 18.0,
        "current_shape": "services",
        "current_platform": "fargate",
    }
    tuned, stated = (bill_of("fargate", way, observability_usd_month=1000.0, **facts) for way in (TUNED, STATED))
    assert usd(stated, *LOGS) == pytest.approx(131.4 + 262.8 * 0.15 * 0.03 * 18)
    assert usd(stated, *LOGS, BESIDE_LOGS) == pytest.approx(1000)
    assert usd(tuned, BESIDE_LOGS) == usd(stated, BESIDE_LOGS)


@pytest.mark.parametrize(("variant", "lines"), [("fargate", 1.0), ("lambda", 1.2)])
def test_logs_cost_no_more_than_a_stated_monitoring_bill(variant: str, lines: float) -> None:
    # 152.69 USD are modelled, but 50 are said to be all; functions write a fifth more.
    facts = {
        "log_kb_per_request": 100.0,
        "kept_months": 18.0,
        "current_shape": "services",
        "current_platform": "fargate",
    }
    bill = bill_of(variant, STATED, observability_usd_month=50.0, platform_log_kb=20.0, **facts)
    assert usd(bill, *LOGS) == pytest.approx(50 * lines)
    assert usd(bill, BESIDE_LOGS) == 0


def test_of_a_torrent_only_samples_are_logged() -> None:
    """Nobody writes down each of 20,000 messages a second, for $65,000 a month."""
    limit = {"log_kb_per_request": 2.0, "logged_in_full_per_second": 500.0}
    in_full, twice = (usd(bill_of("fargate", requests_per_second=rps, **limit), "logs written") for rps in (500, 2000))
    # 1,314 million x 2 kB = 2,628 GB at 0.50 USD; four times the load writes twice as much.
    assert in_full == pytest.approx(1314)
    assert twice == pytest.approx(2 * in_full)
    below = usd(bill_of("fargate", requests_per_second=250, **limit), "logs written")
    assert below == pytest.approx(in_full / 2)


def test_functions_write_lines_of_their_own_for_each_call() -> None:
    # 2.628 million x (100 + 3 calls x 20) kB = 420.48 GB.
    bill = bill_of("lambda", log_kb_per_request=100.0, platform_log_kb=20.0, invocations_per_request=3.0)
    assert usd(bill, "logs written") == pytest.approx(210.24)


def test_logs_of_functions_get_cheaper_above_ten_terabytes() -> None:
    # 13,140 GB: 10,240 at 0.50, 2,900 at 0.25 USD; other logs stay at 0.50.
    facts = {"log_kb_per_request": 5000.0}
    assert usd(bill_of("lambda", **facts), "logs written") == pytest.approx(5120 + 725)
    assert usd(bill_of("fargate", **facts), "logs written") == pytest.approx(6570)


def test_data_out_gets_cheaper_above_ten_terabytes() -> None:
    # 20,000 GB: 100 free, 10,140 at 0.09, 9,760 at 0.085 USD; at Fly.io 0.02 throughout.
    assert usd(bill_of("fargate", egress_gb_month=20_000.0), "data out") == pytest.approx(912.6 + 829.6)
    assert usd(bill_of("monolith_paas", egress_gb_month=20_000.0), "data out") == pytest.approx(400)


def test_services_pay_for_data_that_crosses_zones_on_both_sides() -> None:
    # 2.628 million x 1 MB = 2,628 GB, half of it across zones, at 0.01 USD on each side.
    facts = {"data_between_steps_mb": 1.0, "cross_zone_share": 0.5, "steps_per_request": 3.0}
    called = {**facts, "orchestration": "own_code"}
    assert usd(bill_of("ecs_ec2", **called), "data between zones") == pytest.approx(26.28)
    assert "data between zones" not in items_of(bill_of("monolith_ec2", **called))
    # What a queue announces waits in regional storage, and one step hands nothing on.
    for free in ({**facts, "orchestration": "queue"}, {**called, "steps_per_request": 1.0}):
        assert "data between zones" not in items_of(bill_of("ecs_ec2", **free))


@pytest.mark.parametrize(
    "orchestration", ["queue", "step_functions_standard", "step_functions_express", "durable_functions"]
)
def test_between_services_a_queue_takes_the_place_of_a_workflow_service(orchestration: str) -> None:
    bill = bill_of("fargate", orchestration=orchestration, steps_per_request=4.0, queue_batch=1.0)
    assert usd(bill, "queue requests") == pytest.approx(2.628 * 4 * 3 * 0.4)
    assert "workflow transitions" not in items_of(bill)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("orchestration", ["none", "queue"])
def test_the_queue_that_starts_the_work_is_billed_once_wherever_it_runs(variant: str, orchestration: str) -> None:
    # 2.628 million x 3 requests at 0.40 USD a million: as the one step of a queue, or as what comes in.
    facts = {"triggers": ("queue",), "orchestration": orchestration, "steps_per_request": 1.0, "queue_batch": 1.0}
    bill = bill_of(variant, **facts)
    assert usd(bill, "queue requests", "incoming queue requests") == pytest.approx(2.628 * 3 * 0.4)
    assert "incoming queue requests" not in items_of(bill_of(variant, **facts | {"triggers": ("stream",)}))


def test_shared_files_are_dear_and_others_are_objects() -> None:
    # 100 GB at 0.30; 10 MB/s in a tenth of 2,628,000 s are 2,628 GB, three quarters of them read at 0.03 and the others
    # written at 0.06 USD; 100 GB of objects at 0.023.
    facts = {"working_set_gb": 100.0, "storage_throughput_mb_s": 10.0, "busy_storage_share": 0.1, "written_share": 0.25}
    shared, apart = (bill_of("lambda", shared_files=flag, **facts) for flag in (True, False))
    assert usd(shared, "network file storage") == pytest.approx(30)
    assert usd(shared, "network file reads") == pytest.approx(2628 * 0.75 * 0.03)
    assert usd(shared, "network file writes") == pytest.approx(2628 * 0.25 * 0.06)
    assert usd(apart, "object storage") == pytest.approx(2.3)


@pytest.mark.parametrize("variant", ["fargate", "ecs_ec2", "eks", "monolith_fargate", "monolith_ec2"])
def test_containers_and_programs_stand_behind_a_load_balancer_for_each_environment(variant: str) -> None:
    # Two at 0.0225 USD an hour; one unit of work a second is 1/25 of a capacity unit at 0.008 USD.
    bill = bill_of(variant, triggers=("http",), environments=2.0)
    assert usd(bill, "load balancer") == pytest.approx(2 * 16.425)
    assert usd(bill, "load balancer traffic") == pytest.approx(730 * 0.008 / 25)
    # Each has an address in two zones, at 3.65 USD a month.
    assert usd(bill, "load balancer addresses") == pytest.approx(4 * 3.65)


@pytest.mark.parametrize(("variant", "gb"), [("fargate", 1.0), ("lambda", 0.4)])
def test_a_load_balancer_takes_by_the_requests_or_by_the_bytes_whichever_are_more(variant: str, gb: float) -> None:
    # 100 a second are 4 capacity units; 7,300 GB are 10 an hour, of which a unit covers 1, or 0.4 from functions.
    facts = {"triggers": ("http",), "requests_per_second": 100.0, "egress_gb_month": [0.0, 7300.0]}
    traffic = usd(bill_of(variant, **facts), "load balancer traffic")
    assert traffic == pytest.approx([4 * 0.008 * 730, 10 / gb * 0.008 * 730])


@pytest.mark.parametrize(
    ("driver", "variant", "factor"),
    [
        # Today: 20 functions at 5 USD. Seven of them a service: 2.857 services, of which two hosts at 46 USD.
        ("functions_or_hosts", "lambda", 1.0),
        ("functions_or_hosts", "fargate", 20 / 7 * 2 * 6 / 100),
        ("functions_or_hosts", "ecs_ec2", 92 / 100),
        ("functions_or_hosts", "monolith_ec2", 92 / 100),
        # Today: five spans a unit of work.
        ("traces", "lambda", 1.0),
        ("traces", "eks", 1.0),
        ("traces", "monolith_paas", 1 / 5),
        # Today: 2 kB of its own, and 0.5 kB for each of four calls.
        ("log_volume", "lambda_managed", 1.0),
        ("log_volume", "fargate", 2 / 4),
        ("log_volume", "monolith_ec2", 2 / 4),
        ("custom_metrics", "monolith_ec2", 1.0),
    ],
)
def test_the_monitoring_bill_follows_what_its_vendor_counts(driver: str, variant: str, factor: float) -> None:
    # Hardly any work, so that the cloud's own logs are nothing beside 1,000 USD.
    facts = {
        "requests_per_second": 1e-6,
        "deployables": 20.0,
        "functions_per_service": 7.0,
        "steps_per_request": 5.0,
        "log_kb_per_request": 2.0,
        "platform_log_kb": 0.5,
        "invocations_per_request": 4.0,
    }
    bill = bill_of(variant, observability_usd_month=1000.0, observability_driver=driver, **facts)
    assert usd(bill, BESIDE_LOGS) == pytest.approx(1000 * factor)


def test_hosts_instead_of_few_functions_add_what_they_cost_at_list_prices_and_multiply_no_bill() -> None:
    # Today: eight functions at 5 USD. One program: two hosts at 46 USD, which are 52 USD more, whatever else is billed.
    facts = {"deployables": 8.0, "observability_driver": "functions_or_hosts", "requests_per_second": 1e-6}
    assert usd(bill_of("monolith_ec2", observability_usd_month=2400.0, **facts), BESIDE_LOGS) == pytest.approx(2452)
    # A bill below the list price has a discount that holds for hosts, too.
    assert usd(bill_of("monolith_ec2", observability_usd_month=20.0, **facts), BESIDE_LOGS) == pytest.approx(46)


@pytest.mark.parametrize("driver", ["functions_or_hosts", "log_volume", "traces", "custom_metrics"])
@pytest.mark.parametrize(
    ("shape", "platform", "variant"),
    [
        ("functions", "lambda", "lambda"),
        ("services", "fargate", "fargate"),
        ("services", "kubernetes", "eks"),
        ("mixed", "fargate", "fargate"),
        ("mixed", "lambda", "lambda"),
        ("monolith", "paas", "monolith_paas"),
    ],
)
def test_what_runs_keeps_the_monitoring_bill_it_has(driver: str, shape: str, platform: str, variant: str) -> None:
    facts = {"current_shape": shape, "current_platform": platform, "deployables": 10.0, "platform_log_kb": 0.5}
    facts |= {"steps_per_request": 3.0, "log_kb_per_request": 1.0, "requests_per_second": 1e-6}
    bill = bill_of(variant, observability_usd_month=1000.0, observability_driver=driver, **facts)
    assert usd(bill, BESIDE_LOGS) == pytest.approx(1000)


def test_monitoring_changes_by_no_more_than_five_times() -> None:
    # Traces over 30 parts would fall to a thirtieth; a fifth is the least. 1,000 functions for one program: five times.
    spans = {"observability_driver": "traces", "steps_per_request": 30.0, "observability_usd_month": 1000.0}
    assert usd(bill_of("monolith_ec2", **spans), BESIDE_LOGS) == pytest.approx(200)
    counted = {"observability_driver": "functions_or_hosts", "current_shape": "monolith", "planned_functions": 1000.0}
    assert usd(bill_of("lambda", observability_usd_month=1000.0, **counted), BESIDE_LOGS) == pytest.approx(5000)


@pytest.mark.parametrize(("skill", "factor"), [("strong", 1.0), ("some", 1.5), ("none", 2.0)])
def test_the_effort_of_running_grows_where_the_skill_is_missing(skill: str, factor: float) -> None:
    # 1 day, and 10 functions x 0.1 day, at 1,200 USD.
    facts = {"run_days_functions": 1.0, "run_days_per_function": 0.1, "deployables": 10.0, "unskilled": 2.0}
    bill = bill_of("lambda", serverless_skill=skill, container_skill="none", **facts)
    assert usd(bill, RUNNING) == pytest.approx(2 * DAY * factor)


@pytest.mark.parametrize(("skill", "factor"), [("platform_team", 1.0), ("strong", 1.0), ("some", 1.5), ("none", 2.0)])
def test_containers_and_machines_hang_on_the_skill_with_containers(skill: str, factor: float) -> None:
    # 2 days, and 4 services x 0.5 day; as modules of one program half of the 3 further ones.
    facts = {"current_shape": "services", "deployables": 4.0, "unskilled": 2.0, "run_days_per_service": 0.5}
    facts |= {"run_days_machines": 2.0, "module_burden": 0.5, "serverless_skill": "none"}
    assert usd(bill_of("ecs_ec2", container_skill=skill, **facts), RUNNING) == pytest.approx(4 * DAY * factor)
    assert usd(bill_of("monolith_ec2", container_skill=skill, **facts), RUNNING) == pytest.approx(2.75 * DAY * factor)


@pytest.mark.parametrize("skill", ["platform_team", "strong", "some", "none"])
def test_a_hosted_platform_takes_no_skill_with_containers(skill: str) -> None:
    facts = {"run_days_paas": 1.0, "current_shape": "services", "deployables": 1.0, "unskilled": 2.0}
    assert usd(bill_of("monolith_paas", container_skill=skill, **facts), RUNNING) == pytest.approx(DAY)


@pytest.mark.parametrize(
    ("platform", "helped"),
    [
        ("none", set()),
        ("serverless", {"lambda", "lambda_managed"}),
        ("containers", {"fargate", "ecs_ec2", "monolith_fargate", "monolith_ec2"}),
        ("servers", {"monolith_ec2"}),
    ],
)
def test_a_platform_of_another_team_takes_work_off_what_runs_on_it(platform: str, helped: set[str]) -> None:
    for variant in VARIANTS:
        alone = usd(bill_of(variant), RUNNING)
        share = 0.4 if variant in helped else 1.0
        assert usd(bill_of(variant, shared_platform=platform, platform_help=0.4), RUNNING) == pytest.approx(
            alone * share
        )


def test_on_a_cluster_of_another_team_only_the_services_take_effort() -> None:
    # 4 services x 0.5 day, beside 16 days for a cluster of one's own; nothing else gets easier.
    facts = {"current_shape": "services", "deployables": 4.0, "run_days_per_service": 0.5, "run_days_cluster": 16.0}
    assert usd(bill_of("eks", **facts), RUNNING) == pytest.approx(18 * DAY)
    assert usd(bill_of("eks", shared_platform="kubernetes", **facts), RUNNING) == pytest.approx(2 * DAY)
    for variant in VARIANTS:
        if variant != "eks":
            alone, beside = (bill_of(variant, shared_platform=platform) for platform in ("none", "kubernetes"))
            assert usd(beside, RUNNING) == usd(alone, RUNNING)


@pytest.mark.parametrize(
    ("shape", "tracing", "steps", "apart", "together"),
    [
        pytest.param("functions", False, 2.0, 1.0, 0.5, id="parts become one process"),
        pytest.param("functions", False, 1.9, 1.0, 1.0, id="parts of which a request passes one"),
        pytest.param("functions", True, 2.0, 1.0, 1.0, id="parts that are traced"),
        pytest.param("monolith", False, 2.0, 2.0, 1.0, id="one process becomes parts"),
        pytest.param("monolith", False, 1.9, 1.0, 1.0, id="one process becomes parts of which a request passes one"),
        pytest.param("nothing", False, 2.0, 1.0, 1.0, id="nothing runs yet"),
    ],
)
def test_debugging_is_quicker_in_one_process(
    shape: str, tracing: bool, steps: float, apart: float, together: float
) -> None:
    # 6 hours a week x 52 / 12 / 8 = 3.25 days a month.
    facts = {"current_shape": shape, "tracing": tracing, "debug_hours_week": 6.0, "debug_in_one_process": 0.5}
    facts |= {"steps_per_request": steps}
    for variant in VARIANTS:
        factor = together if variant in WHOLE else apart
        assert usd(bill_of(variant, **facts), DEBUGGING) == pytest.approx(3.25 * DAY * factor)
