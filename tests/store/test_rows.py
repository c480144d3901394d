"""A record as rows, and back."""

from bot.interview.record import Draft, Entry, Record
from bot.store.rows import to_record, to_rows
from rules.answers import Answer, Known, Range, Unknown


def keep(record: Record) -> Record:
    """Write a record as rows and read it again."""
    return to_record(to_rows(1, record, "ann"), record.guess)


def asked(question: str, **answers: Answer) -> Entry:
    """Build what was said to one question."""
    return Entry(question, answers)


def test_every_state_of_an_answer_comes_back() -> None:
    record = Record(
        (
            asked("pains", pains=Known(("cloud_bill", "outages"))),
            asked("teams", teams=Known(3.0)),
            asked("limits", gpu=Known(False), scratch_gb=Range(low=10.0)),
            asked("goal", goal=Known("cut_cost")),
            asked("requests_per_second", requests_per_second=Range(2.0, 9.0)),
            asked("payload_mb", payload_mb=Range(high=6.0)),
            asked("tracing", tracing=Unknown()),
            asked("auth"),
        ),
        guess="Lambda",
    )
    assert keep(record) == record


def test_a_skipped_question_is_a_row_under_the_questions_name() -> None:
    (row,) = to_rows(7, Record((asked("auth"),)), "ann")
    assert row == {
        "assessment": 7,
        "subject": "system",
        "fact": "auth",
        "person": "ann",
        "state": "skipped",
        "value": None,
        "question": "auth",
        "position": 0,
        "draft": False,
        "quote": None,
    }


def test_an_edited_answer_is_kept_where_it_was_given_last() -> None:
    record = Record((asked("limits", gpu=Known(True), streaming=Known(True)), asked("gpu", gpu=Known(False))))
    kept = keep(record)
    assert kept.answers == record.answers == {"gpu": Known(False), "streaming": Known(True)}
    assert kept.entries == (asked("limits", streaming=Known(True)), asked("gpu", gpu=Known(False)))


def test_a_skip_takes_back_no_answer() -> None:
    record = Record((asked("teams", teams=Known(3.0)), asked("teams")))
    assert keep(record).answers == {"teams": Known(3.0)}


def test_an_answer_takes_the_place_of_a_skip() -> None:
    assert keep(Record((asked("teams"), asked("teams", teams=Known(3.0))))).entries == (
        asked("teams", teams=Known(3.0)),
    )


def test_taking_back_the_last_entry_leaves_the_answer_before_it() -> None:
    record = Record((asked("teams", teams=Known(3.0)),)).with_entry(asked("teams", teams=Known(4.0)))
    assert record.answers == {"teams": Known(4.0)}
    assert record.without_last().answers == {"teams": Known(3.0)}
    assert Record().without_last() == Record()


def test_answers_about_a_side_workload_are_rows_of_their_own() -> None:
    jobs = (
        Entry("state", {"state": Known("stateless")}, "scheduled_jobs"),
        Entry("sizes", {"requests_per_second": Range(high=50.0)}, "scheduled_jobs"),
        Entry("triggers", {}, "scheduled_jobs"),
    )
    record = Record((asked("state", state=Known("hot")), *jobs, Entry("state", {"state": Unknown()}, "notifications")))
    assert keep(record) == record
    assert [row["subject"] for row in to_rows(1, record, "ann")] == [
        "system",
        *["scheduled_jobs"] * 3,
        "notifications",
    ]


def test_what_waits_to_be_confirmed_comes_back_beside_the_answer_that_it_may_replace() -> None:
    record = Record(
        (asked("teams", teams=Known(3.0)),),
        drafts=(
            Draft("teams", Range(low=4.0), "four teams or more"),
            Draft("state", Unknown(), "no idea whether it is stateless", "scheduled_jobs"),
        ),
    )
    assert keep(record) == record
    assert keep(record).answers == {"teams": Known(3.0)}
