"""Whom rules of the project tell something, and whom not: advice that once reached people whom it does not concern."""

from pathlib import Path

import pytest

from rules.answer_files import load_answers
from rules.costs.people import HELPED_BY
from rules.decide import decide
from rules.findings import fired
from rules.options import OPTION_OF, VARIANTS
from rules.scoring import Engine
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers

DOCS = Path(__file__).parents[2] / "docs"


def holds(rule: str, **told: object) -> bool | None:
    """Judge a rule of the project on what is told; None where it stays open."""
    return house().rule(rule).when.judge(house().possible(answers(**told)))


def points(rule: str, *variants: str) -> list[int]:
    """List the points of a rule of the project for some variants."""
    return [house().rule(rule).points_for(variant, OPTION_OF[variant]) for variant in variants]


# --- Machines of one's own


@pytest.mark.parametrize(
    "rule", ["data-that-must-stay-somewhere-needs-portable-compute", "own-machines-run-images-not-functions"]
)
def test_what_runs_in_a_vendors_regions_alone_gains_nothing_from_machines_of_ones_own(rule: str) -> None:
    assert points(rule, "ecs_ec2", "eks", "monolith_ec2") == [1, 1, 1]
    assert max(points(rule, "lambda", "fargate", "monolith_fargate", "monolith_paas")) <= 0


def test_a_bank_whose_data_must_stay_where_it_is_is_sent_to_machines_and_not_to_fargate(engine: Engine) -> None:
    told = load_answers(DOCS / "archetypes" / "bank-web-app.toml", house().facts).system
    verdict = decide(engine, dict(told), QUICK)
    (best,) = (each for each in verdict.options if each.option == verdict.headline.to)
    assert best.variant in {"ecs_ec2", "eks", "monolith_ec2"}


# --- Parts that are many


def test_hundreds_of_functions_of_many_teams_are_not_merged_into_one_program(engine: Engine) -> None:
    told = answers(
        current_shape="functions", current_platform="lambda", cloud="aws", deployables=700, engineers=60, teams=10,
        workload="customer_api", pains=["cold_starts", "cloud_bill", "monitoring_bill"], goal="ship_faster",
        triggers=["http", "queue"], runtime="node", requests_per_second=250, traffic_shape="daily_cycle",
        container_skill="some", serverless_skill="strong", database="key_value",
    )  # fmt: skip
    assert decide(engine, told, QUICK).verdict == "containers"


@pytest.mark.parametrize("rule", ["too-many-parts-for-so-few-people", "slow-deploys-of-many-parts-favour-fewer"])
def test_who_must_keep_customers_apart_better_is_not_told_to_join_what_keeps_them_apart(rule: str) -> None:
    told = {"current_shape": "functions", "deployables": 220, "engineers": 10, "teams": 2}
    assert holds(rule, **told, pains=["too_many_parts", "slow_deploys"]) is True
    assert holds(rule, **told, pains=["too_many_parts", "slow_deploys", "isolation"]) is False


# --- The time limit


@pytest.mark.parametrize(("minutes", "near"), [(9, False), (10, True), (15, True), (16, False)])
def test_a_job_that_nears_the_limit_of_functions_gets_a_plan_of_its_own(minutes: float, near: bool) -> None:
    told = {"current_shape": "functions", "longest_job_minutes": minutes, "pains": ["time_limit"]}
    assert holds("a-job-of-ten-minutes-has-little-room-left", **told) is near
    assert holds("a-job-that-nears-its-limit-weighs-on-functions", **told) is near


# --- Cold starts and packages


COLD = {"pains": ["cold_starts"], "current_shape": "functions", "package_mb": 100}
SNAPSHOT = "a-zip-of-three-runtimes-starts-from-a-snapshot"


@pytest.mark.parametrize(("runtime", "told"), [("java", True), ("python", True), ("node", False), ("go", False)])
def test_snapstart_is_told_to_those_alone_whose_runtime_has_it(runtime: str, told: bool) -> None:
    assert holds(SNAPSHOT, **COLD, runtime=runtime) == told
    assert holds("cure-cold-starts-before-moving", **COLD, runtime=runtime) is True


FELT, MODEL = "cold-starts-that-are-felt-weigh-on-functions", "a-model-of-gigabytes-is-loaded-before-the-first-answer"


@pytest.mark.parametrize(
    ("runtime", "package_mb", "weighs"), [("node", 30, True), ("java", 30, False), ("java", 400, True)]
)
def test_cold_starts_that_are_felt_weigh_on_functions_that_no_snapshot_starts(
    runtime: str, package_mb: float, weighs: bool
) -> None:
    told = {**COLD, "triggers": ["http"], "runtime": runtime, "package_mb": package_mb}
    assert holds(FELT, **told) is weighs
    assert holds(FELT, **told | {"triggers": ["queue"]}) is False
    assert max(points(FELT, *VARIANTS)) <= 0


def test_functions_that_load_a_model_of_gigabytes_for_who_waits_are_told_of_a_process_that_stays(
    engine: Engine,
) -> None:
    told = answers(
        current_shape="functions", current_platform="lambda", cloud="aws", deployables=3, workload="ml",
        pains=["cold_starts", "slow_responses"], goal="more_reliable", triggers=["http"], runtime="python",
        requests_per_second=4, traffic_shape="spiky", request_duration_ms=1800, request_memory_mb=8192,
        package_mb=6500, engineers=5, container_skill="some", state="stateless",
    )  # fmt: skip
    verdict = decide(engine, told, QUICK)
    assert (verdict.headline.action, verdict.headline.to in {"containers", "monolith"}) == ("move", True)
    assert verdict.headline.because.startswith(house().rule(MODEL).file.because)
    lighter = decide(engine, {**told, **answers(package_mb=60)}, QUICK)
    assert (lighter.headline.action, lighter.headline.to) == ("stay", "lambda")


def test_what_must_be_an_image_is_not_told_of_snapstart() -> None:
    assert holds(SNAPSHOT, **{**COLD, "package_mb": 400}, runtime="java") is False


def test_nobody_who_runs_functions_is_told_to_make_an_image_of_what_must_be_one() -> None:
    assert holds("a-package-over-250-mb-becomes-an-image-first", package_mb=400, current_shape="functions") is False


def test_work_that_only_http_starts_is_not_told_of_queues() -> None:
    work = {"workload": "ml", "triggers": ["http"]}
    assert holds("jobs-that-wait-in-queues-scale-apart", **work, orchestration="none") is False
    assert holds("jobs-that-wait-in-queues-scale-apart", **work, orchestration="queue") is True


def test_who_runs_out_of_connections_is_told_of_a_proxy_whatever_the_load_seems_to_take() -> None:
    load = {"peak_requests_per_second": 5, "request_duration_ms": 100, "db_connection_limit": 400}
    told = {"database": "relational", "current_shape": "functions", **load}
    rule = "put-a-proxy-before-an-exhausted-database"
    assert holds(rule, **told, pains=["db_connections"]) is True
    assert holds(rule, **told, pains=["slow_responses"]) is False


# --- Upgrades, faults and audits


@pytest.mark.parametrize("platform", sorted(set(house().facts["current_platform"].choices) - {"none"}))
def test_whoever_runs_something_outdated_is_told_to_upgrade_it(platform: str) -> None:
    rules = ("upgrade-the-runtime-before-the-date", "plan-upgrades-by-their-end-of-support")
    told = {"pains": ["outdated_runtime"], "current_platform": platform}
    assert any(holds(rule, **told) for rule in rules)


def test_faults_are_traced_before_what_the_traces_show_is_named() -> None:
    first, then = house().rule("trace-a-fault-before-moving-it").file.steps
    assert "tracing run for two weeks" in first.do
    assert then.do.startswith("Then name the three slowest")


# --- Platforms of another team


@pytest.mark.parametrize("platform", ["containers", "kubernetes", "servers", "serverless"])
def test_a_platform_of_another_team_speaks_only_for_what_it_hosts(platform: str) -> None:
    told = answers(shared_platform=platform)
    rules = [rule for rule in house().rules if rule.facts == ("shared_platform",)]
    speaking = [rule for rule in rules if rule.when.judge(house().possible(told))]
    assert speaking
    gaining = {variant for rule in speaking for variant in VARIANTS if rule.points_for(variant, OPTION_OF[variant]) > 0}
    # On a cluster of another team there is no cluster to run, which is more than help.
    hosts = {**HELPED_BY, "eks": ("kubernetes",)}
    assert gaining <= {variant for variant, platforms in hosts.items() if platform in platforms}


# --- Storage


FILES = {"shared_files": True, "storage_iops": 6000}
AT_HOME = {"cloud": "own_hardware", "current_platform": "on_premises"}


def test_the_terms_of_a_volume_for_several_hosts_are_told_on_aws_alone() -> None:
    rule = "one-volume-for-several-hosts-wants-a-cluster-file-system"
    assert holds(rule, **FILES, **AT_HOME) is False
    assert holds(rule, **FILES, current_platform="ecs_ec2") is True


@pytest.mark.parametrize("rule", ["choose-shared-storage-by-its-pattern", "measure-slow-storage-before-moving"])
def test_steps_for_storage_of_any_platform_name_aws_only_as_an_example(rule: str) -> None:
    for step in house().rule(rule).file.steps:
        before, _, _ = step.do.partition("on AWS")
        assert not any(name in before for name in ("EFS", "gp3", "S3", "Multi-Attach", "PercentIOLimit"))
    assert holds(rule, **FILES, **AT_HOME, pains=["storage_speed"], current_shape="monolith") is True


# --- The bill


@pytest.mark.parametrize("platform", ["fargate", "ecs_ec2", "kubernetes", "servers"])
def test_whoever_pays_for_machines_is_told_to_shrink_them_before_committing_to_them(platform: str) -> None:
    told = {"goal": "cut_cost", "current_platform": platform, "cloud": "aws", "traffic_shape": "daily_cycle"}
    names = [rule.id for rule in fired(house(), answers(**told))]
    shrink, commit = "a-bill-shrinks-by-size-and-hours-first", "a-commitment-saves-without-a-move"
    assert names.index(shrink) < names.index(commit)


def test_runs_that_are_too_long_for_express_are_only_told_to_merge_steps() -> None:
    told = {"orchestration": "step_functions_standard", "dearest_line": "transitions"}
    assert holds("standard-workflows-at-volume-go-express", **told, request_duration_ms=240_000) is True
    assert holds("standard-workflows-at-volume-go-express", **told, request_duration_ms=600_000) is False
    assert holds("steps-of-a-busy-workflow-that-run-together-become-one", **told, request_duration_ms=600_000) is True


@pytest.mark.parametrize("apart", ["repo_per_function", "tenant_isolation"])
def test_functions_with_a_stack_each_are_not_told_to_divide_it(apart: str) -> None:
    told = {"deployables": 60, "current_shape": "functions", "repo_per_function": False, "tenant_isolation": False}
    assert holds("a-stack-of-functions-meets-500-resources", **told) is True
    assert holds("a-stack-of-functions-meets-500-resources", **{**told, apart: True}) is False


def test_an_audit_for_cards_does_not_speak_for_merging_parts() -> None:
    assert holds("every-part-is-another-role-to-audit", compliance=["soc2"], deployables=60) is True
    assert holds("every-part-is-another-role-to-audit", compliance=["soc2", "pci"], deployables=60) is False


def test_whoever_holds_health_data_is_told_of_the_agreement_that_it_needs() -> None:
    assert "health-data-needs-an-agreement-first" in [rule.id for rule in fired(house(), answers(compliance=["hipaa"]))]


@pytest.mark.parametrize("rule", ["put-a-cdn-before-the-origin", "bytes-out-are-cut-by-a-cache-and-fewer-zones"])
def test_a_cdn_is_bought_only_where_there_is_none(rule: str) -> None:
    assert all("if there is none yet" in step.do for step in house().rule(rule).file.steps)


def test_a_cheaper_gigabyte_elsewhere_is_not_denied() -> None:
    assert "vendor with a lower price" in house().rule("bytes-out-are-cut-by-a-cache-and-fewer-zones").file.because


def test_customers_with_a_copy_of_all_functions_each_are_not_told_that_they_share_environments() -> None:
    told = {"tenant_isolation": True, "current_platform": "lambda", "deployables": 400}
    assert holds("tenant-mode-is-chosen-at-creation", **told, environments=40) is False
    assert holds("tenant-mode-is-chosen-at-creation", **told, environments=2) is True


def test_tenants_of_a_cluster_are_sent_to_whoever_runs_it() -> None:
    look, move, *_ = house().rule("retired-cluster-tools-stay-open-doors").file.steps
    assert look.do.startswith("Ask the team that runs the cluster")
    assert "once whoever runs the cluster has it there" in move.do


# --- Limits of vendors


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        ("raise-the-concurrency-limit-before-the-peak", "limit.lambda.concurrency"),
        ("a-steep-unforeseen-climb-favours-functions", "limit.lambda.added_per_minute"),
        ("a-climb-beyond-lambdas-own-needs-what-stands-ready", "limit.lambda.added_per_minute"),
        ("pass-a-link-instead-of-a-large-message", "limit.sqs.message_mb"),
        ("a-standard-run-ends-at-25000-events", "limit.sfn.history_events"),
        ("memory-over-128-gb-does-not-fit-fly-io", "limit.fly.memory_mb"),
    ],
)
def test_a_rule_at_a_vendors_limit_names_it_so_that_it_goes_stale_and_can_be_changed(rule: str, limit: str) -> None:
    assert repr(limit) in repr(house().rule(rule).file.when)


def test_the_limit_of_functions_at_once_is_raised_from_four_fifths_of_it_on() -> None:
    told = {"current_shape": "functions", "request_duration_ms": 1000}
    rule = "raise-the-concurrency-limit-before-the-peak"
    assert holds(rule, **told, peak_requests_per_second=799) is False
    assert holds(rule, **told, peak_requests_per_second=800) is True
