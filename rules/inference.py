"""What an answer tells of the facts that its own prior hangs on."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rules.answers import Answer, Answers, Known, Range, bounds
from rules.facts import Fact, Vocabulary
from rules.priors import NumberTable

Floats: TypeAlias = npt.NDArray[np.float64]
Tables: TypeAlias = Mapping[str, "NumberTable | Floats"]

WIDTH = 1.1
"""A known number counts as the range from itself over this to itself times this, so that its density is a mass."""


def likelihoods(parent: str, facts: Vocabulary, answers: Answers, tables: Tables) -> Floats | None:
    """Weigh each value of a choice or flag by how well it explains the answers given of its children.

    Bayes' rule with the children's priors as likelihoods; None where no child was answered.
    """
    weights = [
        _likelihood(facts[name], answer, tables[name])
        for name, answer in answers.items()
        if facts[name].prior.given == parent and facts[name].prior.times is None and isinstance(answer, Known | Range)
    ]
    return np.prod(weights, axis=0) if weights else None


def parent_from_child(parent: str, facts: Vocabulary, answers: Answers) -> tuple[str, float] | None:
    """Find a known number that is a multiple of an unknown one: the child and its value."""
    for name, answer in answers.items():
        if facts[name].prior.times == parent and isinstance(answer, Known):
            return name, float(answer.value)  # type: ignore[arg-type]
    return None


def _likelihood(fact: Fact, answer: Answer, table: NumberTable | Floats) -> Floats:
    if isinstance(table, NumberTable):
        return np.maximum(_number_likelihood(table, answer), 1e-6)
    value = answer.value  # type: ignore[union-attr]
    if fact.kind == "several":
        chosen = np.array([choice in value for choice in fact.choices])
        return np.maximum(np.where(chosen, table, 1 - table), 1e-3).prod(axis=1)
    return np.maximum(table[:, fact.codes[value] if fact.kind == "choice" else int(value)], 1e-3)


def _number_likelihood(table: NumberTable, answer: Answer) -> Floats:
    low, high = bounds(answer)
    if low == high:
        low, high = low / WIDTH, high * WIDTH
    rows = np.arange(len(table.points))
    ends = [table.share_below(rows, np.full(len(rows), max(end, 0.0))) for end in (low, high)]
    return np.where(low <= 0, table.zero, 0.0) + (1 - table.zero) * (ends[1] - ends[0])
