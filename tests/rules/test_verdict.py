"""The verdict as a whole: its fields, its sums, what it says where nothing fits, and what the rulebook reaches."""

import json
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rules.actions import MOVE, choose_actions
from rules.answers import Answer, Answers, Known, Unknown
from rules.at_hand import how_to_measure
from rules.cases import load_cases
from rules.costs.lines import WORKDAYS
from rules.decide import Settings, decide, headline_on
from rules.grounds import prices_in, rules_in
from rules.headline import COSTS_LEAST, LIKELY, MANY_SMALL_ONES, RIGHT_KIND, SURE
from rules.open_ends import LEAST_GAIN
from rules.option_verdicts import LEAST_SHARE, likeliest_variant, span
from rules.options import OPTION_NAMES, OPTION_OF, OPTIONS, VARIANTS
from rules.payback import payback_of
from rules.prices import PriceList
from rules.rulebook import HOUSE, load_rulebook
from rules.scoring import Engine
from rules.verdict import Verdict
from rules.winning import TIE
from tests.rules.books import DAY, house
from tests.rules.deciding import (
    ALWAYS,
    ARCHETYPES,
    QUICK,
    answers,
    archetype,
    block_all,
    engine_with,
    made_up,
    plus,
    verdict_on,
)

FURTHER_CASES = Path(__file__).parents[1] / "data" / "further_cases" / "first"

LINE = {"item", "quantity", "unit", "usd", "price", "assumed"}
COST = {"low", "expected", "high", "cash", "people", "lines"}
SPAN = {"low", "expected", "high"}
FIELDS: dict[str, set[str]] = {
    "": {"schema", "answers", "made_on", "rulebooks", "stale", "headline", "verdict", "variant", "action", "confidence"}
    | {"split", "today", "options", "findings", "flips", "payback", "plan", "in_12_months", "unknown"}
    | {"next_question", "assumptions"},
    "rulebooks": {"name", "fingerprint"},
    "headline": {"action", "to", "confidence", "tie", "because"},
    "today": {"stated_usd_month", "modelled", "tuned"},
    "today.modelled": COST,
    "options": {"option", "variant", "share", "points", "regret", "variants", "cost_usd_month", "reasons"},
    "options.regret": {"expected", "p95"},
    "options.variants": {"variant", "share", "blocked_by"},
    "options.cost_usd_month": COST,
    "options.cost_usd_month.lines": LINE,
    "options.reasons": {"rule", "criterion", "points", "share", "because", "facts", "sources"},
    "findings": {"rule", "because"},
    "flips": {"fact", "at", "direction", "to"},
    "payback": {"months", "within_18_months", "migration_usd", "saving_usd_month", "most_effort_worth_days"},
    "payback.months": SPAN,
    "payback.saving_usd_month": SPAN,
    "plan": {"step", "rule", "days", "saves_usd_month", "done_when", "undo"},
    "in_12_months": {"verdict", "confidence"},
    "unknown": {"fact", "value", "measure"},
    "assumptions": {"name", "value", "low", "high"},
}
"""Section 5 of the design."""


def at_path(content: Any, path: str) -> list[dict[str, Any]]:
    """Give every object at a path, through lists."""
    found = [content]
    for key in filter(None, path.split(".")):
        found = [each[key] for each in found if each[key] is not None]
        found = [item for each in found for item in (each if isinstance(each, list) else [each])]
    return found


@cache
def full() -> dict[str, Any]:
    """Give a verdict in which every part is there, as JSON."""
    known = archetype("steady-functions-at-volume") | answers(
        cloud="gcp", side_workloads=["scheduled_jobs"], request_memory_mb={"low": 512, "high": 2048}
    )
    del known["container_skill"]
    verdict = decide(Engine(house()), known, Settings(worlds=1000, flips=2))
    return json.loads(verdict.model_dump_json(by_alias=True))


@pytest.mark.parametrize("path", FIELDS)
def test_the_verdict_holds_every_field_of_the_design(path: str) -> None:
    found = at_path(full(), path)
    assert found, f"nothing at {path}"
    for each in found:
        assert FIELDS[path] <= each.keys()


def test_a_side_workload_holds_every_field_of_the_design() -> None:
    assert {"verdict", "confidence", "cost_usd_month"} <= full()["split"]["scheduled_jobs"].keys()


def test_the_verdict_says_by_what_it_was_made() -> None:
    content = full()
    assert (content["schema"], content["made_on"], content["region"]) == (1, str(DAY), "us-east-1")
    assert content["rulebooks"] == [{"name": "house", "fingerprint": house().books["house"], "own": []}]
    assert content["answers"]["request_memory_mb"] == {"low": 512, "high": 2048}
    assert [each["option"] for each in content["options"]] == list(OPTION_NAMES)


def test_the_verdict_names_every_rulebook_and_what_one_switched_off(tmp_path: Path) -> None:
    acme = tmp_path / "acme"
    for rule, at in (("memory-over-10-gb-does-not-fit-ordinary-lambda", "a"), ("a-gpu-needs-machines-you-choose", "b")):
        (acme / "book" / at).mkdir(parents=True)
        (acme / "book" / at / f"{rule}.toml").write_text('off = true\nwhy = "We say so."', encoding="utf-8")
    engine = Engine(load_rulebook(DAY, over=[acme]))
    known = archetype("cheap-functions") | answers(request_memory_mb=20_000)
    verdict = decide(engine, known, QUICK)
    assert [book.name for book in verdict.rulebooks] == ["house", "acme"]
    gpu, memory = sorted(verdict.switched_off, key=lambda off: off.rule)
    assert (memory.rule, memory.rulebook, memory.why) == (
        "memory-over-10-gb-does-not-fit-ordinary-lambda",
        "acme",
        "We say so.",
    )
    assert memory.because == house().rule(memory.rule).file.because
    assert (memory.holds, gpu.holds) == (True, None)
    assert memory.rule not in {gate.rule for gate in verdict.gates}
    assert memory.rule in {gate.rule for gate in decide(Engine(house()), known, QUICK).gates}


def test_the_verdict_says_what_it_stands_on_of_each_further_rulebook(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "prices", tmp_path / "acme" / "prices", ignore=shutil.ignore_patterns("[!c]*"))
    shutil.copytree(HOUSE / "book" / "team", tmp_path / "acme" / "book" / "team")
    shutil.copytree(tmp_path / "acme" / "prices", tmp_path / "shop" / "prices")
    (tmp_path / "shop" / "assumptions.toml").write_text("[utilisation]\nmid = 0.44\n", encoding="utf-8")
    load = load_rulebook(DAY, over=[tmp_path / "acme", tmp_path / "shop"])
    house_own, acme_own, shop_own = (
        {*book.own} for book in decide(Engine(load), archetype("cheap-functions"), QUICK).rulebooks
    )
    verdict = verdict_on("cheap-functions")
    assert house_own == set()
    assert acme_own == {rule.id for rule in house().rules if rule.file.topic == "team"} & rules_in(verdict) != set()
    # Of the prices, the last rulebook has the last word; what no bill holds does not count.
    prices = {name for name in house().prices if name.startswith(("fargate.", "eks."))}
    assert shop_own == {*(prices & {*prices_in(house(), verdict)}), "utilisation"} > {"fargate.arm.vcpu_hour"}
    assert "eks.auto_mode_fee" not in shop_own


def test_the_verdict_reads_back_from_its_json() -> None:
    assert Verdict.model_validate(full()).model_dump(mode="json", by_alias=True) == full()


@pytest.mark.parametrize("name", ARCHETYPES)
def test_lines_sum_to_what_is_expected(name: str) -> None:
    verdict = verdict_on(name)
    costs = [option.cost_usd_month for option in verdict.options]
    costs += [cost for cost in (verdict.today.modelled, verdict.today.tuned) if cost is not None]
    for cost in costs:
        assert sum(line.usd for line in cost.lines) == pytest.approx(cost.expected)
        assert sum(line.usd for line in cost.lines if line.people) == pytest.approx(cost.people)
        assert cost.cash + cost.people == pytest.approx(cost.expected)
        # The mean of a long tail may lie above the 95 % point, never below the 5 % point.
        assert 0 <= cost.low <= min(cost.expected, cost.high)


@pytest.mark.parametrize("name", ARCHETYPES)
def test_what_is_expected_is_the_mean_over_the_worlds(engine: Engine, name: str) -> None:
    scores = engine.score(archetype(name), QUICK.worlds)
    for option in verdict_on(name).options:
        total = scores.bills[option.variant].total
        assert option.cost_usd_month.expected == pytest.approx(total.mean())
        assert (option.cost_usd_month.low, option.cost_usd_month.high) == pytest.approx(np.percentile(total, (5, 95)))


@pytest.mark.parametrize("name", ARCHETYPES)
def test_shares_add_up(name: str) -> None:
    verdict = verdict_on(name)
    assert sum(option.share for option in verdict.options) == pytest.approx(1)
    for option in verdict.options:
        assert sum(variant.share for variant in option.variants) == pytest.approx(option.share)
        assert [variant.variant for variant in option.variants] == list(OPTIONS[option.option])
    assert verdict.verdict is not None
    assert (
        verdict.confidence == max(option.share for option in verdict.options) == verdict.option(verdict.verdict).share
    )


def _lego(engine: Engine) -> Answers:
    return next(each for each in engine.rulebook.cases if each.id == "lego-direct-shopper").answers


def test_a_reason_that_is_only_likely_is_given_as_likely(engine: Engine) -> None:
    # Nothing is said of the load, and most internal tools have a small one.
    answers = {"workload": Known("internal_tool"), "current_shape": Known("nothing")}
    because, doubt = decide(engine, answers, QUICK).headline.because.split(" (That is ")
    assert doubt == "likely here, and not known.)"
    rule = next(each for each in engine.rulebook.rules if each.file.because == because)
    assert LIKELY <= engine.score(answers, QUICK.worlds).firing_share(rule.id) < SURE


@pytest.mark.parametrize("advises", ["stay", "move"])
def test_the_headline_quotes_the_advice_that_decides_with_a_word_of_doubt_where_it_is_only_likely(advises: str) -> None:
    likely = {"fact": "tracing", "is": False}
    engine = engine_with([made_up("so-it-is", "advice", likely, advises=advises)])
    known = answers(current_shape="functions", current_platform="lambda", engineers=5)
    headline = decide(engine, known, QUICK).headline
    assert 0.5 <= engine.advice(engine.score(known, QUICK.worlds))["so-it-is"].mean() < SURE
    assert (headline.action, headline.because) == (advises, "so-it-is. (That is likely here, and not known.)")
    assert decide(engine, {**known, "tracing": Known(False)}, QUICK).headline.because == "so-it-is."


def test_the_reason_is_not_what_sets_the_winner_apart_from_a_blocked_option() -> None:
    blocks = made_up("no-functions", "gate", ALWAYS, blocks=OPTIONS["lambda"])
    unlike_functions = made_up(
        "unlike-functions", "reason", ALWAYS, criterion="fit", points={"lambda": -3, "containers": 2, "monolith": 2}
    )
    against = made_up("against-the-other", "reason", ALWAYS, criterion="scale", points={"monolith": -3})
    known = answers(engineers=5, current_shape="nothing", current_platform="none")
    because = decide(engine_with([blocks, unlike_functions, against]), known, QUICK).headline.because
    assert because == "against-the-other."


def test_what_was_answered_is_given_without_a_word_of_doubt() -> None:
    engine = engine_with([made_up("so-it-is", "reason", ALWAYS, criterion="fit", points={"monolith": 3})])
    known = answers(engineers=5, current_shape="nothing", current_platform="none")
    assert decide(engine, known, QUICK).headline.because == "so-it-is."


def test_what_stays_and_wins_is_not_said_to_be_beaten(engine: Engine) -> None:
    # Nothing is known of what runs; most of the worlds in which that is best stay with it.
    verdict = decide(engine, {"goal": Known("cut_cost")}, QUICK)
    assert (verdict.headline.action, verdict.headline.to) == ("stay", verdict.verdict)
    assert "would do better" not in verdict.headline.because


def test_no_reason_is_given_that_holds_in_few_of_the_worlds() -> None:
    seldom = made_up("seldom", "reason", {"fact": "tracing", "is": True}, criterion="fit", points={"monolith": 3})
    engine = engine_with([seldom])
    known = answers(engineers=5, current_shape="nothing", current_platform="none")
    verdict = decide(engine, known, QUICK)
    assert verdict.verdict == "monolith"
    assert LEAST_SHARE < engine.score(known, QUICK.worlds).firing_share("seldom") < LIKELY
    assert verdict.headline.because.split(" (That is ")[0] in {COSTS_LEAST, MANY_SMALL_ONES}


@pytest.mark.parametrize("name", ARCHETYPES)
def test_the_option_that_wins_is_regretted_least(name: str) -> None:
    verdict = verdict_on(name)
    if verdict.confidence > 0.7:
        least = min(verdict.options, key=lambda option: option.regret.expected)
        assert least.option == verdict.verdict
    assert all(0 <= option.regret.expected <= option.regret.p95 + 20 for option in verdict.options)


@pytest.mark.parametrize("name", ARCHETYPES)
def test_reasons_are_told_with_facts_and_sources(name: str) -> None:
    for option in verdict_on(name).options:
        for reason in option.reasons:
            stated = house().rule(reason.rule).points_for(option.variant, option.option)
            assert reason.points == pytest.approx(stated * reason.share)
            assert reason.facts
            assert all("https://" in source for source in reason.sources)


def nothing_fits() -> Verdict:
    return decide(Engine(plus(block_all())), archetype("stream-of-one-team"), QUICK)


def test_where_everything_is_blocked_there_is_no_verdict_and_the_gates_say_why() -> None:
    verdict = nothing_fits()
    assert (verdict.verdict, verdict.variant, verdict.action, verdict.confidence) == (None, None, None, 0)
    assert (verdict.headline.action, verdict.headline.to) == (None, None)
    assert "must give" in verdict.headline.because
    assert "nothing-fits" in {gate.rule for gate in verdict.gates}
    blocked = {each.variant: each.blocked_by for option in verdict.options for each in option.variants}
    assert set(blocked) == set(VARIANTS)
    assert all("nothing-fits" in rules for rules in blocked.values())


def test_where_everything_is_blocked_nothing_is_promised() -> None:
    verdict = nothing_fits()
    assert verdict.payback is None
    assert verdict.split == {}
    assert (verdict.in_12_months.verdict, verdict.in_12_months.confidence) == (None, 0)
    assert [(option.share, option.blocked_share) for option in verdict.options] == [(0, 1)] * 3
    json.loads(verdict.model_dump_json())


def test_an_option_tells_in_how_much_of_what_is_possible_hard_limits_leave_nothing_of_it(engine: Engine) -> None:
    pipeline = answers(workload="data_pipeline", current_shape="nothing")
    short, unknown, long = (
        decide(engine, pipeline | answers(**job), QUICK).option("lambda")
        for job in ({"longest_job_minutes": 6}, {}, {"longest_job_minutes": 6000})
    )
    assert short.blocked_share < unknown.blocked_share < long.blocked_share
    assert unknown.share <= 1 - unknown.blocked_share
    assert long.blocked_share > 0.9


def halves(share: float) -> Verdict:
    """Let a monolith win below a quantile of an open number, and containers above it."""
    known = answers(engineers=5, goal="cut_cost")
    column = Engine(house()).score(known, 1000).worlds.number("latency_p99_ms")
    limit = float(np.quantile(column, share))
    below = {"fact": "latency_p99_ms", "at_most": limit}
    above = {"fact": "latency_p99_ms", "above": limit}
    gates = [
        made_up("below", "gate", below, blocks=[*OPTIONS["lambda"], *OPTIONS["containers"]]),
        made_up("above", "gate", above, blocks=[*OPTIONS["lambda"], *OPTIONS["monolith"]]),
    ]
    return decide(engine_with(gates), known, QUICK)


def test_a_tie_is_said_to_be_one() -> None:
    # 51 % against 49 % differ by less than 5 %.
    verdict = halves(0.51)
    assert verdict.confidence == pytest.approx(0.51)
    assert verdict.headline.tie


def test_a_clear_lead_is_no_tie() -> None:
    verdict = halves(0.5 + TIE)
    assert verdict.verdict == "monolith"
    assert verdict.confidence == pytest.approx(0.55)
    assert not verdict.headline.tie


def test_prices_past_their_review_are_used_and_named() -> None:
    late = Engine(load_rulebook(date(2028, 11, 23)))
    verdict = decide(late, archetype("cheap-functions"), QUICK)
    lines = [line for option in verdict.options for line in option.cost_usd_month.lines if line.price]
    assert verdict.stale
    assert {line.price for line in lines if line.stale} <= set(verdict.stale)
    assert any(line.stale for line in lines)


def test_lines_whose_price_is_only_recalled_are_marked() -> None:
    prices = house().prices
    doubtful = {name: replace(prices[name], recalled=name.startswith("lambda.")) for name in prices}
    engine = Engine(replace(house(), prices=PriceList(doubtful)))
    verdict = decide(engine, archetype("cheap-functions"), QUICK)
    lines = verdict.option("lambda").cost_usd_month.lines
    assert {line.price.startswith("lambda.") for line in lines} == {True, False}
    assert all(line.recalled == line.price.startswith("lambda.") for line in lines)
    assert {*verdict.recalled} >= {line.price for line in lines if line.recalled}


def test_where_the_multiplier_of_a_region_is_only_recalled_the_verdict_says_so() -> None:
    multiplier = "region.multiplier.eu-west-1"
    verdict = decide(Engine(load_rulebook(DAY, region="eu-west-1")), archetype("cheap-functions"), QUICK)
    assert multiplier in verdict.recalled
    assert multiplier not in verdict_on("cheap-functions").recalled


AWS_ONLY = {
    "gcp": "on-google-cloud-read-cloud-run-for-fargate",
    "azure": "on-azure-read-container-apps-for-fargate",
    "own_hardware": "limits-and-prices-here-are-those-of-aws",
}


@pytest.mark.parametrize("cloud", AWS_ONLY)
def test_a_team_on_another_cloud_is_told_first_whose_limits_these_are(engine: Engine, cloud: str) -> None:
    told = decide(engine, answers(cloud=cloud, pains=["cloud_bill"], current_platform="fargate"), QUICK).findings
    assert len(told) > 1
    assert [finding.rule in AWS_ONLY.values() for finding in told] == [True] + [False] * (len(told) - 1)
    assert told[0].rule == AWS_ONLY[cloud]


def test_a_team_on_aws_is_not_told_so(engine: Engine) -> None:
    told = decide(engine, answers(cloud="aws"), QUICK)
    assert not {finding.rule for finding in told.findings} & set(AWS_ONLY.values())


def test_a_spread_holds_its_mean_also_where_few_great_values_carry_it() -> None:
    usual = span(np.arange(100.0))
    assert (usual.low, usual.expected, usual.high) == pytest.approx((0.05 * 99, 49.5, 0.95 * 99))
    # Ninety-nine of nothing and one of a million: the 95 % point is nothing, and the mean ten thousand.
    carried = span(np.array([0.0] * 99 + [1e6]))
    assert (carried.low, carried.expected, carried.high) == (0, 10_000, 10_000)


def test_the_most_effort_that_is_worth_it_is_the_saving_over_the_salary(engine: Engine) -> None:
    salary = 10_500
    verdict = decide(engine, archetype("stream-of-one-team") | answers(engineer_usd_month=salary), QUICK)
    payback = verdict.payback
    assert payback is not None
    # 18 months of saving buy so many days at 10,500 USD for the working days of a month.
    days = 18 * payback.saving_usd_month.expected / (salary / WORKDAYS)
    assert payback.most_effort_worth_days == pytest.approx(days)
    assert payback.months.expected == pytest.approx(payback.migration_usd.expected / payback.saving_usd_month.expected)
    assert payback.months.low is not None
    assert payback.months.expected is not None
    assert payback.months.low <= payback.months.expected


def test_a_move_that_may_never_pay_back_has_no_end_of_its_range(engine: Engine) -> None:
    verdict = decide(engine, archetype("stream-of-one-team") | answers(engineer_usd_month=10_500), QUICK)
    assert verdict.payback is not None
    saved = verdict.payback.saving_usd_month
    # Where the saving's own 5 % point is below nothing, more than 5 % of the worlds never pay back.
    assert (verdict.payback.months.high is None) == (saved.low <= 0)


def test_twice_the_horizon_repays_twice_the_effort(engine: Engine) -> None:
    known = archetype("stream-of-one-team")
    short, long = (decide(engine, known, replace(QUICK, horizon_months=months)).payback for months in (9.0, 18.0))
    assert short is not None
    assert long is not None
    assert long.most_effort_worth_days == pytest.approx(2 * short.most_effort_worth_days)
    assert long.within_18_months >= short.within_18_months


def test_what_was_said_of_the_effort_is_what_the_move_costs(engine: Engine) -> None:
    known = archetype("stream-of-one-team") | answers(engineer_usd_month=10_000, migration_engineer_months=3)
    payback = decide(engine, known, QUICK).payback
    assert payback is not None
    assert (payback.migration_usd.low, payback.migration_usd.high) == pytest.approx((30_000, 30_000))


def test_where_a_move_saves_only_in_some_of_what_is_possible_it_is_told_with_what_it_takes(engine: Engine) -> None:
    istiod = next(each for each in engine.rulebook.cases if each.id == "istio-istiod").answers
    verdict = decide(engine, istiod, QUICK)
    assert verdict.headline.action == "move"
    payback = verdict.payback
    assert payback is not None
    assert payback.saving_usd_month.expected <= 0 < payback.saving_usd_month.high
    assert (payback.months.expected, payback.months.high, payback.most_effort_worth_days) == (None, None, 0)
    assert payback.migration_usd.expected > 0


def test_the_payback_is_that_of_the_move_in_the_headline(engine: Engine, elsewhere: Verdict) -> None:
    verdict = elsewhere
    led = verdict.option(verdict.headline.to or "").variant
    assert led != verdict.variant
    scores = engine.score(_lego(engine), MANY.worlds)
    assert verdict.payback == payback_of(scores, led, MANY.horizon_months)


OWN_HARDWARE = answers(
    current_shape="monolith",
    current_platform="on_premises",
    cloud="own_hardware",
    goal="cut_cost",
    migration_engineer_months=0.01,
)
"""One program on machines of one's own, which is moved in no time."""


def test_a_move_of_what_runs_names_another_platform_than_the_one_it_runs_on(engine: Engine) -> None:
    own = OWN_HARDWARE | answers(requests_per_second=200, cloud_usd_month=9_000)
    scores = engine.score(own, QUICK.worlds)
    # In most worlds in which one program is best it stays where it is; in most of those that move it leaves.
    assert likeliest_variant(scores, "monolith") == "monolith_ec2"
    verdict = decide(engine, own, QUICK)
    assert (verdict.headline.action, verdict.headline.to, verdict.today.variant) == ("move", "monolith", "monolith_ec2")
    assert verdict.variant == verdict.option("monolith").variant == "monolith_paas"
    assert verdict.payback is not None


def test_there_is_no_payback_where_nobody_knows_what_today_costs(engine: Engine) -> None:
    own = OWN_HARDWARE | answers(requests_per_second=50)
    verdict, told = (decide(engine, own | more, QUICK) for more in ({}, answers(cloud_usd_month=9_000)))
    assert verdict.payback is None
    assert not verdict.today.costs_known
    assert told.payback is not None
    assert told.payback.within_18_months > 0.5
    assert told.today.costs_known


def test_a_move_for_money_needs_a_bill_that_is_known(engine: Engine) -> None:
    own = answers(current_shape="services", current_platform="on_premises", cloud="own_hardware", goal="cut_cost")
    scores = engine.score(own, 500)
    assert not choose_actions(engine, scores, 1e9).pays_back.any()
    here = engine.score(answers(current_shape="services", current_platform="fargate", goal="cut_cost"), 500)
    assert choose_actions(engine, here, 1e9).pays_back.any()


def test_there_is_no_payback_where_nothing_is_saved(engine: Engine) -> None:
    # What runs costs a dollar, so that nothing can be saved by leaving it.
    known = archetype("chat-with-state") | answers(cloud_usd_month=1)
    verdict = decide(engine, known, QUICK)
    assert verdict.today.stated_usd_month == 1
    assert verdict.payback is None


def test_there_is_no_payback_where_nothing_runs_yet() -> None:
    verdict = verdict_on("quiet-webhook")
    assert (verdict.payback, verdict.today.modelled, verdict.today.tuned) == (None, None, None)


def test_where_it_is_not_known_what_runs_no_bill_of_today_is_guessed(engine: Engine) -> None:
    today = decide(engine, answers(workload="event_processing", cloud_usd_month=900), QUICK).today
    assert (today.known, today.variant, today.modelled, today.tuned) == (False, None, None, None)
    assert today.stated_usd_month == 900


def test_a_platform_that_is_only_likely_is_told_as_likely(engine: Engine) -> None:
    shape = answers(current_shape="monolith")
    assert decide(engine, shape, QUICK).today.sure < 0.9
    today = decide(engine, shape | answers(current_platform="servers"), QUICK).today
    assert (today.known, today.variant, today.sure) == (True, "monolith_ec2", 1.0)


def test_what_speaks_against_what_runs_speaks_of_where_it_runs(engine: Engine) -> None:
    """One program on machines of one's own is no hosted platform, though as such its option would be best."""
    known = OWN_HARDWARE | answers(
        pains=["slow_deploys"], engineers=12, teams=2, full_framework=True, runtime="dotnet", private_network=True
    )
    verdict = decide(engine, known, QUICK)
    of_a_platform = "a-paas-stands-outside-the-private-network"
    assert (verdict.today.variant, verdict.option("monolith").variant) == ("monolith_ec2", "monolith_paas")
    assert of_a_platform in {reason.rule for reason in verdict.option("monolith").reasons}
    assert of_a_platform not in {reason.rule for reason in verdict.today.against}
    assert verdict.today.against
    assert all(reason.points < 0 for reason in verdict.today.against)


def test_without_growth_the_year_changes_nothing(engine: Engine) -> None:
    verdict = decide(engine, archetype("large-uploads") | answers(growth_12_months=1), QUICK)
    assert (verdict.in_12_months.verdict, verdict.in_12_months.confidence) == (verdict.verdict, verdict.confidence)


def test_the_year_ahead_follows_the_growth(engine: Engine) -> None:
    quiet = archetype("quiet-webhook")
    grown = decide(engine, quiet | answers(growth_12_months=1000), QUICK)
    assert grown.verdict == "lambda"
    assert grown.in_12_months.confidence != grown.confidence
    # 10 a second on average and 2,000 at the peak, from 0.01 and 2.
    by_hand = quiet | answers(requests_per_second=10, peak_requests_per_second=2000)
    share = decide(engine, by_hand, QUICK).option("lambda").share
    assert (grown.in_12_months.confidence if grown.in_12_months.verdict == "lambda" else 0.5) == pytest.approx(
        share, abs=0.15
    )


@pytest.mark.parametrize("fact", ["cloud_usd_month", "migration_engineer_months", "goal", "engineers"])
def test_what_is_not_known_counts_as_never_said(engine: Engine, fact: str) -> None:
    known: dict[str, Answer] = {**archetype("dust-of-functions"), **archetype("cheap-functions")}
    known.pop(fact, None)
    silent, unknown = (decide(engine, each, QUICK) for each in (known, known | {fact: Unknown()}))
    asked = {"answers", "unknown", "next_question"}
    assert unknown.model_dump(exclude=asked) == silent.model_dump(exclude=asked)


def test_what_is_worth_knowing_is_not_known_and_says_how_to_measure_it(engine: Engine) -> None:
    known = answers(goal="cut_cost", workload="web_app", current_shape="functions")
    verdict = decide(engine, known, QUICK)
    assert verdict.unknown
    assert not {each.fact for each in verdict.unknown} & known.keys()
    for each in verdict.unknown:
        fact = house().facts[each.fact]
        assert (each.measure, each.minutes) == (how_to_measure(fact, known), fact.measure.minutes)
        assert each.value > LEAST_GAIN
    assert verdict.next_question in {*house().facts, *house().checklists}


def test_what_is_worth_knowing_is_found_out_where_the_system_runs(engine: Engine) -> None:
    known = answers(goal="cut_cost", workload="web_app", current_shape="services", cloud="gcp")
    told = decide(engine, known, QUICK).unknown
    assert told
    assert not any("aws " in each.measure or "CloudWatch" in each.measure for each in told)


def test_what_makes_a_verdict_no_surer_is_not_worth_knowing() -> None:
    assert all(each.value > LEAST_GAIN for verdict in all_verdicts() for each in verdict.unknown)
    assert any(not verdict.unknown for verdict in all_verdicts())


def test_where_no_question_is_worth_asking_the_side_work_is_asked_for_and_then_nothing(engine: Engine) -> None:
    known = archetype("stream-of-one-team") | answers(cloud_usd_month=700)
    assert decide(engine, known, QUICK).next_question == "side_workloads"
    known |= answers(side_workloads=[])
    assert decide(engine, known, QUICK).next_question is None


def test_every_flip_changes_the_winner_when_it_is_run(engine: Engine) -> None:
    known = archetype("cheap-functions")
    settings = Settings(worlds=1000, flips=3)
    before = decide(engine, known, settings)
    flips = [flip for flip in before.flips if not flip.assumption]
    assert flips
    for flip in flips:
        after = decide(engine, known | {flip.fact: Known(flip.at)}, QUICK)
        assert flip.to == after.verdict != before.verdict


def test_assumptions_are_named_with_their_spread() -> None:
    told = {each.name: (each.low, each.value, each.high) for each in verdict_on("quiet-webhook").assumptions}
    assert told == {name: (each.low, each.mid, each.high) for name, each in house().assumptions.items()}


EXPECTED = {
    "chat-with-state": ("move", "monolith"),
    "cheap-functions": ("stay", "lambda"),
    "dust-of-functions": ("regroup", "lambda"),
    "happy-monolith": ("stay", "monolith"),
    "large-uploads": ("build", "monolith"),
    "model-training": ("move", None),
    "notifications-beside-live-state": ("split", "monolith"),
    "report-while-somebody-waits": ("move", None),
    "quiet-webhook": ("build", "lambda"),
    "services-busy-all-day": ("stay", "containers"),
    "services-on-a-cluster": ("stay", "containers"),
    "steady-functions-at-volume": ("move", "lambda"),
    "stream-of-one-team": ("move", "monolith"),
    "streamed-exports": ("move", "monolith"),
}


@pytest.mark.parametrize("name", ARCHETYPES)
def test_an_archetype_gets_the_action_that_its_story_asks_for(name: str) -> None:
    action, to = EXPECTED[name]
    headline = verdict_on(name).headline
    assert headline.action == action
    assert to is None or headline.to == to
    assert verdict_on(name).action == headline.action


def test_a_move_of_the_same_option_says_that_it_costs_less_there() -> None:
    verdict = verdict_on("steady-functions-at-volume")
    assert (verdict.today.variant, verdict.variant) == ("lambda", "lambda_managed")
    told = "What runs stays as it is and costs less there, which earns the salaries of the move back in 18 months."
    assert verdict.headline.because.startswith(told)


def test_a_move_of_the_same_option_off_a_burden_says_how_much_less_work_it_is_there(engine: Engine) -> None:
    tool = answers(
        workload="internal_tool",
        current_shape="monolith",
        current_platform="servers",
        full_framework=True,
        pains=["ops_burden"],
        engineers=2,
        requests_per_second=0.2,
        migration_engineer_months=0.2,
    )
    verdict = decide(engine, tool, QUICK)
    assert (verdict.today.variant, verdict.headline.action, verdict.headline.to) == ("monolith_ec2", "move", "monolith")
    assert verdict.headline.because.startswith("What runs stays as it is, and running it there takes more days off")


@pytest.mark.parametrize(("pain", "told"), [("ops_burden", True), ("outages", False)])
def test_who_stays_on_a_platform_that_hurts_hears_why_not_to_leave_it(engine: Engine, pain: str, told: bool) -> None:
    stream = answers(
        workload="iot",
        side_workloads=["web_app"],
        current_shape="services",
        current_platform="ecs_ec2",
        cloud="aws",
        deployables=6,
        triggers=["stream"],
        pains=["scaling_limits", pain],
        engineers=6,
        container_skill="strong",
        requests_per_second=4000,
        migration_engineer_months=30,
    )
    verdict = decide(engine, stream, QUICK)
    assert (verdict.headline.action, verdict.headline.to) == ("stay", "containers")
    assert verdict.variant != verdict.today.variant
    words = f"{RIGHT_KIND} would not earn the salaries of a move back within 18 months."
    assert (verdict.headline.because == words) == told


def test_where_it_is_not_known_what_runs_the_headline_does_not_judge_it(engine: Engine) -> None:
    thin = answers(
        goal="cut_cost",
        pains=["cloud_bill"],
        full_framework=False,
        state="stateless",
        engineers={"high": 5},
        deployables={"high": 10},
        requests_per_second={"high": 50},
        ops_appetite="avoid_servers",
    )
    verdict = decide(engine, thin, QUICK)
    assert (verdict.headline.action, verdict.headline.to, verdict.today.known) == ("stay", "lambda", False)
    assert verdict.headline.confidence > 0.5
    assert RIGHT_KIND not in verdict.headline.because
    rule = next(each for each in house().rules if verdict.headline.because.startswith(each.file.because))
    assert rule.points_for("lambda", "lambda") > 0


def test_a_move_of_the_same_option_for_a_pain_says_what_speaks_against_where_it_runs(engine: Engine) -> None:
    one_host = answers(
        workload="web_app",
        current_shape="monolith",
        current_platform="servers",
        cloud="aws",
        full_framework=True,
        pains=["outages", "slow_deploys"],
        goal="more_reliable",
        engineers=3,
        container_skill="none",
        requests_per_second=4,
    )
    verdict = decide(engine, one_host, QUICK)
    assert (verdict.today.variant, verdict.headline.action, verdict.headline.to) == ("monolith_ec2", "move", "monolith")
    assert verdict.headline.because == house().rule("an-outage-on-one-host-asks-for-another").file.because


@pytest.mark.parametrize("name", ARCHETYPES)
def test_a_move_says_in_how_much_of_what_is_possible_one_moves_wherever_to(name: str) -> None:
    headline = verdict_on(name).headline
    if headline.action == "move":
        assert headline.move_confidence is not None
        assert headline.confidence <= headline.move_confidence <= 1
    else:
        assert headline.move_confidence is None


@cache
def all_verdicts() -> tuple[Verdict, ...]:
    """Decide on every case and every archetype."""
    engine = Engine(house())
    cases = (decide(engine, case.answers, QUICK) for case in load_cases(HOUSE / "cases", house().facts))
    return (*cases, *(verdict_on(name) for name in ARCHETYPES))


def test_every_action_occurs() -> None:
    assert {each.headline.action for each in all_verdicts()} == {"build", "move", "stay", "regroup", "split"}


def test_the_reason_in_the_headline_speaks_for_no_other_option_more(engine: Engine) -> None:
    reasons = {rule.file.because: rule for rule in house().rules if rule.file.kind == "reason"}
    told = 0
    for case in load_cases(FURTHER_CASES, house().facts):
        headline = headline_on(engine, case.answers, QUICK)
        rule = reasons.get(headline.because.split(" (That is ")[0])
        if rule is not None and headline.action != "split":
            points = {name: max(rule.points_for(each, OPTION_OF[each]) for each in OPTIONS[name]) for name in OPTIONS}
            assert points[headline.to or ""] == max(points.values()), (case.id, rule.id)
            told += 1
    assert told > 5


def test_a_wish_leads_no_headline_where_there_is_evidence(engine: Engine) -> None:
    new = answers(current_shape="nothing", workload="customer_api", ops_appetite="avoid_servers", traffic_shape="spiky")
    wish = house().rule("wish-to-avoid-servers").file.because
    with_evidence = decide(engine, new | answers(database="key_value", state="stateless"), QUICK)
    assert with_evidence.verdict == "lambda"
    assert wish not in with_evidence.headline.because
    assert wish in {reason.because for reason in with_evidence.option("lambda").reasons}


def test_every_option_and_every_variant_wins_somewhere() -> None:
    assert {each.verdict for each in all_verdicts()} == set(OPTION_NAMES)
    assert {each.variant for each in all_verdicts()} == set(VARIANTS)


@pytest.mark.parametrize("gate", [rule.id for rule in house().rules if rule.file.kind == "gate"])
def test_every_gate_of_the_rulebook_blocks_somewhere(gate: str) -> None:
    reached = [each for each in all_verdicts() if gate in {told.rule for told in each.gates}]
    assert reached
    blocked = [each.variant for option in reached[0].options for each in option.variants if gate in each.blocked_by]
    assert set(blocked) == set(house().rule(gate).file.blocks)


MANY = replace(QUICK, worlds=10_000)


@pytest.fixture
def elsewhere(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    """Decide on a system that is told to move elsewhere than to what wins most worlds, by a hair."""
    monkeypatch.setattr("rules.decide.headline_action", lambda *_: (MOVE, OPTION_NAMES.index("lambda"), 0.29))
    verdict = decide(engine, _lego(engine), MANY)
    assert verdict.headline.to not in {None, verdict.verdict}
    return verdict


def test_the_reason_for_a_move_speaks_for_where_it_leads(engine: Engine, elsewhere: Verdict) -> None:
    verdict = elsewhere
    rule = next((each for each in engine.rulebook.rules if each.file.because == verdict.headline.because), None)
    led, won = (verdict.option(name or "") for name in (verdict.headline.to, verdict.verdict))
    if rule is None:
        assert verdict.headline.because == MANY_SMALL_ONES
    else:
        assert rule.points_for(led.variant, led.option) >= rule.points_for(won.variant, won.option)


@pytest.mark.parametrize(("wins", "variant"), [(9, "fargate"), (10, "eks")])
def test_an_option_is_told_as_what_it_would_mostly_be_unless_it_wins_enough_to_tell(
    engine: Engine, wins: int, variant: str
) -> None:
    """Containers for two people are no Kubernetes because that wins in a few odd worlds."""
    fargate, eks = VARIANTS.index("fargate"), VARIANTS.index("eks")
    scores = engine.score({}, 100)
    won = np.arange(100) < wins
    best = scores.best_variant.copy()
    best[OPTION_NAMES.index("containers")] = np.where(won, eks, fargate)
    winner = np.where(won, OPTION_NAMES.index("containers"), OPTION_NAMES.index("lambda"))
    utility = np.zeros_like(scores.option_utility)
    odd = replace(scores, best_variant=best, winner=winner, option_utility=utility)
    assert likeliest_variant(odd, "containers") == variant
