"""Flips: the nearest value of a fact or an assumption that changes the winner, found by search and confirmed by running it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from rules.answers import Answer, Answers, Known, Value, bounds
from rules.facts import Fact
from rules.options import OPTION_NAMES
from rules.scoring import Engine, Scores
from rules.value import QuestionValue
from rules.worlds import Column, Worlds, concatenate

SEARCH_WORLDS = 400
"""Worlds for each value that is tried; whatever is found is confirmed with many more."""
RATIOS = (1.25, 1.6, 2.0, 3.0, 5.0, 10.0)
"""How far a known number is moved, up and down; nearer flips matter more than farther ones."""
REFINEMENTS = 4
"""Halvings between the last value that does not flip and the first that does."""
UNKNOWN_TRIED = 6
"""Facts that are not known and are tried: those worth most to know."""
SHARES = (0.05, 0.25, 0.75, 0.95)
"""Quantiles at which a number that is not known is tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One value of one fact or assumption, and what wins with it.

    Attributes:
        name: the fact or assumption.
        value: the value that is tried.
        distance: how far it is from what is held today; a factor's logarithm, or 1 for another choice.
        winner: index of the option that wins with it.
    """

    name: str
    value: Value
    distance: float
    winner: int = -1
    assumption: bool = False
    base: float | None = None


def find_flips(
    engine: Engine, answers: Answers, scores: Scores, ranked: Iterable[QuestionValue], most: int
) -> list[Trial]:
    """Find the nearest changes that give another winner.

    Args:
        engine: the rulebook made ready.
        answers: what is known.
        scores: the worlds of the verdict.
        ranked: what is not known, by worth.
        most: how many flips are confirmed and given.
    """
    winner = int(scores.shares().argmax())
    trials = _run(engine, answers, list(_trials(engine, answers, scores, ranked)))
    nearest: dict[tuple[str, bool], Trial] = {}
    for trial in sorted((each for each in trials if each.winner != winner), key=lambda each: each.distance):
        nearest.setdefault((trial.name, trial.base is not None and _number(trial.value) > trial.base), trial)
    refined = _refine(engine, answers, list(nearest.values())[: 2 * most], winner)
    confirmed = (trial for trial in refined if _confirmed(engine, answers, trial, winner, scores.load.size))
    return [trial for _, trial in zip(range(most), confirmed, strict=False)]


def _trials(engine: Engine, answers: Answers, scores: Scores, ranked: Iterable[QuestionValue]) -> Iterator[Trial]:
    facts = engine.rulebook.facts
    for name, answer in answers.items():
        if isinstance(answer, Known):
            yield from _around(facts[name], answer)
    unknown = [value.question for value in ranked if value.question in facts and value.gain > 0]
    for name in unknown[:UNKNOWN_TRIED]:
        yield from _unknown(facts[name], scores)
    for name, assumption in engine.rulebook.assumptions.items():
        for value in (assumption.low, assumption.high):
            yield Trial(name, value, abs(math.log(value / assumption.mid)), assumption=True, base=assumption.mid)


def _around(fact: Fact, answer: Known) -> Iterator[Trial]:
    if fact.kind in {"choice", "flag"}:
        for value in fact.choices or (False, True):
            if value != answer.value:
                yield Trial(fact.id, value, 1.0)
    elif fact.numeric and _number(answer.value) > 0:
        base = _number(answer.value)
        for ratio in (*RATIOS, *(1 / ratio for ratio in RATIOS)):
            value = min(max(base * ratio, fact.lowest), fact.highest)
            value = round(value) if fact.kind == "count" else value
            if value != base:
                yield Trial(fact.id, float(value), abs(math.log(max(value, 1e-9) / base)), base=base)


def _unknown(fact: Fact, scores: Scores) -> Iterator[Trial]:
    if fact.kind in {"choice", "flag"}:
        for value in fact.choices or (False, True):
            yield Trial(fact.id, value, 1.0)
    elif fact.numeric:
        column = scores.worlds.number(fact.id)
        base = float(np.median(column))
        for value in np.unique(np.quantile(column, SHARES)):
            kept = float(round(value)) if fact.kind == "count" else float(value)
            yield Trial(fact.id, kept, 1.0 + abs(math.log((kept + 1e-9) / (base + 1e-9))) / 10, base=base)


def _run(engine: Engine, answers: Answers, trials: list[Trial]) -> list[Trial]:
    """Score all trials in one pass over worlds laid end to end."""
    possible = [(trial, worlds) for trial in trials if (worlds := _worlds(engine, answers, trial)) is not None]
    if not possible:
        return []
    scores = engine.score_worlds(concatenate([worlds for _, worlds in possible]), frozenset(answers))
    winners = scores.winner.reshape(len(possible), SEARCH_WORLDS)
    return [replace(trial, winner=_plurality(row)) for (trial, _), row in zip(possible, winners, strict=True)]


def _worlds(engine: Engine, answers: Answers, trial: Trial) -> Worlds | None:
    changed, fixed = _changed(answers, trial, SEARCH_WORLDS)
    return None if changed is None else engine.sampler.draw(changed, SEARCH_WORLDS, fixed)


def _changed(answers: Answers, trial: Trial, size: int) -> tuple[Answers | None, dict[str, Column] | None]:
    if trial.assumption:
        return answers, {trial.name: np.full(size, _number(trial.value))}
    changed = {**answers, trial.name: Known(trial.value)}
    peak, mean = (bounds(changed.get(name, Known(default))) for name, default in PEAK_AND_MEAN)
    return (None, None) if peak[1] < mean[0] else (changed, None)


PEAK_AND_MEAN = (("peak_requests_per_second", math.inf), ("requests_per_second", 0.0))


def _plurality(winners: Column) -> int:
    return int(np.bincount(winners + 1, minlength=len(OPTION_NAMES) + 1)[1:].argmax())  # type: ignore[operator]


def _refine(engine: Engine, answers: Answers, trials: list[Trial], winner: int) -> list[Trial]:
    """Halve, side by side, the way from what is held to the value that flips."""
    held = [trial.base for trial in trials]
    for _ in range(REFINEMENTS):
        middles = [_middle(trial, base) for trial, base in zip(trials, held, strict=True)]
        run = {(each.name, each.value): each for each in _run(engine, answers, [each for each in middles if each])}
        for at, middle in enumerate(middles):
            tried = run.get((middle.name, middle.value)) if middle else None
            if tried and tried.winner == trials[at].winner:
                trials[at] = tried
            elif tried:
                held[at] = _number(tried.value)
    return trials


def _middle(trial: Trial, held: float | None) -> Trial | None:
    if held is None or held <= 0 or _number(trial.value) <= 0:
        return None
    value = math.sqrt(held * _number(trial.value))
    value = float(f"{value:.3g}")
    distance = abs(math.log(value / trial.base)) if trial.base else trial.distance
    return None if value in {held, trial.value} else replace(trial, value=value, distance=distance)


def _confirmed(engine: Engine, answers: Answers, trial: Trial, winner: int, size: int) -> bool:
    changed, fixed = _changed(answers, trial, size)
    if changed is None:
        return False
    return int(engine.score(changed, size, fixed).shares().argmax()) == trial.winner


def _number(value: Value) -> float:
    return float(value)  # type: ignore[arg-type]
