"""Side workloads: their own answers, the price of a second platform, and when one goes apart."""

from dataclasses import replace

import numpy as np
import pytest

from rules.actions import STAY, choose_actions, headline_action
from rules.answers import Answer, Answers, Known, Unknown
from rules.apart import split_part
from rules.decide import decide
from rules.option_verdicts import likeliest_variant
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.scoring import Engine
from rules.splits import CLEARLY, Side, answers_of_side, main_variant, side_workloads
from rules.standing import variant_today
from rules.verdict import Verdict
from rules.winning import BLOCKED
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers, archetype, block_all, plus

APART = "notifications-beside-live-state"
LAMBDA, CONTAINERS, MONOLITH = range(3)
FARGATE, PROGRAM = VARIANTS.index("fargate"), VARIANTS.index("monolith_fargate")


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
    assert not {"goal", "current_shape", "current_platform"} & told.keys()
    assert all(name == "workload" or house().facts[name].scope == "system" for name in told)


def test_a_side_workload_stands_beside_the_main_one_and_the_other_side_work(engine: Engine) -> None:
    told = answers_of_side(engine, archetype(APART), {}, "notifications")
    assert told["side_workloads"] == Known(("realtime", "scheduled_jobs"))
    alone = answers_of_side(engine, answers(side_workloads=["iot"]), {}, "iot")
    assert alone["side_workloads"] == Known(())


def test_pains_that_the_work_beside_may_cause_are_its_own_too_and_those_of_the_main_work_are_not(
    engine: Engine,
) -> None:
    def pains(*stated: str) -> Answer | None:
        told = answers(workload="web_app", side_workloads=["iot"], pains=list(stated))
        return answers_of_side(engine, told, {}, "iot").get("pains")

    assert pains("slow_responses", "cold_starts", "too_many_parts") == Known(("slow_responses", "too_many_parts"))
    assert pains("cloud_bill", "time_limit") == Known(("none",))
    assert "pains" not in answers_of_side(engine, answers(side_workloads=["iot"]), {}, "iot")


def test_a_heavy_side_workload_leaves_the_program_whose_answers_are_slow(engine: Engine) -> None:
    """The rule tells of work that shares a program with requests; light work beside them, or no pain, is left alone."""

    def elsewhere(workload: str, *pains: str) -> float:
        told = answers(workload="web_app", side_workloads=[workload], pains=list(pains))
        return next(side_workloads(engine, told, {}, "monolith_fargate", 500)).apart_share

    assert elsewhere("media_processing", "peak_capacity") > elsewhere("media_processing", "slow_deploys") + 0.2
    assert elsewhere("media_processing", "slow_responses") > elsewhere("media_processing", "slow_deploys") + 0.1
    assert abs(elsewhere("scheduled_jobs", "peak_capacity") - elsewhere("scheduled_jobs", "slow_deploys")) < 0.1


@pytest.mark.parametrize(("memory_mb", "fires"), [(4096, True), (4095, False)])
def test_work_that_takes_gigabytes_leaves_the_program_that_answers_whatever_hurts(
    engine: Engine, memory_mb: int, fires: bool
) -> None:
    told = answers(
        workload="data_pipeline", side_workloads=["web_app"], pains=["cloud_bill"], request_memory_mb=memory_mb
    )
    fired = engine.score_settled(told, 100).fires
    assert ("work-with-a-load-of-its-own-leaves-the-program-that-answers" in fired) == fires


def test_rules_about_whole_systems_say_nothing_of_side_work(engine: Engine) -> None:
    whole = {rule.id for rule in house().rules if rule.file.whole_systems}
    told = answers(workload="event_processing", side_workloads=["scheduled_jobs"])
    # Some of them are silent for nearly every system.
    assert "jobs-that-wait-in-queues-scale-apart" in whole & engine.score(told, 100).fires.keys()
    assert not whole & next(side_workloads(engine, told, {}, "lambda", 100)).scores.fires.keys()


def test_a_reason_that_counts_the_parts_of_a_system_says_nothing_of_side_work() -> None:
    counting = [rule for rule in house().rules if rule.file.kind == "reason" and "deployables" in rule.facts]
    assert counting
    assert all(rule.file.whole_systems for rule in counting)


def test_side_work_of_many_functions_stays_with_them_where_only_their_number_hurts(engine: Engine) -> None:
    """Forty functions that are slow to release do not release faster once their scheduled jobs run elsewhere."""
    told = archetype("cheap-functions") | answers(
        workload="event_processing", deployables=40, pains=["hard_to_debug", "slow_deploys"], tracing=False
    )
    side = next(side_workloads(engine, told | answers(side_workloads=["scheduled_jobs"]), {}, "lambda", 500))
    assert not side.apart


def test_side_work_is_not_cut_off_since_the_teams_of_the_whole_system_release_apart(engine: Engine) -> None:
    """Two teams that join thirty-five parts are not told to start two further platforms for their jobs and mails."""
    told = answers(
        pains=["hard_to_debug", "too_many_parts"], current_shape="mixed", workload="web_app", engineers=10, teams=2,
        deployables=35, independent_releases=True, side_workloads=["scheduled_jobs", "notifications"],
    )  # fmt: skip
    verdict = decide(engine, told, QUICK)
    assert verdict.verdict == "monolith"
    assert [part.apart for part in verdict.split.values()] == [False, False]


def test_what_is_wrong_with_another_place_is_not_why_side_work_stays(engine: Engine) -> None:
    """Who runs on AWS Lambda anyway is not told what speaks against a hosted platform."""
    told = answers(
        current_shape="nothing", workload="customer_api", engineers=6, runtime="node", database="key_value",
        traffic_shape="spiky", ops_appetite="avoid_servers", state="stateless", side_workloads=["notifications"],
    )  # fmt: skip
    verdict = decide(engine, told, QUICK)
    part = verdict.split["notifications"]
    assert (verdict.verdict, part.verdict, part.apart) == ("lambda", "lambda", False)
    said = [rule for rule in house().rules if rule.file.because in part.because]
    assert all(rule.points_for("lambda", "lambda") > 0 for rule in said)
    assert "two sets of accounts" not in part.because


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
    assert not side_with(6, 0, 4).apart
    assert not side_with(10, 0, 0, main="lambda").apart
    assert side_with(2, 8, 0).winner == CONTAINERS


def test_it_goes_apart_where_it_is_clear_that_it_does_not_belong_with_the_rest() -> None:
    """Where else it belongs need not be clear: which of the other options wins, and how surely, is told as it is."""
    assert side_with(4, 3, 3).apart
    assert side_with(4, 3, 3).apart_share == pytest.approx(0.7)
    assert not side_with(3, 3, 4).apart


def test_one_program_beside_services_is_one_more_of_them() -> None:
    assert not side_with(1, 0, 9, main="fargate").apart
    assert side_with(7, 0, 3, main="fargate").apart
    assert side_with(1, 9, 0, main="monolith_fargate").apart
    assert "one more container" in split_part(Engine(house()), side_with(1, 0, 9, main="fargate")).because


def test_containers_beside_one_program_on_fargate_need_no_second_platform(engine: Engine) -> None:
    (on_fargate, _), (on_machines, _) = sides(engine, "monolith_fargate"), sides(engine)

    def charged(side: Side) -> float:
        """Give by how many points a container falls behind one program on Fargate once a second platform is paid."""
        before, after = (each[FARGATE] - each[PROGRAM] for each in (side.alone.cost, side.scores.cost))
        return float((before - after).mean())

    # What costs less beside it moves all points a little.
    assert charged(on_fargate) < 0.05
    assert charged(on_machines) > 3 * charged(on_fargate)


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
        assert each.apart_confidence is not None
        assert each.apart == (each.verdict != verdict.verdict and each.apart_confidence >= CLEARLY)
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


JOBS: dict[str, Answer] = {"longest_job_minutes": Known(40.0), "request_memory_mb": Known(3000.0)}


def test_its_own_answers_take_the_place_of_draws(engine: Engine) -> None:
    told = answers_of_side(engine, archetype(APART), {"scheduled_jobs": JOBS}, "scheduled_jobs")
    assert (told["longest_job_minutes"], told["workload"]) == (Known(40.0), Known("scheduled_jobs"))
    assert not JOBS.keys() & answers_of_side(engine, archetype(APART), {"scheduled_jobs": JOBS}, "notifications").keys()
    scored = next(side_workloads(engine, archetype(APART), {"scheduled_jobs": JOBS}, "monolith_ec2", 100))
    assert set(scored.scores.worlds["longest_job_minutes"]) == {40.0}


def test_what_the_team_spends_is_on_the_systems_bill_alone(engine: Engine) -> None:
    told = archetype(APART) | answers(debug_hours_week=40, observability_usd_month=900)
    bill = next(side_workloads(engine, told, {}, "monolith_ec2", 100)).scores.bills["lambda"]
    spent = {line.item: float(np.sum(line.usd)) for line in bill.lines}
    assert (spent["engineers debugging"], spent.get("monitoring beside logs", 0.0)) == (0.0, 0.0)


def test_side_work_costs_no_more_than_the_bill_that_it_is_a_part_of(engine: Engine) -> None:
    """A pipeline beside fourteen functions of $1,100 a month was told to cost $4,656 of cash."""
    told = answers(current_shape="mixed", current_platform="lambda", workload="customer_api", deployables=14)
    pipeline = told | answers(side_workloads=["data_pipeline"])
    own = {"data_pipeline": answers(longest_job_minutes=40)}

    def cash(**bill: object) -> float:
        (side,) = side_workloads(engine, pipeline | answers(**bill), own, "lambda", 1000)
        return float(side.alone.bills["monolith_fargate"].cash.mean())

    assert cash(cloud_usd_month=1_100) < cash() / 2
    assert cash(cloud_usd_month=10_000_000) == cash()
    assert cash(cloud_usd_month={"low": 900}) == cash()


def test_the_verdict_holds_the_answers_that_it_was_made_from(engine: Engine) -> None:
    sides: dict[str, Answers] = {"scheduled_jobs": {**JOBS, "state": Unknown()}, "iot": JOBS}
    verdict = decide(engine, archetype(APART), QUICK, sides)
    own = {"longest_job_minutes": 40.0, "request_memory_mb": 3000.0, "state": {"unknown": True}}
    assert verdict.side_answers == {"scheduled_jobs": own}
    assert verdict == decide(engine, archetype(APART), QUICK, sides)
    plain = decide(engine, archetype(APART), QUICK)
    assert plain.side_answers == {}
    assert plain.split["notifications"] == verdict.split["notifications"]
    assert plain.split["scheduled_jobs"] != verdict.split["scheduled_jobs"]
    assert plain.options == verdict.options


def test_a_verdict_from_before_side_answers_is_still_read(engine: Engine) -> None:
    content = decide(engine, archetype(APART), QUICK).model_dump(mode="json", by_alias=True)
    del content["side_answers"], content["headline"]["rest"]
    for part in content["split"].values():
        del part["because"], part["started_by"], part["apart_confidence"]
    assert Verdict.model_validate(content).split.keys() == {"scheduled_jobs", "notifications"}


def test_a_hard_limit_of_where_the_rest_runs_is_the_reason_to_go_apart(engine: Engine) -> None:
    told = archetype("quiet-webhook") | answers(side_workloads=["media_processing"])
    own = answers(longest_job_minutes=90, scratch_gb=50, request_memory_mb=20000, state="hot", gpu=True)
    part = decide(engine, told, QUICK, {"media_processing": own}).split["media_processing"]
    assert part.apart
    assert part.because in {rule.file.because for rule in house().rules if "lambda" in rule.file.blocks}


def test_what_starts_it_is_what_starts_it_in_most_worlds(engine: Engine) -> None:
    split = decide(engine, archetype(APART), QUICK, {"notifications": answers(triggers=["queue", "file"])}).split
    assert split["notifications"].started_by == ("queue", "file")
    assert split["scheduled_jobs"].started_by == ("schedule",)


def test_a_side_workload_is_measured_by_where_the_system_stays(engine: Engine) -> None:
    """Functions that are told to stay are where the rest runs, whatever would be best by itself."""
    told = archetype("cheap-functions") | answers(side_workloads=["notifications"])
    scores = engine.score(told, 1000)
    assert main_variant(scores, choose_actions(engine, scores, 18)) == "lambda"
    verdict = decide(engine, told, QUICK)
    assert (verdict.headline.action, verdict.split["notifications"].apart) == ("stay", False)


def split_with(alone: tuple[int, ...], charged: tuple[int, ...]) -> str:
    """Give the reason for a side workload of ten worlds, by who wins how many before and after the second platform."""
    engine = Engine(house())
    scores = engine.score({}, 10)
    before, after = (replace(scores, winner=np.repeat(range(3), wins)) for wins in (alone, charged))
    return split_part(engine, Side("notifications", "monolith_ec2", before, after)).because


def test_what_stays_with_the_rest_says_why() -> None:
    assert "by itself, but a second platform costs more" in split_with((9, 0, 1), (1, 0, 9))
    assert "not surely enough" in split_with((9, 0, 1), (6, 0, 4))
    assert "platform" not in split_with((1, 0, 9), (1, 0, 9)).split(",", maxsplit=1)[0]


def test_where_nothing_fits_the_limit_is_named() -> None:
    verdict = decide(Engine(plus(block_all())), archetype(APART), QUICK)
    assert verdict.split == {}
    engine = Engine(house())
    scores = replace(engine.score({}, 10), winner=np.full(10, -1))
    part = split_part(engine, Side("iot", "lambda", scores, scores))
    assert part.because.startswith("Nothing fits it. ")
    assert (part.verdict, part.variant, part.cost_usd_month) == (None, None, None)
    assert (part.apart, part.confidence, part.apart_confidence) == (False, 0, 0)


def test_where_it_is_not_known_what_runs_the_side_work_stands_beside_what_is_best(engine: Engine) -> None:
    scores = engine.score(answers(workload="web_app"), 2000)
    actions = choose_actions(engine, scores, 18)
    action, to, _ = headline_action(actions, scores)
    assert (action, OPTION_NAMES[to]) == (STAY, "monolith")
    assert main_variant(scores, actions) == likeliest_variant(scores, "monolith") != variant_today(scores)


def test_a_split_is_no_surer_than_the_least_sure_part_that_goes_apart(engine: Engine) -> None:
    verdict = decide(engine, archetype(APART), QUICK)
    apart = [part.apart_confidence for part in verdict.split.values() if part.apart]
    assert verdict.headline.action == "split"
    assert apart
    assert all(verdict.headline.confidence <= (each or 0) for each in apart)
