"""Side workloads: whether one is better off on another option than the system it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.actions import MOVE, REGROUP, STAY, Actions, headline_action, variant_moved_to
from rules.answers import Answer, Answers, Known, Unknown, bounds
from rules.cost_points import cost_criterion
from rules.costs.people import BASE_DAYS
from rules.costs.today import STATED_BILL
from rules.migration import knows_what_runs
from rules.option_verdicts import likeliest_variant
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.scoring import Engine, Scores
from rules.subjects import DECLARED, NAMED, Sides, declared_sides
from rules.winning import NOBODY, Shares

CLEARLY = 0.7
"""Share of worlds in which a side workload must not belong where the system runs before it is split off."""
WITH_THE_REST = {"lambda": ("lambda",), "containers": ("containers", "monolith"), "monolith": ("monolith",)}
"""Options by which side work runs where the system does: one program beside services is one more of them."""
PLATFORM = {"monolith_fargate": "fargate"}
"""The platform of a variant that shares it with another, by whose name it goes."""
OF_THE_MAIN_WORK = ("goal", "bottleneck_elsewhere", "current_shape", "current_platform", "cloud_usd_month")
"""System facts that do not speak of the side workload: its answers leave them open or as they are."""
ITS_OWN_PAINS = (
    "cloud_bill",
    "cold_starts",
    "db_connections",
    "idle_capacity",
    "monitoring_bill",
    "passing_data",
    "storage_speed",
    "time_limit",
)
"""Pains of the main work alone; all others the team has with whatever stands beside it, too."""

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
    def apart_share(self) -> float:
        """The share of worlds that it wins by an option which does not run where the rest does."""
        elsewhere = [name not in WITH_THE_REST[OPTION_OF[self.main]] for name in OPTION_NAMES]
        return float(self.shares[elsewhere].sum())

    @property
    def apart(self) -> bool:
        """Whether it is split off: it is clear that it does not belong with the rest, if not where else it does."""
        with_the_rest = WITH_THE_REST[OPTION_OF[self.main]]
        return OPTION_NAMES[self.winner] not in with_the_rest and self.apart_share >= CLEARLY


def main_variant(scores: Scores, actions: Actions) -> str | None:
    """Name the variant that the system itself gets: what runs today where it stays; None where nothing fits."""
    if not scores.shares().any():
        return None
    action, to, _ = headline_action(actions, scores)
    if action in {STAY, REGROUP} and knows_what_runs(scores):
        return scores.today.likeliest
    option = OPTION_NAMES[int(scores.shares().argmax()) if to == NOBODY else to]
    return variant_moved_to(actions, scores, option) if action == MOVE else likeliest_variant(scores, option)


def side_workloads(engine: Engine, answers: Answers, sides: Sides, main: str, size: int) -> Iterator[Side]:
    """Score each declared side workload.

    Args:
        engine: the rulebook made ready.
        answers: of the system.
        sides: of side workloads.
        main: the variant that the system itself gets.
        size: the number of worlds.
    """
    _, most_usd = bounds(answers.get(STATED_BILL, Unknown()))
    for workload in declared_sides(answers):
        told = answers_of_side(engine, answers, sides, workload)
        alone = engine.score(told, size, side=True, within_usd=most_usd)
        yield Side(workload, main, alone, with_second_platform(alone, main))


def answers_of_side(engine: Engine, answers: Answers, sides: Sides, workload: str) -> dict[str, Answer]:
    """Give a side workload its own answers, and of the system's those that do not speak of the main work.

    Args:
        engine: knows the facts.
        answers: of the system.
        sides: of side workloads.
        workload: the side workload, which need not have answers of its own.
    """
    facts = engine.rulebook.facts
    kept = {
        name: answer
        for name, answer in answers.items()
        if facts[name].scope == "system" and name not in {*OF_THE_MAIN_WORK, "pains", DECLARED}
    }
    told = {DECLARED: Known(_beside(answers, workload)), **_shared_pains(answers), **COUNTED_WITH_THE_SYSTEM}
    return {**kept, **told, **sides.get(workload, {}), NAMED: Known(workload)}


def _beside(answers: Answers, workload: str) -> tuple[str, ...]:
    """Name the work beside a side workload: the system's main one, and the other side workloads."""
    main = answers.get(NAMED)
    named = (str(main.value),) if isinstance(main, Known) else ()
    return (*named, *(each for each in declared_sides(answers) if each != workload))


def _shared_pains(answers: Answers) -> Answers:
    """Give those of the stated pains that the work beside may have a part in."""
    pains = answers.get("pains")
    if not isinstance(pains, Known) or not isinstance(pains.value, tuple):
        return {}
    return {"pains": Known(tuple(each for each in pains.value if each not in ITS_OWN_PAINS) or ("none",))}


def _on_another_platform(variant: str, main: str) -> bool:
    """Tell whether a variant of another option needs a platform that the main one does not run on."""
    return OPTION_OF[variant] != OPTION_OF[main] and PLATFORM.get(variant, variant) != PLATFORM.get(main, main)


def with_second_platform(scores: Scores, main: str) -> Scores:
    """Charge every variant on another platform than the main one's the days that running a platform takes at all."""
    people = []
    for variant in VARIANTS:
        days = scores.load.number(BASE_DAYS[variant]) if _on_another_platform(variant, main) else 0.0
        people.append(scores.bills[variant].people + days * scores.load.usd_per_day)
    cash = np.stack([scores.bills[variant].cash for variant in VARIANTS])
    cost = cost_criterion(scores.load, cash, np.stack(people), scores.blocked)
    return scores.with_cost(cost)
