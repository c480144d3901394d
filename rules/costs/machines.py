"""Processors and memory by the hour: machines, Fargate tasks and machines of a platform as a service."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.costs import parts
from rules.costs.lines import Floats, Line
from rules.costs.load import Load
from rules.costs.way import Way

LARGE_VCPU = 2.0
"""Processors of a machine of size large."""
COMPUTE_GB, GENERAL_GB = 4.0, 8.0
"""Memory of a large machine of the compute and of the general families."""
SMALL_VCPU, SMALL_GB = 0.4, 2.0
"""What a small burstable machine sustains: 20 % of two processors, and 2 GiB."""
LEAST_TASK_VCPU, LEAST_TASK_GB = 0.25, 0.5
"""The smallest Fargate task."""
REDUNDANT_ABOVE = 99.5
"""Availability, in percent, above which one machine is not enough."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Processors and GB of memory that must stand ready."""

    vcpu: Floats
    memory_gb: Floats


@dataclass(frozen=True, slots=True)
class Capacity:
    """What is kept busy, what stands ready for it in production, and the least that each further copy takes."""

    busy: Shape
    ready: Shape
    copy: Shape


def capacity(load: Load, way: Way, services: Floats, cpu_factor: Floats) -> Capacity:
    """Size containers or programs: the mean over the utilisation, or the whole peak where it comes too fast to follow.

    Args:
        load: the work.
        way: tuned or as it stands.
        services: deployables; each keeps two processes ready in production and one in other copies.
        cpu_factor: processor work over that of separate steps.
    """
    busy = load.busy_vcpu * cpu_factor
    utilisation = load.number("utilisation" if way.tuned else "untuned_utilisation")
    mean, peak = busy / utilisation, busy * load.peak_ratio / load.number("peak_utilisation")
    vcpu = np.maximum(np.where(load.sudden, np.maximum(mean, peak), mean), services * redundancy(load) * LEAST_TASK_VCPU)
    processes = np.maximum(services * redundancy(load), vcpu / LARGE_VCPU)
    per_request = load.number("request_memory_mb") / 1024 * load.number("memory_shared")
    held = load.concurrency * np.where(load.sudden, load.peak_ratio, 1.0) * per_request
    memory = processes * np.maximum(load.number("process_memory_gb"), LEAST_TASK_GB) + held
    copy = Shape(services * LEAST_TASK_VCPU, services * LEAST_TASK_GB)
    return Capacity(Shape(busy, memory * busy / np.maximum(vcpu, 1e-9)), Shape(vcpu, memory), copy)


def redundancy(load: Load) -> Floats:
    """Processes that each service keeps ready: two, or one where an outage of minutes is allowed."""
    return np.where(load.number("availability_percent") > REDUNDANT_ABOVE, 2.0, 1.0)


def fargate_lines(load: Load, way: Way, need: Capacity) -> Iterator[Line]:
    """Price a capacity on Fargate: busy, idle, and the other copies."""
    idle = Shape(need.ready.vcpu - need.busy.vcpu, need.ready.memory_gb - need.busy.memory_gb)
    copies = Shape(need.copy.vcpu * load.copies, need.copy.memory_gb * load.copies)
    for name, shape in (("busy", need.busy), ("idle headroom", idle), ("other environments", copies)):
        yield parts.hourly(load, f"Fargate processors, {name}", shape.vcpu, f"fargate.{way.processor}.vcpu_hour", assumed=True)
        yield parts.hourly(load, f"Fargate memory, {name}", shape.memory_gb, f"fargate.{way.processor}.gb_hour", assumed=True)


def machine_lines(load: Load, way: Way, need: Capacity) -> Iterator[Line]:
    """Price a capacity on EC2: busy, idle, and the other copies."""
    idle = Shape(need.ready.vcpu - need.busy.vcpu, need.ready.memory_gb - need.busy.memory_gb)
    for name, shape in (("machines, busy", need.busy), ("machines, idle headroom", idle)):
        for line in cheapest_machines(load, way, shape, name):
            yield plan_factor(load, way, line)
    small = "ec2.t4g.small.hour" if way.processor == "arm" else "ec2.t3.medium.hour"
    count = np.maximum(need.copy.vcpu / SMALL_VCPU, 1.0) * load.copies
    yield parts.hourly(load, "machines, other environments", count, small, assumed=True)


def cheapest_machines(load: Load, way: Way, shape: Shape, item: str) -> Iterator[Line]:
    """Price processors and memory on whichever machine family carries them for least, small loads on burstable ones."""
    compute, general = ("c7g", "m7g") if way.processor == "arm" else ("c7i", "m7i")
    small = "t4g.small" if way.processor == "arm" else "t3.medium"
    families = (
        (f"ec2.{compute}.large.hour", LARGE_VCPU, COMPUTE_GB),
        (f"ec2.{general}.large.hour", LARGE_VCPU, GENERAL_GB),
        (f"ec2.{small}.hour", SMALL_VCPU, SMALL_GB if small == "t4g.small" else 2 * SMALL_GB),
    )
    counts = [np.maximum(shape.vcpu / vcpu, shape.memory_gb / memory) for _, vcpu, memory in families]
    costs = np.stack([count * load.prices[price].usd for count, (price, _, _) in zip(counts, families, strict=True)])
    best = costs.argmin(axis=0)
    for at, (price, _, _) in enumerate(families):
        yield parts.hourly(load, item, np.where(best == at, counts[at], 0.0), price, assumed=True)


def plan_factor(load: Load, way: Way, line: Line) -> Line:
    """Apply a savings plan to the covered share of a line, when tuned."""
    if not way.tuned:
        return line
    saved = load.number("savings_plan_cover") * (1 - load.prices["ec2.savings_plan"].usd)
    return Line(line.item, line.quantity, line.unit, line.usd * (1 - saved), line.price, assumed=True)
