"""The value of a question: how much its answer would raise the probability of naming the right option.

The worlds are drawn and scored once. Grouping them by what a fact is in each, and choosing anew in each group, gives the
value of knowing it without a further evaluation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rules.answers import Among, Answers, Range
from rules.checklists import lines_of, ticks_in
from rules.facts import Fact
from rules.options import OPTION_NAMES
from rules.rulebook import Rulebook
from rules.scoring import Engine, Scores

Codes = npt.NDArray[np.int64]

BINS = 8
"""Groups into which the values of a number are cut, of equal share; zeros are a group of their own."""
PURITY_WEIGHT = 0.25
"""What a clearer picture counts for where no single answer names another option."""
WORTH_ASKING = 0.0005
"""The least value, over the effort, of a question that is still asked."""


@dataclass(frozen=True, slots=True)
class QuestionValue:
    """What a question is worth: the gain in probability, and that over the effort of answering."""

    question: str
    gain: float
    per_effort: float

    @property
    def worth_asking(self) -> bool:
        """Whether it is worth the effort of answering."""
        return self.per_effort >= WORTH_ASKING


def rank_questions(engine: Engine, scores: Scores, answers: Answers, done: Collection[str] = ()) -> list[QuestionValue]:
    """Rank what is not known by value over effort, best first.

    Args:
        engine: the rulebook made ready.
        scores: worlds that were drawn around the answers.
        answers: what is known; a range may still be asked more exactly.
        done: questions (facts or checklists) that are not to be asked again.
    """
    counter = _Counter(scores)
    values = []
    for question, effort, partitions in _questions(engine, scores, answers, done):
        gain = max(counter.gain(partition) for partition in partitions)
        values.append(QuestionValue(question, gain, gain / effort))
    return sorted(values, key=lambda value: (-value.per_effort, value.question))


class _Counter:
    """Counts winners by group; the chance of being right is the count of each group's most frequent winner."""

    def __init__(self, scores: Scores) -> None:
        self._winner = scores.winner + 1
        self._size = scores.load.size
        self._best, self._purity = self._measure(np.bincount(self._winner, minlength=len(OPTION_NAMES) + 1)[None, :])

    def gain(self, groups: Codes) -> float:
        """Tell how much knowing the group raises the chance of being right, and the clarity."""
        width = len(OPTION_NAMES) + 1
        counts = np.bincount(groups * width + self._winner)
        counts = np.pad(counts, (0, -len(counts) % width)).reshape(-1, width)
        best, purity = self._measure(counts)
        return (best - self._best) + PURITY_WEIGHT * (purity - self._purity)

    def _measure(self, counts: Codes) -> tuple[float, float]:
        totals = np.maximum(counts.sum(axis=1), 1)
        best = counts.max(axis=1).sum() / self._size
        purity = (np.square(counts).sum(axis=1) / totals).sum() / self._size
        return float(best), float(purity)


def _questions(
    engine: Engine, scores: Scores, answers: Answers, done: Collection[str]
) -> Iterator[tuple[str, float, list[Codes]]]:
    rulebook = engine.rulebook
    for fact in rulebook.facts.values():
        if fact.id not in done and _asked_alone(fact, answers):
            yield fact.id, fact.effort, _partitions(engine, scores, fact)
    for checklist in rulebook.checklists.values():
        facts = lines_of(checklist.id, rulebook.facts)
        if checklist.id not in done and not all(fact.id in answers for fact in facts):
            yield checklist.id, checklist.effort, [_ticks(scores, facts)]


def _asked_alone(fact: Fact, answers: Answers) -> bool:
    """Tell whether a fact is a question of its own: one of a checklist is, once its tick has left a range."""
    return isinstance(answers.get(fact.id), Range | Among) if fact.tick is not None else fact.id not in answers


def _partitions(engine: Engine, scores: Scores, fact: Fact) -> list[Codes]:
    if fact.kind == "several":
        column = scores.worlds.code(fact.id)
        return [column >> code & 1 for code in fact.codes.values()]
    if fact.numeric:
        return [engine.sampler.bins(scores.worlds, fact.id, BINS)]
    return [scores.worlds.code(fact.id)]


def _ticks(scores: Scores, facts: tuple[Fact, ...]) -> Codes:
    groups = np.zeros(scores.load.size, dtype=np.int64)
    for at, fact in enumerate(facts):
        groups |= ticks_in(fact, scores.worlds[fact.id]).astype(np.int64) << at
    return groups


def checklist_of(rulebook: Rulebook, fact: str) -> str | None:
    """Give the checklist that asks a fact, if one does."""
    tick = rulebook.facts[fact].tick
    return None if tick is None else tick.checklist
