"""Scoring: points by hand, weights, cost, gates, and what is the same every time."""

import numpy as np
import pytest

from rules.answers import Answers
from rules.columns import Single
from rules.cost_points import cost_points
from rules.criteria import SIXTHS, TWELFTHS, strength_sixths, strongest_in_full
from rules.decide import Settings, decide
from rules.options import CRITERIA, OPTION_NAMES, OPTION_OF, OPTIONS, VARIANTS
from rules.rule import Rule
from rules.scoring import Engine, Scores
from rules.winning import BLOCKED, NOBODY
from tests.rules.books import house
from tests.rules.deciding import ALWAYS, ARCHETYPES, QUICK, answers, archetype, block_all, engine_with, made_up

TEAM = answers(engineers=5)


def reason(name: str, criterion: str = "fit", /, **points: int) -> Rule:
    """Make up a reason that always fires; `functions` stands for the option lambda."""
    named = {name.replace("functions", "lambda"): each for name, each in points.items()}
    return made_up(name, "reason", ALWAYS, criterion=criterion, points=named)


def settled(engine: Engine, known: Answers = TEAM, size: int = 50) -> Scores:
    return engine.score_settled(known, size)


def points_of(scores: Scores, criterion: str, variant: str) -> set[float]:
    return {float(each) for each in scores.criteria[criterion].of(VARIANTS.index(variant))}


@pytest.mark.parametrize(
    ("each", "total"),
    [
        pytest.param([2], 2, id="one alone in full"),
        pytest.param([3, 2, 1], 3 + 1 + 0.5, id="the strongest in full, the others half"),
        pytest.param([1, 2, 3], 3 + 1 + 0.5, id="in whatever order"),
        pytest.param([-3, 2], -3 + 1, id="the strongest against"),
        pytest.param([3, -2], 3 - 1, id="the strongest for, one against"),
        pytest.param([2, 2], 2 + 1, id="of two as strong, one"),
        pytest.param([0, 2, 0], 2, id="silent rules add nothing"),
        pytest.param([0, 0], 0, id="nothing said"),
        pytest.param([-1, -1, -1], -1 - 0.5 - 0.5, id="all against"),
    ],
)
def test_the_strongest_counts_in_full_and_the_others_half(each: list[float], total: float) -> None:
    fired = np.full((len(each), 1), SIXTHS, dtype=np.int8)
    assert strongest_in_full(fired, np.array([each], dtype=np.int8)).tolist() == [[TWELFTHS * total]]


def test_many_rules_add_up_however_strong_they_are_drawn() -> None:
    strongest = np.full((30, 1), SIXTHS * 4 // 3, dtype=np.int8)
    for sign in (1, -1):
        points = np.full((1, 30), sign * 3, dtype=np.int8)
        assert strongest_in_full(strongest, points).tolist() == [[sign * TWELFTHS * (4 + 29 * 2)]]


def test_the_strongest_is_found_in_each_world_by_itself() -> None:
    fired = np.array([[1, 0, 1], [1, 1, 0]], dtype=np.int8) * np.int8(SIXTHS)
    points = np.array([[3, 1], [-3, 1]], dtype=np.int8)
    assert (strongest_in_full(fired, points) / TWELFTHS).tolist() == [[3 + 0.5, 1, 3], [-3 + 0.5, 1, -3]]


def test_rules_of_one_criterion_are_summed_by_hand() -> None:
    engine = engine_with([reason("a", monolith=3), reason("b", monolith=2, functions=-2), reason("c", monolith=-1)])
    scores = settled(engine)
    # 3 in full, half of 2 and half of -1.
    assert points_of(scores, "fit", "monolith_ec2") == {3 + 1 - 0.5}
    assert points_of(scores, "fit", "lambda") == {-2}
    assert points_of(scores, "fit", "fargate") == {0}


def test_criteria_are_added_up_apart() -> None:
    engine = engine_with([reason("a", "fit", monolith=3), reason("b", "team", monolith=2)])
    scores = settled(engine, answers(engineers=5, goal="cut_cost", pains=["none"]))
    at = VARIANTS.index("monolith_ec2")
    # Another criterion is not halved; cost alone is doubled, by the goal.
    assert scores.utility[at] == pytest.approx(3 + 2 + 2 * scores.cost[at])


def test_points_of_a_variant_stand_instead_of_its_options() -> None:
    scores = settled(engine_with([reason("a", containers=2, eks=-1)]))
    assert points_of(scores, "fit", "fargate") == {2}
    assert points_of(scores, "fit", "eks") == {-1}


def test_a_rule_that_does_not_fire_gives_no_points() -> None:
    when = {"fact": "engineers", "at_least": 6}
    engine = engine_with([made_up("a", "reason", when, criterion="fit", points={"monolith": 3})])
    # Nothing was said in that criterion in any world.
    assert points_of(settled(engine), "fit", "monolith_ec2") == {0}
    assert points_of(settled(engine, answers(engineers=6)), "fit", "monolith_ec2") == {3}


@pytest.mark.parametrize(
    ("said", "doubled"),
    [
        pytest.param({"goal": "cut_cost", "pains": ["none"]}, {"cost"}, id="the goal"),
        pytest.param({"goal": "cut_cost", "pains": ["outages"]}, {"cost", "reliability"}, id="goal and a pain"),
        pytest.param({"goal": "cut_cost", "pains": ["cloud_bill", "ops_burden"]}, {"cost"}, id="twice is double still"),
        pytest.param(
            {"goal": "pass_audit", "pains": ["too_many_parts", "cold_starts"]},
            {"security", "delivery", "latency"},
            id="skills weigh no more where the parts are too many",
        ),
    ],
)
def test_goal_and_pains_double_the_criteria_they_name(
    engine: Engine, said: dict[str, object], doubled: set[str]
) -> None:
    weights = settled(engine, answers(**said)).weights
    assert {name for name in CRITERIA if np.all(weights[name] == 2)} == doubled
    assert all(np.all(weights[name] == 1) for name in CRITERIA if name not in doubled)


def test_doubling_doubles_points_in_the_sum() -> None:
    engine = engine_with([reason("a", "scale", monolith=3)])
    at = VARIANTS.index("monolith_ec2")
    plain, doubled = (
        settled(engine, answers(engineers=5, goal=goal, pains=["audit"])) for goal in ("ship_faster", "handle_growth")
    )
    assert plain.utility[at] - plain.cost[at] == pytest.approx(3)
    assert doubled.utility[at] - doubled.cost[at] == pytest.approx(6)


def test_cost_takes_a_point_for_each_doubling_and_three_at_most() -> None:
    totals = np.array([[100.0], [200.0], [400.0], [150.0], [3200.0]])
    free = np.zeros((5, 1), dtype=bool)
    # log2(1.5) = 0.585; 3,200 is five doublings, and counts as three.
    assert cost_points(totals, free)[:, 0] == pytest.approx([0, -1, -2, -0.585, -3], abs=1e-3)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        pytest.param({"goal": "cut_cost", "pains": ["outages"]}, "cash", id="the goal is to pay less"),
        pytest.param({"goal": "more_reliable", "pains": ["cloud_bill"]}, "cash", id="the bill hurts"),
        pytest.param({"goal": "more_reliable", "pains": ["ops_burden"]}, "people", id="operating hurts"),
        pytest.param({"goal": "cut_cost", "pains": ["ops_burden"]}, "total", id="both hurt"),
        pytest.param({"goal": "more_reliable", "pains": ["outages"]}, "total", id="neither hurts"),
    ],
)
def test_what_counts_twice_of_cost_is_what_hurts(engine: Engine, said: dict[str, object], again: str) -> None:
    scores = settled(engine, answers(**said))
    together, once_more = (
        cost_points(np.stack([getattr(scores.bills[variant], part) for variant in VARIANTS]), scores.blocked)
        for part in ("total", again)
    )
    assert scores.cost == pytest.approx((together + once_more) / 2, abs=1e-5)


def test_the_cheapest_is_the_cheapest_that_is_not_blocked() -> None:
    totals = np.array([[100.0, 100.0], [200.0, 200.0], [400.0, 400.0]])
    blocked = np.array([[True, False], [False, False], [False, False]])
    assert pytest.approx(np.array([[0, 0, -1], [0, -1, -2]])) == cost_points(totals, blocked).T


def test_cost_points_are_finite_where_everything_is_blocked_or_free() -> None:
    blocked = np.ones((2, 1), dtype=bool)
    assert cost_points(np.array([[100.0], [200.0]]), blocked)[:, 0] == pytest.approx([0, -1])
    assert cost_points(np.zeros((2, 1)), ~blocked)[:, 0] == pytest.approx([0, 0])


@pytest.mark.parametrize("name", ARCHETYPES)
def test_a_blocked_variant_is_never_chosen(engine: Engine, name: str) -> None:
    scores = engine.score(archetype(name), 500)
    at = np.arange(500)
    won = scores.winner != NOBODY
    best = scores.best_variant[scores.winner, at]
    assert not scores.blocked[best, at][won].any()
    assert (scores.utility[scores.blocked] == BLOCKED).all()


def test_an_option_stands_for_its_best_variant_that_is_not_blocked() -> None:
    gate = made_up("most-containers-are-out", "gate", ALWAYS, blocks=["fargate", "eks"])
    points = reason("containers-fit", containers=3, fargate=3, eks=3, ecs_ec2=1)
    scores = settled(engine_with([gate, points]))
    containers = OPTION_NAMES.index("containers")
    assert set(scores.best_variant[containers]) == {VARIANTS.index("ecs_ec2")}
    assert scores.option_utility[containers] == pytest.approx(scores.utility[VARIANTS.index("ecs_ec2")])


def test_an_option_is_blocked_when_all_its_variants_are() -> None:
    gate = made_up("no-functions", "gate", ALWAYS, blocks=OPTIONS["lambda"])
    points = reason("functions-fit", functions=3)
    scores = settled(engine_with([gate, points]))
    assert scores.shares()[OPTION_NAMES.index("lambda")] == 0
    assert scores.shares().sum() == pytest.approx(1)


def test_nobody_wins_where_everything_is_blocked() -> None:
    scores = settled(engine_with([block_all(), reason("a", monolith=3)]))
    assert set(scores.winner) == {NOBODY}
    assert scores.shares().tolist() == [0, 0, 0]


def test_worlds_without_a_winner_count_for_no_option() -> None:
    gate = made_up("nothing-fits-with-a-gpu", "gate", {"fact": "gpu", "is": True}, blocks=VARIANTS)
    scores = engine_with([gate]).score(TEAM, 500)
    gpu = scores.worlds["gpu"] == 1
    assert 0 < gpu.sum() < 500
    assert ((scores.winner == NOBODY) == gpu).all()
    assert scores.shares().sum() == pytest.approx(1 - gpu.mean())


def test_a_strength_varies_by_one_step_in_a_quarter_of_the_worlds_each_way() -> None:
    values, counts = np.unique(strength_sixths("any-rule", 2, 2000) / SIXTHS, return_counts=True)
    assert values.tolist() == [0.5, 1, 1.5]
    assert counts == pytest.approx([500, 1000, 500], abs=1)


def test_settled_worlds_take_every_rule_as_strong_as_it_is_stated() -> None:
    engine = engine_with([reason("a", monolith=2)])
    assert points_of(settled(engine), "fit", "monolith_ec2") == {2}
    assert points_of(engine.score(TEAM, 200), "fit", "monolith_ec2") == {1, 2, 3}


def test_settled_worlds_hold_every_assumption_at_its_middle(engine: Engine) -> None:
    worlds = settled(engine).worlds
    for name, assumption in house().assumptions.items():
        assert set(worlds[name]) == {Single(assumption.mid)}


@pytest.mark.parametrize("at", [0, 7, 39])
def test_many_worlds_and_one_world_score_alike(engine: Engine, at: int) -> None:
    known = archetype("cheap-functions")
    many = engine.score_settled(known, 40)
    fixed = {name: column[at : at + 1] for name, column in many.worlds.items() if name not in house().quantities}
    one = engine.score_worlds(engine.sampler.draw({}, 1, fixed), frozenset(known), settled=(True,))
    assert one.winner[0] == many.winner[at]
    assert one.utility[:, 0] == pytest.approx(many.utility[:, at], abs=1e-4)
    assert (one.blocked[:, 0] == many.blocked[:, at]).all()
    assert all(fires[0] == many.fires[rule][at] for rule, fires in one.fires.items())


def test_the_same_answers_give_the_same_verdict_to_the_last_digit(engine: Engine) -> None:
    known = archetype("notifications-beside-live-state")
    settings = Settings(worlds=1000, flips=2, side_worlds=500)
    first = decide(engine, known, settings).model_dump_json(by_alias=True)
    decide(engine, archetype("quiet-webhook"), QUICK)
    assert decide(engine, known, settings).model_dump_json(by_alias=True) == first
    assert decide(Engine(house()), known, settings).model_dump_json(by_alias=True) == first


def test_the_order_of_the_answers_does_not_matter(engine: Engine) -> None:
    known = archetype("cheap-functions")
    turned = dict(reversed(list(known.items())))
    first, second = (decide(engine, each, QUICK).model_dump(exclude={"answers"}) for each in (known, turned))
    assert first == second


@pytest.mark.parametrize("name", [None, *ARCHETYPES])
def test_the_verdict_is_never_wholly_sure(engine: Engine, name: str | None) -> None:
    known = archetype(name) if name else {}
    verdict = decide(engine, known, Settings(flips=0))
    assert 1 / 3 < verdict.confidence < 1


def test_every_variant_belongs_to_the_option_that_names_it() -> None:
    assert [OPTION_OF[variant] for variant in VARIANTS] == ["lambda"] * 2 + ["containers"] * 3 + ["monolith"] * 3


def test_worlds_that_are_scored_in_one_pass_have_the_winners_that_each_has_alone(engine: Engine) -> None:
    blocks = [engine.draw(answers(engineers=engineers), 80) for engineers in (3, 30)]
    together = engine.winners(blocks, frozenset({"engineers"}), settled=(True, False))
    alone = [
        engine.score_worlds(worlds, frozenset({"engineers"}), settled=(settled,))
        for worlds, settled in zip(blocks, (True, False), strict=True)
    ]
    assert [each.winner.tolist() for each in together] == [each.winner.tolist() for each in alone]
    assert [each.shares().tolist() for each in together] == [each.shares().tolist() for each in alone]
