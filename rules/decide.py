"""Deciding: answers in, the whole verdict out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rules.actions import ACTIONS, Actions, choose_actions, headline_action
from rules.answers import Answers, Unknown, to_raw
from rules.costs.model import bill
from rules.costs.way import STATED
from rules.findings import findings, gates, plan
from rules.flips import Trial, find_flips
from rules.headline import Chosen, because
from rules.horizon import in_twelve_months
from rules.migration import migrate
from rules.options import OPTION_NAMES, VARIANTS
from rules.parts import cost_of, likeliest_variant, option_verdict, span
from rules.scoring import NOBODY, Engine, Scores
from rules.splits import Side, side_workloads
from rules.value import QuestionValue, rank_questions
from rules.verdict import (
    AssumptionUsed,
    Flip,
    Headline,
    Later,
    Payback,
    RulebookName,
    Span,
    SplitPart,
    Today,
    Verdict,
    WorthKnowing,
)

TIE = 0.05
"""Two options whose shares differ by less than this are a tie, and said to be one."""
MOST_UNKNOWN = 6
"""Facts worth knowing that are named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set of a verdict.

    Attributes:
        worlds: how many worlds are drawn.
        horizon_months: how long a migration may take to earn its salaries back.
        flips: how many flips are searched for; 0 leaves them out.
        side_worlds: how many worlds are drawn for each side workload.
    """

    worlds: int = 10_000
    horizon_months: float = 18.0
    flips: int = 6
    side_worlds: int = 2_000


def decide(engine: Engine, answers: Answers, settings: Settings | None = None) -> Verdict:
    """Make the verdict.

    Args:
        engine: the rulebook made ready, for a day and a region.
        answers: what is known, in the vocabulary.
        settings: worlds, horizon, flips.
    """
    settings = settings or Settings()
    known = {name: answer for name, answer in answers.items() if not isinstance(answer, Unknown)}
    scores = engine.score(known, settings.worlds)
    actions = choose_actions(engine, scores, settings.horizon_months)
    ranked = rank_questions(engine, scores, answers)
    best = _best(scores)
    sides = list(side_workloads(engine, known, best.variant, settings.side_worlds)) if best.variant else []
    later = in_twelve_months(engine, scores, frozenset(known))
    flips = find_flips(engine, known, scores, ranked, settings.flips) if settings.flips else []
    return Verdict(
        answers={name: to_raw(answer) for name, answer in answers.items()},
        made_on=str(engine.rulebook.day),
        region=engine.rulebook.region,
        rulebooks=(RulebookName(name=engine.rulebook.name, fingerprint=engine.rulebook.fingerprint),),
        stale=engine.rulebook.prices.stale,
        headline=_headline(engine, scores, actions, best, sides, settings),
        verdict=best.option,  # type: ignore[arg-type]
        variant=best.variant,
        action=_headline_name(actions, scores, sides, best),  # type: ignore[arg-type]
        confidence=best.share,
        split={side.workload: _split_part(engine, side, best) for side in sides},
        today=_today(scores, known),
        options=tuple(option_verdict(engine.rulebook, scores, option) for option in OPTION_NAMES),
        gates=gates(engine, scores),
        findings=findings(engine, scores, known),
        flips=tuple(_flip(engine, trial) for trial in flips),
        payback=_payback(scores, best.variant, settings.horizon_months),
        plan=plan(engine, known, actions),
        in_12_months=_later(later),
        unknown=_unknown(engine, ranked),
        next_question=ranked[0].question if ranked and ranked[0].worth_asking else None,
        assumptions=_assumptions(engine),
    )


def _best(scores: Scores) -> Chosen:
    shares = scores.shares()
    if not shares.any():
        return Chosen(None, None, 0.0, tie=False)
    option = OPTION_NAMES[int(shares.argmax())]
    first, second = np.sort(shares)[::-1][:2]
    return Chosen(option, likeliest_variant(scores, option), float(first), tie=bool(first - second < TIE))


def _headline(
    engine: Engine, scores: Scores, actions: Actions, best: Chosen, sides: list[Side], settings: Settings
) -> Headline:
    action, to, confidence = headline_action(actions, scores)
    name = _headline_name(actions, scores, sides, best)
    if best.option is None:
        return Headline(
            action=None,
            to=None,
            confidence=0.0,
            tie=False,
            because=because(engine, scores, actions, best, None, settings.horizon_months),
        )
    target = best.option if name == "split" else OPTION_NAMES[to] if to != NOBODY else best.option
    reason = because(engine, scores, actions, best, name, settings.horizon_months)
    return Headline(action=name, to=target, confidence=confidence, tie=best.tie, because=reason)  # type: ignore[arg-type]


def _headline_name(actions: Actions, scores: Scores, sides: list[Side], best: Chosen) -> str | None:
    if best.option is None:
        return None
    if any(side.apart_from(OPTION_NAMES.index(best.option)) for side in sides):
        return "split"
    return ACTIONS[headline_action(actions, scores)[0]]


def _split_part(engine: Engine, side: Side, best: Chosen) -> SplitPart:
    option = OPTION_NAMES[side.winner]
    variant = likeliest_variant(side.scores, option)
    return SplitPart(
        verdict=option,  # type: ignore[arg-type]
        variant=variant,
        confidence=float(side.shares[side.winner]),
        apart=best.option is not None and side.apart_from(OPTION_NAMES.index(best.option)),
        cost_usd_month=cost_of(side.scores.bills[variant], engine.rulebook.prices),
    )


def _today(scores: Scores, known: Answers) -> Today:
    running = scores.today.running
    stated = None if scores.today.stated is None else float(scores.today.stated.mean())
    if running.mean() < 0.5:
        return Today(stated_usd_month=stated, variant=None, modelled=None, tuned=None)
    variant = VARIANTS[int(np.bincount(scores.today.current[running]).argmax())]
    modelled = bill(scores.load, variant, STATED)
    prices = scores.load.prices
    return Today(
        stated_usd_month=stated,
        variant=variant,
        modelled=cost_of(modelled, prices),
        tuned=cost_of(scores.bills[variant], prices),
        gap=None if stated is None else stated / max(float(modelled.cash.mean()), 1e-6) - 1,
    )


def _flip(engine: Engine, trial: Trial) -> Flip:
    fact = engine.rulebook.facts.get(trial.name)
    assumption = engine.rulebook.assumptions.get(trial.name)
    numeric = isinstance(trial.value, float) and trial.base is not None
    direction = "is" if not numeric else "above" if trial.value > trial.base else "below"  # type: ignore[operator]
    return Flip(
        fact=trial.name,
        at=trial.value,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        to=OPTION_NAMES[trial.winner],  # type: ignore[arg-type]
        assumption=trial.assumption,
        label=fact.label if fact else assumption.what if assumption else "",
        unit=fact.unit if fact else assumption.unit if assumption else "",
    )


def _payback(scores: Scores, variant: str | None, horizon: float) -> Payback | None:
    if variant is None or scores.today.running.mean() < 0.5:
        return None
    move = migrate(scores, variant)
    where = scores.today.running & (scores.today.current != VARIANTS.index(variant))
    if not where.any() or move.saving[where].mean() <= 0:
        return None
    months, saving, usd = move.months[where], move.saving[where], move.usd[where]
    finite = months[np.isfinite(months)]
    low, high = np.percentile(finite, (5, 95))
    expected = float(usd.mean() / saving.mean())
    return Payback(
        months=Span(low=min(low, expected), expected=expected, high=max(high, expected)),
        within_18_months=float((months <= horizon).mean()),
        horizon_months=horizon,
        migration_usd=span(usd),
        saving_usd_month=span(saving),
        most_effort_worth_days=float(horizon * saving.mean() / scores.load.usd_per_day[where].mean()),
    )


def _later(later: Scores) -> Later:
    shares = later.shares()
    if not shares.any():
        return Later(verdict=None, confidence=0.0)
    at = int(shares.argmax())
    return Later(verdict=OPTION_NAMES[at], confidence=float(shares[at]))  # type: ignore[arg-type]


def _unknown(engine: Engine, ranked: list[QuestionValue]) -> tuple[WorthKnowing, ...]:
    facts = engine.rulebook.facts
    worth = [value for value in ranked if value.question in facts and value.gain > 0][:MOST_UNKNOWN]
    return tuple(
        WorthKnowing(
            fact=value.question,
            value=value.gain,
            label=facts[value.question].label,
            measure=facts[value.question].measure.how,
            minutes=facts[value.question].measure.minutes,
        )
        for value in worth
    )


def _assumptions(engine: Engine) -> tuple[AssumptionUsed, ...]:
    return tuple(
        AssumptionUsed(name=each.id, what=each.what, value=each.mid, low=each.low, high=each.high, unit=each.unit)
        for each in engine.rulebook.assumptions.values()
    )
