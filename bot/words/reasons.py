"""Reasons in words: what is to be known about each, and what an option's points add up to by criteria."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.words.figures import percent
from bot.words.names import option
from bot.words.verdicts import ruled_out
from rules.verdict import CriterionSum, OptionVerdict, Reason

Doubled: TypeAlias = Literal["", "x2", "x2?"]
DOUBLED: Mapping[Doubled, str] = {
    "x2": "x2: your goal or a pain doubles it.",
    "x2?": "x2?: a goal or a pain that you did not tell may double it.",
}
"""What the marks of doubled points mean."""
_UNSEEN = 0.05
"""Points that would be shown as 0.0."""
SELDOM = 0.05
"""Share of worlds up to which it is not told that an option is ruled out in them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What each option gets under one criterion, and how that is doubled: surely, perhaps or not."""

    criterion: str
    points: tuple[str, ...]
    doubled: Doubled


def lead(reason: Reason) -> str:
    """Write the points of a reason, with their sign."""
    return f"{reason.points:+.1f}"


def doubts(reason: Reason) -> list[str]:
    """Say where a reason is an opinion, or does not hold in every world."""
    opinion = ["an opinion"] if reason.opinion else []
    return opinion + ([f"holds in {percent(reason.share)} of worlds"] if reason.share < 0.995 else [])


def title_against(name: str, pro: Sequence[Reason]) -> str:
    """Title what speaks against an option, which is named where no reason for it stands above."""
    return "What speaks against it" if pro else f"What speaks against {option(name)}"


def sums(options: Sequence[OptionVerdict]) -> list[Sum]:
    """Sum up the points of options by criteria, and in the last row together; nothing where no points fell."""
    criteria = {part.criterion: None for each in options for part in each.criteria if abs(part.doubled) >= _UNSEEN}
    together = tuple("out" if ruled_out(each) else _points(each.points) for each in options)
    return [*(_sum(options, name) for name in criteria), Sum("together", together, "")] if criteria else []


def doublings(rows: Sequence[Sum]) -> list[str]:
    """Say what the marks of doubled points mean that stand in a sum."""
    return [words for mark, words in DOUBLED.items() if any(row.doubled == mark for row in rows)]


def sometimes_out(options: Sequence[OptionVerdict]) -> list[str]:
    """Say how often hard limits keep an option from winning whatever its points are; nothing where seldom or always."""
    often = (each for each in options if each.blocked_share > SELDOM and not ruled_out(each))
    return [
        f"Hard limits rule {option(each.option)} out in {percent(each.blocked_share)} of worlds; "
        "the points are those of the others."
        for each in often
    ]


def _sum(options: Sequence[OptionVerdict], criterion: str) -> Sum:
    parts = [next((part for part in each.criteria if part.criterion == criterion), None) for each in options]
    points = tuple(_points(part.doubled if part else 0.0) for part in parts)
    return Sum(criterion, points, _doubled([part for part in parts if part is not None]))


def _doubled(parts: Sequence[CriterionSum]) -> Doubled:
    """Tell how points are doubled: where that is known the sum is exactly twice as much, else between both."""
    more = [part for part in parts if abs(part.doubled) > abs(part.points) + _UNSEEN]
    if not more:
        return ""
    return "x2" if all(math.isclose(part.doubled, 2 * part.points, rel_tol=1e-9) for part in more) else "x2?"


def _points(points: float) -> str:
    return f"{points:+.1f}" if abs(points) >= _UNSEEN else "0"
