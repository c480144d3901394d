"""Scoring: every world by every rule, and by the cost model, as a sum that can be shown.

Within a criterion the strongest rule counts in full and the others half; goal and pains double the criteria they name;
cost takes a point for each doubling above the cheapest variant, at most 3. A blocked variant is never chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from rules.answers import Answers
from rules.conditions import Test
from rules.costs.lines import Bill
from rules.costs.load import Load
from rules.costs.today import Today, look_at_today
from rules.costs.model import bills
from rules.options import COST, CRITERIA, OPTION_NAMES, OPTION_OF, OPTIONS, VARIANTS
from rules.rule import Rule
from rules.rulebook import Rulebook
from rules.uniforms import uniform
from rules.worlds import Sampler, Worlds

Floats = npt.NDArray[np.float64]
Points = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

MOST_COST_POINTS = 3.0
BLOCKED = -50.0
"""Utility of a variant that a gate blocks: below anything that points can reach."""
NOBODY = -1
"""The winner of a world in which every option is blocked."""
STEP_SHARE = 0.25
"""Share of worlds in which a rule is one step weaker, and share in which it is one step stronger."""

_SLICES = {option: slice(VARIANTS.index(names[0]), VARIANTS.index(names[-1]) + 1) for option, names in OPTIONS.items()}


@dataclass(frozen=True, slots=True)
class Direction:
    """Variants to which the reasons of a criterion give the same points: which reasons, and how many."""

    variants: tuple[int, ...]
    rules: Codes
    points: Points


@dataclass(frozen=True, slots=True)
class Group:
    """The reasons of one criterion, and the directions in which they point."""

    criterion: str
    rules: tuple[Rule, ...]
    tests: tuple[Test, ...]
    directions: tuple[Direction, ...]


@dataclass(frozen=True, eq=False)
class Scores:
    """What every world says: utilities in points, the winner, and all they are made of.

    Arrays are variants x worlds or options x worlds, in the order of `VARIANTS` and `OPTION_NAMES`.
    """

    load: Load
    fires: dict[str, Bools]
    blocked: Bools
    criteria: dict[str, Points]
    weights: dict[str, Floats | float]
    bills: dict[str, Bill]
    today: Today
    utility: Floats
    option_utility: Floats
    best_variant: Codes
    winner: Codes

    @property
    def worlds(self) -> Worlds:
        """The worlds that were scored."""
        return self.load.worlds

    def shares(self) -> Floats:
        """Give the share of worlds that each option wins; worlds without a winner count for none."""
        return np.bincount(self.winner + 1, minlength=len(OPTION_NAMES) + 1)[1:] / self.load.size


class Engine:
    """A rulebook made ready to score: its sampler, and its rules as tests on columns."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.sampler = Sampler(rulebook)
        self._groups = tuple(_groups(rulebook.rules))
        self._gates = tuple((rule, rule.when.test()) for rule in rulebook.rules if rule.file.kind == "gate")
        self._advice = tuple((rule.id, rule.when.test()) for rule in rulebook.rules if rule.file.kind == "advice")
        self._findings = tuple((rule.id, rule.when.test()) for rule in rulebook.rules if rule.file.kind == "finding")

    def score(self, answers: Answers, size: int, fixed: dict[str, npt.NDArray[np.generic]] | None = None) -> Scores:
        """Draw worlds around the answers and score each.

        Args:
            answers: what is known.
            size: the number of worlds.
            fixed: columns that stand instead of answers and draws.
        """
        return self.score_worlds(self.sampler.draw(answers, size, fixed), frozenset(answers))

    def score_settled(self, answers: Answers, size: int) -> Scores:
        """Score worlds in which only facts vary: every assumption at its middle, every rule as strong as stated.

        What wins there is what the verdict would name if all facts of that world were known, so this is what tells how much
        a question is worth: no answer can remove what else is uncertain.
        """
        middles = {name: np.full(size, each.mid) for name, each in self.rulebook.assumptions.items()}
        worlds = self.sampler.draw(answers, size, middles)
        return self.score_worlds(worlds, frozenset(answers), settled=True)

    def score_worlds(self, worlds: Worlds, answered: frozenset[str], *, settled: bool = False) -> Scores:
        """Score worlds that were drawn already; `answered` names the facts that were not."""
        load = Load(self.rulebook, worlds, answered)
        fires: dict[str, Bools] = {}
        criteria = {group.criterion: _criterion_points(group, worlds, fires, settled) for group in self._groups}
        blocked = self._blocked(worlds, fires)
        today = look_at_today(load)
        costs = {variant: today.calibrate(variant, each) for variant, each in bills(load).items()}
        criteria[COST] = cost_points(np.stack([costs[variant].total for variant in VARIANTS]), blocked)
        weights = self._weights(load)
        utility = sum((points * weights[name] for name, points in criteria.items()), np.zeros(blocked.shape))
        utility = np.where(blocked, BLOCKED, utility)
        option_utility = np.stack([utility[_SLICES[option]].max(axis=0) for option in OPTION_NAMES])
        best = np.stack([utility[_SLICES[option]].argmax(axis=0) + _SLICES[option].start for option in OPTION_NAMES])
        winner = np.where(option_utility.max(axis=0) <= BLOCKED, NOBODY, option_utility.argmax(axis=0))
        return Scores(load, fires, blocked, criteria, weights, costs, today, utility, option_utility, best, winner)

    def findings(self, scores: Scores) -> dict[str, Bools]:
        """Test the findings in every world, by rule id."""
        return {rule: test(scores.worlds) for rule, test in self._findings}

    def advice(self, scores: Scores) -> dict[str, Bools]:
        """Test the advice to stay or regroup in every world, by rule id."""
        return {rule: test(scores.worlds) for rule, test in self._advice}

    def _blocked(self, worlds: Worlds, fires: dict[str, Bools]) -> Bools:
        blocked = np.zeros((len(VARIANTS), worlds.size), dtype=bool)
        for rule, test in self._gates:
            fires[rule.id] = firing = test(worlds)
            for variant in rule.file.blocks:
                blocked[VARIANTS.index(variant)] |= firing
        return blocked

    def _weights(self, load: Load) -> dict[str, Floats | float]:
        """Double the criteria that goal and pains name."""
        facts, weights = self.rulebook.facts, {}
        goal = load.worlds.code("goal")
        for criterion in CRITERIA:
            named = np.isin(goal, [code for code, choice in enumerate(facts["goal"].choices.values()) if criterion in choice.doubles])
            mask = sum(1 << code for code, choice in enumerate(facts["pains"].choices.values()) if criterion in choice.doubles)
            weights[criterion] = np.where(named | (load.worlds.code("pains") & mask != 0), 2.0, 1.0)
        return weights


def cost_points(totals: Floats, blocked: Bools) -> Points:
    """Take a point for each doubling above the cheapest variant that is not blocked, at most 3.

    Args:
        totals: USD a month with people, variants x worlds.
        blocked: variants x worlds.
    """
    cheapest = np.where(blocked, np.inf, totals).min(axis=0)
    cheapest = np.where(np.isinf(cheapest), totals.min(axis=0), cheapest)
    doublings = np.log2(np.maximum(totals, 1e-6) / np.maximum(cheapest, 1e-6))
    return -np.clip(doublings, 0.0, MOST_COST_POINTS).astype(np.float32)


def _strength(rule: Rule) -> Callable[[int], Points]:
    return partial(strength_factors, rule.id, rule.file.strength)


@lru_cache(maxsize=1024)
def strength_factors(rule: str, strength: int, size: int) -> Points:
    """Draw how strong a rule is in every world: as stated, or a step weaker or stronger, over its stated strength."""
    share = uniform(f"strength.{rule}", size)
    step = (share > 1 - STEP_SHARE).astype(np.float32) - (share < STEP_SHARE)
    return ((strength + step) / strength).astype(np.float32)


def _groups(rules: Iterable[Rule]) -> Iterable[Group]:
    reasons = [rule for rule in rules if rule.file.kind == "reason"]
    for criterion in CRITERIA:
        mine = tuple(rule for rule in reasons if rule.file.criterion == criterion)
        if mine:
            yield Group(criterion, mine, tuple(rule.when.test() for rule in mine), tuple(_directions(mine)))


def _directions(rules: tuple[Rule, ...]) -> Iterable[Direction]:
    points = np.array([[rule.points_for(variant, OPTION_OF[variant]) for variant in VARIANTS] for rule in rules])
    columns, back = np.unique(points, axis=1, return_inverse=True)
    for at, column in enumerate(columns.T):
        used = np.flatnonzero(column)
        if len(used):
            variants = tuple(int(variant) for variant in np.flatnonzero(np.ravel(back) == at))
            yield Direction(variants, used, column[used, None].astype(np.float32))


def _criterion_points(group: Group, worlds: Worlds, fires: dict[str, Bools], settled: bool) -> Points:
    strengths = np.zeros((len(group.rules), worlds.size), dtype=np.float32)
    for at, (rule, test) in enumerate(zip(group.rules, group.tests, strict=True)):
        firing = test(worlds)
        if firing.any():
            fires[rule.id] = firing
            strengths[at] = firing if settled else firing * worlds.spread(_strength(rule))
    totals = np.zeros((len(VARIANTS), worlds.size), dtype=np.float32)
    for direction in group.directions:
        totals[list(direction.variants)] = strongest_in_full(strengths[direction.rules] * direction.points)
    return totals


def strongest_in_full(each: Points) -> Points:
    """Add signed points, rules x worlds: the strongest of a world in full, the others half."""
    if len(each) == 1:
        return each[0]
    most, least = each.max(axis=0), each.min(axis=0)
    return 0.5 * (each.sum(axis=0) + np.where(most >= -least, most, least))
