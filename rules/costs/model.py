"""The cost of every variant, tuned, with the monitoring and the people it takes."""

from collections.abc import Callable, Iterator
from itertools import chain

from rules.columns import Floats
from rules.costs import programs
from rules.costs.functions import lambda_lines, managed_lines
from rules.costs.lines import Bill, Part, added
from rules.costs.load import Load, once
from rules.costs.monitoring import monitoring
from rules.costs.people import people
from rules.costs.way import TUNED, Way
from rules.options import VARIANTS

PRICED: dict[str, Callable[[Load, Way], Iterator[Part]]] = {
    "lambda": lambda_lines,
    "lambda_managed": managed_lines,
    "fargate": programs.fargate,
    "ecs_ec2": programs.ecs_ec2,
    "eks": programs.eks,
    "monolith_fargate": programs.monolith_fargate,
    "monolith_ec2": programs.monolith_ec2,
    "monolith_paas": programs.monolith_paas,
}


def bill(load: Load, variant: str, way: Way = TUNED) -> Bill:
    """Work out the monthly bill of a variant.

    Args:
        load: the work, in every world.
        variant: where it runs.
        way: tuned, or as it usually stands.
    """
    given, time = monitoring(load, variant), people(load, variant)
    cash = _cash(load, variant, way)
    return Bill(lambda: chain(PRICED[variant](load, way), (given, time)), cash, given.usd, time.usd)


@once
def _cash(load: Load, variant: str, way: Way) -> Floats:
    return added(chain(PRICED[variant](load, way), (monitoring(load, variant),)))


def bills(load: Load) -> dict[str, Bill]:
    """Work out the tuned bills of all variants."""
    return {variant: bill(load, variant) for variant in VARIANTS}
