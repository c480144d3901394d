"""The next question against brute force: for every question and group of answers, worlds drawn and scored anew."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import numpy.typing as npt

from bench.interviews import under_way
from bench.measuring import Measured, Scale, timed
from rules.answers import Answer, Answers, Range
from rules.checklists import lines_of, ticked
from rules.facts import Fact
from rules.scoring import Engine, Scores
from rules.value import PURITY_WEIGHT, Codes, QuestionValue, questions_of, rank_questions
from rules.worlds import Column, decode

Bools = npt.NDArray[np.bool_]
TARGET_TIMES = 40.0
CLOSE = 0.9
"""Our choice counts as good as the best of brute force from this share of its worth: both are samples."""


def measure_question(engine: Engine, scale: Scale) -> Measured:
    """Choose the next question in both ways in interviews that are under way."""
    states = under_way(engine, scale.states)
    ratios, same, close, steady = [], 0, 0, 0
    for answers in states:
        ours: list[QuestionValue] = []
        theirs: list[QuestionValue] = []
        quick = timed(partial(choose_by_grouping, engine, answers, scale.worlds, ours))
        ratios.append(timed(partial(choose_by_force, engine, answers, scale.worlds, theirs)) / quick)
        worth = {value.question: value.per_effort for value in theirs}
        same += ours[0].question == theirs[0].question
        close += worth[ours[0].question] >= CLOSE * theirs[0].per_effort
        again: list[QuestionValue] = []
        choose_by_force(engine, answers, scale.worlds // 2, again)
        steady += again[0].question == theirs[0].question
    note = (
        f"{scale.worlds:,} worlds; the same choice in {same} of {len(states)} interviews, "
        f"one worth at least {CLOSE:.0%} of it in {close}; brute force itself, on half the worlds, in {steady}"
    )
    return Measured("the next question against brute force", float(np.median(ratios)), TARGET_TIMES, "times", note)


def choose_by_grouping(engine: Engine, answers: Answers, worlds: int, ranked: list[QuestionValue]) -> None:
    """Draw and score the worlds once, and group them by what each question would tell."""
    ranked += rank_questions(engine, engine.score_settled(answers, worlds), answers)


def choose_by_force(engine: Engine, answers: Answers, worlds: int, ranked: list[QuestionValue]) -> None:
    """Draw and score worlds anew for every group of answers to every question."""
    scores = engine.score_settled(answers, worlds)
    now = clarity(scores)
    for asked in questions_of(engine, scores, answers):
        gain = max(_expected(engine, scores, answers, asked.question, groups) for groups, _ in asked.partitions())
        ranked.append(QuestionValue.of(asked.question, gain - now, asked.effort))
    ranked.sort(key=lambda value: (-value.per_effort, value.question))


def clarity(scores: Scores) -> float:
    """Give the chance of being right, and what a clear picture counts for."""
    shares = np.bincount(scores.winner + 1) / scores.load.size
    return float(shares.max() + PURITY_WEIGHT * np.square(shares).sum())


def _expected(engine: Engine, scores: Scores, answers: Answers, question: str, groups: Codes) -> float:
    total = 0.0
    for group in np.unique(groups):
        here = groups == group
        told, fixed = _clamped(engine, scores, question, here, int(group))
        total += here.mean() * clarity(_scored(engine, {**answers, **told}, fixed, scores.load.size))
    return float(total)


def _scored(engine: Engine, answers: Answers, fixed: Mapping[str, Column], size: int) -> Scores:
    worlds = engine.draw(answers, size, dict(fixed))
    worlds.update({name: np.full(size, each.mid) for name, each in engine.rulebook.assumptions.items()})
    return engine.score_worlds(worlds, frozenset(answers), settled=(True,))


def _clamped(
    engine: Engine, scores: Scores, question: str, here: Bools, group: int
) -> tuple[Answers, Mapping[str, Column]]:
    """Give the answers that a group stands for; one of several choices is no answer, so its column is laid down."""
    facts = engine.rulebook.facts
    if question not in facts:
        return {fact.id: ticked(fact, bool(group >> at & 1)) for at, fact in enumerate(lines_of(question, facts))}, {}
    fact, column = facts[question], scores.worlds[question]
    if fact.kind == "several":
        return {}, {question: np.resize(column[here], scores.load.size)}
    return {question: _answer(fact, column[here])}, {}


def _answer(fact: Fact, column: Column) -> Answer:
    low, high = float(column.min()), float(column.max())
    return Range(low, high) if fact.numeric and low < high else decode(fact, column[0])
