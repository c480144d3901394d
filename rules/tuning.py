"""Tunings of what runs today whose saving the cost model can tell apart: a step of the plan names the one it is."""

from dataclasses import dataclass

from rules.costs.way import STATED, TUNED, Way

LOAD_BALANCER = ("load balancer", "load balancer addresses", "load balancer traffic")


@dataclass(frozen=True, slots=True)
class Tuning:
    """The bill after it, and the items in which that differs from the bill as things stand.

    Attributes:
        way: how the system is set up afterwards.
        items: the items of the bills that are compared; all of the cash where there are none.
    """

    way: Way
    items: frozenset[str] = frozenset()


TUNINGS = {
    "log_retention": Tuning(TUNED, frozenset({"logs kept"})),
    "cheapest_gateway": Tuning(TUNED, frozenset({"REST API requests", "HTTP API requests", *LOAD_BALANCER})),
    "express_workflow": Tuning(TUNED, frozenset({"workflow transitions", "Express executions", "Express duration"})),
    "arm64": Tuning(Way("on arm64", "arm", tuned=STATED.tuned)),
}
"""The tunings by name. Memory sizes, savings plans and busier processors share their lines, so none of them is here."""
