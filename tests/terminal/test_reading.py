"""Prose in the terminal: read by a model, listed, confirmed; and all as ever without one."""

from collections.abc import Iterable

import pytest

from bot.interview.record import Draft, Record
from bot.narrator.completing import NoAnswer
from bot.narrator.reading import Found
from bot.terminal.chat import DESCRIBE
from rules.answers import Known, Unknown
from rules.scoring import Engine
from tests.terminal.test_chat import Held

TEXT = "three developers, twenty Lambdas, we want to pay less"
FOUND = Found(
    (
        Draft("engineers", Known(3.0), "three developers"),
        Draft("deployables", Known(20.0), "twenty Lambdas"),
        Draft("goal", Known("cut_cost"), "we want to pay less"),
    )
)


class Reader:
    """Gives what it was told to, and keeps what it was asked."""

    def __init__(self, *given: Found | NoAnswer) -> None:
        self.given, self.asked = list(given), list[tuple[str, str | None]]()

    def __call__(self, text: str, asked: str | None) -> Found:
        self.asked.append((text, asked))
        answer = self.given.pop(0)
        if isinstance(answer, NoAnswer):
            raise answer
        return answer


def hold(engine: Engine, lines: Iterable[str], reader: Reader | None, record: Record | None = None) -> Held:
    held = Held(engine, lines, record)
    held.chat.read = reader
    return held.hold()


def test_prose_is_listed_with_its_words_and_confirmed(engine: Engine) -> None:
    reader = Reader(FOUND)
    held = hold(engine, [TEXT, "yes"], reader)
    assert reader.asked == [(TEXT, "goal")]
    assert '1. Engineers: 3 ("three developers")' in held.text
    assert DESCRIBE.split(":")[0] in held.text
    assert held.kept[-1].drafts == ()
    assert held.decided[-1].system == {
        "engineers": Known(3.0),
        "deployables": Known(20.0),
        "goal": Known("cut_cost"),
    }


def test_drafts_are_kept_while_they_wait_and_do_not_count_yet(engine: Engine) -> None:
    held = hold(engine, [TEXT, "verdict"], Reader(FOUND))
    assert held.kept[0].drafts == FOUND.drafts
    assert all(not answers.system for answers in held.decided)
    assert "Read, but not confirmed, and so left out: engineers, deployables, goal." in held.text


def test_only_what_is_missing_is_asked_after(engine: Engine) -> None:
    goal = "What should this change achieve above all?"
    confirmed = hold(engine, [TEXT, "yes"], Reader(FOUND))
    assert confirmed.text.count(goal) == 1
    dropped = hold(engine, [TEXT, "no"], Reader(FOUND))
    assert dropped.text.count(goal) == 2


@pytest.mark.parametrize(
    ("replies", "facts", "waiting"),
    [
        (["1, 3"], {"engineers", "goal"}, set()),
        (["not 2"], {"engineers", "goal"}, set()),
        (["drop 2"], set(), {"engineers", "goal"}),
        (["drop 2", "ok"], {"engineers", "goal"}, set()),
        (["engineers = 5"], {"engineers"}, {"deployables", "goal"}),
        (["engineers = 5", "yes"], {"engineers", "deployables", "goal"}, set()),
        (["no"], set(), set()),
        (["help", "answers", "guess lambda", "1"], {"engineers"}, set()),
    ],
)
def test_the_list_is_replied_to(engine: Engine, replies: list[str], facts: set[str], waiting: set[str]) -> None:
    held = hold(engine, [TEXT, *replies], Reader(FOUND))
    assert set(held.kept[-1].answers) == facts
    assert {draft.fact for draft in held.kept[-1].drafts} == waiting


def test_a_change_of_a_listed_one_counts(engine: Engine) -> None:
    held = hold(engine, [TEXT, "engineers = 5", "yes"], Reader(FOUND))
    assert held.kept[-1].answers["engineers"] == Known(5.0)


@pytest.mark.parametrize("text", ["2", "?", "skip", "cut cost", "why"])
def test_nothing_that_is_typed_at_the_list_answers_the_hidden_question(engine: Engine, text: str) -> None:
    held = hold(engine, [TEXT, text], Reader(FOUND, Found(), Found()))
    assert not held.kept[-1].answers or text == "2"
    assert Unknown() not in held.kept[-1].answers.values()


def test_more_prose_adds_up(engine: Engine) -> None:
    more = Found((Draft("engineers", Known(4.0), "four of us"), Draft("gpu", Known(True), "a GPU")))
    held = hold(engine, [TEXT, "no wait, four of us, and a GPU", "yes"], Reader(FOUND, more))
    assert {name: held.kept[-1].answers[name] for name in ("engineers", "gpu")} == {
        "engineers": Known(4.0),
        "gpu": Known(True),
    }
    assert len(held.kept[-1].answers) == 4


def test_an_answer_to_the_question_asks_no_model(engine: Engine) -> None:
    reader = Reader()
    held = hold(engine, ["cut cost", "cloud bill", "?", "back"], reader)
    assert reader.asked == []
    assert held.kept[0].answers == {"goal": Known("cut_cost")}


def test_a_model_that_does_not_answer_is_told_in_a_line_and_the_question_stays(engine: Engine) -> None:
    held = hold(engine, ["three developers, twenty Lambdas", "cut cost"], Reader(NoAnswer("late")))
    assert held.text.count("did not answer in time. Without it I read one answer at a time.") == 1
    assert held.kept[-1].answers == {"goal": Known("cut_cost")}
    at_list = hold(engine, [TEXT, "and there is more to say", "yes"], Reader(FOUND, NoAnswer("away")))
    assert at_list.text.count("could not be reached") == 1
    assert len(at_list.kept[-1].answers) == 3


def test_without_a_model_all_is_as_ever(engine: Engine) -> None:
    held = hold(engine, ["purple cows", "three developers, twenty Lambdas"], None)
    assert DESCRIBE.split(":")[0] not in held.text
    assert held.text.count(engine.rulebook.facts["goal"].bad_answer) == 2
    assert held.kept == []


def test_what_waited_when_the_interview_was_left_is_listed_first(engine: Engine) -> None:
    held = hold(engine, ["yes"], None, Record(drafts=FOUND.drafts))
    assert held.text.index("This is what I read") < held.text.index("Engineers: 3")
    assert len(held.kept[-1].answers) == 3
