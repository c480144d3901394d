"""The monitoring bill beside the cloud's own logs: that of today, times what a variant changes of its driver."""

import numpy as np

from rules.columns import Floats, Single, same
from rules.costs.current import NOTHING, current_variant
from rules.costs.lines import Line
from rules.costs.load import Load, once
from rules.costs.logs import beside_logs
from rules.options import OPTION_OF, VARIANTS
from rules.picking import pick_variant

MONITORING = "monitoring beside logs"
"""The item of its line."""
LEAST_FACTOR, GREATEST_FACTOR = 0.2, 5.0
"""How far a variant can change the monitoring bill."""
MACHINES_A_SERVICE = 0.5
"""Services share machines: a host monitored for every two of them."""
LEAST_HOSTS = 2.0
"""Hosts monitored for one deployable, and for services at least."""
TASKS_A_SERVICE = 2.0
"""Fargate tasks monitored for each service."""
LEAST_USD = 1.0
"""A bill below this counts as it where list prices are set against it."""
WATCHED_AS = {
    "lambda_managed": "lambda",
    "eks": "ecs_ec2",
    "monolith_fargate": "monolith_ec2",
    "monolith_paas": "monolith_ec2",
}
"""Variants that a vendor counts like another."""
TO_BEGIN_WITH = "ecs_ec2"
"""The variant whose monitoring is counted as that of today where nothing runs yet."""


@once
def monitoring(load: Load, variant: str) -> Line:
    """Give the line of a variant."""
    factor = monitoring_factor(load, variant)
    return Line(MONITORING, factor, "of today's", beside_logs(load), assumed=True)


def monitoring_factor(load: Load, variant: str) -> Floats:
    """Tell by how much a variant changes the monitoring bill, by what the vendor counts."""
    return _factor(load, WATCHED_AS.get(variant, variant))


@once
def _factor(load: Load, variant: str) -> Floats:
    # One driver holds in each world, so what is added are zeros but for one: faster than to pick by a mask.
    factor: Floats = ~load.is_("observability_driver", *AMOUNTS) * Single(1)
    for driver in AMOUNTS:
        drives = load.is_("observability_driver", driver)
        if drives.any():
            factor += _changed(load, driver, variant) * drives
    return np.clip(factor, LEAST_FACTOR, GREATEST_FACTOR)


def _changed(load: Load, driver: str, variant: str) -> Floats:
    """Tell by how much a variant changes a bill by one driver: in proportion, but no more than list prices add.

    A bill far above the list price of what is counted holds other things, which two hosts more do not multiply.
    """
    then, today = _counted(load, driver, variant), _today(load, driver)
    if AMOUNTS[driver] is not _list_usd:
        return then / today
    watched = np.maximum(beside_logs(load), Single(LEAST_USD))
    changed: Floats = np.minimum(then / today, 1 + np.maximum(then - today, 0) / watched)
    return changed


@once
def _today(load: Load, driver: str) -> Floats:
    """What the vendor counts today, of the variant that runs; of services where nothing runs yet."""
    counted = {variant: _counted(load, driver, WATCHED_AS.get(variant, variant)) for variant in VARIANTS}
    current = current_variant(load)
    return pick_variant(counted, np.where(current == NOTHING, VARIANTS.index(TO_BEGIN_WITH), current))


@once
def _counted(load: Load, driver: str, variant: str) -> Floats:
    return AMOUNTS[driver](load, variant)


def _list_usd(load: Load, variant: str) -> Floats:
    """What functions, tasks and hosts would be charged a month, at Datadog's list prices."""
    host = load.prices["datadog.infra_host"].usd + load.prices["datadog.apm_host"].usd
    option = OPTION_OF[variant]
    if option == "lambda":
        return load.functions * load.prices["datadog.function"].usd
    if option == "monolith":
        return same(host * LEAST_HOSTS, load.size)
    if variant == "fargate":
        return load.services * TASKS_A_SERVICE * load.prices["datadog.fargate_task"].usd
    hosts: Floats = np.maximum(load.services * MACHINES_A_SERVICE, LEAST_HOSTS)
    return hosts * host


def _spans(load: Load, variant: str) -> Floats:
    """Parts that one unit of work passes, each of which writes a span."""
    return same(1.0, load.size) if OPTION_OF[variant] == "monolith" else np.maximum(load.steps, 1.0)


def _log_kb(load: Load, variant: str) -> Floats:
    """Log text that one unit of work writes."""
    own = load.number("log_kb_per_request")
    if OPTION_OF[variant] == "lambda":
        return own + load.calls_per_request * load.number("platform_log_kb")
    return own


AMOUNTS = {"functions_or_hosts": _list_usd, "traces": _spans, "log_volume": _log_kb}
"""What vendors count, by the answer to what drives the bill; custom metrics stay the same everywhere."""
