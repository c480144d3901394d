"""Scoring: every world by every rule, and by the cost model, as a sum that can be shown.

Within a criterion the strongest rule counts in full and the others half; goal and pains double the criteria they name;
cost takes a point for each doubling above the cheapest variant, at most 3, and what counts twice of it is what hurts:
the bill or the people. A blocked variant is never chosen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from rules.answers import Answers, said
from rules.averages import share
from rules.columns import Bools, Codes, Floats, Single, same, told_once
from rules.conditions import as_test
from rules.cost_points import cost_criterion
from rules.costs.lines import Bill
from rules.costs.load import Load
from rules.costs.model import bills
from rules.costs.today import Today, look_at_today
from rules.criteria import TWELFTHS, Group, Total, Weights, groups_of
from rules.evidence import agreeing_with_bill, within_bill
from rules.facts import Fact
from rules.memory import RememberingWorlds
from rules.options import COST, CRITERIA, VARIANTS
from rules.picking import pick
from rules.rulebook import Rulebook
from rules.sampler import Sampler
from rules.verdict import Cost
from rules.winning import BLOCKED, Shares, best_variants, shares_of, winners_of
from rules.worlds import Worlds, concatenate, constant

Points = Floats


@dataclass(frozen=True, slots=True)
class Doubling:
    """Where a criterion counts double: the goals that name it, by code, and the pains, as a bit mask."""

    goals: Bools
    pains: int

    def weight(self, worlds: Worlds) -> Weights:
        """Give what the criterion counts in every world."""
        return worlds.once(("weight", self.pains, self.goals.tobytes()), partial(self._weight, worlds))

    def _weight(self, worlds: Worlds) -> Weights:
        pains, goal = told_once(worlds.code("pains")), told_once(worlds.code("goal"))
        weight = np.int8(1) + ((pains & self.pains != 0) | self.goals.take(goal))
        return weight if weight.ndim else same(weight, worlds.size, np.int8)


@dataclass(frozen=True, eq=False)
class Winners:
    """Worlds, and the winner of each, without all that it is made of.

    Attributes:
        gains: what each question asked of them gains, once it was worked out.
    """

    worlds: Worlds
    winner: Codes
    gains: dict[str, float] = field(init=False, default_factory=dict)

    def shares(self) -> Shares:
        """Give the share of worlds that each option wins; worlds without a winner count for none."""
        return shares_of(self.winner)


@dataclass(frozen=True, eq=False)
class Scores:
    """What every world says: utilities in points, the winner, and all they are made of.

    Arrays are variants x worlds or options x worlds, in the order of `VARIANTS` and `OPTION_NAMES`. What questions gain
    and the bills that were told are filled in as they are asked for.

    Attributes:
        criteria: what rules say; cost is apart.
    """

    load: Load
    fires: dict[str, Bools]
    blocked: Bools
    criteria: dict[str, Total]
    cost: Points
    weights: dict[str, Weights]
    bills: dict[str, Bill]
    today: Today
    utility: Points
    option_utility: Points
    best_variant: Codes
    winner: Codes
    gains: dict[str, float] = field(init=False, default_factory=dict)
    told: dict[str, Cost] = field(init=False, default_factory=dict)

    @property
    def worlds(self) -> Worlds:
        """The worlds that were scored."""
        return self.load.worlds

    @cached_property
    def best(self) -> Codes:
        """The variant that wins in each world, of the first option where nobody does."""
        return pick(self.best_variant, np.maximum(self.winner, 0))

    def winners(self) -> Winners:
        """Give the winners alone, so that not all that they are made of is kept as long as they are."""
        return Winners(self.worlds.results(), self.winner)

    def shares(self) -> Shares:
        """Give the share of worlds that each option wins; worlds without a winner count for none."""
        return shares_of(self.winner)

    def with_cost(self, cost: Points) -> Scores:
        """Give the same worlds with other points for cost, and what wins then.

        Args:
            cost: variants x worlds, in the order of `VARIANTS`.
        """
        utility = np.where(self.blocked, Single(BLOCKED), self.utility + (cost - self.cost) * self.weights[COST])
        option_utility, best = best_variants(utility)
        winner = winners_of(option_utility)
        return replace(
            self, cost=cost, utility=utility, option_utility=option_utility, best_variant=best, winner=winner
        )

    def firing_share(self, rule: str) -> float:
        """Give the share of worlds in which a rule fires."""
        return self._firing_shares[rule]

    def weighed_share(self, rule: str, criterion: str) -> float:
        """Give the share of worlds in which a rule fires, those twice in which its criterion counts double."""
        return self.firing_share(rule) + share(self.fires[rule] & (self.weights[criterion] > 1))

    @cached_property
    def _firing_shares(self) -> dict[str, float]:
        return {rule: share(firing) for rule, firing in self.fires.items()}


class Engine:
    """A rulebook made ready to score: its sampler, and its rules as tests on columns."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.sampler = Sampler(rulebook)
        self._settled: RememberingWorlds | None = None
        self._groups = tuple(groups_of(rulebook.rules))
        self._groups_of_sides = tuple(groups_of(rule for rule in rulebook.rules if not rule.file.whole_systems))
        self._doublings = {criterion: _doubling(criterion, rulebook.facts) for criterion in CRITERIA}
        self._gates = tuple((rule, as_test(rule.when)) for rule in rulebook.gates)
        self._advice = tuple((rule.id, as_test(rule.when)) for rule in rulebook.rules if rule.file.kind == "advice")
        self._findings = tuple((rule.id, as_test(rule.when)) for rule in rulebook.rules if rule.file.kind == "finding")

    def score(
        self,
        answers: Answers,
        size: int,
        fixed: dict[str, npt.NDArray[np.generic]] | None = None,
        near: Worlds | None = None,
        *,
        side: bool = False,
        within_usd: float = math.inf,
    ) -> Scores:
        """Draw worlds around the answers and score each.

        Args:
            answers: what is known.
            size: the number of worlds.
            fixed: columns that stand instead of answers and draws.
            near: scored worlds around answers that differ little: whatever they leave as it was is not done again.
            side: whether they are of a side workload, of which rules about whole systems say nothing.
            within_usd: what a month of the system costs that the work is a part of.
        """
        drawn = self.draw(answers, size, fixed)
        if within_usd < math.inf:
            drawn = within_bill(self.rulebook, drawn, said(answers), within_usd)
        worlds = RememberingWorlds(drawn, near)
        return self.score_worlds(worlds, said(answers), side=side)

    def draw(self, answers: Answers, size: int, fixed: dict[str, npt.NDArray[np.generic]] | None = None) -> Worlds:
        """Draw worlds around the answers, a stated bill among them; arguments as for `score`."""
        return agreeing_with_bill(self.rulebook, self.sampler.draw(answers, size, fixed), said(answers))

    def score_settled(self, answers: Answers, size: int, *, side: bool = False) -> Scores:
        """Score worlds in which only facts vary: every assumption at its middle, every rule as strong as stated.

        What wins there is what the verdict would name if all facts of that world were known, so this is what tells how
        much a question is worth: no answer can remove what else is uncertain.
        """
        worlds = self.draw(answers, size)
        worlds.update(self._middles(size))
        self._settled = remembering = RememberingWorlds(worlds, self._settled)
        return self.score_worlds(remembering, said(answers), settled=(True,), side=side)

    def make_room(self) -> None:
        """Let go of the worlds of the last question: a verdict has no use for them, and a small machine little room."""
        self._settled = None

    def settled(self, worlds: Worlds) -> Worlds:
        """Give the same worlds with every assumption at its middle: those of `score_settled`, if so scored."""
        settled = worlds.first(worlds.size)
        settled.update(self._middles(worlds.size))
        return settled

    def winners(
        self, blocks: list[Worlds], answered: frozenset[str], settled: tuple[bool, ...] | None = None
    ) -> list[Winners]:
        """Find the winners of several sets of worlds of one size in one pass, which takes less time than one for each.

        Args:
            blocks: the sets of worlds.
            answered: the facts that were not drawn.
            settled: for each set whether every rule is as strong as stated in it; in none unless it is given.
        """
        scores = self.score_worlds(concatenate(blocks), answered, settled=settled or (False,) * len(blocks))
        return [
            Winners(worlds, winner)
            for worlds, winner in zip(blocks, scores.winner.reshape(len(blocks), -1), strict=True)
        ]

    def _middles(self, size: int) -> dict[str, npt.NDArray[np.generic]]:
        return {name: constant(each.mid, size) for name, each in self.rulebook.assumptions.items()}

    def score_worlds(
        self, worlds: Worlds, answered: frozenset[str], settled: tuple[bool, ...] = (False,), *, side: bool = False
    ) -> Scores:
        """Score worlds that were drawn already.

        Args:
            worlds: one set of worlds, or several of one size end to end.
            answered: the facts that were not drawn.
            settled: for each of the sets whether every rule is as strong as stated in it.
            side: whether they are of a side workload.
        """
        load = Load(self.rulebook, worlds, answered)
        criteria = {group.criterion: group.total(worlds, settled) for group in self._groups_for(side)}
        fires = {rule: firing for total in criteria.values() for rule, firing in total.fires.items()}
        blocked = self._blocked(worlds, fires)
        today = look_at_today(load)
        costs = {variant: today.calibrate(variant, each) for variant, each in bills(load).items()}
        cash = np.stack([costs[variant].cash for variant in VARIANTS])
        people = np.stack([costs[variant].people for variant in VARIANTS])
        cost = cost_criterion(load, cash, people, blocked)
        weights = {name: doubling.weight(worlds) for name, doubling in self._doublings.items()}
        utility = _weighted_sum(criteria, weights) + cost * weights[COST]
        np.copyto(utility, BLOCKED, where=blocked)
        option_utility, best = best_variants(utility)
        winner = winners_of(option_utility)
        return Scores(
            load, fires, blocked, criteria, cost, weights, costs, today, utility, option_utility, best, winner
        )

    def _groups_for(self, side: bool) -> tuple[Group, ...]:
        return self._groups_of_sides if side else self._groups

    def findings(self, scores: Scores) -> dict[str, Bools]:
        """Test the findings in every world, by rule id."""
        return {rule: test(scores.worlds) for rule, test in self._findings}

    def advice(self, scores: Scores) -> dict[str, Bools]:
        """Test the advice to stay, to regroup or to move in every world, by rule id."""
        return {rule: test(scores.worlds) for rule, test in self._advice}

    def _blocked(self, worlds: Worlds, fires: dict[str, Bools]) -> Bools:
        blocked = np.zeros((len(VARIANTS), worlds.size), dtype=bool)
        for rule, test in self._gates:
            fires[rule.id] = firing = worlds.once(rule.id, partial(test, worlds))
            for variant in rule.file.blocks:
                blocked[VARIANTS.index(variant)] |= firing
        return blocked


def _weighted_sum(criteria: Mapping[str, Total], weights: Mapping[str, Weights]) -> Points:
    total = np.zeros((len(VARIANTS), len(weights[COST])), dtype=np.int16)
    for name, each in criteria.items():
        total += each.weighed(weights[name])
    return total / Single(TWELFTHS)


def _doubling(criterion: str, facts: Mapping[str, Fact]) -> Doubling:
    goals = [criterion in choice.doubles for choice in facts["goal"].choices.values()]
    pains = [criterion in choice.doubles for choice in facts["pains"].choices.values()]
    return Doubling(np.array(goals), sum(1 << code for code, named in enumerate(pains) if named))
