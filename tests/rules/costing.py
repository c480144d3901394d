"""A plain system, of which a test of the cost model changes what it is about."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from rules.answers import Known, Value
from rules.columns import Floats, Single
from rules.costs.lines import Bill
from rules.costs.load import Load
from rules.costs.model import bill
from rules.costs.way import TUNED, Way
from rules.draws import code_type
from rules.rulebook import Rulebook, load_rulebook
from rules.worlds import Worlds, encode

PLAIN: Mapping[str, Value] = {
    # One unit of work a second, steadily, 100 ms on one processor of 1,769 MB, none of it waiting.
    "requests_per_second": 1.0,
    "peak_requests_per_second": 1.0,
    "ramp_minutes": 60.0,
    "request_duration_ms": 100.0,
    "request_memory_mb": 1769.0,
    "io_wait_share": 0.0,
    "steps_per_request": 1.0,
    "invocations_per_request": 1.0,
    "longest_job_minutes": 1.0,
    # Functions in one environment, which neither store nor send anything and stand in no network of their own.
    "current_shape": "functions",
    "current_platform": "lambda",
    "cloud": "aws",
    "deployables": 1.0,
    "environments": 1.0,
    "availability_percent": 99.9,
    "gpu": False,
    "triggers": ("schedule",),
    "orchestration": "none",
    "objects_per_request": 0.0,
    "reads_per_object": 0.0,
    "data_between_steps_mb": 0.0,
    "egress_gb_month": 0.0,
    "concurrent_connections": 0.0,
    "private_network": False,
    "shared_files": False,
    "working_set_gb": 0.0,
    "storage_iops": 0.0,
    "storage_throughput_mb_s": 0.0,
    "database": "none",
    "db_connection_limit": 100.0,
    "pains": ("none",),
    # People who know their ways, debug nothing, and cost 1,200 USD a day: 26,000 x 12 / 260.
    "engineer_usd_month": 26000.0,
    "serverless_skill": "strong",
    "container_skill": "strong",
    "shared_platform": "none",
    "debug_hours_week": 0.0,
    "tracing": False,
    "observability_usd_month": 0.0,
    "observability_driver": "custom_metrics",
    "cloud_usd_month": 0.0,
    # Assumptions: those that would blur the sums stand at nothing.
    "log_kb_per_request": 0.0,
    "platform_log_kb": 0.0,
    "memory_tuning": 1.0,
    "savings_plan_cover": 0.0,
}


@cache
def rulebook() -> Rulebook:
    """Give the project's own rulebook, as it holds on the day the prices were read."""
    return load_rulebook(date(2026, 11, 23))


def load_of(**changes: Any) -> Load:
    """Give the plain system with some facts and assumptions changed; a list gives a world for each of its values."""
    house = rulebook()
    middles = {name: assumption.mid for name, assumption in house.assumptions.items()}
    values = {**middles, **PLAIN, **changes}
    size = max((len(value) for value in changes.values() if isinstance(value, list)), default=1)
    worlds = Worlds(size, house.quantities)
    for name, value in values.items():
        each = value if isinstance(value, list) else [value] * size
        fact = house.facts.get(name)
        codes = each if fact is None else [encode(fact, Known(one)) for one in each]
        worlds[name] = np.array(codes, dtype=Single if fact is None or fact.numeric else code_type(fact))
    return Load(house, worlds, frozenset(changes))


def bill_of(variant: str, way: Way = TUNED, /, **changes: Any) -> Bill:
    """Give the bill of a variant for the plain system with some facts changed."""
    return bill(load_of(**changes), variant, way)


def usd(made: Bill, *items: str) -> Floats:
    """Add up the lines of these names; 0 where there are none."""
    return sum((line.usd for line in made.lines if line.item in items), np.zeros(len(made.cash)))


def items_of(made: Bill) -> set[str]:
    """Name the lines of a bill that cost something."""
    return {line.item for line in made.lines if line.people or line.usd.any()}
