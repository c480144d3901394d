"""Columns are in single precision throughout, and those that are the same in every world take one number."""

import numpy as np
import pytest

from rules.answers import Answer
from rules.cases import load_cases
from rules.columns import Single, cells, same
from rules.options import VARIANTS
from rules.rulebook import HOUSE
from rules.scoring import Engine
from tests.rules.costing import rulebook

CASES = {case.id: case.answers for case in load_cases(HOUSE / "cases", rulebook().facts)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(rulebook())


@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
def test_no_number_of_a_world_takes_more_than_single_precision(engine: Engine, answers: dict[str, Answer]) -> None:
    scores = engine.score(answers, 40)
    numbers = {
        name: scores.worlds[name] for name in (*rulebook().facts, *rulebook().assumptions, *rulebook().quantities)
    }
    assert {name for name, column in numbers.items() if column.dtype == np.float64} == set()
    for variant in VARIANTS:
        bill = scores.bills[variant]
        lines = [each for line in bill.lines for each in (line.usd, line.amount)]
        assert {each.dtype for each in (bill.cash, bill.people, bill.given, *lines)} == {np.dtype(Single)}
    assert {scores.utility.dtype, scores.cost.dtype, scores.today.ratio.dtype} == {np.dtype(Single)}


def test_a_column_that_is_the_same_everywhere_takes_one_number() -> None:
    column = same(3.0, 1000)
    assert column.tolist() == [3.0] * 1000
    assert cells(column) == 1
    assert cells(column * 2) == 1000
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 4.0
