"""How a fact is found out: with the tools of AWS only by those who have them."""

import re

import pytest

from rules.at_hand import AT_HAND, can_be_known, how_to_measure
from rules.facts import Fact
from tests.rules.books import house
from tests.rules.deciding import answers

OF_AWS = re.compile(r"\baws |AWS|CloudWatch|CloudFront|Step Functions|X-Ray|Cost Explorer")


def told(fact: str, **known: object) -> str:
    return how_to_measure(house().facts[fact], answers(**known))


@pytest.mark.parametrize("fact", house().facts.values(), ids=lambda fact: fact.id)
def test_whatever_needs_aws_says_what_everybody_else_does(fact: object) -> None:
    measure = house().facts[str(getattr(fact, "id", ""))].measure
    assert bool(measure.on) == bool(OF_AWS.search(measure.how))
    assert not OF_AWS.search(measure.elsewhere)


@pytest.mark.parametrize(
    ("known", "aws", "functions"),
    [
        ({}, True, True),
        ({"cloud": "aws"}, True, True),
        ({"cloud": "none_yet"}, True, True),
        ({"cloud": "gcp"}, False, False),
        ({"cloud": "own_hardware", "current_shape": "functions"}, False, False),
        ({"current_platform": "on_premises"}, False, False),
        ({"current_platform": "paas"}, False, False),
        ({"current_platform": "kubernetes"}, True, False),
        ({"current_shape": "services"}, True, False),
        ({"current_shape": "mixed", "current_platform": "mixed"}, True, True),
        ({"cloud": {"among": ["gcp", "azure"]}}, False, False),
        ({"cloud": {"among": ["gcp", "aws"]}}, True, True),
    ],
)
def test_tools_are_named_to_those_who_may_have_them(known: dict[str, object], aws: bool, functions: bool) -> None:
    for fact, at_hand in (("dearest_line", aws), ("request_duration_ms", functions)):
        measure = house().facts[fact].measure
        assert told(fact, **known) == (measure.how if at_hand else measure.elsewhere)


def test_what_everybody_can_do_is_told_everybody() -> None:
    assert told("on_call_people", cloud="gcp") == house().facts["on_call_people"].measure.how


def test_what_must_be_at_hand_is_in_the_vocabulary() -> None:
    for needs in AT_HAND.values():
        for fact, choices in needs.items():
            assert choices < set(house().facts[fact].choices)


OF_WHAT_RUNS = re.compile(r"\bgit |access\.log|\blogs? of\b|last (month|week|year)|invoice|busy hour|two weeks")
NOTHING_YET = ({"current_shape": "nothing"}, {"current_platform": "none"})


@pytest.mark.parametrize("known", NOTHING_YET, ids=str)
@pytest.mark.parametrize("fact", house().facts.values(), ids=lambda fact: fact.id)
def test_where_nothing_runs_yet_nothing_is_measured_that_runs(fact: Fact, known: dict[str, object]) -> None:
    how = told(fact.id, **known)
    assert not can_be_known(fact, answers(**known)) or not (OF_AWS.search(how) or OF_WHAT_RUNS.search(how))


@pytest.mark.parametrize("fact", ["cloud_usd_month", "dearest_line", "debug_hours_week", "migration_engineer_months"])
def test_what_is_of_today_can_be_known_only_where_something_runs(fact: str) -> None:
    for known in NOTHING_YET:
        assert not can_be_known(house().facts[fact], answers(**known))
    for known in ({}, {"current_shape": "monolith"}, {"current_platform": "servers"}):
        assert can_be_known(house().facts[fact], answers(**known))
