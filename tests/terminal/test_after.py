"""After the verdict in the terminal: questions, what-ifs that may be kept, and descriptions that are read."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import pytest
from rich.console import Console

from bot.interview.record import Draft, Entry, Record
from bot.interview.turns import Turn
from bot.narrator.answering import Answer, Case
from bot.narrator.completing import NoAnswer
from bot.narrator.explaining import paragraphs, plain_explanation
from bot.narrator.reading import Found
from bot.terminal.after import AfterVerdict
from bot.terminal.asking import Ask, Asked, plainly
from bot.terminal.chat import Chat
from bot.terminal.reading import Read
from rules.answers import Known
from rules.decide import decide
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict
from tests.rules.books import house
from tests.rules.deciding import QUICK
from tests.terminal.samples import console, joined, sample_verdict, written

Decide: TypeAlias = Callable[[SubjectAnswers], Verdict]


def after(console: Console, lines: Iterable[str], decide: Decide, ask: Ask, read: Read | None) -> Turn | None:
    """Talk about the sample verdict."""
    onward = AfterVerdict(house(), console, iter(lines), decide, ask, read, Record(), sample_verdict()).hold()
    return None if onward is None else onward.turn


class Talk:
    """What is said about the sample verdict, and what is asked of whom."""

    def __init__(self, *lines: str, answer: Answer | None = None, found: Found | NoAnswer | None = None) -> None:
        self.console = console()
        self.cases: list[Case] = []
        self.answer = answer
        self.found = found
        self.turn = after(self.console, lines, self.decide, self.ask, self.read if found else None)

    def decide(self, answers: SubjectAnswers) -> Verdict:
        return sample_verdict(answers={name: str(value) for name, value in answers.system.items()})

    def ask(self, case: Case, question: str) -> Asked:
        self.cases.append(case)
        return Asked(self.answer) if self.answer else plainly(house(), NoAnswer("away"))(case, question)

    def read(self, _text: str, _asked: str | None) -> Found:
        if isinstance(self.found, NoAnswer):
            raise self.found
        assert self.found is not None
        return self.found

    @property
    def text(self) -> str:
        return joined(written(self.console))


def test_a_question_in_free_text_is_answered() -> None:
    talk = Talk("why not containers?")
    assert "Containers: wins in 8 % of the worlds." in talk.text
    assert talk.turn is None


def test_a_question_that_begins_with_why_is_one_as_well() -> None:
    assert len(Talk("why is it so expensive?").cases) == 1


@pytest.mark.parametrize("words", ["costs containers", "costs container", "Costs Serverless", "costs a monolith"])
def test_a_bill_is_shown_by_any_name_of_its_option_and_nobody_is_asked(words: str) -> None:
    talk = Talk(words)
    assert "a month" in talk.text
    assert talk.cases == []


def test_a_what_if_of_a_misspelt_name_is_told_the_nearest() -> None:
    talk = Talk("enginers = 12")
    assert 'No fact "enginers". Did you mean "engineers"?' in talk.text
    assert not talk.cases


def test_it_is_told_in_one_line_why_the_words_are_plain() -> None:
    assert "The language model could not be reached. These are the plain words." in Talk("why not containers?").text


def test_where_no_model_is_set_nothing_is_said_of_it() -> None:
    shown = console()
    after(shown, ["plan?"], lambda _: sample_verdict(), plainly(house(), NoAnswer("off")), None)
    assert "Set a retention of 30 days." in joined(written(shown))
    assert "language model" not in written(shown)


def test_what_a_model_tried_is_kept_where_the_person_says_so() -> None:
    tried = Answer("answer", ("It would hold.",), ("requests_per_second=3,000 a second", "engineers=12"))
    talk = Talk("and with more of both?", "keep", answer=tried)
    assert "Tried, and not kept: requests_per_second = 3,000 a second; engineers = 12." in talk.text
    assert talk.turn is not None
    assert talk.turn.record.answers == {"requests_per_second": Known(3000.0), "engineers": Known(12.0)}


def test_what_was_typed_to_be_tried_is_kept_where_the_person_says_so() -> None:
    talk = Talk("engineers = 12", "keep")
    assert talk.turn is not None
    assert talk.turn.record.answers == {"engineers": Known(12.0)}


def test_nothing_is_kept_before_anything_was_tried() -> None:
    talk = Talk("keep")
    assert "There is nothing to keep yet." in talk.text
    assert talk.turn is None


def test_nothing_is_kept_unless_the_person_says_so() -> None:
    tried = Answer("answer", ("It would hold.",), ("engineers=12",))
    assert Talk("and with more engineers?", "thanks", "quit", "keep", answer=tried).turn is None


def test_a_description_is_read_and_waits_to_be_confirmed() -> None:
    found = Found((Draft("engineers", Known(3.0), "three developers"),), "none", ())
    talk = Talk("We are three developers.", answer=Answer("description"), found=found)
    assert talk.turn is not None
    assert talk.turn.record.drafts == found.drafts
    assert talk.turn.record.entries == ()


def test_a_description_in_which_nothing_is_found_changes_nothing() -> None:
    talk = Talk("We are nice.", answer=Answer("description"), found=Found((), "none", ()))
    assert "I found no answers in that." in talk.text
    assert talk.turn is None


def test_a_description_that_cannot_be_read_is_told_why() -> None:
    talk = Talk("We are three.", answer=Answer("description"), found=NoAnswer("late"))
    assert "The language model did not answer in time." in talk.text


def test_a_description_without_a_reader_is_told_to_be_one() -> None:
    assert "That describes a system" in Talk("We are three.", answer=Answer("description")).text


class Held:
    """A whole chat with a model that is played."""

    def __init__(self, engine: Engine, lines: Iterable[str], ask: Ask) -> None:
        self.console, self.kept, self.finished = console(), list[Record](), list[Verdict]()

        def quick(answers: SubjectAnswers) -> Verdict:
            return decide(engine, answers.system, QUICK, answers.sides)

        chat = Chat(engine, self.console, iter(lines), self.kept.append, quick, self.finished.append, ask=ask)
        chat.hold()
        self.record = chat.record


def test_a_change_that_is_kept_is_stored_and_makes_the_verdict_anew(engine: Engine) -> None:
    tried = Answer("answer", ("It would hold.",), ("engineers=12",))
    held = Held(engine, ["cut cost", "quit", "and with twelve engineers?", "keep", "quit"], lambda *_: Asked(tried))
    assert held.kept[-1].answers["engineers"] == Known(12.0)
    text = joined(written(held.console))
    assert "Engineers: 12." in text
    assert text.count("More:") == 2


def test_a_kept_change_after_the_end_of_an_interview_stores_the_new_verdict_too(engine: Engine) -> None:
    lines = ["cut cost", "cloud bill", *["?"] * 60, "engineers = 12", "keep"]
    held = Held(engine, lines, plainly(house(), NoAnswer("off")))
    assert [each.answers.get("engineers") == 12 for each in held.finished] == [False, True]


def test_the_verdict_is_explained_and_nothing_is_said_of_a_model_that_is_not_there() -> None:
    talk = Talk("explain")
    for paragraph in paragraphs(plain_explanation(sample_verdict(), house())):
        assert joined(paragraph) in talk.text
    assert "plain words" not in talk.text
    assert talk.cases == []


def test_the_offer_and_a_refusal_keep_to_the_width_of_the_terminal() -> None:
    on = console()
    after(
        on, ["teams = 100, or as many as it takes"], lambda _: sample_verdict(), plainly(house(), NoAnswer("off")), None
    )
    after(on, ["engineers = 5", "teams = 50"], lambda _: sample_verdict(), plainly(house(), NoAnswer("off")), None)
    assert max(map(len, written(on).splitlines())) <= 80


def test_what_can_be_typed_at_a_question_can_be_typed_after_the_verdict() -> None:
    shown = console()
    record = Record((Entry("goal", {"goal": Known("cut_cost")}), Entry("engineers", {"engineers": Known(12.0)})))
    lines = iter(["answers", "/help", "why", "?", "verdict", "quit"])
    ask, verdict = plainly(house(), NoAnswer("off")), sample_verdict()
    assert AfterVerdict(house(), shown, lines, lambda _: verdict, ask, None, record, verdict).hold() is None
    text = joined(written(shown))
    assert "goal = pay less engineers = 12" in text
    assert "costs containers what an option costs" in text
    assert text.count("No question is open here.") == 2
    assert "That I cannot answer" not in text


def test_back_after_the_verdict_asks_the_last_question_again(engine: Engine) -> None:
    lines = ["cut cost", "cloud bill", *["?"] * 60, "back", "skip", "quit"]
    held = Held(engine, lines, plainly(house(), NoAnswer("off")))
    text = joined(written(held.console))
    assert text.index("No question is open here.") < text.index("Taken back:") < text.index("Skipped.")
    assert len(held.finished) == 2


def test_whoever_stopped_early_goes_on_with_the_questions(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "quit", "on", "outages", "quit", "quit"], plainly(house(), NoAnswer("off")))
    assert held.kept[-1].answers["pains"] == Known(("outages",))


def test_a_what_if_may_be_of_several_answers() -> None:
    talk = Talk("engineers = 12, teams = 3")
    assert "engineers = 12, teams = 3" in talk.text


def test_a_what_if_may_begin_with_these_words() -> None:
    talk = Talk("what if engineers = 12?", "keep")
    assert talk.turn is not None
    assert talk.turn.record.answers == {"engineers": Known(12.0)}
