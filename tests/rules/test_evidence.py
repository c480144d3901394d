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


def test_a_bill_at_other_prices_tells_of_the_load_too_but_less(engine: Engine) -> None:
    def load(**known: object) -> float:
        drawn = engine.draw(answers(**known, workload="customer_api", current_shape="monolith"), SIZE)
        return float(np.median(drawn.number("requests_per_second")))

    there, here = ("on_premises", "fargate")
    assert load(current_platform=there, cloud_usd_month=20_000) > 2 * load(current_platform=there)
    assert load(current_platform=here, cloud_usd_month=20_000) > load(current_platform=there, cloud_usd_month=20_000)


def test_where_few_come_near_a_bill_the_nearest_are_kept(engine: Engine) -> None:
    # Jobs that take minutes, ten of them each second, for a dollar a month.
    known = answers(
        current_shape="functions",
        current_platform="lambda",
        workload="scheduled_jobs",
        requests_per_second=10,
        cloud_usd_month=1,
    )
    drawn, agreeing = engine.sampler.draw(known, SIZE), engine.draw(known, SIZE)
    assert off(engine, agreeing) < off(engine, drawn) / 5


def test_a_platform_is_not_likelier_for_having_other_prices(engine: Engine) -> None:
    known = answers(current_shape="functions", workload="customer_api", cloud_usd_month=20)
    functions = engine.rulebook.facts["current_platform"].codes["lambda"]
    shares = [
        np.mean(worlds.code("current_platform") == functions)
        for worlds in (engine.sampler.draw(known, SIZE), engine.draw(known, SIZE))
    ]
    assert shares[1] > 0.8 * shares[0]


def test_a_bill_above_the_model_tells_of_no_load_where_capacity_waits(engine: Engine) -> None:
    idle = FUNCTIONS | {"current_shape": "services", "current_platform": "fargate", "pains": ["idle_capacity"]}
    unstated, stated = (
        engine.draw(answers(**idle, **bill), SIZE).number("requests_per_second")
        for bill in ({}, {"cloud_usd_month": 20_000})
    )
    assert np.median(stated) < 2 * np.median(unstated)


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
            ANOTHER,
            id="the bill of another system",
        ),
    ],
)
def test_worlds_stay_as_they_are_where_a_bill_tells_nothing(engine: Engine, known: dict[str, object]) -> None:
    told = answers(**known)
    worlds = engine.sampler.draw(told, SIZE)
    assert agreeing_with_bill(house(), worlds, frozenset(told)) is worlds
