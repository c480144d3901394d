"""The plan: what is right in any case, what likely saves, the advice, and a pilot of one part of what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rules.actions import BUILD, Actions
from rules.averages import share
from rules.conditions import as_test
from rules.cost_points import bill_hurts
from rules.headline import quotes
from rules.options import OPTION_OF
from rules.rule import Pilot, Rule, Step
from rules.savings import likely_pays, saving
from rules.scoring import Engine, Scores
from rules.standing import variant_today
from rules.verdict import Headline, PlanPart, PlanStep, SplitPart

LEAST_SAVING_USD = 0.5
"""Cash a month below which a step that is there to save something is left out."""


class Planned(NamedTuple):
    """A step, and the rule that names it."""

    rule: Rule
    step: Step


class Holding(NamedTuple):
    """What the answers make of the rulebook.

    Attributes:
        sure: the findings and the advice that surely hold.
        likely: the steps that likely save more than they take, of findings that are open.
    """

    sure: Sequence[Rule]
    likely: Sequence[Planned]


def plan(
    engine: Engine,
    holding: Holding,
    scores: Scores,
    actions: Actions,
    headline: Headline,
    split: Mapping[str, SplitPart],
) -> tuple[PlanStep, ...]:
    """List the steps: of what surely holds, of what likely saves, and of a pilot of what the headline says.

    Among the advice, what the headline quotes comes first, and to stay or to regroup before to move. What only likely
    saves is for who keeps what runs where it runs.

    Args:
        engine: the rulebook made ready.
        holding: the rules that the answers fulfil, or likely do.
        scores: the worlds, scored.
        actions: the action of every world.
        headline: what a person is told to do.
        split: the side workloads' own verdicts.
    """
    targets = _targets(headline, split, variant_today(scores), building=actions.share(BUILD) >= 0.5)
    pilots = [rule for target in targets for rule in _pilot(engine, scores, target)]
    fixes = [rule for rule in holding.sure if rule.file.kind == "finding" and _suits(rule, headline, scores)]
    parts: tuple[tuple[PlanPart, Iterable[Planned]], ...] = (
        ("fix", _steps_of(fixes)),
        ("likely", () if _moves(headline) else holding.likely),
        ("advice", _steps_of(_advice(engine, holding.sure, actions, headline))),
        ("pilot", _steps_of(pilots)),
    )
    return tuple(told for part, planned in parts for each in planned for told in _told(scores, part, each))


def likely_savings(tunings: Iterable[Rule], scores: Scores, horizon_months: float) -> list[Planned]:
    """List the steps that likely earn their days back, where the bill is what is to be mended.

    Args:
        tunings: findings that the answers leave open.
        scores: the worlds, scored.
        horizon_months: months in which the days of a step should be earned back.
    """
    if share(bill_hurts(scores.load)) < 0.5:
        return []
    return [each for each in _steps_of(tunings) if likely_pays(scores, each.step, horizon_months)]


def _steps_of(rules: Iterable[Rule]) -> Iterator[Planned]:
    return (Planned(rule, step) for rule in rules for step in rule.file.steps)


def _advice(engine: Engine, sure: Sequence[Rule], actions: Actions, headline: Headline) -> list[Rule]:
    """Give the advice that surely holds, and what the headline quotes even where it is only likely."""
    holding = {rule.id for rule in sure if rule.file.kind == "advice" and share(actions.advised[rule.id]) >= 0.5}
    rules = [engine.rulebook.rule(name) for name in actions.advised]
    told = [rule for rule in rules if rule.id in holding or quotes(headline.because, rule)]
    return sorted(told, key=lambda rule: (not quotes(headline.because, rule), rule.file.advises == "move"))


def _suits(rule: Rule, headline: Headline, scores: Scores) -> bool:
    """Tell whether the steps of a finding are for who follows the headline: what is left behind needs no mending."""
    if rule.file.steps_for == "moving":
        return headline.moves_something
    return rule.file.steps_for is None or not _leaves(headline, scores)


def _leaves(headline: Headline, scores: Scores) -> bool:
    """Tell whether the headline leads away from the option that runs today."""
    today = variant_today(scores)
    return _moves(headline) and today is not None and OPTION_OF[today] != headline.to


def _moves(headline: Headline) -> bool:
    """Tell whether what runs moves, be it to another platform only."""
    return "move" in {headline.action, headline.rest}


def _targets(headline: Headline, split: Mapping[str, SplitPart], today: str | None, *, building: bool) -> list[Pilot]:
    """Name what is to be tried: where the rest is built or moves to, and each option that side work goes to, once.

    Side work that stays in the option that runs today, while the rest leaves that, goes nowhere.
    """
    options = {part.verdict for part in split.values() if part.apart} if headline.action == "split" else set()
    there = None if today is None else OPTION_OF[today]
    wanted = [("split", option) for option in sorted(option for option in options if option not in {None, there})]
    action = "build" if building else headline.rest or headline.action
    if action in {"build", "move"} and headline.to is not None:
        wanted.insert(0, (action, headline.to))
    return [Pilot.model_validate({"action": action, "to": option}) for action, option in wanted]


def _pilot(engine: Engine, scores: Scores, target: Pilot) -> Iterator[Rule]:
    """Choose the pilot for a target that fits most worlds."""
    pilots = [rule for rule in engine.rulebook.rules if rule.file.tries == target]
    shares = {rule.id: share(as_test(rule.when)(scores.worlds)) for rule in pilots}
    best = max(pilots, key=lambda rule: shares[rule.id], default=None)
    if best is not None and shares[best.id] > 0:
        yield best


def _told(scores: Scores, part: PlanPart, planned: Planned) -> Iterator[PlanStep]:
    step = planned.step
    saved = None if step.saves is None else saving(scores, step.saves)
    # What the model knows to save nothing here is no step.
    if saved is None or saved >= LEAST_SAVING_USD:
        yield PlanStep(
            step=step.do,
            part=part,
            rule=planned.rule.id,
            days=step.days,
            saves_usd_month=saved,
            done_when=step.done_when,
            undo=step.undo,
        )
