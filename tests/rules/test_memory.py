"""Memory: what was worked out is given again while it holds, and nothing is kept alive that nobody holds."""

import gc
import weakref
from functools import partial
from typing import Any

import numpy as np
import pytest

from rules.answers import Answer, Known
from rules.memory import RememberingWorlds
from rules.migration import migrate
from rules.sampler import Sampler
from rules.scoring import Engine
from rules.worlds import Worlds
from tests.rules.books import house
from tests.rules.costing import rulebook
from tests.rules.deciding import archetype

KNOWN: dict[str, Answer] = {"engineers": Known(5.0), "requests_per_second": Known(7.0)}


@pytest.fixture(scope="module")
def sampler() -> Sampler:
    return Sampler(rulebook())


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(house())


def times_made(worlds: Worlds, *names: str) -> int:
    """Ask for something made of columns twice, and count how often it is made."""
    made = []

    def make() -> list[float]:
        made.append(names)
        return [float(worlds.number(name)[0]) for name in names]

    assert worlds.once("those columns", make) == worlds.once("those columns", make)
    return len(made)


def after(sampler: Sampler, name: str, answer: Answer) -> int:
    """Count how often what is made of the load is made anew, once an answer is added or changed."""
    before = RememberingWorlds(sampler.draw(KNOWN, 40))
    assert times_made(before, "requests_per_second", "requests_per_month") == 1
    worlds = RememberingWorlds(sampler.draw({**KNOWN, name: answer}, 40), before)
    return times_made(worlds, "requests_per_second", "requests_per_month")


def test_what_hangs_on_other_columns_is_given_again(sampler: Sampler) -> None:
    assert after(sampler, "engineers", Known(9.0)) == 0


def test_what_hangs_on_a_column_that_changed_is_made_anew(sampler: Sampler) -> None:
    assert after(sampler, "requests_per_second", Known(8.0)) == 1


def test_for_another_number_of_worlds_all_is_made_anew(sampler: Sampler) -> None:
    few = RememberingWorlds(sampler.draw(KNOWN, 40))
    assert len(few.once("ones", partial(np.ones, 40))) == 40
    many = RememberingWorlds(sampler.draw(KNOWN, 41), few)
    assert len(many.once("ones", partial(np.ones, 41))) == 41


def test_what_is_made_within_something_counts_as_read_by_it(sampler: Sampler) -> None:
    def outer(worlds: Worlds) -> float:
        return worlds.once("inner", lambda: float(worlds.number("engineers")[0]))

    first = RememberingWorlds(sampler.draw({"engineers": Known(5.0)}, 40))
    assert outer(first) == first.once("outer", partial(outer, first)) == 5.0
    second = RememberingWorlds(sampler.draw({"engineers": Known(9.0)}, 40), first)
    assert second.once("outer", partial(outer, second)) == 9.0


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("steps_per_request", Known(7.0)),
        ("goal", Known("cut_cost")),
        ("gpu", Known(True)),
        ("invocations_per_request", Known(3.0)),
        ("migration_engineer_months", Known(2.0)),
        ("cloud_usd_month", Known(900.0)),
    ],
)
def test_scores_are_the_same_with_the_memory_of_others_as_without(engine: Engine, name: str, answer: Answer) -> None:
    # Without a stated bill, which leaves no column the same object.
    known = {each: said for each, said in archetype("cheap-functions").items() if each not in {name, "cloud_usd_month"}}
    near = engine.score(known, 60)
    assert migrate(near, "eks", 18.0).days.any()
    remembering = (near.worlds, near.winners().worlds)
    with_all, with_memory, without = (
        engine.score({**known, name: answer}, 60, near=each) for each in (*remembering, None)
    )
    assert np.array_equal(with_all.utility, without.utility)
    assert np.array_equal(with_memory.utility, without.utility)
    assert np.array_equal(migrate(with_memory, "eks", 18.0).days, migrate(without, "eks", 18.0).days)


def test_results_are_remembered_without_what_they_were_made_of(sampler: Sampler) -> None:
    worlds = RememberingWorlds(sampler.draw(KNOWN, 40))
    part = partial(worlds.once, "part", lambda: [worlds.number("engineers")])
    worlds.once("whole", lambda: len(part()))
    results = worlds.results()
    assert results.once("whole", lambda: 0) == 1
    assert results.once("part", list[Any]) == []


def test_of_worlds_that_a_bill_has_chosen_no_result_is_remembered(engine: Engine) -> None:
    known, gate = archetype("cheap-functions"), house().gates[0].id
    free = {name: answer for name, answer in known.items() if name != "cloud_usd_month"}
    stated, not_stated = (
        engine.score(each, 60).winners().worlds for each in ({**free, "cloud_usd_month": Known(900.0)}, free)
    )
    assert not_stated.once(gate, lambda: None) is not None
    assert stated.once(gate, lambda: None) is None


def test_worlds_are_freed_as_soon_as_nobody_holds_their_scores(engine: Engine) -> None:
    gc.disable()
    try:
        scores = engine.score(archetype("cheap-functions"), 60)
        worlds = weakref.ref(scores.worlds)
        del scores
        assert worlds() is None
    finally:
        gc.enable()
