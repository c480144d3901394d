"""Playing complete systems through the interview: how many questions it takes, and whether it names the right one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

import numpy as np
from rules.answers import Answer, Known
from rules.checklists import lines_of, ticked, ticks_in
from rules.facts import Fact, Vocabulary
from rules.priors import Prior, Spread
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.subjects import SYSTEM
from rules.value import WORLDS
from rules.worlds import decode, encode

from bot.interview.record import Entry, Record
from bot.interview.steps import Ask, next_step

CLEAR = 0.6
"""Confidence from which a verdict with every fact known counts as clear; assumptions still vary in it."""
STRETCH = 1.5
"""How much wider, in factors, the broader spread of a number is than its prior."""
EVEN = 0.2
"""Chance towards which the broader spread draws each of several choices."""


System: TypeAlias = Mapping[str, Known]
"""Every fact of one system."""


@dataclass(frozen=True, slots=True)
class Played:
    """One complete system, played through the interview."""

    questions: int
    right: bool
    clear: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a simulation found."""

    systems: int
    median_questions: float
    p90_questions: float
    clear: int
    right_of_clear: float
    right_of_all: float


def from_priors(engine: Engine, count: int) -> list[System]:
    """Draw complete systems from the priors."""
    worlds = engine.sampler.draw({}, count)
    facts = engine.rulebook.facts
    return [{name: decode(fact, worlds[name][at]) for name, fact in facts.items()} for at in range(count)]


def from_broader(engine: Engine, count: int) -> list[System]:
    """Draw complete systems from a broader spread: every prior flattened and stretched, its links kept."""
    return from_priors(Engine(replace(engine.rulebook, facts=broader(engine.rulebook.facts))), count)


def broader(facts: Vocabulary) -> dict[str, Fact]:
    """Flatten every prior: weights by their square root, flags half-way to even, numbers stretched about the middle."""
    return {name: fact.model_copy(update={"prior": _flatten(fact)}) for name, fact in facts.items()}


def _flatten(fact: Fact) -> Prior:
    where = {name: _flatten_rows(fact, rows) for name, rows in fact.prior.where.items()}
    rows = {"by": _flatten_rows(fact, fact.prior.by), "where": where}
    return fact.prior.model_copy(update={**_changes(fact, fact.prior), **rows})


def _flatten_rows(fact: Fact, rows: Mapping[str, Spread]) -> dict[str, Spread]:
    return {value: _flatten_row(fact, row) for value, row in rows.items()}


def _flatten_row(fact: Fact, row: Spread) -> Spread:
    return row.model_copy(update=_changes(fact, row))


def _changes(fact: Fact, row: Spread) -> dict[str, object]:
    if row.weights is not None:
        return {"weights": {choice: math.sqrt(weight) for choice, weight in row.weights.items()}}
    if row.chance is not None:
        return {"chance": {choice: (chance + EVEN) / 2 for choice, chance in row.chance.items()}}
    if row.yes is not None:
        return {"yes": (row.yes + 0.5) / 2}
    if row.low is None or row.mid is None or row.high is None:
        return {}
    if fact.kind == "share":
        return {"low": row.low / 2, "high": (row.high + 1) / 2, "zero": row.zero / 2}
    low, high = row.mid * (row.low / row.mid) ** STRETCH, row.mid * (row.high / row.mid) ** STRETCH
    least = 1.0 if fact.prior.times == "requests_per_second" and row.low >= 1 else 0.0
    return {"low": max(low, least), "high": high, "zero": row.zero / 2}


def play(engine: Engine, system: System) -> Played:
    """Answer the interview's questions about a complete system, side workloads left out, and compare the verdicts."""
    record = Record()
    while isinstance(step := next_step(engine, record), Ask) and step.subject == SYSTEM:
        record = record.with_entry(_answer(engine, step.question.id, system))
    shares = engine.score(system, WORLDS).shares()
    named = int(engine.score(record.answers, WORLDS).shares().argmax())
    return Played(len(record.entries), named == int(shares.argmax()), float(shares.max()) >= CLEAR)


def summarise(played: list[Played]) -> Result:
    """Count questions and right verdicts."""
    clear = [each for each in played if each.clear]
    questions = sorted(each.questions for each in played)
    return Result(
        systems=len(played),
        median_questions=median(questions),
        p90_questions=questions[int(len(questions) * 0.9)],
        clear=len(clear),
        right_of_clear=sum(each.right for each in clear) / max(len(clear), 1),
        right_of_all=sum(each.right for each in played) / len(played),
    )


def _answer(engine: Engine, question: str, system: System) -> Entry:
    if question not in engine.rulebook.checklists:
        return Entry(question, {question: system[question]})
    return Entry(question, dict(_ticks(lines_of(question, engine.rulebook.facts), system)))


def _ticks(facts: tuple[Fact, ...], system: System) -> Iterator[tuple[str, Answer]]:
    for fact in facts:
        column = np.array([encode(fact, system[fact.id])])
        yield fact.id, ticked(fact, bool(ticks_in(fact, column)[0]))


def simulate(load: Callable[[], Rulebook], systems: int) -> dict[str, Result]:
    """Play systems through the interview on all processors: half from the priors, half from the broader spread.

    Args:
        load: reads the rulebook; called once in every process.
        systems: how many in all.
    """
    engine = Engine(load())
    drawn = {"priors": from_priors(engine, systems // 2), "broader": from_broader(engine, systems - systems // 2)}
    with ProcessPoolExecutor(initializer=_prepare, initargs=(load,)) as pool:
        played = {name: list(pool.map(_play, each, chunksize=10)) for name, each in drawn.items()}
    played["all"] = [each for part in played.values() for each in part]
    return {name: summarise(each) for name, each in played.items()}


_ENGINE: list[Engine] = []


def _prepare(load: Callable[[], Rulebook]) -> None:
    _ENGINE[:] = [Engine(load())]


def _play(system: System) -> Played:
    return play(_ENGINE[0], system)
