"""Random conditions, answers and complete worlds over the project's own vocabulary, for hypothesis."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from rules.answers import Among, Answer, Answers, Known, Range, Unknown, bounds
from rules.columns import Single, same
from rules.condition_files import ConditionReader, Names
from rules.conditions import NUMERIC_OPERATORS, Condition, comparisons
from rules.facts import Fact
from rules.problems import Problems
from rules.rulebook import Rulebook
from rules.worlds import Worlds, encode
from tests.rules.books import house

POOL = (0.0, 0.001, 0.1, 0.2, 0.25, 0.3, 0.7, 0.9, 1.0, 2.0, 3.0, 7.0, 15.0, 49.0, 1000.0, 35_000.0, 1e7)
"""Few numbers, so that answers often lie exactly at the limit of a condition."""

BOOK = house()
NAMES = Names(BOOK.facts, BOOK.quantities, {})


def pool(fact: Fact) -> list[float]:
    """List the numbers that a fact takes here, its least and greatest among them."""
    ends = [end for end in (fact.lowest, fact.highest) if end < 1e300]
    inside = {float(number) for number in (*POOL, *ends) if fact.lowest <= number <= fact.highest}
    return sorted(number for number in inside if fact.kind != "count" or number.is_integer())


def known(fact: Fact) -> st.SearchStrategy[Answer]:
    """Draw one value of a fact."""
    if fact.numeric:
        return st.sampled_from(pool(fact)).map(Known)
    if fact.kind == "flag":
        return st.booleans().map(Known)
    if fact.kind == "choice":
        return st.sampled_from(list(fact.choices)).map(Known)
    others = [choice for choice in fact.choices if choice != "none"]
    chosen = st.lists(st.sampled_from(others), max_size=fact.most, unique=True)
    empty = ("none",) if "none" in fact.choices else ()
    return chosen.map(lambda names: Known(tuple(name for name in fact.choices if name in names) or empty))


def told(fact: Fact) -> st.SearchStrategy[Answer]:
    """Draw an answer: known, unknown, a range of a number (one end may be open), or some of the choices."""
    answers = [known(fact), st.just(Unknown())]
    if fact.numeric:
        ends = st.lists(st.sampled_from(pool(fact)), min_size=2, max_size=2, unique=True).map(sorted)
        shapes = st.sampled_from([(True, True), (True, False), (False, True)])
        answers.append(st.tuples(ends, shapes).map(_range))
    if fact.kind == "choice" and len(fact.choices) > 2:
        some = st.lists(st.sampled_from(list(fact.choices)), min_size=2, max_size=len(fact.choices) - 1, unique=True)
        answers.append(some.map(lambda names: Among(tuple(name for name in fact.choices if name in names))))
    return st.one_of(answers)


def _range(drawn: tuple[Sequence[float], tuple[bool, bool]]) -> Answer:
    (low, high), (has_low, has_high) = drawn
    return Range(low if has_low else None, high if has_high else None)


def completion(fact: Fact, answer: Answer) -> st.SearchStrategy[Answer]:
    """Draw one of the values that an answer leaves possible."""
    if isinstance(answer, Known):
        return st.just(answer)
    if isinstance(answer, Among):
        return st.sampled_from(answer.values).map(Known)
    if not isinstance(answer, Range):
        return known(fact)
    low, high = bounds(answer)
    return st.sampled_from([number for number in pool(fact) if low <= number <= high]).map(Known)


@st.composite
def facts_told(draw: st.DrawFn, names: Iterable[str]) -> dict[str, Answer]:
    """Draw answers to some facts; what is unknown may be left out."""
    answers = {name: draw(told(BOOK.facts[name])) for name in names}
    kept = draw(st.booleans())
    return {name: answer for name, answer in answers.items() if kept or not isinstance(answer, Unknown)}


@st.composite
def completed(draw: st.DrawFn, answers: Answers, names: Iterable[str]) -> dict[str, Answer]:
    """Draw a complete world that the answers allow."""
    return {name: draw(completion(BOOK.facts[name], answers.get(name, Unknown()))) for name in names}


@st.composite
def comparison(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one comparison that the loader accepts."""
    name = draw(st.sampled_from([*BOOK.facts, *BOOK.quantities, *BOOK.quantities]))
    fact = BOOK.facts.get(name)
    if fact is not None and fact.kind == "flag":
        return {"fact": name, "is": draw(st.booleans())}
    if fact is not None and not fact.numeric:
        some = st.lists(st.sampled_from(list(fact.choices)), min_size=1, max_size=len(fact.choices) - 1, unique=True)
        return {"fact": name, "in" if fact.kind == "choice" else "has": draw(some)}
    span = NAMES.interval(name)
    inside = [number for number in POOL if span.low < number < span.high]
    if fact is None:
        at = value_of(BOOK, name, {part: draw(known(BOOK.facts[part])) for part in BOOK.quantities[name].operands})
        inside = [at] if span.low < at < span.high else inside
    value = draw(st.sampled_from(inside))
    whole = fact is not None and fact.kind == "count" and not value.is_integer()
    operators = [operator for operator in NUMERIC_OPERATORS if operator != "is" or not whole]
    return {"fact": name, draw(st.sampled_from(operators)): value}


def value_of(rulebook: Rulebook, name: str, answers: Answers) -> float:
    """Compute a quantity as worlds do."""
    return float(columns([answers], rulebook.quantities[name].operands)[name][0])


RAW = st.recursive(
    comparison(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)


def read(raw: object) -> Condition:
    """Read a condition, and fail where the loader would refuse it."""
    problems = Problems()
    condition = ConditionReader("test.toml", NAMES, problems).read(raw)
    assert condition is not None, list(problems)
    return condition


CONDITIONS = RAW.map(read)


def names_in(condition: Condition) -> list[str]:
    """List the facts that a condition hangs on."""
    names: dict[str, None] = {}
    for each in comparisons(condition):
        quantity = BOOK.quantities.get(each.fact)
        names.update(dict.fromkeys((each.fact,) if quantity is None else quantity.operands))
    return list(names)


def columns(worlds: Sequence[Answers], names: Iterable[str]) -> Worlds:
    """Lay complete worlds out in columns; what is the same in all of them is one number, as an answer is."""
    table = Worlds(len(worlds), BOOK.quantities)
    for name in names:
        fact = BOOK.facts[name]
        codes = [encode(fact, world[name]) for world in worlds]  # type: ignore[arg-type]
        kind = Single if fact.numeric else np.int64
        alike = len(set(codes)) == 1
        table[name] = same(codes[0], len(codes), kind) if alike else np.array(codes, dtype=kind)
    return table
