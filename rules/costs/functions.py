"""The bill of functions: ordinary Lambda, and Lambda on Managed Instances."""

from collections.abc import Iterator

import numpy as np

from rules.costs import parts
from rules.costs.lines import HOURS, SECONDS, Floats, Line
from rules.costs.load import Load
from rules.costs.machines import Shape, cheapest_machines, plan_factor
from rules.costs.way import Way

CONNECTIONS_AT_RISK = 0.8
"""Share of the database's connections above which a proxy is counted in (the podcast's rule of thumb)."""


def lambda_lines(load: Load, way: Way) -> Iterator[Line]:
    """List what ordinary Lambda costs, everything around it included."""
    yield from _duration(load, way)
    yield from _calls(load)
    yield from _around(load, way)


def managed_lines(load: Load, way: Way) -> Iterator[Line]:
    """List what Lambda on Managed Instances costs: machines, a fee on their price, and no scaling to zero."""
    environments = load.prices["lambda.managed.environments"].usd
    vcpu = np.maximum(load.busy_vcpu / _utilisation(load, way), environments)
    memory_gb = vcpu * 2
    shape = Shape(vcpu * (1 + load.copies * environments / np.maximum(vcpu, environments)), memory_gb)
    on_demand = list(cheapest_machines(load, way, shape, "instances"))
    yield from (plan_factor(load, way, line) for line in on_demand)
    fee = load.prices["lambda.managed_fee"]
    dollars = sum((line.usd for line in on_demand), np.zeros(load.size))
    yield Line("managed instances fee", dollars, "USD of instances", dollars * fee.usd, fee.id)
    yield parts.priced(load, "function calls", load.calls, "lambda.request")
    yield from _around(load, way)


def _utilisation(load: Load, way: Way) -> Floats:
    return load.number("utilisation" if way.tuned else "untuned_utilisation")


def _duration(load: Load, way: Way) -> Iterator[Line]:
    gb_seconds = load.gb_seconds * load.number("memory_tuning") if way.tuned else load.gb_seconds
    charged = np.maximum(gb_seconds - load.prices["lambda.free.gb_seconds"].usd, 0.0)
    line = parts.priced(load, "function duration", charged, f"lambda.gb_second.{way.processor}", assumed=way.tuned)
    if way.tuned:
        saved = load.number("savings_plan_cover") * (1 - load.prices["lambda.savings_plan"].usd)
        line = Line(line.item, line.quantity, line.unit, line.usd * (1 - saved), line.price, assumed=True)
    yield line


def _calls(load: Load) -> Iterator[Line]:
    charged = np.maximum(load.calls - load.prices["lambda.free.requests"].usd, 0.0)
    yield parts.priced(load, "function calls", charged, "lambda.request")


def _around(load: Load, way: Way) -> Iterator[Line]:
    yield from parts.gateway(load, way)
    yield from parts.workflow(load, way)
    yield from parts.objects(load, np.ones(load.size))
    yield from parts.network_files(load)
    yield from parts.egress(load)
    yield from parts.nat(load, load.flag("private_network"))
    yield from parts.logs(load, way, load.log_gb + load.platform_log_gb, "cw.logs.lambda")
    yield from _database_proxy(load)


def _database_proxy(load: Load) -> Iterator[Line]:
    peak = load.worlds.number("connection_share") > CONNECTIONS_AT_RISK
    needed = peak & load.is_("database", "relational")
    vcpu = load.prices["rds.proxy.least_vcpu"].usd
    hours = np.where(needed, vcpu * HOURS * (1 + load.copies), 0.0)
    yield parts.priced(load, "database proxy", hours, "rds.proxy.vcpu_hour")


def socket_lines(load: Load) -> Iterator[Line]:
    """List what connections held open cost at an API gateway."""
    minutes = load.number("concurrent_connections") * SECONDS / 60
    yield parts.priced(load, "open connections", minutes, "apigw.ws.connection")
