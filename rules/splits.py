"""Side workloads: whether one is better off on another option than the system it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rules.actions import REGROUP, STAY, Actions, headline_action
from rules.answers import Answer, Answers, Known
from rules.cost_points import cost_criterion
from rules.costs.people import BASE_DAYS
from rules.migration import knows_what_runs
from rules.options import COST, OPTION_NAMES, OPTION_OF, VARIANTS
from rules.parts import likeliest_variant
from rules.scoring import BLOCKED, NOBODY, Engine, Scores, Shares, best_of, best_variants
from rules.subjects import DECLARED, NAMED, Sides, declared_sides

CLEARLY = 0.7
"""Share of worlds in which another option must win a side workload before it is split off."""
OF_THE_TEAM = ("goal", "pains", "bottleneck_elsewhere", "current_shape", "current_platform", "cloud_usd_month")
"""System facts that do not speak of the side workload: its answers leave them open or as they are."""

COUNTED_WITH_THE_SYSTEM: Answers = dict.fromkeys(("debug_hours_week", "observability_usd_month"), Known(0.0))
"""What the whole team spends, and its bill holds already: beside it a side workload has none of its own."""


@dataclass(frozen=True, eq=False)
class Side:
    """A side workload, scored.

    Attributes:
        workload: its name.
        main: the variant that the system itself gets.
        alone: what its worlds say of it by itself.
        scores: the same after paying for a second platform wherever it stands apart.
    """

    workload: str
    main: str
    alone: Scores
    scores: Scores

    @property
    def shares(self) -> Shares:
        """The share of worlds that each option wins."""
        return self.scores.shares()

    @property
    def winner(self) -> int:
        """The option that wins most worlds."""
        return int(self.shares.argmax())

    @property
    def apart(self) -> bool:
        """Whether it is split off: another option than the system's wins it clearly."""
        return OPTION_NAMES[self.winner] != OPTION_OF[self.main] and float(self.shares[self.winner]) >= CLEARLY


def main_variant(scores: Scores, actions: Actions) -> str | None:
    """Name the variant that the system itself gets: what runs today where it stays; None where nothing fits."""
    if not scores.shares().any():
        return None
    action, to, _ = headline_action(actions, scores)
    if action in {STAY, REGROUP} and knows_what_runs(scores):
        return VARIANTS[int(np.bincount(scores.today.current[scores.today.running]).argmax())]
    return likeliest_variant(scores, OPTION_NAMES[int(scores.shares().argmax()) if to == NOBODY else to])


def side_workloads(engine: Engine, answers: Answers, sides: Sides, main: str, size: int) -> Iterator[Side]:
    """Score each declared side workload.

    Args:
        engine: the rulebook made ready.
        answers: of the system.
        sides: of side workloads.
        main: the variant that the system itself gets.
        size: the number of worlds.
    """
    for workload in declared_sides(answers):
        alone = engine.score(answers_of_side(engine, answers, sides, workload), size)
        yield Side(workload, main, alone, with_second_platform(alone, main))


def answers_of_side(engine: Engine, answers: Answers, sides: Sides, workload: str) -> dict[str, Answer]:
    """Give a side workload its own answers, and of the system's those that do not speak of the main work."""
    facts = engine.rulebook.facts
    kept = {
        name: answer
        for name, answer in answers.items()
        if facts[name].scope == "system" and name not in OF_THE_TEAM and name != DECLARED
    }
    return {**kept, **COUNTED_WITH_THE_SYSTEM, **sides.get(workload, {}), NAMED: Known(workload)}


def with_second_platform(scores: Scores, main: str) -> Scores:
    """Charge every option but the main one the days that running another platform takes at all."""
    people = []
    for variant in VARIANTS:
        days = scores.load.number(BASE_DAYS[variant]) if OPTION_OF[variant] != OPTION_OF[main] else 0.0
        people.append(scores.bills[variant].people + days * scores.load.usd_per_day)
    cash = np.stack([scores.bills[variant].cash for variant in VARIANTS])
    cost = cost_criterion(scores.load, cash, np.stack(people), scores.blocked)
    change = (cost - scores.cost) * scores.weights[COST]
    utility = np.where(scores.blocked, np.float32(BLOCKED), scores.utility + change)
    option_utility, best = best_variants(utility)
    winner = np.where(option_utility.max(axis=0) <= BLOCKED, NOBODY, best_of(option_utility)[1])
    return replace(
        scores,
        cost=cost,
        utility=utility,
        option_utility=option_utility,
        best_variant=best,
        winner=winner,
    )
