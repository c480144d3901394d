"""Trivial advisors: what each says, and how they do on the published decisions."""

import pytest

from rules.cases import Score, compare, load_cases
from rules.rivals import RIVALS, stay, vendor_tree
from rules.rulebook import HOUSE
from tests.rules.books import house
from tests.rules.deciding import answers


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
        ({}, "functions"),
        ({"longest_job_minutes": 15}, "functions"),
        ({"longest_job_minutes": 16}, "containers"),
        ({"gpu": True}, "containers"),
        ({"state": "hot"}, "containers"),
        ({"triggers": ["socket"]}, "containers"),
        ({"current_platform": "kubernetes"}, "containers"),
        ({"container_skill": "strong"}, "containers"),
        ({"container_skill": "strong", "ops_appetite": "avoid_servers"}, "functions"),
        ({"requests_per_second": 100}, "containers"),
        ({"requests_per_second": 99}, "functions"),
        ({"requests_per_second": 100, "traffic_shape": "spiky"}, "functions"),
    ],
)
def test_the_tree_of_a_vendor_gives_functions_unless_something_speaks_for_containers(
    known: dict[str, object], label: str
) -> None:
    assert vendor_tree(answers(**known)) == (label,)
