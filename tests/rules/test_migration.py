"""What a move takes, what it saves, and when it is earned back."""

from dataclasses import replace

import numpy as np
import pytest

from rules.costs.lines import WORKDAYS
from rules.costs.load import Load
from rules.costs.model import bill
from rules.horizon import grow
from rules.migration import Migration, cash_over, current_option, migrate, migrate_to_winner, migration_days
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.scoring import Engine, Scores
from tests.rules.deciding import answers

SERVICES = {
    "current_shape": "services",
    "current_platform": "fargate",
    "deployables": 20,
    "engineer_usd_month": 10_500,
    "triggers": ["http"],
}
HORIZON = 18.0


def scored(engine: Engine, size: int = 40, **changes: object) -> Scores:
    return engine.score_settled(answers(**(SERVICES | changes)), size)


def test_months_are_salaries_over_cash_saved_and_never_where_nothing_is_saved() -> None:
    days, usd = np.array([10.0, 10.0, 10.0, 0.0]), np.array([6000.0, 6000.0, 6000.0, 0.0])
    months = Migration(days, usd, np.array([2000.0, 0.0, -50.0, 10.0])).months
    assert months.tolist() == [3.0, np.inf, np.inf, 0.0]


def test_effort_that_was_stated_is_taken_in_working_days(engine: Engine) -> None:
    load = scored(engine, migration_engineer_months=2).load
    assert migration_days(load, "monolith") == pytest.approx(2 * WORKDAYS)


def test_effort_that_was_not_stated_is_fixed_days_and_days_for_each_part(engine: Engine) -> None:
    load = scored(engine).load
    assumed = engine.rulebook.assumptions
    fixed, each = assumed["migration_fixed_days"].mid, assumed["migration_days_per_service"].mid
    assert migration_days(load, "containers") == pytest.approx(fixed + load.services * each)
    # Joining twenty services moves twenty parts, and merging one takes more than moving it.
    merging = assumed["merging_effort"].mid
    assert merging > 1
    assert migration_days(load, "monolith") == pytest.approx(fixed + 20 * merging * each)


def test_cutting_one_program_into_parts_takes_days_for_each_new_part(engine: Engine) -> None:
    load = scored(engine, current_shape="monolith", current_platform="servers", deployables=1, engineers=1).load
    assumed = engine.rulebook.assumptions
    fixed, cutting = assumed["migration_fixed_days"].mid, assumed["cutting_effort"].mid
    assert cutting > 1
    assert (load.services >= 2).all()
    service, function = assumed["migration_days_per_service"].mid, assumed["migration_days_per_function"].mid
    assert migration_days(load, "containers") == pytest.approx(fixed + load.services * service * cutting)
    assert migration_days(load, "lambda") == pytest.approx(fixed + load.functions * function * cutting)


def test_one_program_that_many_people_built_takes_longer_to_cut_however_few_the_parts(engine: Engine) -> None:
    load = scored(engine, current_shape="monolith", current_platform="servers", deployables=1, engineers=60).load
    assumed = engine.rulebook.assumptions
    each = assumed["untangling_days_per_engineer"].mid
    for option in ("containers", "lambda"):
        assert migration_days(load, option) == pytest.approx(assumed["migration_fixed_days"].mid + 60 * each)
    # Moved as one, it is one part whoever built it.
    whole = assumed["migration_fixed_days"].mid + assumed["migration_days_per_service"].mid
    assert migration_days(load, "monolith") == pytest.approx(whole)


def test_one_program_that_is_as_many_parts_as_before_is_not_cut(engine: Engine) -> None:
    load = scored(engine, current_shape="monolith", triggers=["schedule"], deployables=30).load
    assert (load.functions == 30).all()
    assumed = engine.rulebook.assumptions
    expected = assumed["migration_fixed_days"].mid + 30 * assumed["migration_days_per_service"].mid
    assert migration_days(load, "lambda") == pytest.approx(expected)


def test_a_function_takes_less_than_the_service_that_is_made_of_several(engine: Engine) -> None:
    load = scored(engine, current_shape="functions", current_platform="lambda", deployables=40).load
    assumed = engine.rulebook.assumptions
    fixed, each = assumed["migration_fixed_days"].mid, assumed["migration_days_per_function"].mid
    assert each < assumed["migration_days_per_service"].mid
    for option in ("monolith", "lambda"):
        assert migration_days(load, option) == pytest.approx(fixed + 40 * each)


def test_a_service_off_a_queue_takes_no_longer_than_the_function_that_it_would_be(engine: Engine) -> None:
    load = scored(engine, triggers=["queue"]).load
    assumed = engine.rulebook.assumptions
    fixed, each = assumed["migration_fixed_days"].mid, assumed["migration_days_per_function"].mid
    for option in ("lambda", "containers"):
        assert migration_days(load, option) == pytest.approx(fixed + 20 * each)
    assert migration_days(load, "monolith") == pytest.approx(fixed + 20 * each * assumed["merging_effort"].mid)


def test_one_application_off_a_queue_is_no_worker(engine: Engine) -> None:
    load = scored(engine, current_shape="monolith", triggers=["queue"], deployables=1).load
    assumed = engine.rulebook.assumptions
    fixed, each = assumed["migration_fixed_days"].mid, assumed["migration_days_per_service"].mid
    assert migration_days(load, "monolith") == pytest.approx(fixed + each)


def test_a_day_costs_its_part_of_the_salary(engine: Engine) -> None:
    move = migrate(scored(engine, migration_engineer_months=2), "monolith_ec2", HORIZON)
    assert move.usd == pytest.approx(21_000)


def test_the_saving_is_cash_against_todays_system_tuned(engine: Engine) -> None:
    scores = scored(engine)
    move = migrate(scores, "monolith_ec2", HORIZON)
    assert move.saving == pytest.approx(scores.bills["fargate"].cash - scores.bills["monolith_ec2"].cash)


def halfway(engine: Engine, scores: Scores) -> Load:
    """Give the load that the same worlds have halfway through the horizon."""
    worlds = scores.worlds.first(scores.load.size)
    grow(engine.rulebook.facts, worlds, HORIZON / 2)
    return Load(engine.rulebook, worlds, scores.load.answered)


def test_the_saving_is_that_of_the_load_halfway_where_growth_was_stated(engine: Engine) -> None:
    scores = scored(engine, requests_per_second=400, growth_12_months=4)
    load = halfway(engine, scores)
    # Nine months of growing fourfold a year.
    assert load.number("requests_per_second") == pytest.approx(400 * 4**0.75)
    expected = bill(load, "fargate").cash - bill(load, "monolith_ec2").cash
    assert migrate(scores, "monolith_ec2", HORIZON).saving == pytest.approx(expected)
    assert (expected != scores.bills["fargate"].cash - scores.bills["monolith_ec2"].cash).all()


def test_a_stated_bill_grows_with_the_load(engine: Engine) -> None:
    scores = scored(engine, requests_per_second=400, growth_12_months=4, cloud_usd_month=4000)
    later, beside = bill(halfway(engine, scores), "fargate"), scores.bills["fargate"].beside
    assert (scores.today.factor != 1).any()
    assert beside is not None
    expected = later.given + later.priced * scores.today.factor + beside
    assert cash_over(scores, HORIZON)["fargate"] == pytest.approx(expected)


def test_what_a_bill_of_machines_holds_beside_the_model_does_not_grow_with_the_load(engine: Engine) -> None:
    scores = scored(
        engine, requests_per_second=4, growth_12_months=4, cloud_usd_month=40_000, current_platform="kubernetes"
    )
    beside = scores.bills["fargate"].beside
    assert beside is not None
    assert beside.mean() > 1000
    later = bill(halfway(engine, scores), "fargate")
    assert cash_over(scores, HORIZON)["fargate"] == pytest.approx(later.cash + beside)


def test_a_growth_that_is_only_guessed_moves_no_saving(engine: Engine) -> None:
    scores = scored(engine, requests_per_second=400)
    assert (scores.load.number("growth_12_months") > 1).any()
    assert cash_over(scores, HORIZON)["fargate"] == pytest.approx(scores.bills["fargate"].cash)


def test_staying_where_one_is_saves_nothing(engine: Engine) -> None:
    move = migrate(scored(engine), "fargate", HORIZON)
    assert set(move.saving) == {0.0}
    assert set(move.months) == {np.inf}


def test_time_saved_is_never_cash(engine: Engine) -> None:
    plain, dear = (migrate(scored(engine, engineer_usd_month=usd), "monolith_ec2", HORIZON) for usd in (10_500, 21_000))
    assert plain.saving == pytest.approx(dear.saving)
    assert dear.usd == pytest.approx(2 * plain.usd)


def test_each_world_moves_to_its_own_winner_at_its_best_variant(engine: Engine) -> None:
    scores = scored(engine)
    winner = np.arange(40) % 3
    scores = replace(scores, winner=winner)
    moves = migrate_to_winner(scores, HORIZON)
    best = scores.best_variant[winner, np.arange(40)]
    for at in range(40):
        alone = migrate(scores, VARIANTS[best[at]], HORIZON)
        assert (moves.days[at], moves.usd[at], moves.saving[at]) == (alone.days[at], alone.usd[at], alone.saving[at])


@pytest.mark.parametrize(
    ("shape", "platform", "variant"),
    [
        ("functions", "lambda", "lambda"),
        ("services", "fargate", "fargate"),
        ("services", "kubernetes", "eks"),
        ("services", "servers", "ecs_ec2"),
        ("monolith", "servers", "monolith_ec2"),
        ("monolith", "paas", "monolith_paas"),
        ("monolith", "fargate", "monolith_fargate"),
        ("mixed", "lambda", "lambda"),
    ],
)
def test_what_runs_today_is_an_option_by_shape_and_platform(
    engine: Engine, shape: str, platform: str, variant: str
) -> None:
    scores = scored(engine, current_shape=shape, current_platform=platform)
    assert set(scores.today.current) == {VARIANTS.index(variant)}
    assert set(current_option(scores)) == {OPTION_NAMES.index(OPTION_OF[variant])}


def test_where_nothing_runs_there_is_no_option_today(engine: Engine) -> None:
    assert set(current_option(scored(engine, current_shape="nothing", current_platform="none"))) == {-1}
