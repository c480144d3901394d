"""Flips by brute force: the value that is told changes the winner, and one clearly nearer does not."""

import math
from functools import cache

import numpy as np
import pytest

from rules.answers import Answer, Answers, Known, Range
from rules.cases import load_cases
from rules.decide import Settings, decide
from rules.flips import _between, find_flips
from rules.options import OPTION_NAMES
from rules.rulebook import HOUSE
from rules.scoring import Engine
from rules.trials import ALONG, ANOTHER, Trial, as_given, leader, trials_of
from rules.value import WORLDS as QUESTION_WORLDS
from rules.value import rank_facts
from rules.verdict import Flip
from rules.winning import NOBODY
from tests.rules.books import house

WORLDS = 2000
CASES = ("flagsmith-edge-split", "khan-academy-goliath", "courier-datadog-on-lambda")
NEARER = 0.6
"""The share of a flip's distance, counted in factors, at which the winner must still be the old one."""
CLEAR = 0.1
"""A lead that the few worlds of the search cannot miss."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(house())


@cache
def answers_of(case: str) -> Answers:
    return next(each.answers for each in load_cases(HOUSE / "cases", house().facts) if each.id == case)


@cache
def flips_of(case: str) -> tuple[Trial, ...]:
    engine, answers = Engine(house()), answers_of(case)
    scores = engine.score(answers, WORLDS)
    unknown = rank_facts(engine, engine.score_settled(answers, QUESTION_WORLDS), answers)
    return tuple(find_flips(engine, answers, scores.winners(), [value.question for value in unknown], 6))


def winner(engine: Engine, answers: Answers, fixed: dict[str, float] | None = None) -> int:
    columns = {name: np.full(WORLDS, value) for name, value in (fixed or {}).items()}
    return leader(engine.score(answers, WORLDS, columns).shares())


def lead(engine: Engine, answers: Answers, over: int, fixed: dict[str, float] | None = None) -> float:
    """Give by how much the strongest other option leads over one."""
    columns = {name: np.full(WORLDS, value) for name, value in (fixed or {}).items()}
    shares = engine.score(answers, WORLDS, columns).shares()
    return float(np.delete(shares, over).max() - shares[over])


def winner_with(engine: Engine, answers: Answers, flip: Trial, value: object) -> int:
    if flip.assumption:
        return winner(engine, answers, {flip.name: value})  # type: ignore[dict-item]
    return winner(engine, {**answers, flip.name: Known(value)})  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES)
def test_the_value_that_is_told_gives_the_winner_that_is_told(engine: Engine, case: str) -> None:
    before = winner(engine, answers_of(case))
    assert flips_of(case)
    for flip in flips_of(case):
        assert winner_with(engine, answers_of(case), flip, flip.value) == flip.winner != before, flip


@pytest.mark.parametrize("case", CASES)
def test_a_known_number_that_is_clearly_nearer_does_not_flip(engine: Engine, case: str) -> None:
    before = winner(engine, answers_of(case))
    for flip in flips_of(case):
        if flip.base and flip.known and not flip.assumption:
            nearer = flip.base * (flip.number / flip.base) ** NEARER
            nearer = round(nearer) if house().facts[flip.name].kind == "count" else nearer
            assert winner_with(engine, answers_of(case), flip, float(nearer)) == before, flip


@pytest.mark.parametrize("case", CASES)
def test_the_nearest_come_first_and_none_is_told_twice(case: str) -> None:
    flips = flips_of(case)
    distances = [flip.distance for flip in flips]
    assert distances == sorted(distances)
    assert len({(flip.name, flip.above) for flip in flips}) == len(flips)


@pytest.mark.parametrize("case", CASES)
def test_no_choice_flips_clearly_that_is_not_told_while_there_was_room(engine: Engine, case: str) -> None:
    flips, answers = flips_of(case), answers_of(case)
    before, told = winner(engine, answers), {flip.name for flip in flips}
    last = max((flip.distance for flip in flips), default=math.inf) if len(flips) >= 6 else math.inf
    for name, answer in answers.items():
        fact = house().facts[name]
        sought = fact.kind in {"choice", "flag"} and name not in as_given(answers)
        if sought and isinstance(answer, Known) and name not in told and last > ANOTHER:
            others = [value for value in (fact.choices or (False, True)) if value != answer.value]
            flipping = [value for value in others if lead(engine, {**answers, name: Known(value)}, before) > CLEAR]
            assert not flipping, (name, flipping)


@pytest.mark.parametrize("case", CASES)
def test_no_flip_is_sought_in_what_a_system_is(case: str) -> None:
    known = {name for name, answer in answers_of(case).items() if isinstance(answer, Known)}
    assert not {flip.name for flip in flips_of(case)} & known & as_given(answers_of(case))


@pytest.mark.parametrize("case", CASES)
def test_no_assumption_flips_clearly_that_is_not_told_while_there_was_room(engine: Engine, case: str) -> None:
    flips, answers = flips_of(case), answers_of(case)
    before, told = winner(engine, answers), {flip.name for flip in flips}
    for name, each in house().assumptions.items():
        if name not in told and len(flips) < 6:
            leads = [lead(engine, answers, before, {name: value}) for value in (each.low, each.high)]
            assert max(leads) <= CLEAR, (name, leads)


def test_distances_are_factors_for_numbers_and_those_of_a_choice_for_all_that_has_no_nearest_value() -> None:
    assert Trial("n", 20.0, base=10.0).distance == pytest.approx(math.log(2))
    assert Trial("n", 5.0, base=10.0).distance == pytest.approx(math.log(2))
    assert Trial("c", "batch").distance == ANOTHER
    assert Trial("u", 20.0, base=10.0, known=False).distance == pytest.approx(ANOTHER + ALONG * math.log(2))
    assert math.isfinite(Trial("z", 0.0, base=10.0).distance)


def test_a_percentage_is_moved_by_what_is_missing_of_it(engine: Engine) -> None:
    answers: dict[str, Answer] = {"availability_percent": Known(99.9)}
    scores = engine.score(answers, 100)
    tried = [each for each in trials_of(engine, answers, scores.winners(), ()) if each.name == "availability_percent"]
    assert [each.value for each in tried] == [99.87, 99.8, 99.6, 99.0, 99.923, 99.95, 99.975, 99.99]
    assert [each.distance for each in tried if each.value in {99.8, 99.95}] == pytest.approx([math.log(2)] * 2)
    near, far = Trial("availability_percent", 99.9, 99.9, whole=100.0), tried[-1]
    middle = _between(engine, near, far)
    assert middle is not None
    assert middle.value == 99.968


def test_a_value_that_contradicts_another_answer_is_not_tried() -> None:
    answers: dict[str, Answer] = {"requests_per_second": Known(10.0), "peak_requests_per_second": Known(12.0)}
    assert Trial("requests_per_second", 12.0, base=10.0).possible(answers)
    assert not Trial("requests_per_second", 12.5, base=10.0).possible(answers)
    assert not Trial("peak_requests_per_second", 9.9, base=12.0).possible(answers)
    assert not Trial("engineers", 2.0, base=9.0).possible({"teams": Known(3.0), "engineers": Known(9.0)})


def test_counts_are_tried_as_whole_numbers_within_their_bounds(engine: Engine) -> None:
    answers: dict[str, Answer] = {"engineers": Known(3.0)}
    scores = engine.score(answers, 100)
    tried = [trial.number for trial in trials_of(engine, answers, scores.winners(), ()) if trial.name == "engineers"]
    assert tried
    assert all(value.is_integer() and value >= 1 and value != 3 for value in tried)


def test_ranges_and_zeros_are_tried_within_their_spread(engine: Engine) -> None:
    answers: dict[str, Answer] = {"engineers": Range(4.0, 9.0), "debug_hours_week": Known(0.0)}
    scores = engine.score(answers, 400)
    tried = list(trials_of(engine, answers, scores.winners(), ["engineers"]))
    engineers = {trial.number for trial in tried if trial.name == "engineers"}
    assert engineers
    assert all(4 <= value <= 9 for value in engineers)
    assert any(trial.number > 0 for trial in tried if trial.name == "debug_hours_week")


def test_where_nothing_wins_nobody_leads() -> None:
    assert leader(np.zeros(3)) == NOBODY
    assert leader(np.array([0.0, 0.2, 0.1])) == 1


def test_the_verdict_tells_flips_by_name_and_side(engine: Engine) -> None:
    verdict = decide(engine, answers_of(CASES[0]), Settings(worlds=WORLDS))
    assert [told(flip) for flip in verdict.flips] == [
        (flip.name, flip.value, OPTION_NAMES[flip.winner]) for flip in flips_of(CASES[0])
    ]
    assert {flip.direction for flip in verdict.flips} <= {"above", "below", "is"}
    assert all(flip.label for flip in verdict.flips)


def told(flip: Flip) -> tuple[str, object, str | None]:
    return flip.fact, flip.at, flip.to


@pytest.mark.parametrize(("shape", "sought"), [("functions", False), ("nothing", True)])
def test_the_cloud_and_the_language_of_what_runs_are_taken_as_they_are(
    engine: Engine, shape: str, sought: bool
) -> None:
    said = {"current_shape": shape, "cloud": "aws", "runtime": "node", "workload": "customer_api"}
    told: Answers = {name: Known(value) for name, value in said.items()}
    won = engine.score(told, 200).winners()
    tried = {trial.name for trial in trials_of(engine, told, won, ())}
    assert {"cloud", "runtime"}.issubset(tried) is sought
    assert bool(tried & {"cloud", "runtime"}) is sought
