"""The bills of containers and of one deployable, wherever they run."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from rules.columns import Floats, same
from rules.costs import parts
from rules.costs.lines import Part
from rules.costs.load import Load, once
from rules.costs.logs import logs
from rules.costs.machines import Capacity, Shape, capacity, fargate_lines, machine_lines
from rules.costs.way import Way

CLUSTER_VCPU, CLUSTER_GB = 1.0, 2.0
"""What a cluster's own programs take (DNS, ingress, metrics)."""
CLUSTERS_AT_MOST = 2.0
"""Production has a cluster of its own; all other copies share one."""
PAAS_MACHINE_GB = 1.0
"""Memory of the machine whose price is taken on a platform as a service."""


def fargate(load: Load, way: Way) -> Iterator[Part]:
    """List what several services on Fargate cost."""
    yield from fargate_lines(load, way, _services(load, way))
    yield _around_services(load, way)


def ecs_ec2(load: Load, way: Way) -> Iterator[Part]:
    """List what several services on machines of one's own cost, under ECS, which is free."""
    need = _services(load, way)
    yield from machine_lines(load, way, need)
    yield _around_services(load, way)


def eks(load: Load, way: Way) -> Iterator[Part]:
    """List what several services on Kubernetes cost: machines, and what a cluster of one's own takes beside."""
    clusters = np.minimum(1 + load.copies, CLUSTERS_AT_MOST) * ~load.tenant
    need = _with_clusters(_services(load, way), clusters)
    yield from machine_lines(load, way, need)
    yield parts.hourly(load, "control plane", clusters, "eks.cluster_hour")
    yield _around_services(load, way)


def monolith_fargate(load: Load, way: Way) -> Iterator[Part]:
    """List what one deployable on Fargate costs."""
    yield from fargate_lines(load, way, _one(load, way))
    yield _around_one(load, way)


def monolith_ec2(load: Load, way: Way) -> Iterator[Part]:
    """List what one deployable on machines of one's own costs."""
    need = _one(load, way)
    yield from machine_lines(load, way, need)
    yield _around_one(load, way)


def monolith_paas(load: Load, way: Way) -> Iterator[Part]:
    """List what one deployable on a platform as a service costs, at Fly.io's prices."""
    need = _one(load, way)
    machines = np.maximum(
        need.ready.vcpu * load.number("utilisation") / load.number("paas_vcpu_per_machine"), load.redundancy
    )
    machines = machines + load.copies
    yield parts.priced(load, "machines", machines, "fly.shared1x.1gb", assumed=True)
    memory = np.maximum(need.ready.memory_gb - machines * PAAS_MACHINE_GB, 0.0)
    yield parts.priced(load, "further memory", memory, "fly.ram_gb", assumed=True)
    yield parts.priced(load, "addresses", 1 + load.copies, "fly.ipv4")
    yield parts.priced(load, "disks", load.number("working_set_gb") * load.redundancy, "fly.volume")
    yield parts.objects(load, True)
    yield parts.incoming_to_one(load)
    yield parts.egress(load, "fly.egress")
    yield logs(load, way, False)


def _with_clusters(need: Capacity, clusters: Floats) -> Capacity:
    vcpu = need.ready.vcpu + clusters * CLUSTER_VCPU
    ready = Shape(vcpu, need.ready.memory_gb + clusters * CLUSTER_GB)
    return replace(need, ready=ready, busy=need.busy * need.ready.vcpu / vcpu)


@once
def _services(load: Load, way: Way) -> Capacity:
    return capacity(load, way, load.services, same(1.0, load.size))


@once
def _one(load: Load, way: Way) -> Capacity:
    merged = np.where(load.steps >= 2, load.number("merged_cpu"), 1.0)
    return capacity(load, way, same(1.0, load.size), merged)


@parts.shared
def _around_services(load: Load, way: Way) -> Iterator[Part]:
    yield parts.between_services(load)
    yield parts.objects(load, False)
    yield _around(load, way)


@parts.shared
def _around_one(load: Load, way: Way) -> Iterator[Part]:
    yield parts.objects(load, True)
    yield parts.incoming_to_one(load)
    yield _around(load, way)


@parts.shared
def _around(load: Load, way: Way) -> Iterator[Part]:
    yield parts.load_balancer(load)
    yield parts.egress(load)
    yield parts.nat(load)
    yield logs(load, way, False)
