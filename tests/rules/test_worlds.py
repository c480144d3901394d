"""Worlds: an answer holds in every one, and what is not known is spread as its prior says."""

from functools import cache
from weakref import ref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import kept
from rules.answers import ORDERED_PAIRS, Answer, Answers, Known, Range, contradictions
from rules.columns import Single
from rules.draws import code_type
from rules.facts import MOST_CHOICES, Fact
from rules.kept import BESIDE, KEPT_CELLS
from rules.sampler import Sampler
from rules.uniforms import uniform
from rules.worlds import Worlds, concatenate, decode, encode
from tests.rules.costing import rulebook

FACTS = rulebook().facts
NUMBERS = [name for name, fact in FACTS.items() if fact.numeric]
SIZE = 300


@cache
def warm() -> Sampler:
    """Give a sampler that all tests share, with whatever it kept of their columns."""
    return Sampler(rulebook())


def draw(answers: Answers, size: int = SIZE) -> Worlds:
    """Draw worlds from the shared sampler."""
    return warm().draw(answers, size)


def known(fact: Fact) -> st.SearchStrategy[Answer]:
    """Answer a fact with one value."""
    if fact.kind == "flag":
        return st.booleans().map(Known)
    if fact.kind == "choice":
        return st.sampled_from(list(fact.choices)).map(Known)
    if fact.kind == "several":
        some = st.sets(
            st.sampled_from([name for name in fact.choices if name != "none"]), min_size=1, max_size=fact.most
        )
        return some.map(lambda chosen: Known(tuple(name for name in fact.choices if name in chosen)))
    return number(fact).map(Known)


def number(fact: Fact) -> st.SearchStrategy[float]:
    """Give a number that a fact may have."""
    values = st.floats(fact.lowest, min(fact.highest, 1e6))
    return values.map(lambda value: float(round(value)) if fact.kind == "count" else value)


def ranges(fact: Fact) -> st.SearchStrategy[Range]:
    """Answer a number with a range, one end of which may be open."""
    closed = st.tuples(number(fact), number(fact)).map(lambda pair: Range(min(pair), max(pair)))
    return closed | number(fact).map(lambda low: Range(low, None)) | number(fact).map(lambda high: Range(None, high))


@st.composite
def answer_sets(draw_one: st.DrawFn) -> dict[str, Answer]:
    """Give up to eight answers that can all hold."""
    names = draw_one(st.lists(st.sampled_from(sorted(FACTS)), unique=True, max_size=8))
    answers: dict[str, Answer] = {}
    for name in names:
        fact = FACTS[name]
        answers[name] = draw_one(known(fact) | ranges(fact) if fact.numeric else known(fact))
    for name, _ in list(contradictions(answers)):
        answers.pop(name, None)
    return answers


def same(one: Worlds, other: Worlds) -> bool:
    """Tell whether all columns are equal to the last digit."""
    return set(one) == set(other) and all(np.array_equal(one[name], other[name]) for name in one)


@settings(max_examples=100)
@given(answer_sets())
def test_answers_hold_in_every_world(answers: dict[str, Answer]) -> None:
    worlds = draw(answers)
    for name, answer in answers.items():
        if isinstance(answer, Known):
            assert (worlds[name] == encode(FACTS[name], answer)).all(), name
        elif isinstance(answer, Range):
            column = worlds.number(name)
            assert answer.low is None or (column >= answer.low).all(), name
            assert answer.high is None or (column <= answer.high).all(), name


@settings(max_examples=100)
@given(answer_sets())
def test_every_value_is_one_that_its_fact_can_have(answers: dict[str, Answer]) -> None:
    check_bounds(draw(answers))


def test_every_prior_draws_values_that_its_fact_can_have() -> None:
    check_bounds(draw({}, 5000))


def check_bounds(worlds: Worlds) -> None:
    """Hold every column against its fact."""
    for name, fact in FACTS.items():
        column = worlds[name]
        if fact.numeric:
            assert np.isfinite(worlds.number(name)).all(), name
            assert worlds.number(name).min() >= fact.lowest, name
            assert worlds.number(name).max() <= fact.highest, name
        if fact.kind == "count":
            assert (worlds.number(name) % 1 == 0).all(), name
        if fact.kind in {"choice", "flag"}:
            assert set(np.unique(column)) <= set(range(len(fact.choices) or 2)), name
        if fact.kind == "several":
            assert np.bitwise_count(worlds.code(name)).max() <= (fact.most or 99), name


@settings(max_examples=100)
@given(answer_sets())
def test_nothing_exceeds_what_it_can_never_exceed(answers: dict[str, Answer]) -> None:
    worlds = draw(answers)
    for small, large, reason in ORDERED_PAIRS:
        assert (worlds.number(small) <= worlds.number(large)).all(), reason


@pytest.mark.parametrize(
    "name", [name for name, fact in FACTS.items() if "none" in fact.codes and fact.kind == "several"]
)
def test_none_excludes_the_others_and_stands_where_there_are_none(name: str) -> None:
    masks = draw({}, 5000).code(name)
    none = 1 << FACTS[name].codes["none"]
    assert (masks != 0).all()
    assert (masks[masks & none != 0] == none).all()
    assert none in masks


def test_more_choices_than_allowed_are_cut_to_the_likeliest() -> None:
    # 5,000 teams would name more than three pains now and then; three is the most.
    fact = FACTS["pains"]
    counts = np.bincount(np.bitwise_count(draw({}, 5000).code("pains")))
    assert len(counts) == (fact.most or 0) + 1
    assert counts[fact.most or 0] > 0


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        pytest.param(Range(1e8, 9e8), 1e8, 9e8, id="closed"),
        pytest.param(Range(1e8, None), 1e8, 1e9, id="open above: up to ten times the bound"),
        pytest.param(Range(None, 1e-7), 1e-8, 1e-7, id="open below: down to a tenth of the bound"),
    ],
)
def test_a_range_that_the_prior_does_not_reach_is_drawn_log_uniformly(answer: Range, low: float, high: float) -> None:
    column = draw({"workload": Known("web_app"), "request_duration_ms": answer}, 4000).number("request_duration_ms")
    assert np.quantile(column, [0, 0.25, 0.5, 0.75, 1]) == pytest.approx(
        low * (high / low) ** np.array([0, 0.25, 0.5, 0.75, 1]), rel=0.01
    )


def test_a_share_that_the_prior_does_not_reach_is_drawn_evenly() -> None:
    column = draw({"workload": Known("media_processing"), "io_wait_share": Range(0.98, 1.0)}, 4000).number(
        "io_wait_share"
    )
    assert np.quantile(column, [0.25, 0.5, 0.75]) == pytest.approx([0.985, 0.99, 0.995], abs=5e-4)


def test_a_range_that_the_prior_reaches_keeps_its_shape() -> None:
    # Salaries between their 50 and 95 % points: the middle of the range is the 72.5 % point.
    prior = FACTS["engineer_usd_month"].prior
    column = draw({"engineer_usd_month": Range(prior.mid, prior.high)}, 4000).number("engineer_usd_month")
    assert np.median(column) == pytest.approx(np.sqrt((prior.mid or 0) * (prior.high or 0)), rel=0.002)


def test_a_range_from_zero_keeps_the_share_of_zeros() -> None:
    # Zeros 70 %; of the other 30 % half lie below the middle: 0.7 / (0.7 + 0.15).
    fact = FACTS["scratch_gb"]
    workload = next(name for name in FACTS["workload"].choices if name not in fact.prior.by or fact.prior.by[name].zero)
    row = fact.prior.row(workload)
    column = draw({"workload": Known(workload), "scratch_gb": Range(0, row.mid)}, 4000).number("scratch_gb")
    assert (column == 0).mean() == pytest.approx(row.zero / (row.zero + (1 - row.zero) / 2), abs=0.001)


@pytest.mark.parametrize("workload", ["customer_api", "data_pipeline"])
@pytest.mark.parametrize(
    "name", ["request_duration_ms", "request_memory_mb", "io_wait_share", "scratch_gb", "working_set_gb"]
)
def test_the_points_of_a_prior_are_met(name: str, workload: str) -> None:
    row = FACTS[name].prior.row(workload)
    column = draw({"workload": Known(workload)}, 4000).number(name)
    assert (column == 0).mean() == pytest.approx(row.zero, abs=0.001)
    points = np.quantile(column[column > 0], [0.05, 0.5, 0.95])
    assert points == pytest.approx(np.array([row.low, row.mid, row.high], dtype=float), rel=0.02)


def test_the_points_of_an_assumption_are_met_and_never_left() -> None:
    worlds = draw({}, 4000)
    for name, assumption in rulebook().assumptions.items():
        column = worlds.number(name)
        assert np.median(column) == pytest.approx(assumption.mid, rel=0.01), name
        assert (column.min(), column.max()) == pytest.approx((assumption.low, assumption.high)), name


@pytest.mark.parametrize("size", [16, 80, 400, 2_000, 10_000])
def test_the_beginning_of_a_uniform_column_has_one_number_in_each_slice(size: int) -> None:
    within = np.sort(uniform("anything", 10_000)[:size]) * size - np.arange(size)
    # Rounding may take a number over the edge of its slice, by the last of its digits.
    assert within.min() > -1e-3
    assert within.max() < 1 + 1e-3


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_a_shorter_uniform_column_is_the_beginning_of_a_longer_one(one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    assert uniform("anything", shorter).tolist() == uniform("anything", longer)[:shorter].tolist()


def test_uniform_columns_of_two_names_have_nothing_to_do_with_each_other() -> None:
    one, other = uniform("anything", 2_000), uniform("anything else", 2_000)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.05


@settings(max_examples=30)
@given(answer_sets())
def test_few_worlds_are_the_first_of_many(answers: dict[str, Answer]) -> None:
    few, many = Sampler(rulebook()).draw(answers, 40), Sampler(rulebook()).draw(answers, 90)
    assert all(column.tolist() == many[name][:40].tolist() for name, column in few.items())


@settings(max_examples=40)
@given(answer_sets(), st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_worlds_in_whatever_order_they_came(answers: dict[str, Answer], random) -> None:
    names = list(answers)
    random.shuffle(names)
    assert same(
        Sampler(rulebook()).draw(answers, 50), Sampler(rulebook()).draw({name: answers[name] for name in names}, 50)
    )


@settings(max_examples=40)
@given(answer_sets())
def test_kept_columns_do_not_leak_between_different_answers(answers: dict[str, Answer]) -> None:
    assert same(warm().draw(answers, 50), Sampler(rulebook()).draw(answers, 50))


def test_a_kept_column_hangs_on_what_its_known_multiple_hangs_on() -> None:
    sampler, faults = Sampler(rulebook()), {"debug_hours_week": Known(1.0)}
    before = sampler.draw(faults, 50)
    idle: Answers = {**faults, "traffic_shape": Known("mostly_idle")}
    after = sampler.draw(idle, 50)
    assert not np.array_equal(before["engineers"], after["engineers"])
    assert same(after, Sampler(rulebook()).draw(idle, 50))


def test_a_kept_column_hangs_on_what_the_usual_size_of_one_it_falls_with_hangs_on() -> None:
    sampler, bill = Sampler(rulebook()), {"current_shape": Known("functions"), "cloud_usd_month": Known(1e6)}
    few, many = (sampler.draw({**bill, "deployables": Known(count)}, 50) for count in (1.0, 40.0))
    assert not np.array_equal(few["observability_usd_month"], many["observability_usd_month"])


def test_kept_columns_do_not_leak_into_worlds_with_columns_handed_in() -> None:
    sampler = Sampler(rulebook())
    sampler.draw({}, 50)
    fixed = {"workload": np.full(50, FACTS["workload"].codes["ml"]), "peak_requests_per_second": np.full(50, 1e-3)}
    handed = sampler.draw({}, 50, fixed)
    assert same(handed, Sampler(rulebook()).draw({}, 50, fixed))
    assert handed.number("requests_per_second").max() <= 1e-3
    assert same(sampler.draw({}, 50), Sampler(rulebook()).draw({}, 50))


def test_an_unrelated_answer_leaves_other_columns_untouched() -> None:
    # Only portability hangs on the cloud; nothing hangs on the growth, which hangs on the goal.
    known: Answers = {"current_shape": Known("functions"), "goal": Known("cut_cost")}
    before, after = draw(known), draw({**known, "growth_12_months": Known(2.0), "cloud": Known("aws")})
    related = {"growth_12_months", "cloud", "portability"}
    untouched = set(before) - related
    assert {"workload", "requests_per_second", "engineers", "goal", "cloud_usd_month", "utilisation"} <= untouched
    assert [name for name in sorted(untouched) if not np.array_equal(before[name], after[name])] == []


def test_kept_columns_take_no_more_memory_than_allowed() -> None:
    sampler = Sampler(rulebook())
    for rate in range(40):
        sampler.draw({"requests_per_second": Known(float(rate)), "workload": Known("ml")}, 4000)
    assert 0 < sampler.kept_cells <= KEPT_CELLS


def test_a_column_that_somebody_holds_is_given_again_however_many_were_asked_for_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "KEPT_CELLS", 3 * (50 + BESIDE))
    sampler = Sampler(rulebook())
    held = sampler.draw({}, 50)
    for rate in range(4):
        sampler.draw({"requests_per_second": Known(float(rate))}, 50)
    again = sampler.draw({}, 50)
    assert [name for name in rulebook().order if again[name] is not held[name]] == []


def test_a_column_that_nobody_holds_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT_CELLS", 0)
    column = ref(Sampler(rulebook()).draw({}, 50)["engineers"])
    assert column() is None


def test_a_kept_column_of_one_number_counts_for_what_it_takes_beside() -> None:
    sampler = Sampler(rulebook())
    sampler.draw({"requests_per_second": Known(1.0)}, 1)
    columns, before = len(rulebook().order), sampler.kept_cells
    assert before >= columns * BESIDE
    sampler.draw({"requests_per_second": Known(2.0)}, 4000)
    sampler.draw({"requests_per_second": Known(2.0)}, 4000)
    assert sampler.kept_cells < before + columns * (4000 + BESIDE)


def test_a_kept_column_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        draw({})["workload"][0] = 0


@settings(max_examples=100)
@given(st.data())
def test_a_decoded_code_is_the_answer_that_was_encoded(data: st.DataObject) -> None:
    fact = FACTS[data.draw(st.sampled_from(sorted(FACTS)))]
    answer = data.draw(known(fact))
    assert decode(fact, encode(fact, answer)) == answer  # type: ignore[arg-type]


@given(st.integers(1, 10**6), st.integers(0, 5))
def test_a_number_as_people_write_them_comes_back_from_its_column(digits: int, places: int) -> None:
    percent = float(f"{digits}e-{places}")
    fact = FACTS["availability_percent"]
    assert decode(fact, np.array([percent], dtype=Single)[0]) == Known(percent)


@pytest.mark.parametrize("name", [name for name, fact in FACTS.items() if fact.choices])
def test_the_last_choice_of_a_fact_fits_its_column(name: str) -> None:
    fact = FACTS[name]
    last = list(fact.choices)[-1]
    answer = Known((last,) if fact.kind == "several" else last)
    column = draw({name: answer})[name]
    assert column.dtype == code_type(fact)
    assert decode(fact, column[0]) == answer


@pytest.mark.parametrize(("choices", "kind"), [(7, np.int8), (8, np.int16), (31, np.int32), (MOST_CHOICES, np.int64)])
def test_masks_of_more_choices_take_a_larger_type(choices: int, kind: type) -> None:
    many = dict.fromkeys(map(str, range(choices)), next(iter(FACTS["pains"].choices.values())))
    assert code_type(FACTS["pains"].model_copy(update={"choices": many})) is kind


def test_worlds_laid_end_to_end_keep_their_columns_and_derive_their_quantities() -> None:
    first, second = draw({}), draw({"requests_per_second": Known(7.0)})
    both = concatenate([first, second])
    assert both.size == 2 * SIZE
    assert both["requests_per_second"].tolist() == [*first["requests_per_second"], *second["requests_per_second"]]
    assert both["requests_per_month"][SIZE:].tolist() == [7.0 * 2_628_000] * SIZE


def test_a_quotient_by_zero_is_boundless_or_nothing() -> None:
    worlds = draw({"requests_per_second": Known(0.0), "peak_requests_per_second": Known(5.0)})
    assert set(worlds.number("peak_to_mean")) == {np.inf}
    assert set(draw({"requests_per_second": Known(0.0), "peak_requests_per_second": Known(0.0)})["peak_to_mean"]) == {
        0.0
    }


def test_numbers_are_cut_into_groups_of_about_equal_share_with_zeros_apart() -> None:
    worlds = draw({"workload": Known("customer_api")}, 4000)
    groups = warm().bins(worlds, "scratch_gb", 4)
    zeros = worlds.number("scratch_gb") == 0
    assert set(groups[zeros]) == {0}
    assert np.bincount(groups[~zeros])[1:] == pytest.approx((~zeros).sum() / 4, rel=0.25)
