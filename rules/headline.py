"""The one sentence that says why: what a person reads first, with the action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from rules.actions import MOVE, Actions
from rules.averages import share
from rules.columns import Bools
from rules.cost_points import bill_hurts
from rules.migration import current_option, knows_what_runs
from rules.options import OPTION_NAMES, OPTION_OF
from rules.rule import Rule
from rules.savings import share_saved_by_tuning
from rules.scoring import Engine, Scores
from rules.standing import variant_today
from rules.winning import BLOCKED

NAMES = {"lambda": "AWS Lambda", "containers": "Containers", "monolith": "A monolith"}

LEAST_TUNING_SHARE = 0.15
"""Share of today's cash that tuning saves at least where the headline says to tune."""
MOST = 0.5
"""Share of worlds that an option must win before its own reasons tell why it stays."""
LIKELY, SURE = 0.6, 0.95
"""Shares of worlds in which a reason holds from which on it is given at all, and given without a word of doubt."""
WISHES = "wishes"
"""The criterion of what is wanted and proves nothing."""
COSTS_LEAST = "It costs least, engineers' time included."
CHEAPER_THERE = (
    "What runs stays as it is and costs less there, which earns the salaries of the move back in {horizon:g} months."
)
EASIER_THERE = (
    "What runs stays as it is, and running it there takes more days off the team in {horizon:g} months than the move "
    "takes."
)
RIGHT_KIND = "What runs is of the right kind, and another platform for it"
MANY_SMALL_ONES = "Taken together its reasons speak for it, though none of them strongly."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The option that wins most worlds, its variant and its share; None where a gate blocks everything."""

    option: str | None
    variant: str | None
    share: float
    tie: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and the option that it leads to or stays with; None where a gate blocks everything."""

    action: str | None
    to: str | None


def because(engine: Engine, scores: Scores, actions: Actions, best: Chosen, advice: Advice, horizon: float) -> str:
    """Say in one sentence why this is advised.

    Args:
        engine: the rulebook made ready.
        scores: the worlds, scored.
        actions: the action of every world.
        best: the option whose reasons speak: what wins most worlds or, for a move, where that leads.
        advice: what to do.
        horizon: months in which a move should pay back.
    """
    action = advice.action
    if best.option is None or best.variant is None or action is None:
        return "Every option is blocked by a hard limit; one of these limits must give."
    if action in {"stay", "regroup"}:
        advised = _advice(engine, actions, action)
        if advised or advice.to != best.option or best.share < MOST:
            other = best.option if advice.to != best.option else None
            return advised or _why_not_move(scores, actions, other, horizon)
        away = knows_what_runs(scores) and best.variant != variant_today(scores)
        if away and _platform_hurts(scores):
            return _why_not_elsewhere(scores, actions, horizon)
    if action == "move" and share(actions.blocked_today) >= 0.5:
        return strongest_gate(engine, scores, scores.today.likeliest)
    if action == "move":
        advised = _advice(engine, actions, action)
        if advised:
            return advised
        return _as_it_is_elsewhere(engine, scores, actions, best, horizon) or _strongest(engine, scores, best.variant)
    return _strongest(engine, scores, best.variant)


def _as_it_is_elsewhere(engine: Engine, scores: Scores, actions: Actions, best: Chosen, horizon: float) -> str | None:
    """Say why what runs moves to another platform; None where most who move to this option change what runs.

    What speaks for the option speaks for staying as much, so no reason for it tells why one should leave.
    """
    moving = (actions.action == MOVE) & (scores.winner == OPTION_NAMES.index(best.option or ""))
    as_it_is = moving & (scores.winner == current_option(scores))
    if 2 * np.count_nonzero(as_it_is) <= np.count_nonzero(moving):
        return None
    reasons = ((actions.cheaper, CHEAPER_THERE), (actions.eases, EASIER_THERE))
    holds, words = max(reasons, key=lambda reason: share(reason[0][as_it_is]))
    if share(holds[as_it_is]) >= 0.5:
        return given(words.format(horizon=horizon), share(holds))
    return _better_there(engine, scores, best.variant or "")


def _better_there(engine: Engine, scores: Scores, variant: str) -> str | None:
    """Give the likely reason that puts a variant furthest before what runs; None where there is none."""
    today = variant_today(scores)
    if today is None:
        return None
    leads = [
        (_before(rule, variant, today) * scores.weighed_share(rule.id, criterion), rule)
        for rule, criterion in likely_reasons(engine, scores)
    ]
    lead, strongest = max(leads, key=itemgetter(0), default=(0, None))
    return given(strongest.file.because, scores.firing_share(strongest.id)) if strongest and lead > 0 else None


def _before(rule: Rule, variant: str, other: str) -> int:
    return rule.points_for(variant, OPTION_OF[variant]) - rule.points_for(other, OPTION_OF[other])


def strongest_gate(engine: Engine, scores: Scores, variant: str | None = None) -> str:
    """Give the hard limit that holds in most worlds, of those that block a variant or any."""
    gates = (rule for rule in engine.rulebook.gates if variant in {None, *rule.file.blocks})
    return max(gates, key=lambda rule: scores.firing_share(rule.id)).file.because


def _why_not_move(scores: Scores, actions: Actions, option: str | None, horizon: float) -> str:
    """Say why something else than the best option stays; without an option, why what may not be the best does."""
    better = "Another option may do better" if option is None else f"{NAMES[option]} would do better"
    elsewhere = scores.winner != current_option(scores)
    if elsewhere.any() and share(actions.pays_back[elsewhere]) >= 0.5:
        return f"{better}, but not surely enough to move there."
    tuned = "tuning what runs saves without a move, and " if _tuning_comes_first(scores) else ""
    return f"{better}, but {tuned}moving there would not earn its salaries back within {horizon:g} months."


def _platform_hurts(scores: Scores) -> bool:
    """Tell whether what hurts hangs on where it runs: the bill, or the work of running it."""
    return share(bill_hurts(scores.load) | scores.load.has("pains", "ops_burden")) >= 0.5


def _why_not_elsewhere(scores: Scores, actions: Actions, horizon: float) -> str:
    """Say why what runs is not moved, as it is, to the platform on which it would be best."""
    right = scores.winner == current_option(scores)
    away = right & (scores.best != scores.today.current)
    if away.any() and share(actions.pays_back[away]) >= 0.5:
        return f"{RIGHT_KIND} may cost less, but not surely enough to move there."
    return f"{RIGHT_KIND} would not earn the salaries of a move back within {horizon:g} months."


def _tuning_comes_first(scores: Scores) -> bool:
    """Tell whether the bill is what hurts, and tuning what runs cuts it by enough to be told."""
    hurts = share(bill_hurts(scores.load)) >= 0.5
    return hurts and share_saved_by_tuning(scores) >= LEAST_TUNING_SHARE


def _strongest(engine: Engine, scores: Scores, variant: str) -> str:
    """Give the reason that adds most to a variant, doubled where a pain names its criterion, of those that are likely.

    Where none of the rules likely speaks for it, it may be that it costs least.
    """
    rivals = _rivals(scores, variant)
    leads = [
        (_lead(rule, variant, rivals) * scores.weighed_share(rule.id, criterion), rule)
        for rule, criterion in likely_reasons(engine, scores)
    ]
    lead, strongest = max(leads, key=_evidence_first, default=(0.0, None))
    if strongest is not None and lead > 0:
        return given(strongest.file.because, scores.firing_share(strongest.id))
    cheapest = share(_costs_least(scores, variant))
    return given(COSTS_LEAST, cheapest) if cheapest >= LIKELY else MANY_SMALL_ONES


def _evidence_first(lead: tuple[float, Rule]) -> tuple[bool, float]:
    """Order leads so that a wish, which is no evidence, comes after all else that speaks for it."""
    points, rule = lead
    return points > 0 and rule.file.criterion != WISHES, points


def likely_reasons(engine: Engine, scores: Scores) -> Iterator[tuple[Rule, str]]:
    """List the rules that likely fire and speak of a criterion, with it."""
    for name in scores.fires:
        rule = engine.rulebook.rule(name)
        if rule.file.criterion is not None and scores.firing_share(name) >= LIKELY:
            yield rule, rule.file.criterion


def _costs_least(scores: Scores, variant: str) -> Bools:
    """Tell where a variant costs no more than any variant of the other options."""
    others = [each.total for name, each in scores.bills.items() if OPTION_OF[name] != OPTION_OF[variant]]
    least: Bools = scores.bills[variant].total <= np.min(others, axis=0)
    return least


def given(words: str, holds: float) -> str:
    """Give a reason, and say so where it is only likely that it holds.

    Args:
        words: the reason, whole sentences.
        holds: the share of worlds in which it holds.
    """
    return words if holds >= SURE else f"{words} (That is likely here, and not known.)"


def quotes(because: str, rule: Rule) -> bool:
    """Tell whether a reason that was given is a rule's, with a word of doubt or without."""
    return because in {rule.file.because, given(rule.file.because, 0.0)}


def _rivals(scores: Scores, variant: str) -> list[str]:
    """List the other options, but for those that a hard limit mostly rules out, unless it rules out all."""
    others = [option for option in OPTION_NAMES if option != OPTION_OF[variant]]
    open_ = [each for each in others if share(scores.option_utility[OPTION_NAMES.index(each)] > BLOCKED) >= 0.5]
    return open_ or others


def _lead(rule: Rule, variant: str, rivals: list[str]) -> float:
    """Give how far a rule puts a variant before its rivals' mean; 0 where it speaks more for one of these."""
    others = [rule.points_for(option, option) for option in rivals]
    points = rule.points_for(variant, OPTION_OF[variant])
    return points - sum(others) / len(others) if points >= max(others) else 0.0


def _advice(engine: Engine, actions: Actions, action: str) -> str | None:
    """Give the likeliest advice to do this; to regroup is always advised by some rule."""
    least = 0.0 if action == "regroup" else 0.5
    firing = {rule: share(fires) for rule, fires in actions.advised.items()}
    mine = [engine.rulebook.rule(name) for name, share in firing.items() if share > 0 and share >= least]
    likely = [rule for rule in mine if rule.file.advises == action]
    if not likely:
        return None
    told = max(likely, key=lambda rule: firing[rule.id])
    return given(told.file.because, firing[told.id])
