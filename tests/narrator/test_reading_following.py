"""What an interview does with a text that was read."""

import pytest

from bot.interview.record import Draft, Entry, Record
from bot.interview.steps import question
from bot.interview.turns import take_turn
from bot.narrator.reading import Dropped, Found, Intent, follow
from bot.narrator.reading.following import ASK_LATER, NOTHING_NEW
from rules.answers import Known
from rules.subjects import SYSTEM
from tests.rules.books import house

BOOK = house()
ASKED = question(BOOK, "engineers")
THREE = Draft("engineers", Known(3.0), "three developers")


def test_what_was_found_waits_and_the_question_stays() -> None:
    turn = follow(BOOK, Record(), ASKED, "three developers", Found((THREE,)))
    assert (turn.record, turn.said, turn.show) == (Record(drafts=(THREE,)), (), "question")


def test_what_is_answered_already_is_no_news() -> None:
    record = Record((Entry("engineers", {"engineers": Known(3.0)}),))
    turn = follow(BOOK, record, ASKED, "three developers", Found((THREE,)))
    assert (turn.record, turn.said) == (record, (NOTHING_NEW,))


@pytest.mark.parametrize(
    ("intent", "typed"),
    [("why", "why"), ("verdict", "verdict"), ("skip", "skip"), ("dont_know", "?"), ("help", "help")],
)
def test_what_is_asked_for_is_done_as_if_it_had_been_typed(intent: Intent, typed: str) -> None:
    turn = follow(BOOK, Record(), ASKED, "whatever it was", Found(intent=intent))
    assert turn == take_turn(BOOK, Record(), ASKED, typed)


def test_a_question_that_was_not_understood_is_put_again_and_one_about_the_result_waits() -> None:
    assert follow(BOOK, Record(), ASKED, "Sorry?", Found(intent="repeat")).said == ()
    assert follow(BOOK, Record(), ASKED, "Why not Go?", Found(intent="question")).said == (ASK_LATER,)


def test_answers_go_before_what_is_asked_for() -> None:
    turn = follow(BOOK, Record(), ASKED, "three developers, skip", Found((THREE,), intent="skip"))
    assert turn.record == Record(drafts=(THREE,))


def test_where_nothing_was_found_the_text_is_taken_as_ever() -> None:
    for text in ("purple cows", "about a dozen"):
        assert follow(BOOK, Record(), ASKED, text, Found()) == take_turn(BOOK, Record(), ASKED, text)


def test_what_the_person_can_put_right_is_said() -> None:
    euros = Dropped("cloud_usd_month", SYSTEM, "other_money")
    misquoted = Dropped("gpu", SYSTEM, "not_said")
    turn = follow(BOOK, Record(), ASKED, "three", Found((THREE,), dropped=(euros, misquoted), unread=9))
    assert len(turn.said) == 2
    assert "US dollars" in turn.said[0]
    assert "40,000" in turn.said[1]


def test_a_fact_that_was_found_after_all_is_not_said_to_be_left_out() -> None:
    dropped = Dropped("engineers", SYSTEM, "not_possible")
    assert follow(BOOK, Record(), ASKED, "three", Found((THREE,), dropped=(dropped,))).said == ()
