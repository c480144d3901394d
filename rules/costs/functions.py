"""The bill of functions: ordinary Lambda, and Lambda on Managed Instances."""

from collections.abc import Iterator

import numpy as np

from rules.columns import Floats, same
from rules.costs import parts
from rules.costs.lines import HOURS, SECONDS, Line, Part
from rules.costs.load import Load, once
from rules.costs.logs import logs
from rules.costs.machines import Shape, cheapest_machines, plan_factor, planned, utilisation
from rules.costs.way import Way

CONNECTIONS_AT_RISK = 0.8
"""Share of the database's connections above which a proxy is counted in (the podcast's rule of thumb)."""
MESSAGES = 2.0
"""Messages for each unit of work that comes over a socket: itself and its answer."""
MANAGED_GB_PER_VCPU = 2.0
"""Memory of a managed environment for each of its processors, at least (AWS)."""


def lambda_lines(load: Load, way: Way) -> Iterator[Part]:
    """List what ordinary Lambda costs, everything around it included."""
    yield _duration(load, way)
    yield _calls(load, np.maximum(load.calls - load.prices["lambda.free.requests"].usd, 0.0))
    yield _around(load, way)


def managed_lines(load: Load, way: Way) -> Iterator[Part]:
    """List what Lambda on Managed Instances costs: machines, a fee on their price, and no scaling to zero.

    Other copies of the system make do with one environment for each function, as they need no second zone.
    """
    least = load.functions * load.prices["lambda.managed.environments"].usd
    vcpu = np.maximum(load.busy_vcpu / utilisation(load, way), least) + load.copies * load.functions
    shape = Shape(vcpu, vcpu * MANAGED_GB_PER_VCPU)
    on_demand = cheapest_machines(load, way, shape, same(1.0, load.size), "instances")
    yield plan_factor(load, way, on_demand)
    fee = load.prices["lambda.managed_fee"]
    yield Line("managed instances fee", on_demand.usd, "USD of instances", fee.usd, fee.id, assumed=True)
    yield _calls(load, load.calls)
    yield _around(load, way)


def _duration(load: Load, way: Way) -> Line:
    gb_seconds = load.gb_seconds * load.number("memory_tuning") if way.tuned else load.gb_seconds
    charged = np.maximum(gb_seconds - load.prices["lambda.free.gb_seconds"].usd, 0.0)
    line = parts.priced(load, "function duration", charged, f"lambda.gb_second.{way.processor}", assumed=way.tuned)
    return line.cheaper(planned(load, "lambda.savings_plan")) if way.tuned else line


def _calls(load: Load, charged: Floats) -> Line:
    """Price calls, of which a queue or stream makes as many as an assumption has it, unless they were told."""
    assumed = "invocations_per_request" not in load.answered
    return parts.priced(load, "function calls", charged, "lambda.request", assumed=assumed)


@parts.shared
def _around(load: Load, way: Way) -> Iterator[Part]:
    yield parts.gateway(load, way)
    yield _sockets(load)
    yield parts.workflow(load, way)
    yield parts.objects(load, False)
    yield parts.network_files(load)
    yield parts.egress(load)
    yield parts.nat(load)
    yield logs(load, way, True)
    yield _database_proxy(load)


@once
def _database_proxy(load: Load) -> Line:
    peak = load.number("connection_share") > CONNECTIONS_AT_RISK
    needed = peak & load.is_("database", "relational")
    vcpu = load.prices["rds.proxy.least_vcpu"].usd
    hours = vcpu * HOURS * (1 + load.copies) * needed
    return parts.priced(load, "database proxy", hours, "rds.proxy.vcpu_hour")


@parts.shared
def _sockets(load: Load) -> Iterator[Line]:
    """What an API gateway takes where browsers or devices keep a connection: holding it open, and each message."""
    minutes = load.number("concurrent_connections") * (SECONDS / 60) * load.has("triggers", "socket")
    yield parts.priced(load, "open connections", minutes, "apigw.ws.connection")
    messages = load.over_socket * MESSAGES
    yield parts.priced(load, "socket messages", messages, "apigw.ws.message", assumed=True)
