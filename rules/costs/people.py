"""Engineers' time: running a variant, and finding out what happened in it."""

from collections.abc import Iterator

import numpy as np

from rules.columns import Floats, Single
from rules.costs.lines import Line, Section
from rules.costs.load import Load, once
from rules.options import OPTION_OF

WEEKS = 52 / 12
HOURS_A_DAY = 8.0

BASE_DAYS = {
    "lambda": "run_days_functions",
    "lambda_managed": "run_days_managed_functions",
    "fargate": "run_days_fargate",
    "ecs_ec2": "run_days_machines",
    "eks": "run_days_cluster",
    "monolith_fargate": "run_days_fargate",
    "monolith_ec2": "run_days_machines",
    "monolith_paas": "run_days_paas",
}
"""The assumption that holds the days a month to run each variant at all."""
NEEDS_NO_SKILL = "monolith_paas"
"""The variant that people run without having run containers or machines before."""
HELPED_BY = {
    "lambda": ("serverless",),
    "lambda_managed": ("serverless",),
    "fargate": ("containers",),
    "ecs_ec2": ("containers",),
    "monolith_fargate": ("containers",),
    "monolith_ec2": ("servers", "containers"),
}
"""The shared platforms of another team that take work off each variant; none helps with a platform as a service.

On a cluster of another team there is no cluster to run at all, and each service takes what it takes.
"""


@once
def people(load: Load, variant: str) -> Section:
    """Price the engineers' time a month that a variant takes, at the user's salary."""
    running, debugging = running_days(load, variant), _debugging_days(load, OPTION_OF[variant] == "monolith")
    usd_per_day = load.usd_per_day

    def told() -> Iterator[Line]:
        yield _days("engineers running it", running, usd_per_day)
        yield _days("engineers debugging", debugging, usd_per_day)

    return Section((running + debugging) * usd_per_day, told)


def _days(item: str, days: Floats, usd_per_day: Floats) -> Line:
    return Line(item, days, "engineer days", usd_per_day, "", assumed=True, people=True)


@once
def running_days(load: Load, variant: str) -> Floats:
    """Give the engineer days a month that running a variant takes, debugging apart."""
    days = load.number(BASE_DAYS[variant])
    if variant == "eks":
        days = days * ~load.tenant
    option = OPTION_OF[variant]
    if option == "lambda":
        days = days + load.functions * load.number("run_days_per_function")
    elif option == "containers":
        days = days + load.services * load.number("run_days_per_service")
    else:
        days = days + (load.services - 1) * load.number("run_days_per_service") * load.number("module_burden")
    if variant != NEEDS_NO_SKILL:
        days = days * _skill_factor(load, "serverless_skill" if option == "lambda" else "container_skill")
    return days * _platform_factor(load, HELPED_BY[variant]) if variant in HELPED_BY else days


@once
def _skill_factor(load: Load, fact: str) -> Floats:
    """Between one where the skill is strong and the assumption where there is none; half-way where there is some."""
    lacking = load.is_(fact, "none") + load.is_(fact, "some") * Single(0.5)
    return 1 + lacking * (load.number("unskilled") - 1)


@once
def _platform_factor(load: Load, platforms: tuple[str, ...]) -> Floats:
    return 1 + load.is_("shared_platform", *platforms) * (load.number("platform_help") - 1)


@once
def _debugging_days(load: Load, one: bool) -> Floats:
    """Today's debugging, less where untraced parts become one process, more where one process becomes parts.

    Both only where a unit of work passes several parts: what one function answers is followed as easily there.
    """
    today = load.number("debug_hours_week") * WEEKS / HOURS_A_DAY
    hops = load.steps >= 2
    in_parts = hops & load.is_("current_shape", "functions", "services", "mixed") & ~load.flag("tracing")
    whole = hops & load.is_("current_shape", "monolith")
    less = load.number("debug_in_one_process")
    if one:
        return np.where(in_parts, today * less, today)
    return np.where(whole, today / less, today)
