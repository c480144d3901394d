"""What the reasons of each criterion add up to in every world: the strongest in full, the others half.

Points are counted in sixths, and their sums in twelfths, as small whole numbers: a strength of 1, 2 or 3, a step weaker
or stronger, over itself. So sums are exact, and take a fraction of the time and memory of floating point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rules.columns import Floats, Single, in_each, told_once
from rules.conditions import Look
from rules.options import CRITERIA, OPTION_OF, VARIANTS
from rules.picking import pick
from rules.rule import Rule
from rules.uniforms import draw_uniform
from rules.worlds import Worlds

Points: TypeAlias = Floats
Sixths: TypeAlias = npt.NDArray[np.int8]
Twelfths: TypeAlias = npt.NDArray[np.int16]
Weights: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int64]

SIXTHS = 6
"""The least number that the strengths 1, 2 and 3 all divide."""
TWELFTHS = 2 * SIXTHS
"""A point in the unit of sums, of which rules give halves."""
NO_WORLDS: Bools = np.empty(0, dtype=bool)
"""Stands before the columns of rules, of which there may be none."""
AT_ONCE = 5
"""Rules whose sixths still add up in eight bits, in a third of the time of sixteen: no rule gives more than 24."""
STEP_SHARE = 0.25
"""Share of worlds in which a rule is one step weaker, and share in which it is one step stronger."""


@dataclass(frozen=True, slots=True)
class Total:
    """What the reasons of one criterion add up to in every world.

    Attributes:
        twelfths: the sums, directions x worlds: variants with equal points share a direction.
        direction: the direction of each variant.
        fires: where each rule fires, of those that do.
    """

    twelfths: Twelfths
    direction: Codes
    fires: dict[str, Bools]

    def speaks_of(self, variant: int) -> bool:
        """Tell whether a variant has points in any world."""
        return bool(self.twelfths[self.direction[variant]].any())

    def of(self, variant: int) -> Points:
        """Give the points of one variant."""
        points: Points = self.twelfths[self.direction[variant]] / Single(TWELFTHS)
        return points

    def picked(self, variants: Codes) -> Points:
        """Give the points of one variant in each world."""
        points: Points = pick(self.twelfths, self.direction.take(variants)) / Single(TWELFTHS)
        return points

    def weighed(self, weight: Weights) -> Twelfths:
        """Give the sums of all variants, multiplied by what the criterion counts in every world."""
        weighed: Twelfths = (self.twelfths * told_once(weight)).take(self.direction, axis=0)
        return weighed


@dataclass(frozen=True, slots=True)
class Group:
    """The reasons of one criterion.

    Attributes:
        criterion: what they speak of.
        rules: their ids, and what tells where they fire.
        strengths: their ids and strengths as stated.
        points: the points that each rule gives, directions x rules: variants with equal points share a direction.
        direction: the direction of each variant.
    """

    criterion: str
    rules: tuple[tuple[str, Look], ...]
    strengths: tuple[tuple[str, int], ...]
    points: Sixths
    direction: Codes

    def total(self, worlds: Worlds, settled: tuple[bool, ...]) -> Total:
        """Add up the points of each variant in every world.

        Args:
            worlds: what the rules are tested on.
            settled: for each block of the worlds whether every rule is as strong as stated there, rather than a step
                weaker or stronger in some worlds.
        """
        # The rules for side work are some of those for whole systems, so that their number tells the two apart.
        return worlds.once((self.criterion, len(self.rules), settled), partial(self._total, worlds, settled))

    def _total(self, worlds: Worlds, settled: tuple[bool, ...]) -> Total:
        held = [worlds.once(rule, partial(look, worlds)) for rule, look in self.rules]
        # Rules that are silent in every world would take most of the time to add up.
        loud = [at for at, where in enumerate(held) if where.any()]
        fires = {self.rules[at][0]: in_each(held[at], worlds.size) for at in loud}
        # In one row and folded, as numpy's stack takes several times as long.
        fired = np.concatenate([NO_WORLDS, *fires.values()]).reshape(len(loud), worlds.size)
        each = fired.view(np.int8) * self._strength(loud, worlds, settled)
        return Total(strongest_in_full(each, self.points[:, loud]), self.direction, fires)

    def _strength(self, rules: list[int], worlds: Worlds, settled: tuple[bool, ...]) -> Sixths:
        if all(settled):
            return np.full((len(rules), 1), SIXTHS, dtype=np.int8)
        drawn = _stacked_strengths(self.strengths, worlds.size // len(settled))[rules]
        blocks = [np.full_like(drawn, SIXTHS) if each else drawn for each in settled]
        return np.concatenate(blocks, axis=1) if len(blocks) > 1 else drawn


def strongest_in_full(each: Sixths, points: Sixths) -> Twelfths:
    """Add signed points, in twelfths: the strongest of a world in full, the others half.

    Args:
        each: how strong each rule is in sixths, zero where it is silent: rules x worlds.
        points: what each rule gives: directions x rules.
    """
    signed = points[:, :, None] * each
    most, least = (reduce(signed, axis=1, initial=0) for reduce in (np.maximum.reduce, np.minimum.reduce))
    # All bits are set where the sum is negative: choosing by them takes a quarter of the time of choosing by a mask.
    strongest = most ^ ((most ^ least) & (most + least >> 7))
    total: Twelfths = strongest.astype(np.int16)
    for first in range(0, len(each), AT_ONCE):
        total += np.add.reduce(signed[:, first : first + AT_ONCE], axis=1, dtype=np.int8)
    return total


def groups_of(rules: Iterable[Rule]) -> Iterable[Group]:
    """Group the reasons among rules by criterion."""
    reasons = [rule for rule in rules if rule.file.kind == "reason"]
    for criterion in CRITERIA:
        mine = tuple(rule for rule in reasons if rule.file.criterion == criterion)
        if mine:
            looks = tuple((rule.id, rule.when.look()) for rule in mine)
            strengths = tuple((rule.id, rule.file.strength) for rule in mine)
            yield Group(criterion, looks, strengths, *_directions(mine))


def _directions(rules: tuple[Rule, ...]) -> tuple[Sixths, Codes]:
    points = [[rule.points_for(variant, OPTION_OF[variant]) for rule in rules] for variant in VARIANTS]
    directions, direction = np.unique(np.array(points, dtype=np.int8), axis=0, return_inverse=True)
    return directions, np.ravel(direction)


@lru_cache(maxsize=64)
def _stacked_strengths(rules: tuple[tuple[str, int], ...], size: int) -> Sixths:
    return np.stack([strength_sixths(rule, strength, size) for rule, strength in rules])


def strength_sixths(rule: str, strength: int, size: int) -> Sixths:
    """Draw how strong a rule is in every world, in sixths: as stated, or a step weaker or stronger."""
    share = draw_uniform(f"strength.{rule}", size)
    step = (share > 1 - STEP_SHARE).astype(np.int8) - (share < STEP_SHARE)
    sixths: Sixths = (step + np.int8(strength)) * np.int8(SIXTHS // strength)
    return sixths
