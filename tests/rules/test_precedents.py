"""Precedents: which published decisions are near, what is said of them, and that none of them scores."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.answers import Answer, parse_answer
from rules.cases import Case, Decision
from rules.compared import Precedent
from rules.decide import decide
from rules.precedents import MISSING, MOST, NEAR, alike, precedents
from rules.scoring import Engine
from tests.rules.books import house
from tests.rules.deciding import QUICK, answers, archetype

CASES = {case.id: case for case in house().cases}


def near(known: dict[str, Answer], cases: list[Case]) -> tuple[Precedent, ...]:
    return precedents(cases, known, house().facts)


def case_of(name: str = "a-case", **raw: object) -> Case:
    """Make up a case."""
    decision = Decision.model_validate(
        {"chose": "stay", "acceptable": ["stay"], "must_not": [], "ambiguity": "low", "outcome": "It held."}
        | {"stay_on": "functions"}
    )
    return Case(name, answers(**raw), decision, "Somebody", 2021, "https://example.org", "measured", "full")


def likeness(name: str, yours: object, theirs: object) -> float:
    fact = house().facts[name]
    return alike(fact, parse_answer(fact, yours), parse_answer(fact, theirs))


@pytest.mark.parametrize(
    ("fact", "yours", "theirs", "expected"),
    [
        ("workload", "ml", "ml", 1),
        ("workload", "ml", "iot", 0),
        ("workload", {"among": ["ml", "iot"]}, "iot", 1 / 2),
        ("gpu", True, True, 1),
        ("gpu", True, False, 0),
        ("pains", ["cloud_bill", "outages"], ["outages", "cloud_bill"], 1),
        ("pains", ["cloud_bill", "outages"], ["outages", "tangled_code"], 1 / 3),
        ("pains", ["none"], ["outages"], 0),
        ("engineers", 7, 7, 1),
        ("requests_per_second", 10, 100, 0),
        ("requests_per_second", 1, 1000, 0),
        ("requests_per_second", 10, 10**1.5, 1 / 2),
        ("requests_per_second", {"low": 1, "high": 100}, 10, 1),
        # What lies within the other is no difference, however far from its middle.
        ("requests_per_second", {"low": 1, "high": 100}, 90, 1 / 2),
        # An open end reaches ten times as far: from 10 to 100, and from 1 to 10.
        ("requests_per_second", {"low": 10}, 10**1.5, 1),
        ("requests_per_second", {"high": 10}, 10**0.5, 1),
        ("requests_per_second", {"low": 0, "high": 10}, 10**0.5, 1),
        ("scratch_gb", 0, 0, 1),
        ("scratch_gb", 0, 0.001, 0),
        # 99 % lets ten times as much fail as 99.9 %, although the numbers are close.
        ("availability_percent", 99, 99.9, 0),
        ("availability_percent", 99.9, 99.9, 1),
    ],
)
def test_answers_are_alike_by_what_they_have_in_common(
    fact: str, yours: object, theirs: object, expected: float
) -> None:
    assert likeness(fact, yours, theirs) == pytest.approx(expected, abs=1e-6)
    assert likeness(fact, theirs, yours) == pytest.approx(expected, abs=1e-6)


RATES = st.floats(0, 1e6) | st.fixed_dictionaries({"low": st.floats(0, 1e3), "high": st.floats(1e3, 1e6)})


@given(RATES, RATES)
def test_likeness_lies_between_nothing_and_all_whichever_comes_first(yours: object, theirs: object) -> None:
    there, back = likeness("requests_per_second", yours, theirs), likeness("requests_per_second", theirs, yours)
    assert there == back
    assert 0 <= there <= 1
    assert likeness("requests_per_second", yours, yours) == 1


def test_nearness_is_the_mean_likeness_as_if_two_facts_more_had_differed() -> None:
    assert MISSING == 2
    # The workload counts double and is the same; of the pains one in three is; the goal differs; cloud is not compared.
    yours = answers(workload="ml", pains=["outages", "cloud_bill"], goal="cut_cost", cloud="aws", gpu=True, teams=2)
    theirs = case_of(workload="ml", pains=["outages", "ops_burden"], goal="more_reliable", gpu=True, teams=2)
    expected = (2 * 1 + 1 / 3 + 0 + 1 + 1) / (2 + 1 + 1 + 1 + 1 + 2)
    assert expected < NEAR
    assert near(yours, [theirs]) == ()
    closer = case_of(workload="ml", pains=["outages", "cloud_bill"], goal="more_reliable", gpu=True, teams=2)
    (told,) = near(yours, [closer])
    assert told.nearness == pytest.approx((2 + 1 + 0 + 1 + 1) / 8)


def test_few_facts_in_common_are_never_near() -> None:
    assert near(answers(workload="ml"), [case_of(workload="ml")]) == ()
    assert near({}, list(CASES.values())) == ()


def test_what_is_unknown_on_either_side_is_not_compared() -> None:
    known: dict[str, Any] = {"workload": "ml", "current_shape": "functions", "gpu": True}
    unknown = {"unknown": True}
    (told,) = near(answers(**known, teams=unknown), [case_of(**known, teams=3)])
    (same,) = near(answers(**known, teams=3), [case_of(**known, teams=unknown)])
    assert told == same
    assert "teams" not in {each.fact for each in (*told.shares, *told.differs)}


def test_a_precedent_says_what_is_shared_and_what_differs_with_both_values() -> None:
    known: dict[str, Any] = {"workload": "ml", "current_shape": "functions", "state": "hot", "gpu": True}
    yours = answers(**known, requests_per_second={"low": 10}, pains=["outages", "cloud_bill"], teams=1)
    (told,) = near(yours, [case_of(**known, requests_per_second=20, pains=["outages"], teams=50)])
    assert (told.organisation, told.year, told.url) == ("Somebody", 2021, "https://example.org")
    assert (told.chose, told.stayed_on, told.outcome) == ("stay", "functions", "It held.")
    assert (told.strength, told.read) == ("measured", "full")
    # What weighs double comes first, then as the case states it.
    shared = [each.fact for each in told.shares]
    assert shared == ["workload", "current_shape", "state", "requests_per_second", "gpu", "pains"]
    rate = told.shares[3]
    assert (rate.label, rate.yours, rate.theirs) == ("Load, mean", {"low": 10.0}, 20.0)
    assert [(each.fact, each.yours, each.theirs) for each in told.differs] == [("teams", 1, 50)]


def test_the_nearest_come_first_and_three_are_told_at_most() -> None:
    known: dict[str, Any] = {"workload": "ml", "current_shape": "functions", "state": "hot", "gpu": True}
    cases = [case_of(f"with-{teams}", **known, teams=teams) for teams in (9, 1, 2, 4)]
    told = near(answers(**known, teams=1), cases)
    assert [each.id for each in told] == ["with-1", "with-2", "with-4"]
    assert len(told) == MOST
    assert near(answers(**known, teams=1), cases[::-1]) == told


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_its_own_nearest(name: str) -> None:
    told = near(dict(CASES[name].answers), list(CASES.values()))
    assert told[0].id == name
    assert told[0].differs == ()


def others(name: str) -> list[str]:
    """Name the precedents of a case when the case itself is left out."""
    told = near(dict(CASES[name].answers), [case for case in CASES.values() if case.id != name])
    assert all(each.nearness >= NEAR and each.shares for each in told)
    return [each.id for each in told]


def test_left_out_itself_a_case_finds_those_that_a_reader_would_name() -> None:
    # A web shop and a broadcaster's site, both one application in their own data centre before a peak.
    assert others("lego-direct-shopper")[0] == "bbc-online-webcore"
    assert others("bbc-online-webcore")[0] == "lego-direct-shopper"
    # Two small companies on functions whose bill hurts, and a collector of events behind a gateway.
    assert others("courier-datadog-on-lambda") == ["fathom-analytics-vapor"]
    assert others("insider-web-server-lambda-to-fargate") == ["fathom-analytics-vapor"]


def test_left_out_itself_a_case_like_no_other_finds_none() -> None:
    assert others("prime-video-vqa") == others("istio-istiod") == others("slack-cron-conductor") == []


def test_precedents_never_score(engine: Engine, tmp_path: Path) -> None:
    known = archetype("stream-of-one-team")
    verdict = decide(engine, known, QUICK)
    assert [each.id for each in verdict.precedents] == ["prime-video-vqa"]
    without = decide(Engine(replace(house(), folder=tmp_path)), known, QUICK)
    assert without.precedents == ()
    assert without == verdict.model_copy(update={"precedents": ()})


def test_the_machine_readable_verdict_holds_them(engine: Engine) -> None:
    verdict = decide(engine, archetype("stream-of-one-team"), QUICK)
    (told,) = json.loads(verdict.model_dump_json())["precedents"]
    assert (told["id"], told["chose"], told["strength"]) == ("prime-video-vqa", "monolith", "measured")
    assert {"fact": "workload", "label": "Main workload", "yours": "media_streaming", "theirs": "media_streaming"} in (
        told["shares"]
    )
