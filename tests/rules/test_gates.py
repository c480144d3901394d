"""Every gate of the project: on which side of its limit it fires, at the limit and just beside it."""

import numpy as np
import pytest

from rules.answers import Answer, Known, parse_answers
from rules.columns import Single
from rules.conditions import Has, Number, OneOf, as_test, comparisons
from rules.options import VARIANTS
from rules.problems import Problems
from rules.rule import Rule
from tests.rules.books import house
from tests.rules.spreads import columns

BOOK = house()
GATES = {rule.id: rule for rule in BOOK.rules if rule.file.kind == "gate"}

LIMITS = {
    ("a-body-over-6-mb-does-not-pass-through-lambda", "payload_mb"): 6,
    ("a-job-over-15-minutes-does-not-fit-ordinary-lambda", "longest_job_minutes"): 15,
    ("a-job-over-15-minutes-that-a-call-starts-does-not-fit-managed-instances", "longest_job_minutes"): 15,
    ("a-job-over-90-minutes-does-not-fit-managed-instances", "longest_job_minutes"): 90,
    ("a-reply-after-30-seconds-does-not-pass-an-http-api", "request_duration_ms"): 30_000,
    ("a-streamed-reply-over-200-mb-does-not-pass-through-lambda", "payload_mb"): 200,
    ("an-image-over-10-gb-does-not-fit-lambda", "package_mb"): 10 * 1024,
    ("disk-operations-beyond-efs-need-a-block-device", "storage_iops"): 2_500_000,
    ("disk-operations-beyond-efs-need-a-block-device", "working_set_gb"): 10,
    ("memory-over-10-gb-does-not-fit-ordinary-lambda", "request_memory_mb"): 10 * 1024,
    ("memory-over-32-gb-does-not-fit-managed-instances", "request_memory_mb"): 32 * 1024,
    ("memory-over-128-gb-does-not-fit-fly-io", "request_memory_mb"): 128 * 1024,
    ("memory-over-244-gb-does-not-fit-fargate", "request_memory_mb"): 244 * 1024,
    ("scratch-over-10-gb-does-not-fit-lambda", "scratch_gb"): 10,
}
"""The greatest number that each gate still lets through, as the vendors' pages have it."""


def example(rule: Rule) -> dict[str, Answer]:
    """Give the answers with which a rule fires."""
    return parse_answers(rule.id, rule.file.examples.fires, BOOK.facts, Problems())


def fires(rule: Rule, answers: dict[str, Answer]) -> bool | None:
    """Judge a gate, and where it is decided compare with a column of one world."""
    verdict = rule.when.judge(BOOK.possible(answers))
    if verdict is not None and {each.fact for each in comparisons(rule.when)} <= answers.keys():
        assert as_test(rule.when)(columns([answers], answers)).tolist() == [verdict]
    return verdict


def test_the_table_names_every_limit_of_every_gate() -> None:
    numbers = {
        (rule.id, each.fact) for rule in GATES.values() for each in comparisons(rule.when) if isinstance(each, Number)
    }
    assert numbers == LIMITS.keys()


@pytest.mark.parametrize(("gate", "fact"), list(LIMITS))
def test_a_gate_lets_its_limit_pass_and_stops_what_lies_just_above(gate: str, fact: str) -> None:
    rule, limit = GATES[gate], float(LIMITS[gate, fact])
    answers = example(rule)
    just_below, just_above = (float(np.nextafter(Single(limit), Single(end))) for end in (0, np.inf))
    above = [just_above, limit * 1.001, limit + 1]
    for number in (0.0, limit / 2, just_below, limit):
        if number >= BOOK.facts[fact].lowest:
            assert fires(rule, {**answers, fact: Known(number)}) is False, number
    for number in above:
        assert fires(rule, {**answers, fact: Known(number)}) is True, number


def test_a_job_of_15_minutes_fits_and_one_of_16_does_not() -> None:
    rule = GATES["a-job-over-15-minutes-does-not-fit-ordinary-lambda"]
    assert fires(rule, {"longest_job_minutes": Known(15.0)}) is False
    assert fires(rule, {"longest_job_minutes": Known(16.0)}) is True
    assert rule.file.blocks == ("lambda",)


DISCRETE: dict[str, dict[str, set[bool | str]]] = {
    "a-body-over-6-mb-does-not-pass-through-lambda": {"streaming_responses": {False}, "triggers": {"http"}},
    "a-gpu-needs-machines-you-choose": {"gpu": {True}},
    "a-job-over-15-minutes-that-a-call-starts-does-not-fit-managed-instances": {
        "triggers": {"http", "socket"},
        "orchestration": {
            "none",
            "step_functions_standard",
            "step_functions_express",
            "durable_functions",
            "own_code",
        },
    },
    "a-reply-after-30-seconds-does-not-pass-an-http-api": {
        "streaming_responses": {False},
        "triggers": {"http", "socket"},
    },
    "a-socket-with-state-needs-a-process-that-owns-it": {"state": {"hot"}, "triggers": {"socket"}},
    "a-streamed-reply-over-200-mb-does-not-pass-through-lambda": {
        "streaming_responses": {True},
        "triggers": {"http", "socket"},
    },
    "go-ruby-and-php-do-not-run-on-managed-instances": {"runtime": {"go", "ruby", "php"}},
    "kubernetes-without-people-who-know-it-is-ruled-out": {
        "container_skill": {"none", "some"},
        "current_platform": {
            "none",
            "lambda",
            "fargate",
            "ecs_ec2",
            "servers",
            "paas",
            "on_premises",
            "mixed",
        },
        "shared_platform": {"none", "containers", "serverless", "servers"},
    },
}
"""The values of choices with which each gate fires, everything else as in its example."""


def test_the_table_names_every_choice_of_every_gate() -> None:
    named = {
        (rule.id, each.fact)
        for rule in GATES.values()
        for each in comparisons(rule.when)
        if isinstance(each, OneOf | Has)
    }
    assert named == {(gate, fact) for gate, facts in DISCRETE.items() for fact in facts}


@pytest.mark.parametrize(("gate", "fact"), [(gate, fact) for gate, facts in DISCRETE.items() for fact in facts])
def test_a_gate_fires_for_its_own_choices_and_no_other(gate: str, fact: str) -> None:
    rule, told = GATES[gate], BOOK.facts[fact]
    values = (True, False) if told.kind == "flag" else tuple(told.choices)
    answers = example(rule)
    firing: set[bool | str] = set()
    for value in values:
        also = ("http",) if fact == "triggers" and value == "socket" and "reply" in gate else ()
        answer = Known((*also, str(value))) if told.kind == "several" else Known(value)
        if fires(rule, {**answers, fact: answer}):
            firing.add(value)
    assert firing == DISCRETE[gate][fact]


def test_a_cluster_that_runs_is_left_only_by_those_without_any_experience_of_containers() -> None:
    rule = GATES["kubernetes-without-people-who-know-it-is-ruled-out"]
    runs = {"current_platform": Known("kubernetes"), "shared_platform": Known("none")}
    assert fires(rule, {**runs, "container_skill": Known("some")}) is False
    assert fires(rule, {**runs, "container_skill": Known("none")}) is True


@pytest.mark.parametrize("rule", GATES.values(), ids=lambda rule: rule.id)
def test_a_gate_is_not_decided_when_all_that_it_asks_for_is_forgotten(rule: Rule) -> None:
    assert rule.when.judge(BOOK.possible({})) is None


def test_every_gate_leaves_a_variant_and_lambda_can_be_blocked_as_a_whole() -> None:
    assert all(set(rule.file.blocks) < set(VARIANTS) for rule in GATES.values())
    assert any({"lambda", "lambda_managed"} <= set(rule.file.blocks) for rule in GATES.values())
