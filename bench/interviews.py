"""The time of one step of the interview, on records that grow by a new answer every time."""

import time
from collections.abc import Iterator, Mapping
from statistics import median

import numpy as np

from bench.measuring import Measured, Scale
from bot.interview.record import Entry, Record
from bot.interview.simulation import from_priors
from bot.interview.steps import Ask, next_step
from rules.answers import Answer, Answers, Known
from rules.checklists import lines_of, ticked, ticks_in
from rules.scoring import Engine
from rules.subjects import SYSTEM
from rules.value import WORLDS
from rules.worlds import encode

TARGET_MS = 6.0
WARM_UP = 3
"""Interviews before the clock counts: what is drawn once in a process is there in all but its first."""


def measure_step(engine: Engine, scale: Scale) -> Measured:
    """Play systems that nobody has played before, and time every step."""
    systems = from_priors(engine, WARM_UP + scale.systems)
    played = [[milliseconds for _, milliseconds in interview(engine, system)] for system in systems]
    steps = sorted(step for each in played[WARM_UP:] for step in each)
    slow = steps[len(steps) * 9 // 10]
    note = f"{len(steps)} steps of {scale.systems} interviews; nine of ten took at most {slow:.1f} ms"
    return Measured(f"one step of the interview, {WORLDS:,} worlds", median(steps), TARGET_MS, "ms", note)


def interview(engine: Engine, system: Mapping[str, Known]) -> Iterator[tuple[Record, float]]:
    """Answer the questions about a complete system; give each record, and the time of the step from it.

    It ends with the step that asks about side work, of which a system draws no answers.
    """
    record, step = Record(), None
    while step is None or (isinstance(step, Ask) and step.subject == SYSTEM):
        if step is not None:
            record = record.with_entry(Entry(step.question.id, answers_to(engine, step.question.id, system)))
        start = time.perf_counter()
        step = next_step(engine, record)
        yield record, (time.perf_counter() - start) * 1000


def answers_to(engine: Engine, question: str, system: Mapping[str, Known]) -> dict[str, Answer]:
    """Answer a question, or tick a checklist, as a complete system would."""
    if question not in engine.rulebook.checklists:
        return {question: system[question]}
    lines = lines_of(question, engine.rulebook.facts)
    return {fact.id: ticked(fact, bool(ticks_in(fact, np.array([encode(fact, system[fact.id])]))[0])) for fact in lines}


def under_way(engine: Engine, count: int) -> list[Answers]:
    """Give the answers of interviews that have come a third of their way, and have a question left that matters."""
    found: list[Answers] = []
    for system in from_priors(engine, 4 * count):
        records = [record for record, _ in interview(engine, system)]
        if len(records) > 2:
            found.append(records[len(records) // 3].answers)
    return found[:count]
