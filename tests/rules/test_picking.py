"""Picking: in every world the value of one row or variant, as by going from world to world."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rules.options import VARIANTS
from rules.picking import pick, pick_variant

WORLDS = 6
NUMBERS = st.lists(st.floats(0, 1e9), min_size=WORLDS, max_size=WORLDS)


@given(st.lists(NUMBERS, min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=WORLDS, max_size=WORLDS))
def test_a_row_is_picked_world_by_world(rows: list[list[float]], at: list[int]) -> None:
    picked = pick(np.array(rows), np.array(at))
    assert picked.tolist() == [rows[row][world] for world, row in enumerate(at)]


@given(st.lists(st.integers(-1, len(VARIANTS) - 1), min_size=1, max_size=WORLDS))
def test_where_no_variant_stands_nothing_is_picked(at: list[int]) -> None:
    values = {variant: np.full(len(at), 10.0 + code) for code, variant in enumerate(VARIANTS)}
    assert pick_variant(values, np.array(at)).tolist() == [10.0 + code if code >= 0 else 0.0 for code in at]
