"""What a stated bill tells of the worlds: those whose bill is far from it give way to those that agree."""

import numpy as np
import pytest

from rules.costs.load import Load
from rules.costs.today import look_at_today
from rules.evidence import agreeing_with_bill
from rules.scoring import Engine
from rules.worlds import Worlds
from tests.rules.books import house
from tests.rules.deciding import answers

FUNCTIONS: dict[str, object] = {"current_shape": "functions", "current_platform": "lambda", "workload": "customer_api"}
ANOTHER = FUNCTIONS | {"requests_per_second": 0.0001, "egress_gb_month": 0, "cloud_usd_month": 500_000_000}
"""A bill that no such system can have."""
SIZE = 2_000


def off(engine: Engine, worlds: Worlds) -> float:
    """Tell by which factor the modelled bill of today is off in the middle world."""
    today = look_at_today(Load(engine.rulebook, worlds, frozenset({"cloud_usd_month"})))
    return float(np.exp(np.median(np.abs(np.log(today.ratio)))))


def test_a_stated_bill_tells_of_the_load(engine: Engine) -> None:
    known = answers(**FUNCTIONS, cloud_usd_month=100)
    drawn, agreeing = engine.sampler.draw(known, SIZE), engine.draw(known, SIZE)
    assert off(engine, agreeing) < 3 < off(engine, drawn)
    assert np.median(agreeing.number("requests_per_second")) < np.median(drawn.number("requests_per_second"))


def test_a_larger_bill_tells_of_a_larger_load(engine: Engine) -> None:
    small, large = (
        engine.draw(answers(**FUNCTIONS, cloud_usd_month=usd), SIZE).number("requests_per_second").mean()
        for usd in (200, 20_000)
    )
    assert large > 3 * small


def test_answers_still_hold_in_every_world(engine: Engine) -> None:
    worlds = engine.draw(answers(**FUNCTIONS, cloud_usd_month=100, requests_per_second=2.0), SIZE)
    assert set(worlds.number("requests_per_second")) == {2.0}
    assert set(worlds.number("cloud_usd_month")) == {100.0}


def test_few_agreeing_worlds_are_the_first_of_many(engine: Engine) -> None:
    known = answers(**FUNCTIONS, cloud_usd_month=100)
    few, many = engine.draw(known, 500), engine.draw(known, SIZE)
    assert all(column.tolist() == many[name][:500].tolist() for name, column in few.items())


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(FUNCTIONS, id="no bill was stated"),
        pytest.param({"current_shape": "nothing", "cloud_usd_month": 100}, id="nothing runs"),
        pytest.param(
            {"current_shape": "monolith", "current_platform": "on_premises", "cloud_usd_month": 100}, id="other prices"
        ),
        pytest.param(
            ANOTHER,
            id="the bill of another system",
        ),
    ],
)
def test_worlds_stay_as_they_are_where_a_bill_tells_nothing(engine: Engine, known: dict[str, object]) -> None:
    told = answers(**known)
    worlds = engine.sampler.draw(told, SIZE)
    assert agreeing_with_bill(house(), worlds, frozenset(told)) is worlds
