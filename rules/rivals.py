"""Trivial advisors, which the rulebook has to beat on published decisions: one answer for all, and a vendor's tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from rules.answers import Answers, Known, Value, bounds

Labels: TypeAlias = tuple[str, ...]
Rival: TypeAlias = Callable[[Answers], Labels]

STEADY_PER_SECOND = 100.0
"""Mean load from which a vendor's page speaks of steady heavy traffic."""
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
    """Go down a decision tree as a cloud vendor's pages draw it: functions, unless something speaks for containers."""
    return ("containers",) if _wants_containers(answers) else ("functions",)


def _wants_containers(answers: Answers) -> bool:
    longest = bounds(answers["longest_job_minutes"])[1] if "longest_job_minutes" in answers else 0.0
    triggers = cast("tuple[str, ...]", _known(answers, "triggers") or ())
    skilled = _known(answers, "container_skill") in {"strong", "platform_team"}
    return (
        longest > LONG_MINUTES
        or _known(answers, "gpu") is True
        or _known(answers, "state") == "hot"
        or "socket" in triggers
        or _known(answers, "current_platform") == "kubernetes"
        or (skilled and _known(answers, "ops_appetite") != "avoid_servers")
        or _steady_and_heavy(answers)
    )


def _steady_and_heavy(answers: Answers) -> bool:
    heavy = (
        bounds(answers["requests_per_second"])[0] >= STEADY_PER_SECOND if "requests_per_second" in answers else False
    )
    return heavy and _known(answers, "traffic_shape") not in {"spiky", "mostly_idle"}


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
