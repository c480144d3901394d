"""Drafts: proposed, added up, confirmed as if typed, dropped, and never lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.drafts import confirm, drop, propose
from bot.interview.editing import edit, refit
from bot.interview.record import Draft, Entry, Record
from bot.interview.steps import question
from bot.interview.turns import take_turn
from rules.answers import Answer, Known, Range, Unknown, contradictions
from rules.subjects import SYSTEM, declared_sides
from tests.interview.asked import answered
from tests.rules.books import house
from tests.rules.deciding import answers

BOOK = house()
JOBS = "scheduled_jobs"


def draft(name: str, raw: object, subject: str = SYSTEM, quote: str = "so they say") -> Draft:
    return Draft(name, answers(**{name: raw})[name], quote, subject)


def proposed(*drafts: Draft, record: Record | None = None) -> Record:
    return propose(BOOK, record or Record(), drafts)


ENGINEERS, TEAMS, GOAL = draft("engineers", 5), draft("teams", 2), draft("goal", "cut_cost")
DECLARED, LONGEST = draft("side_workloads", [JOBS]), draft("longest_job_minutes", 40, JOBS)


def test_what_was_read_waits_and_answers_nothing_yet() -> None:
    record = proposed(ENGINEERS, GOAL)
    assert record.drafts == (ENGINEERS, GOAL)
    assert record.answers == {}


def test_several_texts_add_up_and_the_later_counts() -> None:
    more = draft("engineers", 6, quote="six of us")
    assert proposed(more, TEAMS, record=proposed(ENGINEERS, GOAL)).drafts == (more, GOAL, TEAMS)


def test_what_is_answered_so_already_is_left_out() -> None:
    record = answered(engineers=5)
    assert proposed(ENGINEERS, GOAL, record=record).drafts == (GOAL,)
    assert proposed(draft("engineers", 6), record=record).drafts == (draft("engineers", 6),)


def test_a_draft_that_is_taken_back_by_a_later_text_is_gone() -> None:
    waiting = proposed(draft("engineers", 6), record=answered(engineers=5))
    assert proposed(ENGINEERS, record=waiting).drafts == ()


def test_of_a_side_workload_is_kept_what_can_be_said_of_it() -> None:
    assert proposed(LONGEST).drafts == ()
    assert proposed(DECLARED, LONGEST).drafts == (DECLARED, LONGEST)
    assert proposed(LONGEST, record=answered(side_workloads=[JOBS])).drafts == (LONGEST,)
    assert proposed(DECLARED, draft("engineers", 5, JOBS)).drafts == (DECLARED,)


def test_confirming_makes_answers_and_says_them_back() -> None:
    turn = confirm(BOOK, proposed(ENGINEERS, GOAL))
    assert turn.record.answers == {"engineers": Known(5.0), "goal": Known("cut_cost")}
    assert turn.record.drafts == ()
    assert turn.said == ("Engineers: 5.", "Goal: pay less.")
    assert turn.show == "question"


def test_only_the_named_are_confirmed() -> None:
    turn = confirm(BOOK, proposed(ENGINEERS, GOAL, TEAMS), {"goal", "no_such_draft"})
    assert turn.record.answers == {"goal": Known("cut_cost")}
    assert turn.record.drafts == (ENGINEERS, TEAMS)


def test_a_confirmed_answer_takes_the_place_of_an_earlier_one() -> None:
    record = answered(goal="cut_cost", engineers=3)
    assert confirm(BOOK, proposed(ENGINEERS, record=record)).record.answers["engineers"] == Known(5.0)


def test_what_it_makes_moot_is_dropped_and_said() -> None:
    turn = confirm(BOOK, proposed(ENGINEERS, record=answered(teams=12)))
    assert turn.record.answers == {"engineers": Known(5.0)}
    assert any("makes moot" in words and BOOK.facts["teams"].label in words for words in turn.said)


def test_of_two_drafts_that_cannot_both_hold_one_waits_and_both_are_named() -> None:
    turn = confirm(BOOK, proposed(ENGINEERS, draft("teams", 12)))
    assert turn.record.answers == {"engineers": Known(5.0)}
    assert [each.fact for each in turn.record.drafts] == ["teams"]
    assert BOOK.facts["teams"].label in turn.said[-1]
    assert BOOK.facts["engineers"].label in turn.said[-1]
    assert "teams = value" in turn.said[-1]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_choices_that_exclude_each_other_are_found_whichever_comes_first(order: tuple[int, int]) -> None:
    pair = [draft("current_shape", "nothing"), draft("current_platform", "kubernetes")]
    turn = confirm(BOOK, proposed(*(pair[place] for place in order)))
    assert len(turn.record.answers) == len(turn.record.drafts) == 1


def test_the_declaration_is_confirmed_before_what_hangs_on_it() -> None:
    turn = confirm(BOOK, proposed(DECLARED, LONGEST))
    reverse = confirm(BOOK, replace(Record(), drafts=(LONGEST, DECLARED)))
    assert turn.record.answers_of(JOBS) == reverse.record.answers_of(JOBS) == {"longest_job_minutes": Known(40.0)}
    assert turn.record.drafts == ()


def test_without_its_declaration_one_of_a_side_workload_waits() -> None:
    turn = confirm(BOOK, proposed(DECLARED, LONGEST), {LONGEST.name})
    assert turn.record.drafts == (DECLARED, LONGEST)
    assert "side_workloads" in turn.said[0]


def test_another_main_workload_does_not_drop_what_was_confirmed_with_it() -> None:
    record = proposed(draft("gpu", True), draft("workload", "ml"), record=answered(workload="web_app", gpu=False))
    assert confirm(BOOK, record).record.answers == {"workload": Known("ml"), "gpu": Known(True)}


def test_other_side_work_makes_moot_what_was_said_of_the_last() -> None:
    record = answered(side_workloads=[JOBS]).with_entry(Entry("gpu", {"gpu": Known(True)}, JOBS))
    turn = confirm(BOOK, proposed(draft("side_workloads", ["notifications"]), record=record))
    assert turn.record.by_subject.sides == {}
    assert any("scheduled jobs" in words for words in turn.said)


def test_dropping_one_leaves_the_others() -> None:
    record = proposed(ENGINEERS, GOAL)
    assert drop(record, "engineers").drafts == (GOAL,)
    assert drop(record, "no_such_draft") == record


def test_dropping_a_declaration_drops_what_hangs_on_it() -> None:
    assert drop(proposed(DECLARED, LONGEST, GOAL), "side_workloads").drafts == (GOAL,)


@pytest.mark.parametrize("text", ["engineers = 7", "7"])
def test_an_answer_that_is_typed_settles_its_draft(text: str) -> None:
    turn = take_turn(BOOK, proposed(ENGINEERS, GOAL), question(BOOK, "engineers"), text)
    assert turn.record.drafts == (GOAL,)
    assert turn.record.answers == {"engineers": Known(7.0)}


def test_an_answer_about_a_side_workload_settles_its_own_draft_only() -> None:
    mine = draft("longest_job_minutes", 5)
    record = proposed(DECLARED, LONGEST, mine)
    changed, _ = edit(BOOK, record, "longest_job_minutes", Known(1.0))
    assert changed.drafts == (DECLARED, LONGEST)


@pytest.mark.parametrize("text", ["back", "skip", "why", "help", "purple cows", "verdict", "guess lambda", "goal = 2"])
def test_no_other_turn_loses_a_draft(text: str) -> None:
    record = proposed(ENGINEERS, DECLARED, LONGEST, record=answered(teams=2))
    turn = take_turn(BOOK, record, question(BOOK, "database"), text)
    assert turn.record.drafts == record.drafts


def test_a_tick_settles_the_drafts_of_its_checklist() -> None:
    record = proposed(draft("gpu", True), ENGINEERS)
    turn = take_turn(BOOK, record, question(BOOK, "hard_limits"), "none")
    assert [each.fact for each in turn.record.drafts] == ["engineers"]


def test_drafts_are_refit_to_the_vocabulary_of_today() -> None:
    stale = Draft("no_such_fact", Known(1.0), "x"), Draft("goal", Known("no_such_goal"), "y")
    record, left_out = refit(BOOK, replace(proposed(ENGINEERS), drafts=(ENGINEERS, *stale)))
    assert record.drafts == (ENGINEERS,)
    assert left_out == ("no_such_fact", "goal")


ANY = st.sampled_from(
    [
        ENGINEERS, TEAMS, GOAL, DECLARED, LONGEST, draft("teams", 12), draft("on_call_people", 30),
        draft("engineers", {"low": 2, "high": 4}), draft("workload", "ml"), draft("workload", "web_app"),
        draft("current_shape", "nothing"), draft("current_platform", "lambda"), draft("state", "hot", JOBS),
        draft("side_workloads", ["notifications"]), Draft("storage_iops", Unknown(), "?"),
        draft("requests_per_second", 100), draft("peak_requests_per_second", 50),
    ]
)  # fmt: skip


@given(st.lists(ANY, max_size=8), st.lists(ANY, max_size=8), st.sets(ANY.map(lambda each: each.name)))
def test_whatever_is_confirmed_can_hold_and_nothing_is_lost(
    first: list[Draft], then: list[Draft], names: set[str]
) -> None:
    record = confirm(BOOK, proposed(*first)).record
    record = proposed(*then, record=record)
    turn = confirm(BOOK, record, names)
    for subject in (SYSTEM, *declared_sides(turn.record.answers)):
        assert not list(contradictions(turn.record.answers_of(subject)))
    for each in record.drafts:
        entered = turn.record.answers_of(each.subject).get(each.fact) == each.answer
        assert (each in turn.record.drafts) != entered or each.name not in names or each.subject != SYSTEM
    assert confirm(BOOK, record, ()).record == record


def test_a_range_and_an_unknown_are_confirmed_as_they_are() -> None:
    record = proposed(draft("latency_p99_ms", {"high": 300}), Draft("storage_iops", Unknown(), "no idea"))
    expected: dict[str, Answer] = {"latency_p99_ms": Range(high=300.0), "storage_iops": Unknown()}
    assert confirm(BOOK, record).record.answers == expected
