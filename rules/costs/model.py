"""The cost of every variant, tuned, with the monitoring and the people it takes."""

from collections.abc import Callable, Iterator

import numpy as np

from rules.costs import programs
from rules.costs.functions import lambda_lines, managed_lines
from rules.costs.lines import Bill, Floats, Line
from rules.costs.load import Load
from rules.costs.parts import monitoring
from rules.costs.people import people_lines
from rules.costs.way import TUNED, Way
from rules.options import OPTION_OF, VARIANTS

CASH_LINES: dict[str, Callable[[Load, Way], Iterator[Line]]] = {
    "lambda": lambda_lines,
    "lambda_managed": managed_lines,
    "fargate": programs.fargate,
    "ecs_ec2": programs.ecs_ec2,
    "eks": programs.eks,
    "monolith_fargate": programs.monolith_fargate,
    "monolith_ec2": programs.monolith_ec2,
    "monolith_paas": programs.monolith_paas,
}
LEAST_FACTOR, GREATEST_FACTOR = 0.2, 5.0
"""How far a variant can change the monitoring bill."""
MACHINES_A_SERVICE = 0.5
"""Services share machines: a host monitored for every two of them."""


def bill(load: Load, variant: str, way: Way = TUNED) -> Bill:
    """Work out the monthly bill of a variant.

    Args:
        load: the work, in every world.
        variant: where it runs.
        way: tuned, or as it usually stands.
    """
    lines = [line for line in CASH_LINES[variant](load, way) if line.usd.any()]
    watched = monitoring(load, monitoring_factor(load, variant))
    return Bill.of([*lines, watched, *people_lines(load, variant)], load.size)


def bills(load: Load) -> dict[str, Bill]:
    """Work out the tuned bills of all variants."""
    return {variant: bill(load, variant) for variant in VARIANTS}


def monitoring_factor(load: Load, variant: str) -> Floats:
    """Tell by how much a variant changes the monitoring bill, by what the vendor counts."""
    by_units = _monitored_usd(load, variant) / np.maximum(_monitored_today_usd(load), 1e-9)
    by_traces = _parts(load, variant) / np.maximum(_parts_today(load), 1e-9)
    by_logs = _log_gb(load, variant) / np.maximum(_log_gb_today(load), 1e-9)
    drivers = [load.is_("observability_driver", name) for name in ("functions_or_hosts", "traces", "log_volume")]
    factor = np.select(drivers, [by_units, by_traces, by_logs], 1.0)
    return np.clip(factor, LEAST_FACTOR, GREATEST_FACTOR)


def _monitored_usd(load: Load, variant: str) -> Floats:
    """What a vendor that counts functions, tasks and hosts would charge a month, at Datadog's list prices."""
    host = load.prices["datadog.infra_host"].usd + load.prices["datadog.apm_host"].usd
    option = OPTION_OF[variant]
    if option == "lambda":
        return load.functions * load.prices["datadog.function"].usd
    if option == "monolith":
        return np.full(load.size, host * 2)
    if variant == "fargate":
        return load.services * 2 * load.prices["datadog.fargate_task"].usd
    return np.maximum(load.services * MACHINES_A_SERVICE, 2.0) * host


def _monitored_today_usd(load: Load) -> Floats:
    return _by_shape(load, *(_monitored_usd(load, variant) for variant in ("lambda", "ecs_ec2", "monolith_ec2")))


def _parts(load: Load, variant: str) -> Floats:
    """Parts that one unit of work passes, each of which writes a span."""
    return np.ones(load.size) if OPTION_OF[variant] == "monolith" else np.maximum(load.steps, 1.0)


def _parts_today(load: Load) -> Floats:
    return np.where(load.is_("current_shape", "monolith"), 1.0, np.maximum(load.steps, 1.0))


def _log_gb(load: Load, variant: str) -> Floats:
    return load.log_gb + load.platform_log_gb if OPTION_OF[variant] == "lambda" else load.log_gb


def _log_gb_today(load: Load) -> Floats:
    return np.where(load.is_("current_shape", "functions", "mixed"), _log_gb(load, "lambda"), load.log_gb)


def _by_shape(load: Load, functions: Floats, services: Floats, monolith: Floats) -> Floats:
    """Choose by what runs today; services where nothing does."""
    one = load.is_("current_shape", "monolith")
    return np.where(load.is_("current_shape", "functions", "mixed"), functions, np.where(one, monolith, services))
