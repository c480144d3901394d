"""The value of a question, against its definition as nested loops on worlds that are enumerated in full."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.answers import Range, Unknown
from rules.checklists import lines_of
from rules.costs.load import Load
from rules.scoring import Engine, Scores
from rules.value import BINS, PURITY_WEIGHT, WORTH_ASKING, QuestionValue, open_questions, rank_facts, rank_questions
from rules.worlds import Worlds
from tests.rules.books import house
from tests.rules.deciding import answers, archetype

GOALS, GPU, JOBS = range(3), range(2), (10.0, 20.0, 60.0)
TABLE = list(product(GOALS, GPU, JOBS))
"""Every combination of three facts, each as likely as any other: 18 worlds."""
LIMITS = [fact.id for fact in lines_of("hard_limits", house().facts)]


def enumerated(engine: Engine, winners: Sequence[int]) -> Scores:
    """Make worlds that differ in three facts alone, and say who wins each."""
    size = len(TABLE)
    base = engine.sampler.draw({}, 1)
    worlds = Worlds(size, {})
    worlds.update({name: np.repeat(column, size) for name, column in base.items()})
    goals, gpu, jobs = zip(*TABLE, strict=True)
    worlds.update(goal=np.array(goals), gpu=np.array(gpu), longest_job_minutes=np.array(jobs))
    scores = engine.score({}, 1)
    load = Load(engine.rulebook, worlds, frozenset())
    return replace(scores, load=load, winner=np.array(winners))


def by_definition(winners: Sequence[int], groups: Sequence[object]) -> float:
    """Loop over answers and worlds: the rise in the chance to be right, and a share of the rise in clarity."""

    def measure(cells: Sequence[object]) -> tuple[float, float]:
        right = clear = 0.0
        for cell in set(cells):
            here = [winner for winner, mine in zip(winners, cells, strict=True) if mine == cell]
            likely = len(here) / len(winners)
            shares = [count / len(here) for count in Counter(here).values()]
            right += likely * max(shares)
            clear += likely * sum(share * share for share in shares)
        return right, clear

    (right, clear), (before, unclear) = measure(groups), measure([0] * len(winners))
    return right - before + PURITY_WEIGHT * (clear - unclear)


def gains(engine: Engine, winners: Sequence[int], **known: Range) -> dict[str, float]:
    ranked = rank_questions(engine, enumerated(engine, winners), known)
    return {value.question: value.gain for value in ranked}


WINNERS = st.lists(st.integers(-1, 2), min_size=len(TABLE), max_size=len(TABLE))


@given(WINNERS)
def test_the_value_of_a_choice_is_its_definition(engine: Engine, winners: list[int]) -> None:
    expected = by_definition(winners, [goal for goal, _, _ in TABLE])
    assert gains(engine, winners)["goal"] == pytest.approx(expected, abs=1e-12)


@given(WINNERS)
def test_a_checklist_counts_its_facts_jointly(engine: Engine, winners: list[int]) -> None:
    # All its other lines are alike in all worlds; a job counts as long from above 15 minutes.
    expected = by_definition(winners, [(gpu, job > 15) for _, gpu, job in TABLE])
    assert gains(engine, winners)["hard_limits"] == pytest.approx(expected, abs=1e-12)


@given(WINNERS)
def test_a_number_that_a_tick_left_open_is_worth_its_definition(engine: Engine, winners: list[int]) -> None:
    expected = by_definition(winners, [job for _, _, job in TABLE])
    found = gains(engine, winners, longest_job_minutes=Range(low=5.0))
    assert found["longest_job_minutes"] == pytest.approx(expected, abs=1e-12)


@given(WINNERS)
def test_no_question_is_worth_less_than_nothing(engine: Engine, winners: list[int]) -> None:
    assert min(gains(engine, winners).values()) >= -1e-12


@given(WINNERS)
def test_a_fact_that_is_the_same_everywhere_is_worth_nothing(engine: Engine, winners: list[int]) -> None:
    found = gains(engine, winners)
    others = found.keys() - {"goal", "hard_limits"}
    assert len(others) > 30
    assert all(found[name] == pytest.approx(0, abs=1e-12) for name in others)


def test_a_fact_that_decides_nothing_is_worth_nothing(engine: Engine) -> None:
    # The goal alone decides; whether there is a GPU and how long jobs run says nothing of the winner.
    found = gains(engine, [goal for goal, _, _ in TABLE])
    assert found["hard_limits"] == pytest.approx(0, abs=1e-12)
    # Before, a third is right and clear; after, all is: 2/3 + 0.25 x 2/3.
    assert found["goal"] == pytest.approx(2 / 3 * 1.25)


def test_lines_that_decide_only_together_are_worth_something_together(engine: Engine) -> None:
    # One option where exactly one of the two is ticked: neither alone tells anything, both tell all.
    winners = [int((gpu == 1) != (job > 15)) for _, gpu, job in TABLE]
    # 9 of 18 worlds have each winner: from a half to certain.
    assert gains(engine, winners)["hard_limits"] == pytest.approx(0.5 * 1.25)


def test_several_choices_are_worth_their_most_telling_one(engine: Engine) -> None:
    scores = enumerated(engine, [0, 1] * 9)
    codes = house().facts["pains"].codes
    column = np.array([1 << codes["outages"], 1 << codes["audit"]] * 9) | 1 << codes["cold_starts"]
    scores.worlds["pains"] = column
    found = {value.question: value.gain for value in rank_questions(engine, scores, {})}
    assert found["pains"] == pytest.approx(0.5 * 1.25)


def test_a_number_is_cut_into_groups_of_about_equal_share(engine: Engine) -> None:
    scores = engine.score({}, 800)
    groups = engine.sampler.bins(scores.worlds, "request_duration_ms", BINS)
    assert np.bincount(groups)[1:] == pytest.approx([100] * BINS, rel=0.25)


def test_zeros_of_a_number_are_a_group_of_their_own(engine: Engine) -> None:
    scores = engine.score({}, 800)
    column = scores.worlds.number("scratch_gb")
    groups = engine.sampler.bins(scores.worlds, "scratch_gb", BINS)
    assert ((groups == 0) == (column == 0)).all()


def test_the_gain_is_weighed_against_the_effort_of_answering(engine: Engine) -> None:
    ranked = rank_questions(engine, engine.score({}, 500), {})
    efforts = {name: fact.effort for name, fact in house().facts.items()}
    efforts |= {name: checklist.effort for name, checklist in house().checklists.items()}
    assert all(value.per_effort == pytest.approx(value.gain / math.sqrt(efforts[value.question])) for value in ranked)
    assert [value.per_effort for value in ranked] == sorted((value.per_effort for value in ranked), reverse=True)


def test_what_is_known_or_done_is_not_ranked(engine: Engine) -> None:
    known = answers(goal="cut_cost", workload="ml") | {"auth": Unknown()}
    ranked = rank_questions(engine, engine.score({}, 200), known, {"runtime", "hard_limits"})
    names = {value.question for value in ranked}
    assert not names & {"goal", "workload", "auth", "runtime", "hard_limits"}
    assert {"sizes", "pains", "side_workloads"} <= names


def test_nobody_is_asked_for_figures_of_today_where_nothing_runs(engine: Engine) -> None:
    of_today = {fact.id for fact in house().facts.values() if fact.of_today}
    for shape, are_asked in (("nothing", False), ("monolith", True)):
        known = answers(current_shape=shape)
        scores = engine.score(known, 200)
        for ranked in (rank_questions(engine, scores, known), rank_facts(engine, scores, known)):
            assert bool({value.question for value in ranked} & of_today) == are_asked


def test_a_line_of_a_checklist_is_a_question_of_its_own_only_after_its_tick(engine: Engine) -> None:
    scores = engine.score({}, 200)
    ticked = {"longest_job_minutes": Range(low=15.0), "gpu": answers(gpu=True)["gpu"]}
    before, after = ({value.question for value in rank_questions(engine, scores, known)} for known in ({}, ticked))
    assert not before & set(LIMITS)
    assert after & set(LIMITS) == {"longest_job_minutes"}


def test_a_checklist_is_asked_as_long_as_one_of_its_lines_is_open(engine: Engine) -> None:
    scores = engine.score({}, 200)
    known = {name: Unknown() for name in LIMITS}
    assert "hard_limits" not in {value.question for value in rank_questions(engine, scores, known)}
    del known["gpu"]
    assert "hard_limits" in {value.question for value in rank_questions(engine, scores, known)}


def test_a_question_is_worth_asking_from_the_threshold_on() -> None:
    assert QuestionValue("any", 1.0, WORTH_ASKING).worth_asking
    assert not QuestionValue("any", 1.0, WORTH_ASKING * 0.999).worth_asking


def test_where_all_worlds_agree_nothing_is_worth_asking(engine: Engine) -> None:
    known = archetype("quiet-webhook")
    scores = engine.score_settled(known, 400)
    assert scores.shares().max() == pytest.approx(1, abs=0.01)
    assert not [value for value in rank_questions(engine, scores, known) if value.worth_asking]


@pytest.mark.parametrize(("pain", "asks"), [("outages", True), ("cloud_bill", False)])
def test_an_interview_that_asks_for_a_bill_ends_where_less_is_sure(engine: Engine, pain: str, asks: bool) -> None:
    known = answers(goal="more_reliable", pains=[pain])
    settled = engine.score_settled(known, 2000)
    winner = np.where(np.arange(2000) < 0.89 * 2000, 0, 1)
    assert bool(open_questions(engine, replace(settled, winner=winner), known).ranked) == asks
