"""The bill of functions: ordinary Lambda, and Lambda on Managed Instances."""

from collections.abc import Iterator

import numpy as np

from rules.costs import parts
from rules.costs.lines import HOURS, SECONDS, Line
from rules.costs.load import Load
from rules.costs.machines import Shape, cheapest_machines, plan_factor, planned, utilisation
from rules.costs.way import Way

CONNECTIONS_AT_RISK = 0.8
"""Share of the database's connections above which a proxy is counted in (the podcast's rule of thumb)."""
MANAGED_GB_PER_VCPU = 2.0
"""Memory of a managed environment for each of its processors, at least (AWS)."""


def lambda_lines(load: Load, way: Way) -> Iterator[Line]:
    """List what ordinary Lambda costs, everything around it included."""
    yield from _duration(load, way)
    yield from _calls(load)
    yield from _around(load, way)


def managed_lines(load: Load, way: Way) -> Iterator[Line]:
    """List what Lambda on Managed Instances costs: machines, a fee on their price, and no scaling to zero."""
    environments = load.prices["lambda.managed.environments"].usd
    vcpu = np.maximum(load.busy_vcpu / utilisation(load, way), environments) + load.copies * environments
    shape = Shape(vcpu, vcpu * MANAGED_GB_PER_VCPU)
    on_demand = list(cheapest_machines(load, way, shape, np.ones(load.size), "instances"))
    yield from (plan_factor(load, way, line) for line in on_demand)
    fee = load.prices["lambda.managed_fee"]
    dollars = sum((line.usd for line in on_demand), np.zeros(load.size))
    yield Line("managed instances fee", dollars, "USD of instances", dollars * fee.usd, fee.id)
    yield parts.priced(load, "function calls", load.calls, "lambda.request")
    yield from _around(load, way)


def _duration(load: Load, way: Way) -> Iterator[Line]:
    gb_seconds = load.gb_seconds * load.number("memory_tuning") if way.tuned else load.gb_seconds
    charged = np.maximum(gb_seconds - load.prices["lambda.free.gb_seconds"].usd, 0.0)
    line = parts.priced(load, "function duration", charged, f"lambda.gb_second.{way.processor}", assumed=way.tuned)
    yield line.cheaper(planned(load, "lambda.savings_plan")) if way.tuned else line


def _calls(load: Load) -> Iterator[Line]:
    charged = np.maximum(load.calls - load.prices["lambda.free.requests"].usd, 0.0)
    yield parts.priced(load, "function calls", charged, "lambda.request")


def _around(load: Load, way: Way) -> Iterator[Line]:
    yield from parts.gateway(load, way)
    yield from _sockets(load)
    yield from parts.workflow(load, way)
    yield from parts.objects(load, False)
    yield from parts.network_files(load)
    yield from parts.egress(load)
    yield from parts.nat(load)
    yield from parts.logs(load, way, True)
    yield from _database_proxy(load)


@parts.shared
def _database_proxy(load: Load) -> Iterator[Line]:
    peak = load.worlds.number("connection_share") > CONNECTIONS_AT_RISK
    needed = peak & load.is_("database", "relational")
    vcpu = load.prices["rds.proxy.least_vcpu"].usd
    hours = np.where(needed, vcpu * HOURS * (1 + load.copies), 0.0)
    yield parts.priced(load, "database proxy", hours, "rds.proxy.vcpu_hour")


@parts.shared
def _sockets(load: Load) -> Iterator[Line]:
    """Connections that an API gateway holds open for functions, where browsers or devices keep one."""
    minutes = np.where(load.has("triggers", "socket"), load.number("concurrent_connections") * SECONDS / 60, 0.0)
    yield parts.priced(load, "open connections", minutes, "apigw.ws.connection")
