"""Replying to a list of what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.confirming import Reply, draft_lines, how_to_reply, may_wait, read_reply, take_reply
from bot.interview.drafts import propose
from bot.interview.record import Draft, Record
from rules.answers import Known
from tests.rules.books import house

BOOK = house()
DRAFTS = (
    Draft("engineers", Known(5.0), "five of us"),
    Draft("goal", Known("cut_cost"), "too expensive"),
    Draft("side_workloads", Known(("scheduled_jobs",)), "nightly jobs"),
    Draft("longest_job_minutes", Known(40.0), "40 minutes", "scheduled_jobs"),
)
NAMES = tuple(draft.name for draft in DRAFTS)
A, B, C, D = NAMES
RECORD = propose(BOOK, Record(), DRAFTS)


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes!", "y", "ok", "OK.", "okay", "all", "all of them", "right", "yes please", "ja", "/yes"],
)
def test_all_are_taken(text: str) -> None:
    assert read_reply(DRAFTS, text) == Reply(take=NAMES)


@pytest.mark.parametrize(
    "text", ["no", "No.", "n", "none", "none of them", "nothing of it", "drop all", "nein", "wrong"]
)
def test_all_are_left(text: str) -> None:
    assert read_reply(DRAFTS, text) == Reply(leave=NAMES)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("1, 3", Reply((A, C), (B, D))),
        ("1 and 3", Reply((A, C), (B, D))),
        ("3 1", Reply((A, C), (B, D))),
        ("only 2", Reply((B,), (A, C, D))),
        ("yes, 1-3", Reply((A, B, C), (D,))),
        ("#4.", Reply((D,), (A, B, C))),
        ("not 2", Reply((A, C, D), (B,))),
        ("yes, but not 2 and 4", Reply((A, C), (B, D))),
        ("all but 2", Reply((A, C, D), (B,))),
        ("everything except 1, 2", Reply((C, D), (A, B))),
        ("not goal", Reply((A, C, D), (B,))),
        ("drop 2", Reply((), (B,))),
        ("drop scheduled_jobs.longest_job_minutes", Reply((), (D,))),
        ("remove 1 and 2", Reply((), (A, B))),
    ],
)
def test_some_are_taken_or_left(text: str, reply: Reply) -> None:
    assert read_reply(DRAFTS, text) == reply


@pytest.mark.parametrize(
    "text",
    [
        "", "5", "0", "1, 9", "not 7", "drop 12", "3 developers", "yes, we have 4 teams", "no GPU", "engineers = 6",
        "not sure", "yes we are on AWS", "no, it is six", "1.5", "why", "drop the database",
        "all our data is in Postgres",
    ],
)  # fmt: skip
def test_anything_else_is_no_reply(text: str) -> None:
    assert read_reply(DRAFTS, text) is None
    assert take_reply(BOOK, RECORD, text) is None


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    reply = read_reply(DRAFTS, text)
    assert reply is None or {*reply.take, *reply.leave} <= {*NAMES}


def test_a_reply_settles_what_it_names() -> None:
    turn = take_reply(BOOK, RECORD, "not 2")
    assert turn is not None
    assert turn.record.answers == {"engineers": Known(5.0), "side_workloads": Known(("scheduled_jobs",))}
    assert turn.record.answers_of("scheduled_jobs") == {"longest_job_minutes": Known(40.0)}
    assert turn.record.drafts == ()


def test_dropping_one_keeps_the_others_waiting() -> None:
    turn = take_reply(BOOK, RECORD, "drop 1")
    assert turn is not None
    assert turn.record.answers == {}
    assert turn.record.drafts == DRAFTS[1:]


def test_no_is_answered() -> None:
    turn = take_reply(BOOK, RECORD, "no")
    assert turn is not None
    assert turn.record == Record()
    assert len(turn.said) == 1


def test_the_list_is_numbered_with_the_words_that_may_be_shown() -> None:
    lines = draft_lines(BOOK, DRAFTS, lambda draft: draft.quote if draft.fact == "engineers" else "")
    assert lines[0] == '1. Engineers: 5 ("five of us")'
    assert lines[1] == "2. Goal: pay less"
    assert lines[3] == "4. Longest single job (scheduled jobs): 40 minutes"
    assert "engineers = " in how_to_reply(DRAFTS)


@pytest.mark.parametrize(
    ("text", "may"),
    [("help", True), ("back", True), ("quit", True), ("guess lambda", True), ("engineers = 6", True), ("skip", False),
     ("?", False), ("why", False), ("six", False)],
)  # fmt: skip
def test_commands_about_a_question_that_is_not_shown_do_nothing(text: str, may: bool) -> None:
    assert may_wait(BOOK, text) is may
