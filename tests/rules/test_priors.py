"""Priors as tables: quantiles, their inverse, and the chances of choices."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.priors import NumberTable, Spread, chance_table, rows_of
from tests.rules.costing import rulebook

ONE_ROW = np.zeros(1, dtype=np.int64)


@st.composite
def spreads(draw: st.DrawFn, log: bool) -> Spread:
    """Give the 5, 50 and 95 % points of a number, or of a share."""
    if log:
        low = draw(st.floats(1e-6, 1e6))
        mid = low * draw(st.floats(1.01, 1e3))
        return Spread(low=low, mid=mid, high=mid * draw(st.floats(1.01, 1e3)))
    low, mid, high = sorted(draw(st.sets(st.integers(0, 100), min_size=3, max_size=3)))
    return Spread(low=low / 100, mid=mid / 100, high=high / 100)


@given(spreads(log=True), st.floats(0, 1))
def test_the_share_below_a_quantile_is_its_share(spread: Spread, share: float) -> None:
    table = NumberTable.of([spread], log=True)
    value = table.quantile(ONE_ROW, np.array([share]))
    assert table.share_below(ONE_ROW, value)[0] == pytest.approx(share, abs=1e-4)


@given(spreads(log=False), st.floats(0, 1))
def test_the_quantile_of_the_share_below_a_value_is_the_value(spread: Spread, share: float) -> None:
    # A share ends at 0 and 1, where several cumulative shares may have one value; so the inverse goes the other way.
    table = NumberTable.of([spread], log=False)
    value = table.quantile(ONE_ROW, np.array([share]))
    assert table.quantile(ONE_ROW, table.share_below(ONE_ROW, value)) == pytest.approx(value, abs=1e-6)
    assert 0 <= value[0] <= 1


@given(spreads(log=True), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise(spread: Spread, one: float, other: float) -> None:
    table = NumberTable.of([spread], log=True)
    low, high = (table.quantile(ONE_ROW, np.array([share]))[0] for share in sorted((one, other)))
    assert low <= high


@pytest.mark.parametrize(
    ("share", "value"),
    [
        pytest.param(0.05, 1, id="low"),
        pytest.param(0.5, 100, id="mid"),
        pytest.param(0.95, 1000, id="high"),
        pytest.param(0.275, 10, id="half-way from low to mid, in the logarithm"),
        # Of the 45 % from low to mid, the 5 % below low are a ninth: the density goes on as it comes.
        pytest.param(0.0, 100 ** (-1 / 9), id="the least: a ninth of the way from low to mid below low"),
        pytest.param(1.0, 1000 * 10 ** (1 / 9), id="the greatest: a ninth of the way from mid to high above high"),
    ],
)
def test_a_number_is_uniform_in_its_logarithm_between_its_points(share: float, value: float) -> None:
    table = NumberTable.of([Spread(low=1, mid=100, high=1000)], log=True)
    assert table.quantile(ONE_ROW, np.array([share]))[0] == pytest.approx(value)
    assert table.share_below(ONE_ROW, np.array([value]))[0] == pytest.approx(share)


@pytest.mark.parametrize(
    ("share", "value"),
    [(0.05, 0.29), (0.5, 0.65), (0.95, 0.74), (0.725, 0.695), (0.0, 0.25), (1.0, 0.75)],
)
def test_a_share_is_uniform_between_its_points_and_stays_one(share: float, value: float) -> None:
    # Its least is 0.29 - (0.65 - 0.29) / 9, its greatest 0.74 + (0.74 - 0.65) / 9.
    table = NumberTable.of([Spread(low=0.29, mid=0.65, high=0.74)], log=False)
    assert table.quantile(ONE_ROW, np.array([share]))[0] == pytest.approx(value)


def test_the_ends_of_a_share_are_cut_at_nothing_and_all() -> None:
    table = NumberTable.of([Spread(low=0.01, mid=0.6, high=0.99)], log=False)
    assert table.quantile(np.zeros(2, dtype=np.int64), np.array([0.0, 1.0])).tolist() == [0.0, 1.0]


def test_nothing_lies_below_zero_and_all_below_infinity() -> None:
    table = NumberTable.of([Spread(low=1, mid=100, high=1000)], log=True)
    assert table.share_below(np.zeros(2, dtype=np.int64), np.array([0.0, math.inf])).tolist() == [0.0, 1.0]


def test_each_world_is_drawn_from_its_own_row() -> None:
    table = NumberTable.of([Spread(low=1, mid=2, high=3), Spread(low=10, mid=20, high=30)], log=True)
    rows, middle = np.array([1, 0, 1]), np.full(3, 0.5)
    assert table.quantile(rows, middle) == pytest.approx([20, 2, 20])
    assert table.share_below(rows, np.array([20.0, 2.0, 2.0])) == pytest.approx([0.5, 0.5, 0.0])


def test_exact_zeros_are_kept_apart_from_the_spread() -> None:
    table = NumberTable.of([Spread(low=1, mid=2, high=3, zero=0.25)], log=True)
    assert table.zero.tolist() == [0.25]
    assert table.quantile(ONE_ROW, np.array([0.5]))[0] == pytest.approx(2)


def test_the_chances_of_a_choice_sum_to_one_in_every_row() -> None:
    facts = rulebook().facts
    for fact in facts.values():
        if fact.kind == "choice":
            table = chance_table(fact, rows_of(fact, facts))
            assert (table >= 0).all(), fact.id
            assert table.sum(axis=1) == pytest.approx(np.ones(len(table))), fact.id


def test_rows_follow_the_parents_choices_and_fall_back_on_the_prior_itself() -> None:
    facts = rulebook().facts
    fact = facts["runtime"]
    rows = rows_of(fact, facts)
    assert len(rows) == len(facts["workload"].choices)
    assert rows[list(facts["workload"].choices).index("ml")] == fact.prior.by["ml"]
    assert rows[list(facts["workload"].choices).index("customer_api")] is fact.prior


def test_a_flag_is_no_or_yes() -> None:
    facts = rulebook().facts
    assert chance_table(facts["tracing"], [Spread(yes=0.3)]) == pytest.approx(np.array([[0.7, 0.3]]))
