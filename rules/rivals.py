"""Trivial advisors, which the rulebook has to beat on published decisions: one answer for all, and a vendor's tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from rules.answers import Answers, Known, Unknown, Value, bounds

Labels: TypeAlias = tuple[str, ...]
Rival: TypeAlias = Callable[[Answers], Labels]

STEADY = ("steady", "daily_cycle")
STEADY_PER_SECOND = 100.0
"""Mean load from which a vendor's page speaks of steady heavy traffic."""
LOW_PER_SECOND = 1.0
"""Mean load below which it speaks of low traffic."""
LONG_MINUTES = 15.0
"""Longest job that the tree gives to functions."""
CLASS_TODAY = {"functions": "functions", "services": "containers", "monolith": "monolith"}


def _always(label: str) -> Rival:
    return lambda _: (label,)


def stay(answers: Answers) -> Labels:
    """Keep whatever runs, which is the same advice as its class; containers where nothing does."""
    today = CLASS_TODAY.get(str(_known(answers, "current_shape")))
    runs = today is not None or _known(answers, "current_platform") not in {None, "none"}
    return ("stay", *((today,) if today else ())) if runs else ("containers",)


def vendor_tree(answers: Answers) -> Labels:
    """Go down a decision tree as a cloud vendor's pages draw it.

    Containers for what functions cannot do or what a team has them for already, functions for what is new, uneven,
    small or made of events, containers for the rest: of several such trees the one that does best, so that it is no
    strawman.
    """
    return ("functions",) if not _wants_containers(answers) and _suits_functions(answers) else ("containers",)


def _wants_containers(answers: Answers) -> bool:
    return (
        _least(answers, "longest_job_minutes") > LONG_MINUTES
        or _known(answers, "gpu") is True
        or _known(answers, "state") == "hot"
        or "socket" in cast("tuple[str, ...]", _known(answers, "triggers") or ())
        or _known(answers, "current_platform") == "kubernetes"
        or _known(answers, "shared_platform") in {"containers", "kubernetes"}
        or _known(answers, "container_skill") in {"strong", "platform_team"}
        or (_least(answers, "requests_per_second") >= STEADY_PER_SECOND and _known(answers, "traffic_shape") in STEADY)
    )


def _suits_functions(answers: Answers) -> bool:
    return (
        _known(answers, "current_shape") == "nothing"
        or _known(answers, "ops_appetite") == "avoid_servers"
        or _known(answers, "workload") in {"event_processing", "scheduled_jobs"}
        or _known(answers, "traffic_shape") in {"spiky", "mostly_idle"}
        or bounds(answers.get("requests_per_second", Unknown()))[1] < LOW_PER_SECOND
    )


def _least(answers: Answers, fact: str) -> float:
    """Give the least that an answer allows."""
    return bounds(answers.get(fact, Unknown()))[0]


def _known(answers: Answers, fact: str) -> Value | None:
    answer = answers.get(fact)
    return answer.value if isinstance(answer, Known) else None


RIVALS: Mapping[str, Rival] = {
    "always functions": _always("functions"),
    "always containers": _always("containers"),
    "always a monolith": _always("monolith"),
    "always stay": stay,
    "a vendor's tree": vendor_tree,
}
