"""Leaving out each rule in turn: how much the verdicts on published decisions hang on a single one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rules.averages import share
from rules.cases import Case, Outcome, judge_case
from rules.decide import Settings, headline_on
from rules.rule import Rule
from rules.scoring import Engine

WITH_POINTS = ("reason", "gate", "advice")
"""The kinds of rules that a headline can hang on."""
MOST_CASES = 2
"""Cases that may be scored otherwise without a rule; on more of them the rulebook hangs too much on that one."""
OFTEN = 0.5
"""Share of worlds from which on a rule counts as firing in a case."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What becomes of the verdicts without one rule.

    Attributes:
        rule: the rule.
        fires_in: the cases in most of whose worlds it fires.
        changed: the outcomes that differ without it, each beside the one with it.
    """

    rule: Rule
    fires_in: tuple[str, ...]
    changed: tuple[tuple[Outcome, Outcome], ...]

    @property
    def cases_scored_otherwise(self) -> int:
        """How many cases become acceptable or forbidden without it, or cease to be; none makes up for another."""
        return sum(before.standing != after.standing for before, after in self.changed)

    @property
    def for_one_case(self) -> bool:
        """Whether it fires in one case alone and carries no claim, so that its sources have to carry it."""
        return len(self.fires_in) == 1 and not self.rule.file.claims


def without_each_rule(engine: Engine, cases: Sequence[Case], settings: Settings) -> Iterator[LeftOut]:
    """Judge the cases without each rule in turn; only those in which it fires in any world can change.

    Args:
        engine: the whole rulebook made ready.
        cases: published decisions.
        settings: worlds and horizon of the headlines.
    """
    whole = {case.id: judge_case(case, lambda known: headline_on(engine, known, settings)) for case in cases}
    shares = {case.id: _firing_shares(engine, case, settings.worlds) for case in cases}
    for rule in engine.rulebook.rules:
        if rule.file.kind in WITH_POINTS:
            here = [case for case in cases if shares[case.id].get(rule.id, 0.0) > 0]
            yield LeftOut(
                rule=rule,
                fires_in=tuple(case.id for case in here if shares[case.id][rule.id] >= OFTEN),
                changed=tuple(_changed(engine, rule, here, whole, settings)),
            )


def _firing_shares(engine: Engine, case: Case, worlds: int) -> dict[str, float]:
    scores = engine.score(case.answers, worlds)
    advice = {rule: share(fires) for rule, fires in engine.advice(scores).items()}
    return {**{rule: scores.firing_share(rule) for rule in scores.fires}, **advice}


def _changed(
    engine: Engine, rule: Rule, cases: Sequence[Case], whole: dict[str, Outcome], settings: Settings
) -> Iterator[tuple[Outcome, Outcome]]:
    if not cases:
        return
    rules = tuple(each for each in engine.rulebook.rules if each is not rule)
    without = Engine(replace(engine.rulebook, rules=rules))
    for case in cases:
        outcome = judge_case(case, lambda known: headline_on(without, known, settings))
        if outcome.labels != whole[case.id].labels:
            yield whole[case.id], outcome
