"""What a model gave, held against what was expected."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.record import Draft
from bot.narrator.answering import Answer as Reply
from bot.narrator.completing import Usage
from bot.narrator.evaluation.report import grounded_share, summed_up, times_of
from bot.narrator.evaluation.running import Outcome
from bot.narrator.evaluation.scoring import Tally, agree, figures_of, score_reading, shortfalls
from bot.narrator.evaluation.texts import ToAnswer
from rules.answers import Answer, Known, Range, Unknown
from rules.subjects import SubjectAnswers
from tests.narrator.explaining.explaining import verdict_on

HOLDS = SubjectAnswers(
    {"engineers": Known(3.0), "gpu": Known(False), "database": Known("relational")},
    {"scheduled_jobs": {"gpu": Known(True)}},
)
RIGHT = [
    Draft("engineers", Known(3.0)),
    Draft("gpu", Known(False)),
    Draft("database", Known("relational")),
    Draft("gpu", Known(True), subject="scheduled_jobs"),
]
NONE: frozenset[str] = frozenset()
ASKED = ToAnswer(id="x", case="prime-video-vqa", language="en", question="?")
VERDICT = verdict_on("prime-video-vqa")


def totals(found: list[Draft], either: frozenset[str] = NONE) -> Tally:
    """Add up all facts."""
    return sum(score_reading(HOLDS, found, either).values(), Tally())


def outcome(**changes: object) -> Outcome:
    """Make an outcome."""
    return replace(Outcome("answering", "x", "en", 1.0, Usage()), **changes)  # type: ignore[arg-type]


def test_all_that_is_expected_is_right() -> None:
    assert totals(RIGHT) == Tally(expected=4, right=4)
    assert score_reading(HOLDS, RIGHT, NONE)["gpu"] == Tally(expected=2, right=2)


def test_what_is_not_found_is_missed() -> None:
    assert totals([]).missed == 4
    assert totals([]).accuracy == 0


def test_another_value_is_wrong_and_another_fact_extra() -> None:
    told = totals([Draft("engineers", Known(4.0)), Draft("teams", Known(1.0)), *RIGHT[1:]])
    assert told == Tally(expected=4, right=3, wrong=1, extra=1)
    assert told.accuracy == 3 / 5


def test_a_fact_of_the_wrong_subject_is_extra() -> None:
    assert totals([Draft("engineers", Known(3.0), subject="iot")]) == Tally(expected=4, extra=1)


def test_what_one_may_find_or_not_is_not_counted() -> None:
    either = frozenset({"teams", "scheduled_jobs.gpu"})
    assert totals([Draft("teams", Known(1.0)), *RIGHT], either) == Tally(expected=3, right=3)


@pytest.mark.parametrize(
    ("expected", "found", "is_same"),
    [
        (Known(100.0), Known(100.5), True),
        (Known(100.0), Known(102.0), False),
        (Known(0.0), Known(0.0), True),
        (Known(0.0), Known(1.0), False),
        (Range(1.0, 5.0), Range(1.0, 5.0), True),
        (Range(1.0, None), Range(1.0, None), True),
        (Range(1.0, None), Range(1.0, 5.0), False),
        (Range(1.0, 5.0), Known(3.0), False),
        (Known(True), Known(True), True),
        (Known(True), Known(False), False),
        (Known(1.0), Known(True), False),
        (Known(("a", "b")), Known(("a",)), False),
        (Unknown(), Unknown(), True),
        (Unknown(), Known(1.0), False),
    ],
)
def test_answers_are_compared_by_what_they_say(expected: Answer, found: Answer, is_same: bool) -> None:
    assert agree(expected, found) == is_same


@given(st.lists(st.sampled_from(RIGHT), unique=True), st.lists(st.sampled_from(["teams", "goal"]), unique=True))
def test_nothing_is_counted_twice(found: list[Draft], others: list[str]) -> None:
    told = totals([*found, *(Draft(other, Unknown()) for other in others)])
    assert (told.right, told.missed, told.extra) == (len(found), 4 - len(found), len(others))


def test_a_question_must_be_taken_for_what_it_is() -> None:
    off = ASKED.model_copy(update={"kind": "off_topic"})
    assert shortfalls(off, Reply("off_topic", ("No.",)), VERDICT) == ()
    assert shortfalls(off, Reply("answer", ("A poem.",)), VERDICT) == ("taken for answer",)


def test_an_answer_must_try_name_and_tell_what_is_asked_for() -> None:
    asked = ASKED.model_copy(
        update={"what_if": ("requests_per_second",), "names": ("Kubernetes|EKS",), "figure": "cash"}
    )
    (cash,) = figures_of("cash", VERDICT)
    lacking = shortfalls(asked, Reply("answer", ("No idea.",)), VERDICT)
    assert lacking == ("requests_per_second was not tried", "does not name Kubernetes|EKS", "does not tell the cash")
    full = Reply("answer", (f"On EKS it is {cash:,.0f} dollars.",), ("requests_per_second=9",))
    assert shortfalls(asked, full, VERDICT) == ()
    off_by_half = Reply("answer", (f"On EKS it is {cash * 1.5:,.0f} dollars.",), ("requests_per_second=9",))
    assert shortfalls(asked, off_by_half, VERDICT) == ("does not tell the cash",)


def test_the_grounded_share_counts_what_was_said() -> None:
    said = [outcome(spoke=True), outcome(spoke=True), outcome(spoke=True), outcome(why="unfounded")]
    nothing_said = [outcome(why="late"), outcome(why="refused"), outcome(task="reading"), outcome()]
    assert grounded_share([*said, *nothing_said]) == 0.75
    assert grounded_share(nothing_said) is None


def test_the_sums_are_those_of_the_outcomes() -> None:
    tallies = {"gpu": Tally(expected=1, right=1)}
    report = summed_up(
        [
            outcome(task="reading", tallies=tallies, usage=Usage(10, 1)),
            outcome(task="reading", tallies=tallies, language="de", usage=Usage(20, 2), shortfalls=("x",)),
            outcome(why="refused", seconds=3.0),
        ]
    )
    assert report.facts == {"gpu": Tally(expected=2, right=2)}
    assert report.languages == {"en": Tally(expected=1, right=1), "de": Tally(expected=1, right=1)}
    assert (report.tasks["reading"].right, report.tasks["reading"].usage) == (1, Usage(30, 3))
    assert report.tasks["answering"].failures == {"refused": 1}
    assert (report.refusals, report.is_silent) == (1, False)


def test_times_are_the_median_and_what_nine_of_ten_keep_to() -> None:
    times = times_of([float(second) for second in range(1, 12)])
    assert (times.median_seconds, times.p90_seconds) == (6.0, 10.0)
    assert times_of([2.0]).p90_seconds == 2.0
