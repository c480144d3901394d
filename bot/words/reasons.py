"""Reasons in words: what is to be known about each, and what an option's points add up to by criteria."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.words.figures import percent
from bot.words.names import option
from bot.words.verdicts import ruled_out
from rules.verdict import CriterionSum, OptionVerdict, Reason

_UNSEEN = 0.05
"""Points that would be shown as 0.0."""
SELDOM = 0.05
"""Share of worlds up to which it is not told that an option is ruled out in them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What each option gets under one criterion, and whether that is doubled."""

    criterion: str
    points: tuple[str, ...]
    doubled: bool


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
    return [*(_sum(options, name) for name in criteria), Sum("together", together, False)] if criteria else []


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
    return Sum(criterion, points, any(_is_doubled(part) for part in parts if part is not None))


def _is_doubled(part: CriterionSum) -> bool:
    return abs(part.doubled) > abs(part.points) + _UNSEEN


def _points(points: float) -> str:
    return f"{points:+.1f}" if abs(points) >= _UNSEEN else "0"
