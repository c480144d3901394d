"""Trivial advisors: what each says, and how they do on the published decisions."""

import pytest

from rules.cases import Score, compare, load_cases
from rules.rivals import RIVALS, stay, vendor_tree
from rules.rulebook import HOUSE
from tests.rules.books import house
from tests.rules.deciding import answers

EVENTS = {"workload": "event_processing"}


def score(name: str) -> Score:
    cases = load_cases(HOUSE / "cases", house().facts)
    return Score.of([compare(case, RIVALS[name](case.answers)) for case in cases])


def test_constant_advisors_score_what_the_readme_of_the_cases_says() -> None:
    functions, containers = score("always functions"), score("always containers")
    assert (functions.acceptable, functions.forbidden) == (14, 12)
    assert containers.acceptable == 17


@pytest.mark.parametrize(
    ("known", "labels"),
    [
        ({"current_shape": "functions", "current_platform": "lambda"}, ("stay", "functions")),
        ({"current_shape": "services"}, ("stay", "containers")),
        ({"current_platform": "servers"}, ("stay",)),
        ({"current_shape": "nothing", "current_platform": "none"}, ("containers",)),
        ({}, ("containers",)),
    ],
)
def test_whoever_always_stays_keeps_what_runs(known: dict[str, object], labels: tuple[str, ...]) -> None:
    assert stay(answers(**known)) == labels


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "containers"),
        ({"workload": "customer_api", "requests_per_second": 99}, "containers"),
        ({"current_shape": "nothing"}, "functions"),
        ({"ops_appetite": "avoid_servers"}, "functions"),
        ({"workload": "scheduled_jobs"}, "functions"),
        ({"traffic_shape": "mostly_idle"}, "functions"),
        ({"requests_per_second": {"low": 0, "high": 0.9}}, "functions"),
        ({**EVENTS, "longest_job_minutes": {"low": 3}}, "functions"),
        ({**EVENTS, "longest_job_minutes": 15}, "functions"),
        ({**EVENTS, "longest_job_minutes": 16}, "containers"),
        ({**EVENTS, "gpu": True}, "containers"),
        ({**EVENTS, "state": "hot"}, "containers"),
        ({**EVENTS, "triggers": ["socket"]}, "containers"),
        ({**EVENTS, "current_platform": "kubernetes"}, "containers"),
        ({**EVENTS, "shared_platform": "containers"}, "containers"),
        ({**EVENTS, "container_skill": "strong"}, "containers"),
        ({**EVENTS, "requests_per_second": 100}, "functions"),
        ({**EVENTS, "requests_per_second": 100, "traffic_shape": "steady"}, "containers"),
        ({**EVENTS, "requests_per_second": 99, "traffic_shape": "steady"}, "functions"),
    ],
)
def test_the_tree_of_a_vendor_gives_functions_where_something_speaks_for_them_and_nothing_for_containers(
    known: dict[str, object], label: str
) -> None:
    assert vendor_tree(answers(**known)) == (label,)
