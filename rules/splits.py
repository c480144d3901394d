"""Side workloads: whether one is better off on another option than the system it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rules.answers import Answers, Known
from rules.costs.people import BASE_DAYS
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.scoring import BLOCKED, Engine, Points, Scores, best_variants, cost_points

CLEARLY = 0.7
"""Share of worlds in which another option must win a side workload before it is split off."""
OF_THE_TEAM = ("goal", "pains", "bottleneck_elsewhere", "current_shape", "current_platform", "cloud_usd_month")
"""System facts that do not speak of the side workload: its answers leave them open or as they are."""


@dataclass(frozen=True, eq=False)
class Side:
    """A side workload's scores, after paying for a second platform where it stands apart."""

    workload: str
    scores: Scores
    utility: Points

    @cached_property
    def shares(self) -> npt.NDArray[np.float64]:
        """The share of worlds that each option wins."""
        blocked = self.utility.max(axis=0) <= BLOCKED
        winner = np.where(blocked, -1, self.utility.argmax(axis=0))
        return np.bincount(winner + 1, minlength=len(OPTION_NAMES) + 1)[1:] / self.scores.load.size

    @property
    def winner(self) -> int:
        """The option that wins most worlds."""
        return int(self.shares.argmax())

    def apart_from(self, main: int) -> bool:
        """Tell whether it is split off: another option wins it clearly."""
        return self.winner != main and float(self.shares[self.winner]) >= CLEARLY


def side_workloads(engine: Engine, answers: Answers, main: str, size: int) -> Iterator[Side]:
    """Score each declared side workload.

    Args:
        engine: the rulebook made ready.
        answers: of the system.
        main: the variant that the system itself gets.
        size: the number of worlds.
    """
    declared = answers.get("side_workloads")
    if not isinstance(declared, Known) or not isinstance(declared.value, tuple):
        return
    for workload in declared.value:
        scores = engine.score(answers_of_side(engine, answers, workload), size)
        yield Side(workload, scores, _with_second_platform(scores, main))


def answers_of_side(engine: Engine, answers: Answers, workload: str) -> dict[str, Known]:
    """Give a side workload the system's answers, without those a workload gives for itself."""
    facts = engine.rulebook.facts
    kept = {
        name: answer
        for name, answer in answers.items()
        if facts[name].scope == "system" and name not in OF_THE_TEAM and name != "side_workloads"
    }
    return {**kept, "workload": Known(workload)}  # type: ignore[dict-item]


def _with_second_platform(scores: Scores, main: str) -> Points:
    """Charge every option but the main one the days that running another platform takes at all."""
    totals = []
    for variant in VARIANTS:
        extra = (
            scores.load.number(BASE_DAYS[variant]) * scores.load.usd_per_day
            if OPTION_OF[variant] != OPTION_OF[main]
            else 0.0
        )
        totals.append(scores.bills[variant].total + extra)
    change = (cost_points(np.stack(totals), scores.blocked) - scores.criteria["cost"]) * scores.weights["cost"]
    return best_variants(np.where(scores.blocked, np.float32(BLOCKED), scores.utility + change))[0]
