"""Processors and memory by the hour: machines, Fargate tasks and machines of a platform as a service."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.columns import Floats
from rules.costs import parts
from rules.costs.lines import Line, Part, Section, lines_in
from rules.costs.load import Load, once
from rules.costs.way import Way

LARGE_VCPU = 2.0
"""Processors of a machine of size large."""
COMPUTE_GB, GENERAL_GB = 4.0, 8.0
"""Memory of a large machine of the compute and of the general families."""
SMALL_VCPU, SMALL_GB = 0.4, 2.0
"""What a small burstable machine sustains: 20 % of two processors, and 2 GiB."""
LEAST_TASK_VCPU, LEAST_TASK_GB = 0.25, 0.5
"""The smallest Fargate task."""
LEAST_GB_PER_VCPU, MOST_GB_PER_VCPU = 2.0, 8.0
"""Memory that Fargate sells with a processor (Amazon ECS Developer Guide, task CPU and memory, read 2026-12-01)."""

FAMILIES = {
    "arm": (
        ("ec2.c7g.large.hour", LARGE_VCPU, COMPUTE_GB),
        ("ec2.m7g.large.hour", LARGE_VCPU, GENERAL_GB),
        ("ec2.t4g.small.hour", SMALL_VCPU, SMALL_GB),
    ),
    "x86": (
        ("ec2.c7i.large.hour", LARGE_VCPU, COMPUTE_GB),
        ("ec2.m7i.large.hour", LARGE_VCPU, GENERAL_GB),
        ("ec2.t3.medium.hour", SMALL_VCPU, 2 * SMALL_GB),
    ),
}
"""The compute, the general and the burstable machine of each processor: price, processors, GB."""
GPU_MACHINE = ("ec2.g4dn.xlarge.hour", 4.0, 16.0)
"""The smallest machine with a GPU that is in wide use: price, processors, GB."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Processors and GB of memory that must stand ready."""

    vcpu: Floats
    memory_gb: Floats


@dataclass(frozen=True, slots=True)
class Capacity:
    """What stands ready in production, the share of it that is busy, and the least that each further copy takes.

    Attributes:
        ready: processors and memory of production.
        busy: the share of it that works, on average.
        machines: the least number of machines it is spread over.
        copy: processors and memory of each further copy.
        processes: those of production and of all further copies.
    """

    ready: Shape
    busy: Floats
    machines: Floats
    copy: Shape
    processes: Floats


def capacity(load: Load, way: Way, services: Floats, cpu_factor: Floats) -> Capacity:
    """Size containers or programs: the mean over the utilisation, or the whole peak where it comes too fast to follow.

    Args:
        load: the work.
        way: tuned or as it stands.
        services: deployables; each keeps two processes ready in production and one in other copies.
        cpu_factor: processor work over that of separate steps.
    """
    machines = load.redundancy
    busy = load.busy_vcpu * cpu_factor
    mean, peak = busy / utilisation(load, way), load.ready_for * load.vcpu_seconds * cpu_factor
    vcpu = np.maximum(np.maximum(mean, peak / load.number("peak_utilisation")), services * machines * LEAST_TASK_VCPU)
    processes = np.maximum(services * machines, vcpu / LARGE_VCPU)
    process_gb = np.maximum(load.number("process_memory_gb"), LEAST_TASK_GB)
    ready = Shape(vcpu, processes * process_gb + held_gb(load, processes))
    copy = Shape(services * LEAST_TASK_VCPU, services * process_gb)
    return Capacity(ready, busy / vcpu, machines, copy, processes + services * load.copies)


def utilisation(load: Load, way: Way) -> Floats:
    """Processor use over a month."""
    return load.number("utilisation" if way.tuned else "untuned_utilisation")


def held_gb(load: Load, processes: Floats) -> Floats:
    """Memory of the work under way at once, one unit in each process at least, as they share what does not change."""
    unit = load.number("request_memory_mb") / 1024 * load.number("memory_shared")
    return np.maximum(load.under_way, processes) * unit


def fargate_lines(load: Load, way: Way, need: Capacity) -> Iterator[Part]:
    """Price a capacity on Fargate: busy, idle, and the other copies."""
    task = _as_sold(need.ready)
    for name, unit, ready, copy in (
        ("processors", "vcpu", task.vcpu, need.copy.vcpu),
        ("memory", "gb", task.memory_gb, need.copy.memory_gb),
    ):
        price = f"fargate.{way.processor}.{unit}_hour"
        production = plan_factor(
            load, way, parts.hourly(load, name, ready, price, assumed=True), "fargate.savings_plan"
        )
        yield _busy_and_idle(f"Fargate {name}", production, need)
        yield parts.hourly(load, f"Fargate {name}, other environments", copy * load.copies, price, assumed=True)
    yield parts.public_addresses(load, need.processes)
    yield parts.network_files(load)


def _as_sold(need: Shape) -> Shape:
    """Give the least that Fargate sells which holds a need: neither much memory alone nor many processors."""
    vcpu = np.maximum(need.vcpu, need.memory_gb / MOST_GB_PER_VCPU)
    return Shape(vcpu, np.maximum(need.memory_gb, vcpu * LEAST_GB_PER_VCPU))


def machine_lines(load: Load, way: Way, need: Capacity) -> Iterator[Part]:
    """Price a capacity on EC2: machines with a GPU, others that are busy and idle, those of other copies, and disks."""
    price, vcpu, memory = GPU_MACHINE
    gpus = _gpu_machines(load)
    yield plan_factor(load, way, parts.hourly(load, "GPU machines", gpus, price, assumed=True))
    left = Shape(np.maximum(need.ready.vcpu - gpus * vcpu, 0), np.maximum(need.ready.memory_gb - gpus * memory, 0))
    others = cheapest_machines(load, way, left, np.maximum(need.machines - gpus, 0), "machines")
    yield _busy_and_idle("machines", plan_factor(load, way, others), need)
    small, _, small_gb = FAMILIES[way.processor][-1]
    yield parts.hourly(load, "machines, other environments", _small_machines(load, need, small_gb), small, assumed=True)
    machines = np.maximum(need.ready.vcpu / LARGE_VCPU, need.machines) + _small_machines(load, need, small_gb)
    yield from parts.volumes(load, machines)
    yield parts.public_addresses(load, machines)


def _small_machines(load: Load, need: Capacity, memory_gb: float) -> Floats:
    """Count the small machines of further copies, each of which takes one at least."""
    count = np.maximum(need.copy.vcpu / SMALL_VCPU, need.copy.memory_gb / memory_gb)
    machines: Floats = np.maximum(count, 1.0) * load.copies
    return machines


@once
def _gpu_machines(load: Load) -> Floats:
    """Machines with a GPU, where some of the work needs one: enough for what is under way, and as many as stand ready.

    Other copies of the system do without: theirs is started when somebody tries it.
    """
    enough = load.under_way / load.number("work_per_gpu")
    machines: Floats = np.maximum(enough, load.redundancy) * load.flag("gpu")
    return machines


def _busy_and_idle(item: str, production: Part, need: Capacity) -> Section:
    """Tell what is paid for production as the share of it that works and the rest."""

    def told() -> Iterator[Line]:
        for line in lines_in([production]):
            yield line.part(f"{item}, busy", need.busy)
            yield line.part(f"{item}, idle headroom", 1 - need.busy)

    return Section(production.usd, told)


def cheapest_machines(load: Load, way: Way, shape: Shape, least: Floats, item: str) -> Section:
    """Price processors and memory on whichever machine family carries them for least, small loads on burstable ones.

    Args:
        load: the work.
        way: tuned or as it stands.
        shape: what the machines must have together.
        least: how many of them there must be at least.
        item: what the lines are called.
    """
    counts = (
        (np.maximum(np.maximum(shape.vcpu / vcpu, shape.memory_gb / memory), least), price)
        for price, vcpu, memory in FAMILIES[way.processor]
    )
    return Section.cheapest(*(parts.hourly(load, item, count, price, assumed=True) for count, price in counts))


def plan_factor(load: Load, way: Way, part: Part, plan: str = "ec2.savings_plan") -> Part:
    """Apply a savings plan to the covered share of a part of the bill, when tuned."""
    return part.cheaper(planned(load, plan)) if way.tuned else part


@once
def planned(load: Load, plan: str) -> Floats:
    """What is left of a price under a savings plan that covers a share of the use."""
    return 1 - load.number("savings_plan_cover") * (1 - load.prices[plan].usd)
