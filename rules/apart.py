"""A side workload's own part of the verdict: where it runs, why there, and what starts it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rules.averages import mean, share
from rules.headline import MANY_SMALL_ONES, NAMES, given, likely_reasons, strongest_gate
from rules.option_verdicts import cost_of_variant, likeliest_variant
from rules.options import COST, OPTION_NAMES, OPTION_OF, VARIANTS
from rules.scoring import Engine, Scores
from rules.splits import WITH_THE_REST, Side
from rules.verdict import SplitPart

TRIGGERS = "triggers"
LIKELY = 0.5
"""Share of worlds from which on something is said of a side workload."""


def split_part(engine: Engine, side: Side) -> SplitPart:
    """Tell what becomes of a side workload."""
    option = OPTION_NAMES[side.winner] if side.shares.any() else None
    variant = likeliest_variant(side.scores, option) if option else None
    return SplitPart(
        verdict=option,
        variant=variant,
        confidence=float(side.shares[side.winner]),
        apart=side.apart,
        apart_confidence=side.apart_share,
        cost_usd_month=cost_of_variant(side.scores, variant) if variant else None,
        because=_because(engine, side),
        started_by=tuple(_started_by(engine, side)),
    )


def _because(engine: Engine, side: Side) -> str:
    """Say in one sentence why it runs apart, or with the rest."""
    if not side.shares.any():
        return f"Nothing fits it. {strongest_gate(engine, side.scores)}"
    winner, main = OPTION_NAMES[side.winner], OPTION_OF[side.main]
    alone = OPTION_NAMES[int(side.alone.shares().argmax())]
    if side.apart and share(side.scores.blocked[VARIANTS.index(side.main)]) >= LIKELY:
        return strongest_gate(engine, side.scores, side.main)
    if side.apart:
        return _strongest(engine, side.scores, winner, main)
    if winner != main and winner in WITH_THE_REST[main]:
        return "It is one program, and runs as one more container beside the rest."
    if winner != main:
        return f"{NAMES[winner]} may suit it better, but not surely enough to run it apart."
    if alone != main:
        return f"{NAMES[alone]} would suit it better by itself, but a second platform costs more than that is worth."
    return _strongest(engine, side.scores, main, _runner_up(side), own=True)


def _runner_up(side: Side) -> str:
    return OPTION_NAMES[int(np.argsort(-side.shares, kind="stable")[1])]


def _strongest(engine: Engine, scores: Scores, option: str, other: str, *, own: bool = False) -> str:
    """Give what puts an option furthest before another: a hard limit, a rule that is likely, or what it costs.

    With `own` a rule must speak for it: why something stays is not told by what is wrong with a place nobody named.
    """
    better, worse = (VARIANTS.index(likeliest_variant(scores, name)) for name in (option, other))
    if share(scores.blocked[worse]) >= LIKELY:
        return strongest_gate(engine, scores, VARIANTS[worse])
    cheaper = (scores.cost[better] - scores.cost[worse]) * scores.weights[COST]
    reasons = {"It costs less there, engineers' time included.": mean(cheaper)}
    reasons |= dict(_leads(engine, scores, VARIANTS[better], VARIANTS[worse], own=own))
    best = max(reasons, key=lambda words: reasons[words])
    return best if reasons[best] > 0 else MANY_SMALL_ONES


def _leads(engine: Engine, scores: Scores, better: str, worse: str, *, own: bool) -> Iterator[tuple[str, float]]:
    """Give the sentence of each rule that is likely, and how far it puts one variant before another."""
    for rule, criterion in likely_reasons(engine, scores):
        points = rule.points_for(better, OPTION_OF[better])
        lead = points - rule.points_for(worse, OPTION_OF[worse])
        if lead > 0 and (points > 0 or not own):
            yield (
                given(rule.file.because, scores.firing_share(rule.id)),
                lead * scores.weighed_share(rule.id, criterion),
            )


def _started_by(engine: Engine, side: Side) -> Iterator[str]:
    """Name what starts it in most worlds."""
    column = side.scores.worlds.code(TRIGGERS)
    for name, code in engine.rulebook.facts[TRIGGERS].codes.items():
        if (column >> code & 1).mean() >= LIKELY:
            yield name
