"""Processors and memory by the hour: what is busy, what stands idle, what each further environment takes."""

import pytest

from rules.costs.way import STATED, TUNED
from tests.rules.costing import bill_of, items_of, usd

# 40 a second of 100 ms on one processor: 4 busy vCPU, of which half are used in what follows: 8 vCPU stand ready.
BUSY = {"requests_per_second": 40.0, "peak_requests_per_second": 40.0, "utilisation": 0.5, "untuned_utilisation": 0.25}
# Memory that binds nowhere: half a GB a process (the least), next to nothing for each request.
LEAN = {"process_memory_gb": 0.5, "memory_shared": 1e-9}
ONE = {"current_shape": "monolith", "current_platform": "servers"}
MACHINES = ("machines, busy", "machines, idle headroom")


def test_fargate_bills_busy_and_idle_processors_apart() -> None:
    # 4 of the 8 vCPU are busy, at 0.03238 USD an hour.
    bill = bill_of("monolith_fargate", **ONE, **BUSY, **LEAN)
    assert usd(bill, "Fargate processors, busy") == pytest.approx(4 * 0.03238 * 730)
    assert usd(bill, "Fargate processors, idle headroom") == pytest.approx(4 * 0.03238 * 730)


def test_fargate_memory_is_that_of_the_processes_and_of_the_work_under_way() -> None:
    # 8 vCPU are 4 processes of 2 vCPU with 0.8 GB; a request under way holds 1 GB x 0.25.
    facts = {"process_memory_gb": 0.8, "memory_shared": 0.25, "request_memory_mb": 1024.0, "requests_per_second": 40.0}
    facts = {**BUSY, **facts, "request_duration_ms": 100 * 1769 / 1024}
    # The duration is stretched so that 4 vCPU stay busy: 40 x 0.1728 s x 1,024 / 1,769 = 4; 6.91 are under way.
    bill = bill_of("monolith_fargate", **ONE, **facts)
    memory = usd(bill, "Fargate memory, busy", "Fargate memory, idle headroom")
    # Together 4.93 GB, and Fargate sells no less than 2 GB with each of 8 vCPU.
    assert memory == pytest.approx(16 * 0.00356 * 730)
    held = usd(bill_of("monolith_fargate", **ONE, **facts | {"process_memory_gb": 6.0}), "Fargate memory, busy")
    assert held == pytest.approx((4 * 6.0 + 40 * 0.1 * 1769 / 1024 * 0.25) * 0.00356 * 730 * 0.5)


def test_fargate_sells_no_more_than_eight_gb_with_a_processor() -> None:
    # One process of 20 GB needs 2.5 vCPU.
    facts = {**BUSY, "requests_per_second": 0.01, "process_memory_gb": 20.0, "availability_percent": 99.0}
    bill = bill_of("monolith_fargate", **{**ONE, **LEAN, **facts})
    processors = usd(bill, "Fargate processors, busy", "Fargate processors, idle headroom")
    assert processors == pytest.approx(2.5 * 0.03238 * 730, rel=0.01)


def test_each_further_environment_takes_one_least_task_for_each_service() -> None:
    # Two further copies of five services: 10 x 0.25 vCPU and 10 x 0.5 GB.
    facts = {"current_shape": "services", "deployables": 5.0, "environments": 3.0}
    bill = bill_of("fargate", **facts, **BUSY, **LEAN)
    assert usd(bill, "Fargate processors, other environments") == pytest.approx(2.5 * 0.03238 * 730)
    assert usd(bill, "Fargate memory, other environments") == pytest.approx(5 * 0.00356 * 730)


def test_as_it_stands_fargate_is_x86_and_used_less() -> None:
    # 4 busy vCPU over 0.25 are 16, at 0.04048 USD.
    bill = bill_of("monolith_fargate", STATED, **ONE, **BUSY, **LEAN)
    processors = usd(bill, "Fargate processors, busy", "Fargate processors, idle headroom")
    assert processors == pytest.approx(16 * 0.04048 * 730)


@pytest.mark.parametrize(("availability", "tasks"), [(99.5, 1), (99.6, 2)])
def test_above_99_5_percent_of_availability_two_tasks_stand_ready(availability: float, tasks: int) -> None:
    bill = bill_of("monolith_fargate", **ONE, **LEAN, requests_per_second=0.001, availability_percent=availability)
    processors = usd(bill, "Fargate processors, busy", "Fargate processors, idle headroom")
    assert processors == pytest.approx(tasks * 0.25 * 0.03238 * 730)


@pytest.mark.parametrize(
    ("gb_of_a_process", "item", "usd_month"),
    [
        # 8 vCPU are 4 processes of 2 vCPU, and machines are bought by whichever runs out first.
        pytest.param(1.0, "ec2.c7g.large.hour", 4 * 0.0725 * 730, id="4 GB: four c7g.large of 2 vCPU and 4 GiB"),
        pytest.param(6.0, "ec2.m7g.large.hour", 4 * 0.0816 * 730, id="24 GB: four m7g.large of 2 vCPU and 8 GiB"),
        pytest.param(12.0, "ec2.t4g.small.hour", 24 * 0.0168 * 730, id="48 GB: 24 t4g.small, not six m7g.large"),
    ],
)
def test_machines_are_of_the_family_that_carries_the_load_for_least(
    gb_of_a_process: float, item: str, usd_month: float
) -> None:
    # 24 t4g.small are 294.34 USD, six m7g.large 357.41 USD, twelve c7g.large 635.10 USD.
    bill = bill_of("monolith_ec2", **ONE, **{**BUSY, **LEAN, "process_memory_gb": gb_of_a_process})
    assert {line.price for line in bill.lines if line.item in MACHINES and line.usd.any()} == {item}
    assert usd(bill, *MACHINES) == pytest.approx(usd_month)


def test_a_small_load_runs_on_two_small_machines() -> None:
    # 0.5 vCPU and 1 GB for two processes: 1.25 t4g.small would do, but two stand for availability: 24.53 USD.
    bill = bill_of("monolith_ec2", **ONE, **LEAN, requests_per_second=0.001)
    assert usd(bill, *MACHINES) == pytest.approx(2 * 0.0168 * 730)


def test_a_savings_plan_lowers_what_it_covers_when_tuned() -> None:
    # Four c7g.large tuned, 60 % of them at 0.7169 of the price; eight c7i.large as it stands, none.
    tuned = bill_of("monolith_ec2", TUNED, **ONE, **BUSY, **LEAN, savings_plan_cover=0.6)
    stated = bill_of("monolith_ec2", STATED, **ONE, **BUSY, **LEAN, savings_plan_cover=0.6)
    assert usd(tuned, *MACHINES) == pytest.approx(4 * 0.0725 * 730 * (1 - 0.6 * 0.2831))
    assert usd(stated, *MACHINES) == pytest.approx(8 * 0.08925 * 730)


@pytest.mark.parametrize(
    ("ramp", "trigger", "vcpu"),
    [(2.0, "http", 320 / 0.8), (2.0, "socket", 320 / 0.8), (3.0, "http", 4 / 0.5), (2.0, "queue", 4 / 0.5)],
)
def test_a_peak_that_somebody_waits_for_and_that_comes_before_another_container_must_stand_ready(
    ramp: float, trigger: str, vcpu: float
) -> None:
    # 80 times the mean: 320 vCPU at the peak, 80 % of them used; scaled out within 2.5 minutes the mean is enough.
    facts = {**BUSY, "peak_requests_per_second": 3200.0, "peak_utilisation": 0.8, "scale_out_minutes": 2.5}
    bill = bill_of("monolith_fargate", **ONE, **facts, **LEAN, ramp_minutes=ramp, triggers=(trigger,))
    processors = usd(bill, "Fargate processors, busy", "Fargate processors, idle headroom")
    assert processors == pytest.approx(vcpu * 0.03238 * 730)
    assert usd(bill, "Fargate processors, busy") == pytest.approx(4 * 0.03238 * 730)


def test_functions_pay_nothing_for_a_peak() -> None:
    calm, sudden = (bill_of("lambda", peak_requests_per_second=peak, ramp_minutes=0.5) for peak in (1.0, 1000.0))
    assert calm.cash.tolist() == sudden.cash.tolist()


def test_a_load_of_nothing_with_a_peak_costs_what_must_stand_ready() -> None:
    # 100 a second x 0.1 s = 10 vCPU over 0.8.
    facts = {
        "triggers": ("http",),
        "requests_per_second": 0.0,
        "peak_requests_per_second": 100.0,
        "ramp_minutes": 0.0,
        "peak_utilisation": 0.8,
    }
    bill = bill_of("monolith_fargate", **ONE, **facts, **LEAN)
    assert usd(bill, "Fargate processors, idle headroom") == pytest.approx(12.5 * 0.03238 * 730)


def test_time_spent_waiting_keeps_no_processor_busy() -> None:
    # Half waiting: 2 busy vCPU of 4 that stand ready.
    bill = bill_of("monolith_fargate", **ONE, **BUSY, **LEAN, io_wait_share=0.5)
    assert usd(bill, "Fargate processors, busy") == pytest.approx(2 * 0.03238 * 730)


@pytest.mark.parametrize(("shape", "busy"), [("functions", 4), ("services", 8), ("monolith", 8), ("nothing", 8)])
def test_what_does_not_run_in_functions_may_use_another_share_of_a_processor(shape: str, busy: float) -> None:
    # 4 busy vCPU on the share that a function's memory gives; twice that where the share is only assumed.
    bill = bill_of("monolith_fargate", **{**ONE, **BUSY, **LEAN, "current_shape": shape, "busy_of_share": 2.0})
    assert usd(bill, "Fargate processors, busy") == pytest.approx(busy * 0.03238 * 730)


def test_merged_steps_may_take_more_processor_work_and_a_single_step_never_does() -> None:
    # 4 busy vCPU x 1.25.
    facts = {**ONE, **BUSY, **LEAN, "merged_cpu": 1.25}
    busy = "Fargate processors, busy"
    assert usd(bill_of("monolith_fargate", **facts, steps_per_request=2.0), busy) == pytest.approx(5 * 0.03238 * 730)
    assert usd(bill_of("monolith_fargate", **facts, steps_per_request=1.0), busy) == pytest.approx(4 * 0.03238 * 730)


def test_kubernetes_adds_a_control_plane_and_its_own_programs_for_at_most_two_clusters() -> None:
    # Two clusters at 0.10 USD; 2 vCPU more than the 8 of the services: one more c7g.large.
    facts = {"current_shape": "services", "deployables": 5.0, **BUSY, **LEAN}
    eks, ecs = (bill_of(variant, **facts, environments=4.0) for variant in ("eks", "ecs_ec2"))
    assert usd(eks, "control plane") == pytest.approx(2 * 0.1 * 730)
    assert usd(eks, *MACHINES) - usd(ecs, *MACHINES) == pytest.approx(0.0725 * 730)
    assert usd(eks, "machines, busy") == pytest.approx(usd(ecs, "machines, busy"))


def test_whoever_runs_on_a_cluster_of_another_team_pays_for_neither_its_control_plane_nor_its_programs() -> None:
    facts = {"current_shape": "services", "deployables": 5.0, **BUSY, **LEAN, "shared_platform": "kubernetes"}
    eks, ecs = (bill_of(variant, **facts) for variant in ("eks", "ecs_ec2"))
    assert "control plane" not in items_of(eks)
    assert usd(eks, *MACHINES) == usd(ecs, *MACHINES)


def test_other_environments_of_machines_are_small_ones() -> None:
    # Five services x 0.25 vCPU over the 0.4 that a t4g.small sustains: 3.125 of them for each of two copies.
    facts = {"current_shape": "services", "deployables": 5.0, "environments": 3.0}
    bill = bill_of("ecs_ec2", **facts, **BUSY, **LEAN)
    assert usd(bill, "machines, other environments") == pytest.approx(2 * 3.125 * 0.0168 * 730)


DISKY = {"working_set_gb": 100.0, "storage_iops": 4000.0, "storage_throughput_mb_s": 200.0}


@pytest.mark.parametrize(("availability", "copies_of_data"), [(99.0, 1), (99.9, 2)])
def test_disks_hold_the_working_set_on_all_that_must_stand_ready_and_20_gb_a_machine(
    availability: float, copies_of_data: int
) -> None:
    # Four machines of 2 vCPU, one of another copy; 1,000 operations above 3,000 at 0.005, 75 MB/s above 125 at 0.04.
    facts = {**BUSY, **LEAN, **DISKY, "availability_percent": availability, "environments": 2.0}
    bill = bill_of("monolith_ec2", **ONE, **facts)
    assert usd(bill, "disks") == pytest.approx((copies_of_data * 100 + 100) * 0.08)
    assert usd(bill, "disk operations") == pytest.approx(5.0)
    assert usd(bill, "disk throughput") == pytest.approx(3.0)


def test_a_small_machine_has_a_disk_too() -> None:
    # 0.5 vCPU are a quarter of a large machine, but two small ones stand: 40 GB at 0.08 USD.
    assert usd(bill_of("monolith_ec2", **ONE, **LEAN, requests_per_second=0.001), "disks") == pytest.approx(3.2)


@pytest.mark.parametrize("variant", ["monolith_ec2", "ecs_ec2", "eks"])
def test_files_that_several_machines_share_lie_on_the_network_and_on_no_disk(variant: str) -> None:
    # 100 GB at 0.30 USD; one machine alone keeps them on its disk.
    several, alone = (
        bill_of(variant, **BUSY, **LEAN, **DISKY, shared_files=True, availability_percent=percent)
        for percent in (99.9, 99.0)
    )
    assert usd(several, "network file storage") == pytest.approx(30)
    assert not items_of(several) & {"disk operations", "disk throughput"}
    assert "network file storage" not in items_of(alone)
    assert usd(alone, "disks") - usd(several, "disks") == pytest.approx(8)


def test_tasks_and_machines_have_public_addresses_where_no_nat_gateway_stands() -> None:
    # Two services, two tasks each and one in the other copy: 6 at 3.65 USD a month; 4 and 1 machines: 5.
    facts = {**BUSY, **LEAN, "current_shape": "services", "deployables": 2.0, "environments": 2.0}
    on_fargate, on_machines = (bill_of(variant, **facts) for variant in ("fargate", "ecs_ec2"))
    assert usd(on_fargate, "public addresses") == pytest.approx(6 * 3.65)
    assert usd(on_machines, "public addresses") == pytest.approx((4 + 1.25) * 3.65)
    assert "public addresses" not in items_of(bill_of("fargate", **facts, private_network=True))
    assert "public addresses" not in items_of(bill_of("lambda", **facts))


def test_public_addresses_cost_no_more_than_the_nat_gateway_that_would_do_instead() -> None:
    # 0.045 USD an hour and an address of its own.
    bill = bill_of("monolith_fargate", **ONE, **LEAN, **{**BUSY, "requests_per_second": 4000.0})
    assert usd(bill, "public addresses") == pytest.approx((0.045 + 0.005) * 730)


def test_every_process_has_memory_for_one_unit_of_work_at_least() -> None:
    # Two processes of 0.5 GB, and hardly any work, of 80 GB a unit, of which a tenth is not shared: 2 x (0.5 + 8) GB.
    facts = {"requests_per_second": 1e-6, "request_memory_mb": 81_920.0, "memory_shared": 0.1, "process_memory_gb": 0.5}
    memory = usd(bill_of("monolith_fargate", **ONE, **facts), "Fargate memory, busy", "Fargate memory, idle headroom")
    assert memory == pytest.approx(17 * 0.00356 * 730)


def test_a_savings_plan_lowers_fargate_in_production_when_tuned() -> None:
    # 8 vCPU, 60 % of them at 0.8 of the price; the least task of the other copy at all of it.
    facts = {**ONE, **BUSY, **LEAN, "savings_plan_cover": 0.6, "environments": 2.0}
    tuned, stated = (bill_of("monolith_fargate", way, **facts) for way in (TUNED, STATED))
    processors = ("Fargate processors, busy", "Fargate processors, idle headroom")
    assert usd(tuned, *processors) == pytest.approx(8 * 0.03238 * 730 * (1 - 0.6 * 0.2))
    assert usd(tuned, "Fargate processors, other environments") == pytest.approx(0.25 * 0.03238 * 730)
    assert usd(stated, *processors) == pytest.approx(16 * 0.04048 * 730)


def test_a_platform_as_a_service_is_billed_by_the_small_machine() -> None:
    # 4 busy vCPU over 0.2 are 20 machines, and one for the other environment, at 5.70 USD; two addresses at 2 USD.
    bill = bill_of("monolith_paas", **ONE, **BUSY, **LEAN, paas_vcpu_per_machine=0.2, environments=2.0)
    assert usd(bill, "machines") == pytest.approx(21 * 5.7)
    assert usd(bill, "addresses") == pytest.approx(4)
    assert "further memory" not in items_of(bill)


def test_memory_above_that_of_the_small_machines_is_bought_apart() -> None:
    # Two machines stand for availability; two processes of 3 GB need 4 GB more than their two, at 5 USD.
    facts = {**LEAN, "process_memory_gb": 3.0, "requests_per_second": 0.001, "working_set_gb": 10.0}
    bill = bill_of("monolith_paas", **ONE, **facts)
    assert usd(bill, "machines") == pytest.approx(2 * 5.7)
    assert usd(bill, "further memory") == pytest.approx(4 * 5.0)
    assert usd(bill, "disks") == pytest.approx(2 * 1.5)


@pytest.mark.parametrize("variant", ["ecs_ec2", "eks", "monolith_ec2"])
@pytest.mark.parametrize(
    ("availability", "under_way", "machines"),
    [
        pytest.param(99.0, 4.0, 1.0, id="one stands ready"),
        pytest.param(99.9, 4.0, 2.0, id="two stand ready"),
        pytest.param(99.0, 40.0, 5.0, id="forty at once, eight on each"),
    ],
)
def test_work_that_needs_a_gpu_runs_on_machines_that_have_one(
    variant: str, availability: float, under_way: float, machines: float
) -> None:
    # At 0.526 USD an hour; other environments stand without.
    facts = {"requests_per_second": 10 * under_way, "availability_percent": availability, "environments": 3.0}
    with_gpu, without = (bill_of(variant, **facts, gpu=gpu, work_per_gpu=8.0) for gpu in (True, False))
    assert usd(with_gpu, "GPU machines") == pytest.approx(machines * 0.526 * 730)
    assert "GPU machines" not in items_of(without)


def test_machines_with_a_gpu_carry_what_they_can_of_the_other_work() -> None:
    # 8 vCPU stand ready: on four c7g.large, or on one machine with a GPU and 4 vCPU, and two c7g.large.
    facts = {**ONE, **BUSY, **LEAN, "availability_percent": 99.0, "work_per_gpu": 4.0}
    assert usd(bill_of("monolith_ec2", **facts, gpu=False), *MACHINES) == pytest.approx(4 * 0.0725 * 730)
    assert usd(bill_of("monolith_ec2", **facts, gpu=True), *MACHINES) == pytest.approx(2 * 0.0725 * 730)
