"""Answers: what is read, what is refused and why, and that nothing is lost on the way out and in again."""

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.answer_files import load_answers
from rules.answers import (
    Among,
    Answer,
    ImpossibleAnswer,
    Known,
    Range,
    Unknown,
    bounds,
    contradictions,
    parse_answer,
    parse_answers,
    to_raw,
)
from rules.checklists import lines_of, ticked
from rules.problems import Problems, RulebookError
from tests.rules.books import house
from tests.rules.spreads import told

FACTS = house().facts


def read(name: str, raw: object) -> Answer:
    """Read the answer to a fact of the project."""
    return parse_answer(FACTS[name], raw)


@pytest.mark.parametrize(
    ("name", "raw", "answer"),
    [
        ("requests_per_second", 5, Known(5.0)),
        ("requests_per_second", 0, Known(0.0)),
        ("requests_per_second", 0.25, Known(0.25)),
        ("engineers", 12, Known(12.0)),
        ("engineers", 12.0, Known(12.0)),
        ("io_wait_share", 1, Known(1.0)),
        ("gpu", True, Known(True)),
        ("gpu", False, Known(False)),
        ("workload", "iot", Known("iot")),
        ("triggers", ["queue", "http"], Known(("http", "queue"))),
        ("triggers", ["http", "http"], Known(("http",))),
        ("pains", ["none"], Known(("none",))),
        ("side_workloads", [], Known(())),
        ("triggers", [], Known(())),
        ("request_duration_ms", {"low": 2, "high": 9}, Range(2.0, 9.0)),
        ("request_duration_ms", {"low": 2}, Range(low=2.0)),
        ("request_duration_ms", {"high": 9}, Range(high=9.0)),
        ("request_duration_ms", {"low": None, "high": 9}, Range(high=9.0)),
        ("request_duration_ms", {"low": 9, "high": 9}, Known(9.0)),
        ("engineers", {"low": 2, "high": 9}, Range(2.0, 9.0)),
        ("io_wait_share", {"low": 0.5}, Range(low=0.5)),
        ("workload", {"among": ["ml", "iot"]}, Among(("ml", "iot"))),
        ("workload", {"among": ["iot", "ml"]}, Among(("ml", "iot"))),
        ("workload", {"among": ["iot"]}, Known("iot")),
        ("workload", {"unknown": True}, Unknown()),
        ("triggers", {"unknown": True}, Unknown()),
        ("engineers", {"unknown": True}, Unknown()),
    ],
)
def test_an_answer_of_every_kind_is_read(name: str, raw: object, answer: Answer) -> None:
    assert read(name, raw) == answer


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("requests_per_second", -1, "-1 is not possible: it lies between 0 and 10,000,000 1/s"),
        ("requests_per_second", 10_000_001, "10,000,001 is not possible: it lies between 0 and 10,000,000 1/s"),
        ("requests_per_second", True, "True is not a number."),
        ("requests_per_second", "5", "'5' is not a number."),
        ("requests_per_second", [5], "[5] is not a number."),
        ("requests_per_second", None, "None is not a number."),
        ("requests_per_second", math.nan, "nan is not a number."),
        ("requests_per_second", math.inf, "inf is not possible"),
        ("requests_per_second", -(10**400), "-inf is not possible"),
        ("io_wait_share", 1.2, "1.2 is not possible: it lies between 0 and 1"),
        ("io_wait_share", -0.1, "-0.1 is not possible: it lies between 0 and 1"),
        ("availability_percent", 100.1, "100.1 is not possible: it lies between 0 and 100 %"),
        ("engineers", 2.5, "2.5 is not a whole number."),
        ("engineers", 0, "0 is not possible: it lies between 1 and 100,000"),
        ("engineers", {"low": 2.5}, "2.5 is not a whole number."),
        ("request_duration_ms", {"low": 9, "high": 2}, "low 9 is above high 2."),
        ("request_duration_ms", {"low": -1, "high": 2}, "-1 is not possible"),
        ("request_duration_ms", {"low": 1, "hihg": 2}, "{'low': 1, 'hihg': 2} is not a range."),
        ("request_duration_ms", {}, "{} is not a range."),
        ("request_duration_ms", {"low": None, "high": None}, "is not a range."),
        ("request_duration_ms", {"unknown": False}, "{'unknown': False} is not a range."),
        ("gpu", "yes", "'yes' is neither true nor false."),
        ("gpu", 1, "1 is neither true nor false."),
        ("gpu", {"low": 1}, "{'low': 1} is not a flag: only numbers have low and high."),
        ("workload", "iott", "no choice 'iott'. Did you mean \"iot\"?"),
        ("workload", ["iot"], "no choice ['iot']."),
        ("workload", True, "no choice True."),
        ("workload", {"among": []}, "none or all of the choices say nothing"),
        ("workload", {"among": list(FACTS["workload"].choices)}, "none or all of the choices say nothing"),
        ("workload", {"among": ["iott"]}, "no choice 'iott'."),
        ("workload", {"among": "iot"}, "'iot' is not a list of choices."),
        ("triggers", {"among": ["http", "queue"]}, "is not a several"),
        ("triggers", "http", "'http' is not a list of choices."),
        ("triggers", ["htp"], "no choice 'htp'. Did you mean \"http\"?"),
        ("triggers", [["http"]], "no choice ['http']."),
        ("triggers", ["http", "schedule", "queue", "stream", "file"], "5 are too many: at most 4."),
        ("pains", ["none", "outages"], '"none" excludes the others.'),
        ("pains", [], 'an empty list says nothing; say ["none"].'),
    ],
)
def test_an_impossible_answer_is_refused_with_the_reason(name: str, raw: object, reason: str) -> None:
    with pytest.raises(ImpossibleAnswer) as refused:
        read(name, raw)
    assert reason in str(refused.value)


def test_endless_text_is_cut_in_the_refusal() -> None:
    for name in ("workload", "requests_per_second", "gpu", "triggers"):
        with pytest.raises(ImpossibleAnswer) as refused:
            read(name, "x" * 10_000_000)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"requests_per_second": Known(50.0), "peak_requests_per_second": Known(49.0)}, ["peak_requests_per_second"]),
        ({"requests_per_second": Known(50.0), "peak_requests_per_second": Known(50.0)}, []),
        (
            {"requests_per_second": Range(50, 90), "peak_requests_per_second": Range(10, 49)},
            ["peak_requests_per_second"],
        ),
        ({"requests_per_second": Range(50, 90), "peak_requests_per_second": Range(10, 50)}, []),
        ({"requests_per_second": Range(high=90), "peak_requests_per_second": Range(high=1)}, []),
        ({"requests_per_second": Unknown(), "peak_requests_per_second": Known(1.0)}, []),
        ({"requests_per_second": Known(50.0)}, []),
        ({"teams": Known(3.0), "engineers": Known(2.0)}, ["engineers"]),
        ({"on_call_people": Known(3.0), "engineers": Known(2.0)}, ["engineers"]),
        ({"on_call_people": Known(3.0), "teams": Known(3.0), "engineers": Known(2.0)}, ["engineers", "engineers"]),
    ],
)
def test_answers_that_cannot_both_hold_are_found(answers: dict[str, Answer], wrong: list[str]) -> None:
    assert [name for name, _ in contradictions(answers)] == wrong


def test_a_peak_below_the_mean_is_refused_with_both_names() -> None:
    problems = Problems()
    parse_answers("a.toml", {"requests_per_second": 50, "peak_requests_per_second": 20}, FACTS, problems)
    assert [str(problem) for problem in problems] == [
        (
            "a.toml: answers.peak_requests_per_second: the peak cannot be below the mean"
            " (requests_per_second is at least 50). Correct one of the two."
        )
    ]


def test_all_mistakes_of_a_file_show_at_once_each_with_its_cure(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(
        """
        title = "A team"
        [answers]
        workload = "wep_app"
        enginers = 5
        io_wait_share = 1.5
        gpu = "no"
        triggers = "http"
        request_duration_ms = { low = 9, high = 2 }
        teams = 3
        engineers = 2
        """
    )
    with pytest.raises(RulebookError) as refused:
        load_answers(path, FACTS)
    number = "or { low = ..., high = ... } with one or both."
    assert str(refused.value).splitlines() == [
        (
            "team.toml: answers.workload: no choice 'wep_app'. Did you mean \"web_app\"?"
            ' Write a choice, such as "customer_api".'
        ),
        'team.toml: answers.enginers: no fact "enginers". Did you mean "engineers"?',
        f"team.toml: answers.io_wait_share: 1.5 is not possible: it lies between 0 and 1. Write a number, {number}",
        "team.toml: answers.gpu: 'no' is neither true nor false. Write true or false.",
        "team.toml: answers.triggers: 'http' is not a list of choices. Write a list, such as [\"http\"].",
        f"team.toml: answers.request_duration_ms: low 9 is above high 2. Write a number in ms, {number}",
        (
            "team.toml: answers.engineers: there cannot be more teams than engineers (teams is at least 3)."
            " Correct one of the two."
        ),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "workload = 'iot'",
            "team.toml: answers: there is no [answers] table. Put the answers under a line [answers].",
        ),
        ("answers = 5", "team.toml: answers: there is no [answers] table."),
        ("[answers", "team.toml: cannot be read as TOML: "),
        ("[answers]\nengineers = 1" + "0" * 5000, "team.toml: cannot be read as TOML: "),
        ("[answers]\nengineers = 1" + "0" * 400, "team.toml: answers.engineers: inf is not possible"),
        ("[answers]\na = " + "[" * 9000, "team.toml: cannot be read as TOML: "),
    ],
)
def test_a_broken_file_is_refused_and_not_a_crash(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "team.toml"
    path.write_text(text)
    with pytest.raises(RulebookError) as refused:
        load_answers(path, FACTS)
    assert reason in str(refused.value)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_may_be_of_an_editor_of_windows(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "team.toml"
    path.write_bytes(f"\ufeff[answers]{line_end}engineers = 7{line_end}".encode())
    assert load_answers(path, FACTS).system == {"engineers": Known(7.0)}


def test_a_folder_is_no_file_of_answers(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r": cannot be read: Is a directory\. Name a file that can be\."):
        load_answers(tmp_path, FACTS)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"nowhere\.toml: no such file\. Check the path\."):
        load_answers(tmp_path / "nowhere.toml", FACTS)


def test_a_file_of_answers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text("[answers]\nengineers = 5\ntriggers = ['http']\nrequest_duration_ms = { low = 3 }\n")
    assert load_answers(path, FACTS).system == {
        "engineers": Known(5.0),
        "triggers": Known(("http",)),
        "request_duration_ms": Range(low=3.0),
    }


def test_bounds_are_what_an_answer_allows() -> None:
    assert bounds(Known(5.0)) == (5, 5)
    assert bounds(Range(2, 9)) == (2, 9)
    assert bounds(Range(low=2)) == (2, math.inf)
    assert bounds(Range(high=9)) == (-math.inf, 9)
    assert bounds(Unknown()) == (-math.inf, math.inf)


@given(st.data())
def test_what_is_written_is_read_again(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(sorted(FACTS.values(), key=lambda each: each.id)))
    answer = data.draw(told(fact))
    assert parse_answer(fact, to_raw(answer)) == answer


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FACTS)), ANYTHING)
def test_anything_is_read_or_refused_with_a_reason(name: str, raw: Any) -> None:
    try:
        answer, reason = read(name, raw), ""
    except ImpossibleAnswer as refused:
        answer, reason = Unknown(), str(refused)
    assert reason or parse_answer(FACTS[name], to_raw(answer)) == answer


def test_dates_times_and_tables_are_refused() -> None:
    raw = tomllib.loads("gpu = 2026-01-01\nengineers = 10:30:00\ntriggers = [{ a = 1 }]\nworkload = { low = 1 }")
    problems = Problems()
    assert parse_answers("a.toml", raw, FACTS, problems) == {}
    assert len(problems) == 4


# --- checklists


def test_a_tick_says_yes_or_more_than_the_limit_and_no_tick_says_no_or_at_most() -> None:
    assert ticked(FACTS["gpu"], True) == Known(True)
    assert ticked(FACTS["gpu"], False) == Known(False)
    assert bounds(ticked(FACTS["longest_job_minutes"], True))[0] == pytest.approx(15)
    assert ticked(FACTS["longest_job_minutes"], False) == Range(high=15)


def test_the_lines_of_a_checklist_are_the_facts_that_name_it() -> None:
    names = {fact.id for fact in lines_of("hard_limits", FACTS)}
    assert names >= {
        "gpu",
        "longest_job_minutes",
        "package_mb",
        "scratch_gb",
        "shared_files",
        "streaming_responses",
    }
    assert lines_of("nothing", FACTS) == ()


def test_a_tick_of_a_number_stands_at_the_limit_of_the_rule_it_is_for() -> None:
    prices = house().prices
    limits = {"longest_job_minutes": "timeout_minutes", "scratch_gb": "scratch_gb", "package_mb": "package_mb"}
    for name, limit in limits.items():
        tick = FACTS[name].tick
        assert tick is not None
        assert tick.above == prices[f"limit.lambda.{limit}"].usd
