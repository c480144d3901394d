"""Side workloads: their own answers, the price of a second platform, and when one goes apart."""

from dataclasses import replace

import numpy as np
import pytest

from rules.answers import Known
from rules.decide import decide
from rules.options import OPTION_NAMES, OPTION_OF
from rules.scoring import BLOCKED, Engine
from rules.splits import CLEARLY, Side, answers_of_side, side_workloads
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers, archetype, block_all, plus

APART = "notifications-beside-live-state"
LAMBDA, CONTAINERS, MONOLITH = range(3)


def sides(engine: Engine, main: str = "monolith_ec2", **changes: object) -> list[Side]:
    return list(side_workloads(engine, archetype(APART) | answers(**changes), {}, main, 500))


def test_only_declared_side_workloads_are_looked_at(engine: Engine) -> None:
    assert [side.workload for side in sides(engine)] == ["scheduled_jobs", "notifications"]
    assert sides(engine, side_workloads=[]) == []
    assert list(side_workloads(engine, answers(goal="cut_cost"), {}, "lambda", 100)) == []


def test_a_side_workload_keeps_what_was_said_of_the_team_and_draws_its_own_work(engine: Engine) -> None:
    told = answers_of_side(engine, archetype(APART), {}, "notifications")
    assert told["workload"] == Known("notifications")
    assert told["serverless_skill"] == Known("strong")
    own = {"state", "triggers", "requests_per_second", "longest_job_minutes", "concurrent_connections"}
    assert not own & told.keys()
    assert not {"goal", "pains", "current_shape", "current_platform", "side_workloads"} & told.keys()
    assert all(name == "workload" or house().facts[name].scope == "system" for name in told)


def test_every_option_but_the_main_one_pays_for_the_second_platform(engine: Engine) -> None:
    (on_monolith, _), (on_lambda, _) = sides(engine), sides(engine, "lambda")
    utility = on_monolith.alone.option_utility
    free = (utility[LAMBDA] > BLOCKED) & (utility[MONOLITH] > BLOCKED)
    charged = (side.scores.option_utility for side in (on_monolith, on_lambda))
    beside, there = ((each[LAMBDA] - each[MONOLITH])[free] for each in charged)
    # The same work is worse off apart than where the rest runs, unless its cost points are at their end already.
    assert (beside <= there + 1e-4).mean() > 0.95
    assert beside.mean() < there.mean() - 0.1
    assert on_lambda.shares[LAMBDA] > on_monolith.shares[LAMBDA]


def side_with(*wins: int, main: str = "monolith_ec2") -> Side:
    """Make a side workload of ten worlds, so many of which each option wins."""
    scores = replace(Engine(house()).score({}, 10), winner=np.repeat(range(3), wins))
    return Side("notifications", main, scores, scores)


def test_it_goes_apart_where_another_option_wins_it_clearly() -> None:
    assert CLEARLY == 0.7
    assert side_with(7, 0, 3).apart
    assert not side_with(6, 1, 3).apart
    assert not side_with(10, 0, 0, main="lambda").apart
    assert side_with(2, 8, 0).winner == CONTAINERS


def test_shares_are_of_all_its_worlds() -> None:
    assert side_with(7, 1, 2).shares == pytest.approx([0.7, 0.1, 0.2])


def test_where_nothing_fits_a_side_workload_it_stays_with_the_rest() -> None:
    engine = Engine(plus(block_all()))
    for side in sides(engine):
        assert side.shares.tolist() == [0, 0, 0]
        assert not side.apart


def test_the_verdict_splits_off_what_goes_apart_and_leaves_the_rest(engine: Engine) -> None:
    verdict = decide(engine, archetype(APART), QUICK)
    assert (verdict.headline.action, verdict.headline.to, verdict.verdict) == ("split", "monolith", "monolith")
    assert verdict.split.keys() == {"scheduled_jobs", "notifications"}
    part = verdict.split["notifications"]
    assert (part.verdict, part.apart) == ("lambda", True)
    assert part.confidence >= CLEARLY
    for each in verdict.split.values():
        assert each.apart == (each.verdict != verdict.verdict and each.confidence >= CLEARLY)
        assert each.variant is None or OPTION_OF[each.variant] == each.verdict
    assert verdict.split["notifications"].cost_usd_month is not None


def test_without_side_workloads_nothing_is_split(engine: Engine) -> None:
    known = archetype(APART)
    del known["side_workloads"]
    verdict = decide(engine, known, QUICK)
    assert verdict.split == {}
    assert verdict.headline.action == "build"


def test_a_side_workload_that_is_best_off_with_the_rest_is_not_split(engine: Engine) -> None:
    verdict = decide(engine, archetype("quiet-webhook") | answers(side_workloads=["notifications"]), QUICK)
    assert verdict.split["notifications"].verdict == "lambda"
    assert not verdict.split["notifications"].apart
    assert verdict.headline.action == "build"


def test_options_are_counted_in_their_order() -> None:
    assert OPTION_NAMES == ("lambda", "containers", "monolith")
