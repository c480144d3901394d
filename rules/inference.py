"""What an answer tells of other facts: of those that its own prior hangs on, and of those it can never exceed."""

import math
from collections.abc import Mapping
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt

from rules.answers import ORDERED_PAIRS, Among, Answer, Answers, Known, Range, Unknown, Value, bounds
from rules.facts import Fact, Vocabulary
from rules.priors import NumberTable, Prior, rows_in_place, values_of

Doubles: TypeAlias = npt.NDArray[np.float64]
Tables: TypeAlias = Mapping[str, "NumberTable | Doubles"]
InPlace: TypeAlias = Mapping[str, Mapping[int, int]]
"""The rows that stand in place of a parent's: by fact, then by the code of its value."""

WIDTH = 1.1
"""A known number counts as the range from itself over this to itself times this, so that its density is a mass."""
LEAST_DENSITY = 1e-6
LEAST_CHANCE = 1e-3
"""No answer rules a value of its parent out: priors are rough, and people err."""


def likelihoods(parent: str, facts: Vocabulary, answers: Answers, tables: Tables) -> Doubles | None:
    """Weigh each value of a choice or flag by how well it explains the answers given of its children.

    Bayes' rule with the children's priors as likelihoods; None where no child was answered.
    """
    told = [
        _told_by(facts[name], parent, facts, answers, _likelihood(facts[name], answer, tables[name]))
        for name, answer in sorted(answers.items())
        if parent in {facts[name].prior.given, *facts[name].prior.where}
        and facts[name].prior.times is None
        and isinstance(answer, Known | Range | Among)
    ]
    weights = [each for each in told if each is not None]
    return np.prod(weights, axis=0) if weights else None


def _told_by(child: Fact, parent: str, facts: Vocabulary, answers: Answers, rows: Doubles) -> Doubles | None:
    """Weigh each value of a parent by a child's answer, of which the likelihood in each row of its prior is given.

    None where another fact is known to put a row in place of the parent's.
    """
    in_place = rows_in_place(child, facts)
    if parent in in_place:
        others = {name: codes for name, codes in in_place.items() if name != parent}
        weights = np.full(
            len(values_of(facts[parent])), _usual(child, facts, answers, rows, _row(others, facts, answers))
        )
        weights[list(in_place[parent])] = rows[list(in_place[parent].values())]
        return weights
    return None if _row(in_place, facts, answers) is not None else rows[: len(values_of(facts[parent]))]


def _row(in_place: InPlace, facts: Vocabulary, answers: Answers) -> int | None:
    """Give the row that a known fact puts in place of the parent's; None where none does."""
    known = ((codes, _codes(facts[name], answers.get(name))) for name, codes in in_place.items())
    rows = [row for codes, held in known for code, row in codes.items() if code in held]
    return rows[-1] if rows else None


def _usual(child: Fact, facts: Vocabulary, answers: Answers, rows: Doubles, in_place: int | None) -> float:
    """Give the likelihood of a child's answer where no row of the parent in question stands."""
    given = child.prior.given
    if in_place is not None:
        return float(rows[in_place])
    if given is None:
        return float(rows[0])
    code = _code(facts[given], answers.get(given))
    return float(rows[: len(values_of(facts[given]))].mean() if code is None else rows[code])


def _code(fact: Fact, answer: Answer | None) -> int | None:
    """Give the code of a choice or flag that is known."""
    if not isinstance(answer, Known):
        return None
    return int(answer.value is True) if fact.kind == "flag" else fact.codes[cast(str, answer.value)]


def _codes(fact: Fact, answer: Answer | None) -> frozenset[int]:
    """Give the codes of what is known: that of a choice or flag, or those of several choices."""
    if fact.kind == "several" and isinstance(answer, Known):
        return frozenset(fact.codes[choice] for choice in cast("tuple[str, ...]", answer.value))
    code = _code(fact, answer)
    return frozenset() if code is None else frozenset({code})


def allowed(fact: Fact, answer: Answer) -> Doubles | None:
    """Mark the values of a choice that an answer leaves; None where it leaves all."""
    if not isinstance(answer, Among):
        return None
    return np.array([float(choice in answer.values) for choice in fact.choices])


def parent_from_child(parent: str, facts: Vocabulary, answers: Answers) -> tuple[str, float] | None:
    """Find a known number that is a multiple of an unknown one: the child and its value.

    Of several, the one whose prior is narrowest tells most; where the number's own prior is as narrow, it tells more
    than any. A multiple of zero tells nothing.
    """
    told = {
        name: float(cast(float, answer.value))
        for name, answer in answers.items()
        if facts[name].prior.times == parent and isinstance(answer, Known) and answer.value
    }
    child = min(told, key=lambda name: (_width(facts[name].prior), name), default=None)
    if child is None or _width(facts[child].prior) >= _width(facts[parent].prior):
        return None
    return child, told[child]


def agreeing(answers: Answers) -> Answers:
    """Add whether teams release on their own, where their number was said: two ask for it, and one cannot."""
    fewest, most = bounds(answers.get("teams", Unknown()))
    if not isinstance(answers.get("independent_releases", Unknown()), Unknown) or (fewest < 2 and most > 1):
        return answers
    return {**answers, "independent_releases": Known(fewest >= 2)}


def narrowed(name: str, answers: Answers) -> Answer:
    """Narrow what was said of a number by what was said of those that it can never exceed, or fall below."""
    answer = answers.get(name, Unknown())
    low, high = told = bounds(answer)
    for small, large, _ in ORDERED_PAIRS:
        if name == small and large in answers:
            high = min(high, bounds(answers[large])[1])
        if name == large and small in answers:
            low = max(low, bounds(answers[small])[0])
    if (low, high) == told:
        return answer
    return Range(None if math.isinf(low) else low, None if math.isinf(high) else high)


def _width(prior: Prior) -> float:
    return (prior.high or math.inf) / (prior.low or 1.0)


def _likelihood(fact: Fact, answer: Known | Range | Among, table: NumberTable | Doubles) -> Doubles:
    if isinstance(table, NumberTable):
        return np.maximum(_number_likelihood(table, answer), LEAST_DENSITY)
    if isinstance(answer, Among):
        likelihood: Doubles = table[:, [fact.codes[value] for value in answer.values]].sum(axis=1)
        return np.maximum(likelihood, LEAST_CHANCE)
    value = cast(Known, answer).value
    if fact.kind == "several":
        return _several_likelihood(fact, value, table)
    return np.maximum(
        table[:, fact.codes[cast(str, value)] if fact.kind == "choice" else int(value is True)], LEAST_CHANCE
    )


def _several_likelihood(fact: Fact, value: Value, table: Doubles) -> Doubles:
    chosen = np.array([choice in cast("tuple[str, ...]", value) for choice in fact.choices])
    likelihood: Doubles = np.maximum(np.where(chosen, table, 1 - table), LEAST_CHANCE).prod(axis=1)
    return likelihood


def _number_likelihood(table: NumberTable, answer: Answer) -> Doubles:
    low, high = bounds(answer)
    if low == high:
        low, high = low / WIDTH, high * WIDTH
    rows = np.arange(len(table.points))
    ends = [table.share_below(rows, np.full(len(rows), max(end, 0.0))) for end in (low, high)]
    return np.where(low <= 0, table.zero, 0.0) + (1 - table.zero) * (ends[1] - ends[0])
