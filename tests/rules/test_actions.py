"""What to do about the best option: build, move, stay or regroup, sentence by sentence of the rule for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rules.actions import ACTIONS, BUILD, MOVE, REGROUP, STAY, Actions, choose_actions, headline_action
from rules.answers import Answers
from rules.migration import migrate_to_winner
from rules.options import OPTION_NAMES, VARIANTS
from rules.rule import Rule
from rules.scoring import Engine, Scores
from rules.winning import NOBODY
from tests.rules.deciding import ALWAYS, answers, block_all, engine_with, made_up

LAMBDA, CONTAINERS, MONOLITH = range(3)
SIZE = 60
FUNCTIONS: dict[str, object] = {
    "current_shape": "functions",
    "current_platform": "lambda",
    "engineers": 5,
    "goal": "cut_cost",
    "pains": ["cloud_bill"],
}
NEVER, ALWAYS_PAYS = 0.0, 1e9
"""Horizons: none in which anything is earned back, and one in which every saving is in time."""


def advice(word: str) -> Rule:
    return made_up(f"better-{word}", "advice", ALWAYS, advises=word)


def settled(*rules: Rule, winner: int = MONOLITH, **changes: object) -> tuple[Engine, Scores]:
    """Score worlds of a team on functions in which one option wins."""
    known: Answers = answers(**(FUNCTIONS | changes))
    engine = engine_with(rules)
    return engine, replace(engine.score_settled(known, SIZE), winner=np.full(SIZE, winner))


def chosen(*rules: Rule, horizon: float = NEVER, winner: int = MONOLITH, **changes: object) -> list[str]:
    engine, scores = settled(*rules, winner=winner, **changes)
    return sorted({ACTIONS[each] for each in choose_actions(engine, scores, horizon).action})


def test_what_does_not_run_yet_is_built_whatever_is_advised() -> None:
    nothing: dict[str, Any] = {"current_shape": "nothing", "current_platform": "none"}
    assert chosen(**nothing) == ["build"]
    assert chosen(advice("stay"), advice("regroup"), advice("move"), block_all(), horizon=ALWAYS_PAYS, **nothing) == [
        "build"
    ]


def test_what_wins_already_stays() -> None:
    engine, scores = settled(winner=LAMBDA)
    there = replace(scores, best_variant=np.full_like(scores.best_variant, VARIANTS.index("lambda")))
    assert set(choose_actions(engine, there, ALWAYS_PAYS).action) == {STAY}


def test_a_move_that_is_not_earned_back_in_time_is_left() -> None:
    assert chosen(horizon=NEVER) == ["stay"]


def test_a_move_is_made_exactly_where_it_is_earned_back_within_the_horizon() -> None:
    engine, scores = settled(requests_per_second={"low": 10, "high": 2000})
    actions = choose_actions(engine, scores, 18.0)
    assert 0 < actions.pays_back.sum() < SIZE
    assert (actions.pays_back == (migrate_to_winner(scores, 18.0).months <= 18)).all()
    assert ((actions.action == MOVE) == actions.pays_back).all()
    assert (actions.action[~actions.pays_back] == STAY).all()
    longer = choose_actions(engine, scores, 60.0)
    assert longer.pays_back[actions.pays_back].all()


def test_a_gate_on_what_runs_today_makes_a_move_that_never_pays() -> None:
    gate = made_up("functions-are-out", "gate", ALWAYS, blocks=["lambda"])
    assert chosen(gate) == ["move"]
    assert chosen(gate, advice("stay"), advice("regroup")) == ["move"]


def test_a_gate_on_something_else_moves_nobody() -> None:
    gate = made_up("machines-are-out", "gate", ALWAYS, blocks=["ecs_ec2"])
    assert chosen(gate) == ["stay"]


def test_where_nothing_fits_nobody_moves() -> None:
    assert chosen(block_all(), winner=NOBODY) == ["stay"]


def test_a_pain_that_is_not_money_is_cured_by_a_move_that_never_pays() -> None:
    cure = made_up("one-log-is-read-at-once", "reason", ALWAYS, criterion="observability", points={"monolith": 2})
    assert chosen(cure, pains=["hard_to_debug"]) == ["move"]


def test_a_hint_does_not_cure_a_pain() -> None:
    hint = made_up("one-log-is-nicer", "reason", ALWAYS, criterion="observability", points={"monolith": 1})
    assert chosen(hint, pains=["hard_to_debug"]) == ["stay"]


def test_what_hurts_nobody_needs_no_cure() -> None:
    cure = made_up("one-log-is-read-at-once", "reason", ALWAYS, criterion="observability", points={"monolith": 2})
    assert chosen(cure, pains=["cloud_bill"]) == ["stay"]


def test_only_the_option_that_wins_can_cure() -> None:
    cure = made_up("one-log-is-read-at-once", "reason", ALWAYS, criterion="observability", points={"monolith": 2})
    assert chosen(cure, pains=["hard_to_debug"], winner=CONTAINERS) == ["stay"]


def test_money_alone_is_no_pain_to_cure() -> None:
    """The bill hurts and the winner is far cheaper, but the horizon is what judges money."""
    assert chosen(pains=["cloud_bill"], cloud_usd_month=100_000) == ["stay"]


@pytest.mark.parametrize(
    ("pain", "months", "cured"),
    [
        pytest.param("ops_burden", 0.1, True, id="a short move to less work"),
        pytest.param("ops_burden", 200, False, id="a move that takes more days than it saves"),
        pytest.param("audit", 0.1, False, id="no burden"),
    ],
)
def test_the_burden_of_operating_is_cured_where_the_move_saves_more_days_than_it_takes(
    pain: str, months: float, cured: bool
) -> None:
    cluster: dict[str, Any] = {
        "current_shape": "services",
        "current_platform": "kubernetes",
        "deployables": 40,
        "engineers": 20,
    }
    engine, scores = settled(pains=[pain], migration_engineer_months=months, **cluster)
    paas = np.full_like(scores.best_variant, VARIANTS.index("monolith_paas"))
    actions = choose_actions(engine, replace(scores, best_variant=paas), 18.0)
    assert set(actions.cures) == {cured}


def test_a_platform_that_eases_operating_is_moved_to_within_the_same_option() -> None:
    cluster: dict[str, Any] = {
        "current_shape": "services",
        "current_platform": "kubernetes",
        "shared_platform": "none",
        "deployables": 4,
        "engineers": 4,
        "pains": ["ops_burden"],
        "migration_engineer_months": 0.1,
    }
    engine, scores = settled(winner=CONTAINERS, **cluster)
    for platform, action in (("fargate", MOVE), ("eks", STAY)):
        best = np.full_like(scores.best_variant, VARIANTS.index(platform))
        assert set(choose_actions(engine, replace(scores, best_variant=best), 18.0).action) == {action}


def test_a_platform_that_cures_a_pain_is_moved_to_within_the_same_option() -> None:
    falls_over = made_up("one-host-falls-over", "reason", ALWAYS, criterion="reliability", points={"monolith_ec2": -2})
    machine: dict[str, Any] = {"current_shape": "monolith", "current_platform": "servers", "engineers": 4}
    for pain, platform, action in (
        ("outages", "monolith_fargate", MOVE),
        ("outages", "monolith_ec2", STAY),
        ("audit", "monolith_fargate", STAY),
    ):
        engine, scores = settled(falls_over, winner=MONOLITH, pains=[pain], **machine)
        best = np.full_like(scores.best_variant, VARIANTS.index(platform))
        assert set(choose_actions(engine, replace(scores, best_variant=best), NEVER).action) == {action}, (
            pain,
            platform,
        )


@pytest.mark.parametrize(
    ("changes", "best", "horizon", "moves"),
    [
        pytest.param({}, "fargate", 18.0, True, id="it pays back"),
        pytest.param({}, "fargate", NEVER, False, id="it does not pay back"),
        pytest.param({}, "eks", 18.0, False, id="it runs there already"),
        pytest.param({"goal": "ship_faster", "pains": ["audit"]}, "fargate", 18.0, False, id="the bill does not hurt"),
        pytest.param({"current_platform": "mixed"}, "fargate", 18.0, False, id="it is not known what would leave"),
    ],
)
def test_where_the_bill_hurts_the_same_option_moves_to_a_platform_that_pays_back(
    changes: dict[str, Any], best: str, horizon: float, moves: bool
) -> None:
    cluster: dict[str, Any] = {
        "current_shape": "services",
        "current_platform": "kubernetes",
        "deployables": 4,
        "engineers": 4,
        "cloud_usd_month": 50_000,
        "migration_engineer_months": 0.1,
    }
    engine, scores = settled(winner=CONTAINERS, **(cluster | changes))
    there = replace(scores, best_variant=np.full_like(scores.best_variant, VARIANTS.index(best)))
    actions = choose_actions(engine, there, horizon)
    assert (actions.action == MOVE).any() == moves
    assert ((actions.action == MOVE) == (actions.pays_back & moves)).all()


def test_advice_to_stay_comes_before_a_move_that_pays_or_cures() -> None:
    cure = made_up("one-log-is-read-at-once", "reason", ALWAYS, criterion="observability", points={"monolith": 2})
    assert chosen(cure, advice("stay"), horizon=ALWAYS_PAYS, pains=["hard_to_debug"]) == ["stay"]


def test_advice_to_regroup_comes_before_a_move_for_money_alone() -> None:
    assert chosen(advice("regroup"), horizon=ALWAYS_PAYS) == ["regroup"]
    assert chosen(advice("regroup"), horizon=NEVER) == ["regroup"]


def test_advice_to_regroup_does_not_hold_back_a_cure() -> None:
    cure = made_up("one-log-is-read-at-once", "reason", ALWAYS, criterion="observability", points={"monolith": 2})
    assert chosen(cure, advice("regroup"), pains=["hard_to_debug"]) == ["move"]


def test_advice_to_stay_comes_before_advice_to_regroup() -> None:
    assert chosen(advice("stay"), advice("regroup")) == ["stay"]


def test_advice_to_move_makes_leaving_worth_it_to_the_same_option_even() -> None:
    assert chosen(advice("move")) == ["move"]
    assert chosen(advice("move"), winner=LAMBDA) == ["move"]
    assert chosen(advice("move"), advice("regroup")) == ["move"]
    assert chosen(advice("move"), advice("stay")) == ["stay"]


def test_advice_holds_only_where_it_fires_and_something_runs() -> None:
    elsewhere = made_up("better-stay", "advice", {"fact": "engineers", "above": 5}, advises="stay")
    engine, scores = settled(elsewhere)
    assert not choose_actions(engine, scores, NEVER).advised["better-stay"].any()
    engine, scores = settled(advice("stay"), current_shape="nothing", current_platform="none")
    assert not choose_actions(engine, scores, NEVER).advised["better-stay"].any()


def headline(
    actions: Sequence[int],
    winners: Sequence[int],
    current: str = "functions",
    variants: Sequence[str] | None = None,
) -> tuple[str, str, float]:
    """Choose the headline of ten worlds, each with an action and a winner, and maybe a variant that runs in it."""
    shape = {"functions": ("functions", "lambda"), "services": ("services", "fargate"), "nothing": ("nothing", "none")}[
        current
    ]
    engine = engine_with([])
    known = answers(current_shape=shape[0], current_platform=shape[1])
    scores = replace(engine.score_settled(known, len(actions)), winner=np.array(winners))
    if variants is not None:
        running = np.array([VARIANTS.index(variant) for variant in variants])
        scores = replace(scores, today=replace(scores.today, current=running))
    no = np.zeros(len(actions), dtype=bool)
    action, to, share = headline_action(Actions(np.array(actions), no, no, no, no, no, {}), scores)
    return ACTIONS[action], OPTION_NAMES[to] if to != NOBODY else "nobody", share


def test_the_headline_of_what_is_built_is_what_wins_most_often() -> None:
    winners = [MONOLITH] * 5 + [CONTAINERS] * 3 + [NOBODY] * 2
    assert headline([BUILD] * 10, winners, "nothing") == ("build", "monolith", 0.5)


def test_moving_or_not_is_settled_before_where_to() -> None:
    # Six of ten worlds move, to two different options; staying has as many as the larger.
    winners = [MONOLITH] * 4 + [CONTAINERS] * 2 + [LAMBDA] * 4
    assert headline([MOVE] * 6 + [STAY] * 4, winners) == ("move", "monolith", 0.4)


def test_a_move_never_leads_to_another_option_than_the_one_that_clearly_wins_most_worlds() -> None:
    # Six of ten worlds move, most of them to a monolith; containers win most worlds, and most of these stay on them.
    winners = [MONOLITH] * 4 + [CONTAINERS] * 6
    assert headline([MOVE] * 6 + [STAY] * 4, winners, "services") == ("stay", "containers", 0.4)


def test_nobody_leaves_the_best_for_what_is_about_as_good() -> None:
    # Eleven of twenty worlds move; what runs wins one world more than what they move to.
    winners = [MONOLITH] * 9 + [CONTAINERS] + [LAMBDA] * 10
    headlined = headline([MOVE] * 11 + [STAY] * 9, winners)
    assert headlined == ("stay", "lambda", 0.45)


@pytest.mark.parametrize(
    ("to_lambda", "to_monolith", "to", "share"),
    [
        pytest.param(28, 29, "lambda", 0.28, id="about as many move to each"),
        pytest.param(24, 33, "monolith", 0.33, id="clearly more move to the other"),
    ],
)
def test_of_destinations_that_are_about_as_frequent_the_one_that_wins_most_worlds_is_moved_to(
    to_lambda: int, to_monolith: int, to: str, share: float
) -> None:
    # Of a hundred worlds Lambda wins one more than each of the others; services run.
    winners = [LAMBDA] * 34 + [MONOLITH] * 33 + [CONTAINERS] * 33
    actions = [MOVE] * to_lambda + [STAY] * (34 - to_lambda) + [MOVE] * to_monolith + [STAY] * (66 - to_monolith)
    assert headline(actions, winners, "services") == ("move", to, share)


def test_a_move_leads_to_the_option_that_clearly_wins_most_worlds_where_most_of_these_move() -> None:
    # Seven of ten worlds move, four of them to a monolith; containers win six, and half of these move, or more.
    winners = [MONOLITH] * 4 + [CONTAINERS] * 6
    assert headline([MOVE] * 7 + [STAY] * 3, winners) == ("move", "containers", 0.3)


def test_staying_and_regrouping_are_one_side_and_the_larger_names_it() -> None:
    winners = [MONOLITH] * 10
    assert headline([MOVE] * 4 + [STAY] * 4 + [REGROUP] * 2, winners) == ("stay", "lambda", 0.6)
    assert headline([MOVE] * 4 + [STAY] * 2 + [REGROUP] * 4, winners) == ("regroup", "lambda", 0.6)


def test_half_is_not_enough_to_move() -> None:
    assert headline([MOVE] * 5 + [STAY] * 5, [MONOLITH] * 10) == ("stay", "lambda", 0.5)


def test_where_it_is_not_known_what_runs_the_best_option_comes_first_and_then_what_most_of_its_worlds_do() -> None:
    # Six stay or regroup, on three different options; of the six in which a monolith is best three stay.
    actions = [MOVE] * 4 + [REGROUP] + [STAY] * 5
    variants = ["fargate"] * 4 + ["lambda"] + ["eks"] * 3 + ["monolith_ec2"] * 2
    assert headline(actions, [LAMBDA] * 4 + [MONOLITH] * 6, variants=variants) == ("stay", "monolith", 0.6)
    assert headline(actions, [LAMBDA] * 6 + [MONOLITH] * 4, variants=variants) == ("move", "lambda", 0.6)


def test_what_runs_in_nine_of_ten_worlds_counts_as_known() -> None:
    actions, winners = [MOVE] * 4 + [STAY] * 6, [LAMBDA] * 4 + [MONOLITH] * 6
    variants = ["fargate"] * 9 + ["monolith_ec2"]
    assert headline(actions, winners, variants=variants) == ("stay", "containers", 0.6)
    assert headline(actions, winners, variants=["monolith_ec2", *variants[1:]]) == ("stay", "monolith", 0.6)


@pytest.mark.parametrize("action", [BUILD, MOVE, STAY, REGROUP])
def test_shares_are_of_all_worlds(action: int) -> None:
    no = np.zeros(4, dtype=bool)
    assert Actions(np.array([BUILD, MOVE, STAY, REGROUP]), no, no, no, no, no, {}).share(action) == 0.25
