"""What the reasons of each criterion add up to in every world: the strongest in full, the others half.

Points are counted in sixths, as small whole numbers: a strength of 1, 2 or 3, a step weaker or stronger, over itself.
So sums are exact, and take a fraction of the time of floating point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rules.conditions import Test
from rules.options import CRITERIA, OPTION_OF, VARIANTS
from rules.rule import Rule
from rules.uniforms import uniform
from rules.worlds import Worlds

Points: TypeAlias = npt.NDArray[np.float32]
Sixths: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int64]

SIXTHS = 6
"""The least number that the strengths 1, 2 and 3 all divide."""
STEP_SHARE = 0.25
"""Share of worlds in which a rule is one step weaker, and share in which it is one step stronger."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Variants to which the reasons of a criterion give the same points: which reasons, and how many."""

    variants: list[int]
    rules: Codes
    points: Sixths

    def heard(self, loud: list[bool]) -> tuple[Codes, Sixths]:
        """Leave out the rules that are silent in every world: their zeros would take most of the time to add up."""
        kept = [at for at, rule in enumerate(self.rules.tolist()) if loud[rule]]
        return (self.rules, self.points) if len(kept) == len(self.rules) else (self.rules[kept], self.points[kept])


@dataclass(frozen=True, slots=True)
class Group:
    """The reasons of one criterion, and the directions in which they point."""

    criterion: str
    rules: tuple[tuple[str, Test], ...]
    strengths: tuple[tuple[str, int], ...]
    directions: tuple[Direction, ...]

    def points(self, worlds: Worlds, fires: dict[str, Bools], settled: bool) -> Points:
        """Add up the points of each variant in every world.

        Args:
            worlds: what the rules are tested on.
            fires: where each rule that fires anywhere is noted, by id.
            settled: whether every rule is as strong as stated, rather than a step weaker or stronger in some worlds.
        """
        fired = np.stack([test(worlds) for _, test in self.rules])
        loud: list[bool] = fired.any(axis=1).tolist()
        fires.update((rule, row) for (rule, _), row, heard in zip(self.rules, fired, loud, strict=True) if heard)
        strength = np.int8(SIXTHS) if settled else worlds.spread(partial(_stacked_strengths, self.strengths))
        each = fired.view(np.int8) * strength
        totals = np.zeros((len(VARIANTS), worlds.size), dtype=np.float32)
        for direction in self.directions:
            rules, points = direction.heard(loud)
            if len(rules):
                totals[direction.variants] = strongest_in_full(each.take(rules, axis=0) * points)
        return totals


def strongest_in_full(each: Sixths) -> Points:
    """Add signed sixths of points, rules x worlds, and give points: the strongest of a world in full, the others half."""
    if len(each) == 1:
        return each[0] / np.float32(SIXTHS)
    most, least = np.maximum.reduce(each), np.minimum.reduce(each)
    # All bits are set where the sum is negative: choosing by them takes a quarter of the time of choosing by a mask.
    strongest = most ^ ((most ^ least) & (most + least >> 7))
    total: Points = (np.add.reduce(each, dtype=np.int16) + strongest) / np.float32(2 * SIXTHS)
    return total


def groups_of(rules: Iterable[Rule]) -> Iterable[Group]:
    """Group the reasons among rules by criterion."""
    reasons = [rule for rule in rules if rule.file.kind == "reason"]
    for criterion in CRITERIA:
        mine = tuple(rule for rule in reasons if rule.file.criterion == criterion)
        if mine:
            tests = tuple((rule.id, rule.when.test()) for rule in mine)
            strengths = tuple((rule.id, rule.file.strength) for rule in mine)
            yield Group(criterion, tests, strengths, tuple(_directions(mine)))


def _directions(rules: tuple[Rule, ...]) -> Iterable[Direction]:
    points = np.array([[rule.points_for(variant, OPTION_OF[variant]) for variant in VARIANTS] for rule in rules])
    columns, back = np.unique(points, axis=1, return_inverse=True)
    for at, column in enumerate(columns.T):
        used = np.flatnonzero(column)
        if len(used):
            variants = np.flatnonzero(np.ravel(back) == at).tolist()
            yield Direction(variants, used, column[used, None].astype(np.int8))


@lru_cache(maxsize=64)
def _stacked_strengths(rules: tuple[tuple[str, int], ...], size: int) -> Sixths:
    return np.stack([strength_sixths(rule, strength, size) for rule, strength in rules])


def strength_sixths(rule: str, strength: int, size: int) -> Sixths:
    """Draw how strong a rule is in every world, in sixths of what is stated: as stated, or a step weaker or stronger."""
    share = uniform(f"strength.{rule}", size)
    step = (share > 1 - STEP_SHARE).astype(np.int8) - (share < STEP_SHARE)
    sixths: Sixths = (step + np.int8(strength)) * np.int8(SIXTHS // strength)
    return sixths
