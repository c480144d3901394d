"""Leaving out each rule in turn: which cases hang on it, and where it fires."""

from dataclasses import replace

import pytest

from rules.cases import Case, Decision, Outcome
from rules.decide import Settings
from rules.leave_out import LeftOut, without_each_rule
from rules.scoring import Engine
from tests.rules.deciding import ALWAYS, answers, engine_with, made_up

GPU = {"fact": "gpu", "is": True}
NEW = answers(current_shape="nothing", current_platform="none")


def case(name: str, **known: object) -> Case:
    decision = Decision.model_validate(
        {"chose": "containers", "acceptable": ["containers"], "must_not": ["functions"], "ambiguity": "low"}
    )
    return Case(name, {**NEW, **answers(**known)}, decision, "x", 2026, "https://example.org")


@pytest.fixture(scope="module")
def left_out() -> dict[str, LeftOut]:
    """Leave out one of three rules in turn, on two cases."""
    decisive = made_up(
        "services-fit", "reason", ALWAYS, criterion="fit", points={"containers": 3, "lambda": -3, "monolith": -3}
    )
    rare = made_up("a-gpu-fits", "reason", GPU, criterion="fit", points={"containers": 1})
    finding = made_up("mind-it", "finding", ALWAYS)
    engine: Engine = engine_with([decisive, rare, finding])
    cases = [case("with-gpu", gpu=True), case("without-gpu", gpu=False)]
    return {each.rule.id: each for each in without_each_rule(engine, cases, Settings(worlds=400))}


def test_rules_that_a_headline_cannot_hang_on_are_not_left_out(left_out: dict[str, LeftOut]) -> None:
    assert set(left_out) == {"services-fit", "a-gpu-fits"}


def test_a_rule_that_decides_changes_the_cases_it_decides(left_out: dict[str, LeftOut]) -> None:
    decisive = left_out["services-fit"]
    assert {before.case.id for before, _ in decisive.changed} <= {"with-gpu", "without-gpu"}
    assert all(before.acceptable and before.labels != after.labels for before, after in decisive.changed)
    assert decisive.cases_scored_otherwise == len(decisive.changed) > 0


def outcome(*, acceptable: bool, forbidden: bool) -> Outcome:
    return Outcome(case("any"), ("containers",), acceptable, forbidden)


def test_a_case_that_gets_better_does_not_make_up_for_one_that_gets_worse(left_out: dict[str, LeftOut]) -> None:
    good, bad, forbidden = (
        outcome(acceptable=a, forbidden=f) for a, f in ((True, False), (False, False), (False, True))
    )
    changed = ((good, bad), (bad, good), (bad, forbidden), (good, good))
    assert replace(left_out["a-gpu-fits"], changed=changed).cases_scored_otherwise == 3


def test_a_rule_for_one_case_is_told_unless_it_carries_a_claim(left_out: dict[str, LeftOut]) -> None:
    assert left_out["a-gpu-fits"].fires_in == ("with-gpu",)
    assert left_out["a-gpu-fits"].for_one_case
    assert left_out["services-fit"].fires_in == ("with-gpu", "without-gpu")
    assert not left_out["services-fit"].for_one_case
