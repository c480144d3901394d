"""The value of a question: how much its answer would raise the probability of naming the right option.

The worlds are drawn and scored once. Grouping them by what a fact is in each, and choosing anew in each group, gives
the value of knowing it without a further evaluation.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from rules.answers import Among, Answer, Answers, Known, Range
from rules.at_hand import can_be_known
from rules.checklists import lines_of, ticks_in
from rules.facts import Choice, Fact, Vocabulary
from rules.options import OPTION_NAMES
from rules.scoring import Engine, Scores, Winners

Codes: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Sums: TypeAlias = npt.NDArray[np.float64]
Won: TypeAlias = Scores | Winners
Partition: TypeAlias = tuple[Codes, int]
"""The group of each world, and how many groups there are."""

BINS = 8
"""Groups into which the values of a number are cut, of equal share; zeros are a group of their own."""
PURITY_WEIGHT = 0.25
"""What a clearer picture counts for where no single answer names another option."""
WORTH_ASKING = 0.0005
"""The least value, over the root of the effort, of a question that is still asked."""
FIRST = ("goal", "pains")
"""What a consultant asks first, whatever it is worth."""
LAST = ("side_workloads",)
"""What a consultant asks last, whatever it is worth to the main work: only what is declared can be split off."""
WORLDS = 2_000
"""Worlds between two questions; a verdict takes more."""
SURE = 0.906
"""Share of the ways to complete the answers that name one option, from which no further question is worth asking."""
SURE_WITH_BILLS = 0.855
"""The same where it is asked how high a bill is, which tells whether to move and takes the place of one question."""

_WINNERS = len(OPTION_NAMES) + 1


class Asked(NamedTuple):
    """A question, the effort of answering it, and what gives the ways in which its answers group the worlds."""

    question: str
    effort: float
    partitions: Callable[[], list[Partition]]


class QuestionValue(NamedTuple):
    """What a question is worth: the gain in probability, and that over the root of the effort of answering.

    The root, as the second minute is minded less than being asked at all.
    """

    question: str
    gain: float
    per_effort: float

    @classmethod
    def of(cls, question: str, gain: float, effort: float) -> QuestionValue:
        """Weigh a gain against the effort of the answer."""
        return cls(question, gain, gain / math.sqrt(effort))

    @property
    def worth_asking(self) -> bool:
        """Whether it is worth the effort of answering."""
        return self.per_effort >= WORTH_ASKING


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """What is worth asking, best first, and the share of worlds that must still come to name one option for the end."""

    ranked: tuple[QuestionValue, ...]
    missing: float


def open_questions(engine: Engine, settled: Won, answers: Answers, done: Collection[str] = ()) -> OpenQuestions:
    """Find what is still worth asking; nothing is, once enough of the ways to complete the answers name one option.

    Args:
        engine: the rulebook made ready.
        settled: worlds around the answers in which only facts vary.
        answers: what is known.
        done: questions (facts or checklists) that are not to be asked again.
    """
    share, enough = float(settled.shares().max()), _sure_enough(engine.rulebook.facts, answers)
    ranked = rank_questions(engine, settled, answers, {*done, *FIRST}) if share < enough else []
    return OpenQuestions(tuple(value for value in ranked if value.worth_asking), enough - share)


def asked_first(facts: Vocabulary, answers: Answers) -> list[str]:
    """Name what a consultant asks first: the goal, the pains, and how high a bill is that hurts and is paid already.

    That is asked whatever it is worth: what a move may save at most tells whether to move, and not where to.

    Args:
        facts: the vocabulary.
        answers: what is known.
    """
    told = (name for name in FIRST if name in answers)
    chosen = (choice for name in told for choice in _chosen(facts[name], answers[name]))
    bills = (choice.asks for choice in chosen if choice.asks and can_be_known(facts[choice.asks], answers))
    return list(dict.fromkeys((*FIRST, *bills)))


def _sure_enough(facts: Vocabulary, answers: Answers) -> float:
    """Give the share of the ways to complete the answers that must name one option for the interview to end."""
    return SURE_WITH_BILLS if len(asked_first(facts, answers)) > len(FIRST) else SURE


def _chosen(fact: Fact, answer: Answer) -> list[Choice]:
    """Give the choices of an answer, one or several; none where it is not known."""
    value = answer.value if isinstance(answer, Known) else ()
    names = value if isinstance(value, tuple) else (value,)
    return [choice for name, choice in fact.choices.items() if name in names]


def next_question(engine: Engine, settled: Won, answers: Answers) -> str | None:
    """Name the question that comes next: a consultant's first ones, the one that is worth most, a consultant's last."""
    first = (name for name in asked_first(engine.rulebook.facts, answers) if name not in answers)
    ranked = (value.question for value in open_questions(engine, settled, answers).ranked)
    last = (name for name in LAST if name not in answers)
    return next(chain(first, ranked, last), None)


def rank_questions(engine: Engine, scores: Won, answers: Answers, done: Collection[str] = ()) -> list[QuestionValue]:
    """Rank what is not known by value over effort, best first.

    Args:
        engine: the rulebook made ready.
        scores: worlds that were drawn around the answers.
        answers: what is known; a range may still be asked more exactly.
        done: questions (facts or checklists) that are not to be asked again.
    """
    return _ranked(scores, list(questions_of(engine, scores, answers, done)))


def rank_facts(engine: Engine, scores: Won, answers: Answers) -> list[QuestionValue]:
    """Rank the facts that are not known one by one, those that a checklist asks together too.

    Args:
        engine: the rulebook made ready.
        scores: worlds that were drawn around the answers.
        answers: what is known; a range leaves something to know.
    """
    facts = (fact for fact in engine.rulebook.facts.values() if can_be_known(fact, answers))
    open_ = (fact for fact in facts if not isinstance(answers.get(fact.id), Known))
    return _ranked(scores, [_alone(engine, scores, fact) for fact in open_])


def _ranked(scores: Won, questions: list[Asked]) -> list[QuestionValue]:
    """Rank questions; what each gains is worked out once for the worlds, whoever asks."""
    new = [asked for asked in questions if asked.question not in scores.gains]
    if new:
        scores.gains.update(zip((asked.question for asked in new), _gains(scores, new), strict=True))
    values = ((asked.question, scores.gains[asked.question], asked.effort) for asked in questions)
    return sorted((QuestionValue.of(*value) for value in values), key=_by_worth)


def _by_worth(value: QuestionValue) -> tuple[float, str]:
    return -value.per_effort, value.question


def _gains(scores: Won, questions: list[Asked]) -> list[float]:
    """Tell how much knowing the group raises the chance of being right, and the clarity; of several ways the best."""
    # In few bits, as whole numbers of 64 take several times as long to multiply and add.
    winner = (scores.winner + 1).astype(np.int16)
    partitions = [asked.partitions() for asked in questions]
    best, purity = _measure([_count(winner, partition) for partition in chain.from_iterable(partitions)])
    best_now, purity_now = _measure([_count(winner, (np.zeros_like(winner), 1))])
    gains = ((best - best_now) + PURITY_WEIGHT * (purity - purity_now)) / scores.worlds.size
    firsts = np.cumsum([0, *(len(ways) for ways in partitions[:-1])])
    found: list[float] = np.maximum.reduceat(gains, firsts).tolist()
    return found


def _count(winner: Codes, partition: Partition) -> Codes:
    """Count the winners, or nobody, of each group: groups x winners."""
    groups, number = partition
    return np.bincount(winner * number + groups, minlength=_WINNERS * number).reshape(_WINNERS, number).T


def _measure(tables: list[Codes]) -> tuple[Sums, Sums]:
    """Add up, over the groups of each table, the most frequent winner's worlds, and the sum of squared shares."""
    counts = np.concatenate(tables)
    firsts = np.cumsum([0, *(len(table) for table in tables[:-1])])
    purity = np.square(counts).sum(axis=1) / np.maximum(counts.sum(axis=1), 1)
    return np.add.reduceat(counts.max(axis=1), firsts).astype(float), np.add.reduceat(purity, firsts)


def questions_of(engine: Engine, scores: Won, answers: Answers, done: Collection[str] = ()) -> Iterator[Asked]:
    """List the questions that are not done, and how their answers would group the worlds."""
    rulebook = engine.rulebook
    for fact in rulebook.facts.values():
        if fact.id not in done and _asked_alone(fact, answers) and can_be_known(fact, answers):
            yield _alone(engine, scores, fact)
    for checklist in rulebook.checklists.values():
        facts = lines_of(checklist.id, rulebook.facts)
        if checklist.id not in done and not all(fact.id in answers for fact in facts):
            yield Asked(checklist.id, checklist.effort, partial(_ticks, scores, facts))


def _alone(engine: Engine, scores: Won, fact: Fact) -> Asked:
    groups = partial(partitions_of, engine, scores, fact)
    return Asked(fact.id, fact.effort, lambda: scores.worlds.once(("groups", fact.id), groups))


def _asked_alone(fact: Fact, answers: Answers) -> bool:
    """Tell whether a fact is a question of its own: one of a checklist is, once its tick has left a range."""
    return isinstance(answers.get(fact.id), Range | Among) if fact.tick is not None else fact.id not in answers


def partitions_of(engine: Engine, scores: Won, fact: Fact) -> list[Partition]:
    """Group the worlds by what a fact is in each: one grouping, or one for each of several choices."""
    if fact.numeric:
        return [(engine.sampler.bins(scores.worlds, fact.id, BINS), BINS + 1)]
    column = scores.worlds.code(fact.id)
    if fact.kind == "several":
        return [(column >> code & 1, 2) for code in fact.codes.values()]
    return [(column, max(len(fact.choices), 2))]


def _ticks(scores: Won, facts: tuple[Fact, ...]) -> list[Partition]:
    groups = np.zeros(scores.worlds.size, dtype=np.int64)
    for at, fact in enumerate(facts):
        groups |= ticks_in(fact, scores.worlds[fact.id]).astype(np.int64) << at
    return [(groups, 1 << len(facts))]
