"""Playing complete systems through the interview, and what is counted."""

import pytest

from bot.interview.simulation import CLEAR, Played, broader, from_broader, from_priors, play, summarise
from bot.interview.steps import MOST_QUESTIONS
from rules.scoring import Engine
from rules.value import WORLDS
from tests.rules.books import house


def test_systems_are_drawn_with_every_fact_known_and_possible(engine: Engine) -> None:
    for draw in (from_priors, from_broader):
        for system in draw(engine, 5):
            assert system.keys() == house().facts.keys()
            peak, mean = system["peak_requests_per_second"].value, system["requests_per_second"].value
            assert peak >= mean  # type: ignore[operator]


def test_the_same_systems_are_drawn_every_time(engine: Engine) -> None:
    assert from_priors(engine, 3) == from_priors(Engine(house()), 3)
    assert from_broader(engine, 3) == from_broader(engine, 3)
    assert from_broader(engine, 3) != from_priors(engine, 3)


def test_the_broader_spread_is_broader() -> None:
    wide, facts = broader(house().facts), house().facts
    assert wide.keys() == facts.keys()
    before, after = facts["request_duration_ms"].prior, wide["request_duration_ms"].prior
    assert before.low is not None
    assert after.low is not None
    assert after.low < before.low < (before.high or 0) < (after.high or 0)
    assert after.mid == before.mid
    # Half-way to even.
    assert wide["gpu"].prior.yes == pytest.approx(((facts["gpu"].prior.yes or 0) + 0.5) / 2)
    goals, flat = facts["goal"].prior.weights or {}, wide["goal"].prior.weights or {}
    assert flat == {name: weight**0.5 for name, weight in goals.items()}
    assert max(flat.values()) / min(flat.values()) < max(goals.values()) / min(goals.values())


def test_what_cannot_be_stays_impossible_in_the_broader_spread() -> None:
    row = broader(house().facts)["current_platform"].prior.by["nothing"].weights or {}
    assert {name for name, weight in row.items() if weight} == {"none"}


def test_a_system_is_played_to_the_end_and_compared(engine: Engine) -> None:
    for system in from_priors(engine, 3):
        played = play(engine, system)
        shares = engine.score(system, WORLDS).shares()
        assert 2 <= played.questions <= MOST_QUESTIONS
        assert played.clear == (shares.max() >= CLEAR)


def test_what_was_played_is_counted() -> None:
    played = [Played(4, True, True), Played(8, False, True), Played(6, True, False), Played(20, False, False)]
    result = summarise(played)
    assert (result.systems, result.clear) == (4, 2)
    # Of 4, 6, 8 and 20 the middle is 7.
    assert (result.median_questions, result.p90_questions) == (7, 20)
    assert (result.right_of_clear, result.right_of_all) == (0.5, 0.5)


def test_where_nothing_is_clear_nothing_is_divided() -> None:
    assert summarise([Played(4, True, False)]).right_of_clear == 0
