"""The rules against an oracle: the same conditions in the Common Expression Language, decided and undecided."""

import math

import cel
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.cel_rules import (
    bindings,
    bounded_bindings,
    bounded_expression,
    bounded_programs,
    expression,
    judge,
    number,
    programs,
)
from rules.answers import Among, Answer, Known, Unknown, parse_answers
from rules.conditions import Condition, Number, Verdict3, as_test, comparisons
from rules.problems import Problems
from rules.rule import Rule
from rules.sampler import Sampler
from rules.worlds import Worlds, decode
from tests.rules.spreads import BOOK, CONDITIONS, facts_told, known, names_in, value_of

SIZE = 40
"""Worlds drawn from the priors; each is also tried with some of its facts not known."""


@pytest.fixture(scope="module")
def drawn() -> Worlds:
    """Draw complete worlds from the priors."""
    return Sampler(BOOK).draw({}, SIZE)


@pytest.fixture(scope="module")
def worlds(drawn: Worlds) -> list[dict[str, Answer]]:
    """Give the worlds one by one."""
    return [{name: decode(fact, drawn[name][at]) for name, fact in BOOK.facts.items()} for at in range(SIZE)]


@pytest.fixture(scope="module")
def partial(worlds: list[dict[str, Answer]]) -> list[dict[str, Answer]]:
    """Forget facts of the worlds: the first few, half or most of them."""
    rng = np.random.default_rng(7)
    shares = np.resize([0.1, 0.5, 0.8], SIZE)
    return [
        {name: answer for name, answer in world.items() if rng.random() > share}
        for world, share in zip(worlds, shares, strict=True)
    ]


def test_errors_are_absorbed_in_both_orders_as_kleene_has_it() -> None:
    cases: dict[str, Verdict3] = {
        "yes || no_one": True,
        "no_one || yes": True,
        "no && no_one": False,
        "no_one && no": False,
    }
    cases |= {"yes && no_one": None, "no_one && yes": None, "no || no_one": None, "no_one || no": None}
    cases |= {"!no_one": None}
    bound = {"yes": True, "no": False}
    assert {text: judge(cel.compile(text), bound) for text in cases} == cases


def test_complete_worlds_fire_the_same_rules_in_cel_one_by_one_and_in_columns(
    drawn: Worlds, worlds: list[dict[str, Answer]]
) -> None:
    contexts = [bindings(BOOK, world) for world in worlds]
    possible = [BOOK.possible(world) for world in worlds]
    for name, program in programs(BOOK).items():
        rule = BOOK.rule(name)
        told = [judge(program, context) for context in contexts]
        assert told == [rule.when.judge(each) for each in possible], name
        assert told == as_test(rule.when)(drawn).tolist(), name


def test_with_unknown_answers_the_same_rules_are_decided(partial: list[dict[str, Answer]]) -> None:
    contexts = [bindings(BOOK, answers) for answers in partial]
    seen = set()
    for name, program in programs(BOOK).items():
        rule = BOOK.rule(name)
        for answers, context in zip(partial, contexts, strict=True):
            told, ours = judge(program, context), rule.when.judge(BOOK.possible(answers))
            # CEL knows no bounds: of a product of which only one factor is known, it can say nothing.
            if told is None and _partly_known(rule, answers):
                continue
            assert ours is told, (name, answers)
            seen.add(ours)
    assert seen == {True, False, None}


def test_with_bounds_the_same_rules_are_decided_everywhere(partial: list[dict[str, Answer]]) -> None:
    contexts = [bounded_bindings(BOOK, answers) for answers in partial]
    for name, program in bounded_programs(BOOK).items():
        told = [judge(program, context) for context in contexts]
        assert told == [BOOK.rule(name).when.judge(BOOK.possible(answers)) for answers in partial], name


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_do_the_same_in_cel(rule: Rule) -> None:
    program = cel.compile(bounded_expression(rule.when, BOOK.quantities))
    examples = rule.file.examples
    answers = [
        parse_answers("", raw, BOOK.facts, Problems()) for raw in (examples.fires, examples.silent, examples.undecided)
    ]
    assert [judge(program, bounded_bindings(BOOK, each)) for each in answers] == [True, False, None]


@settings(max_examples=200)
@given(st.data())
def test_any_condition_and_any_answers_say_the_same_in_cel(data: st.DataObject) -> None:
    condition: Condition = data.draw(CONDITIONS)
    answers = data.draw(facts_told(names_in(condition)))
    # CEL counts in double precision: where a product lies at the limit, only its last digit would decide.
    assume(not _at_the_limit(condition, answers))
    ours = condition.judge(BOOK.possible(answers))
    bounded = cel.compile(bounded_expression(condition, BOOK.quantities))
    told = judge(bounded, bounded_bindings(BOOK, answers))
    # A choice of which only some values are left is not known to CEL.
    assert told is ours or (told is None and any(isinstance(answer, Among) for answer in answers.values()))
    told = judge(cel.compile(expression(condition, BOOK.quantities)), bindings(BOOK, answers))
    assert told is None or told is ours


@settings(max_examples=100)
@given(st.data())
def test_a_derived_quantity_has_the_same_value_in_cel(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(BOOK.quantities)))
    operands = BOOK.quantities[name].operands
    answers = {part: data.draw(known(BOOK.facts[part])) for part in operands}
    told = cel.compile(number(name, BOOK.quantities)).execute(bindings(BOOK, answers))
    assert value_of(BOOK, name, answers) == pytest.approx(told, rel=1e-6)


def _at_the_limit(condition: Condition, answers: dict[str, Answer]) -> bool:
    possible = BOOK.possible(answers)
    derived = (each for each in comparisons(condition) if isinstance(each, Number) and each.fact in BOOK.quantities)
    spans = ((possible.interval(each.fact), each.value) for each in derived)
    return any(math.isclose(end, value, rel_tol=1e-6) for span, value in spans for end in (span.low, span.high))


def _partly_known(rule: Rule, answers: dict[str, Answer]) -> bool:
    quantities = [BOOK.quantities[each.fact] for each in comparisons(rule.when) if each.fact in BOOK.quantities]
    told = [[isinstance(answers.get(part, Unknown()), Known) for part in quantity.operands] for quantity in quantities]
    return any(any(each) and not all(each) for each in told)
