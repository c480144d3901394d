"""Conditions: Kleene's three values, ranges, limits, and columns of worlds."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.answers import Among, Answer, Known, Range, Unknown
from rules.columns import Single
from rules.conditions import All, Any, Condition, Not, Number, Verdict3, as_test
from rules.quantities import Interval, interval_of
from tests.rules.spreads import (
    BOOK,
    CONDITIONS,
    columns,
    comparison,
    completed,
    facts_told,
    known,
    names_in,
    pool,
    read,
    value_of,
)

FLAGS = ("gpu", "tracing", "shared_files")
VALUES: tuple[Verdict3, ...] = (True, None, False)


def judged(condition: Condition, **answers: Answer) -> Verdict3:
    """Judge a condition for answers by name."""
    return condition.judge(BOOK.possible(answers))


def flag(name: str) -> Condition:
    """Make the condition that a flag is set."""
    return read({"fact": name, "is": True})


def flags(values: tuple[Verdict3, ...]) -> dict[str, Answer]:
    """Answer the flags; None is not known."""
    return {name: Unknown() if value is None else Known(value) for name, value in zip(FLAGS, values, strict=False)}


@pytest.mark.parametrize("values", list(itertools.product(VALUES, repeat=3)))
def test_all_is_the_least_and_any_the_greatest_of_no_undecided_yes(values: tuple[Verdict3, ...]) -> None:
    rank = {False: 0, None: 1, True: 2}
    parts = tuple(flag(name) for name in FLAGS)
    assert judged(All(parts), **flags(values)) == min(values, key=rank.__getitem__)
    assert judged(Any(parts), **flags(values)) == max(values, key=rank.__getitem__)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, None, None, True),
        (True, False, False, True),
        (None, True, None, True),
        (None, None, None, None),
        (None, False, False, None),
        (False, True, False, True),
        (False, None, False, None),
        (False, False, False, False),
    ],
)
def test_kleenes_table(left: Verdict3, right: Verdict3, both: Verdict3, either: Verdict3) -> None:
    answers = flags((left, right))
    assert judged(All((flag("gpu"), flag("tracing"))), **answers) is both
    assert judged(Any((flag("gpu"), flag("tracing"))), **answers) is either


def test_not_turns_yes_and_no_and_leaves_undecided() -> None:
    assert [judged(Not(flag("gpu")), **flags((value,))) for value in VALUES] == [False, None, True]


@pytest.mark.parametrize(
    ("operator", "at", "below", "above"),
    [
        ("at_least", True, False, True),
        ("above", False, False, True),
        ("at_most", True, True, False),
        ("below", False, True, False),
        ("is", True, False, False),
    ],
)
def test_a_comparison_at_its_limit_and_just_beside_it(operator: str, at: bool, below: bool, above: bool) -> None:
    condition = read({"fact": "longest_job_minutes", operator: 15})
    numbers = (15.0, *(float(np.nextafter(Single(15), Single(end))) for end in (0, 100)))
    assert [judged(condition, longest_job_minutes=Known(number)) for number in numbers] == [at, below, above]
    tested = as_test(condition)({"longest_job_minutes": np.array(numbers, dtype=Single)})
    assert tested.tolist() == [at, below, above]


@pytest.mark.parametrize(
    ("operator", "low", "high", "verdict"),
    [
        ("at_least", 15, None, True),
        ("at_least", 14, None, None),
        ("at_least", None, 15, None),
        ("at_least", None, 14, False),
        ("above", 15, None, None),
        ("above", 16, None, True),
        ("above", None, 15, False),
        ("above", 10, 20, None),
        ("at_most", 10, 15, True),
        ("at_most", 15, 20, None),
        ("at_most", 16, 20, False),
        ("below", 10, 15, None),
        ("below", 10, 14, True),
        ("below", 15, None, False),
        ("is", 10, 20, None),
        ("is", 15, 20, None),
        ("is", 10, 15, None),
        ("is", 16, None, False),
        ("is", None, 14, False),
    ],
)
def test_a_range_decides_where_all_of_it_lies_on_one_side(
    operator: str, low: float | None, high: float | None, verdict: Verdict3
) -> None:
    condition = read({"fact": "longest_job_minutes", operator: 15})
    assert judged(condition, longest_job_minutes=Range(low, high)) is verdict


def test_an_open_range_ends_where_the_fact_ends() -> None:
    # A share is at most 1, and a count of engineers at least 1.
    assert judged(read({"fact": "io_wait_share", "above": 0.5}), io_wait_share=Range(low=0.6)) is True
    assert judged(read({"fact": "engineers", "at_most": 1}), engineers=Range(high=1)) is True
    assert judged(read({"fact": "engineers", "is": 1}), engineers=Range(high=1)) is True


@pytest.mark.parametrize(
    ("raw", "answer", "verdict"),
    [
        ({"fact": "workload", "is": "iot"}, Known("iot"), True),
        ({"fact": "workload", "is": "iot"}, Known("ml"), False),
        ({"fact": "workload", "in": ["iot", "ml"]}, Known("ml"), True),
        ({"fact": "workload", "in": ["iot", "ml"]}, Known("web_app"), False),
        ({"fact": "workload", "in": ["iot", "ml"]}, Unknown(), None),
        ({"fact": "workload", "in": ["iot", "ml", "web_app"]}, Among(("ml", "iot")), True),
        ({"fact": "workload", "in": ["iot", "ml"]}, Among(("ml", "iot")), True),
        ({"fact": "workload", "in": ["iot", "web_app"]}, Among(("ml", "iot")), None),
        ({"fact": "workload", "is": "web_app"}, Among(("ml", "iot")), False),
        ({"fact": "triggers", "has": "http"}, Known(("http", "queue")), True),
        ({"fact": "triggers", "has": ["http", "file"]}, Known(("queue", "file")), True),
        ({"fact": "triggers", "has": ["http", "file"]}, Known(("queue",)), False),
        ({"fact": "triggers", "has": ["http", "file"]}, Known(()), False),
        ({"fact": "triggers", "has": ["http", "file"]}, Unknown(), None),
        ({"not": {"fact": "triggers", "has": "http"}}, Known(()), True),
        ({"fact": "gpu", "is": False}, Known(False), True),
        ({"fact": "gpu", "is": False}, Known(True), False),
        ({"fact": "gpu", "is": False}, Unknown(), None),
    ],
)
def test_choices_are_compared_with_what_was_chosen(raw: dict, answer: Answer, verdict: Verdict3) -> None:
    condition = read(raw)
    (name,) = names_in(condition)
    assert judged(condition, **{name: answer}) is verdict
    if isinstance(answer, Known):
        assert as_test(condition)(columns([{name: answer}], [name])).tolist() == [verdict]


def test_a_quantity_is_bounded_by_the_bounds_of_its_facts() -> None:
    # concurrency = requests per second x milliseconds / 1000: 10..20 x 300..500 / 1000 = 3..10
    answers = {"requests_per_second": Range(10, 20), "request_duration_ms": Range(300, 500)}
    span = BOOK.possible(answers).interval("concurrency")
    assert [span.low, span.high] == pytest.approx([3, 10])
    verdicts = {limit: judged(read({"fact": "concurrency", "at_least": limit}), **answers) for limit in (2, 5, 11)}
    assert verdicts == {2: True, 5: None, 11: False}


def test_a_quotient_falls_with_what_it_is_divided_by() -> None:
    # observability_share = monitoring / cloud: 100..200 / 400..1000 = 0.1..0.5
    answers = {"observability_usd_month": Range(100, 200), "cloud_usd_month": Range(400, 1000)}
    span = BOOK.possible(answers).interval("observability_share")
    assert span == Interval(0.1, 0.5)


def test_dividing_by_nothing_is_infinite_and_nothing_by_nothing_is_nothing() -> None:
    quantity = BOOK.quantities["peak_to_mean"]
    for peak, mean, expected in ((5.0, 0.0, np.inf), (0.0, 0.0, 0.0), (0.0, 5.0, 0.0), (9.0, 3.0, 3.0)):
        told = {"peak_requests_per_second": Interval(peak, peak), "requests_per_second": Interval(mean, mean)}
        answers = {"peak_requests_per_second": Known(peak), "requests_per_second": Known(mean)}
        assert interval_of(quantity, told) == Interval(expected, expected)
        assert value_of(BOOK, "peak_to_mean", answers) == expected


def test_a_quotient_is_rounded_alike_for_answers_and_for_worlds() -> None:
    # 49 x (1 / 49) is 0.9999999999999999, and 49 / 49 is 1.
    condition = read({"fact": "deployables_per_engineer", "at_least": 1})
    answers: dict[str, Answer] = {"deployables": Known(49.0), "engineers": Known(49.0)}
    assert judged(condition, **answers) is True
    assert as_test(condition)(columns([answers], answers)).tolist() == [True]


@st.composite
def judged_and_completed(draw: st.DrawFn) -> tuple[Condition, dict[str, Answer], list[dict[str, Answer]]]:
    """Draw a condition, answers to what it hangs on, and complete worlds that these allow."""
    condition = draw(CONDITIONS)
    names = names_in(condition)
    answers = draw(facts_told(names))
    return condition, answers, [draw(completed(answers, names)) for _ in range(4)]


@settings(max_examples=400)
@given(judged_and_completed())
def test_no_completion_contradicts_a_definite_judgement(
    drawn: tuple[Condition, dict[str, Answer], list[dict[str, Answer]]],
) -> None:
    condition, answers, worlds = drawn
    verdict = judged(condition, **answers)
    one_by_one = [judged(condition, **world) for world in worlds]
    assert None not in one_by_one
    assert as_test(condition)(columns(worlds, names_in(condition))).tolist() == one_by_one
    assert verdict is None or set(one_by_one) == {verdict}


@settings(max_examples=300)
@given(st.data())
def test_an_undecided_comparison_could_go_either_way(data: st.DataObject) -> None:
    condition = read(data.draw(comparison()))
    name, *others = names_in(condition)
    answers = data.draw(facts_told([name, *others]))
    if others or judged(condition, **answers) is not None or not BOOK.facts[name].numeric:
        return
    if isinstance(condition, Number) and condition.operator == "is" and condition.fact != name:
        # Of the few numbers in the pool hardly one makes a derived quantity exactly so much.
        return
    answer = answers.get(name, Unknown())
    low, high = (answer.low, answer.high) if isinstance(answer, Range) else (None, None)
    numbers = [n for n in pool(BOOK.facts[name]) if (low is None or low <= n) and (high is None or n <= high)]
    assert {judged(condition, **{name: Known(number)}) for number in numbers} == {True, False}


@settings(max_examples=30)
@given(st.data())
def test_the_projects_own_rules_say_the_same_for_one_world_and_for_columns(data: st.DataObject) -> None:
    seeds = st.fixed_dictionaries({name: known(fact) for name, fact in BOOK.facts.items()})
    worlds = data.draw(st.lists(seeds, min_size=3, max_size=3))
    table = columns(worlds, BOOK.facts)
    for rule in BOOK.rules:
        assert as_test(rule.when)(table).tolist() == [judged(rule.when, **world) for world in worlds], rule.id
