"""Every button: what it sends back fits into 64 bytes, and its label into 64 letters."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.advisor import Advisor
from bot.interview.record import Entry, Record
from bot.telegram.buttons import (
    Button,
    Keyboard,
    Press,
    keyboard_json,
    markup,
    pack,
    read_keyboard,
    shortened,
    unpack,
)
from bot.telegram.keyboards import PAGE, keyboard
from bot.telegram.sitting import Sitting
from bot.telegram.view import View
from rules.answers import Known, parse_answer
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.subjects import side_facts
from tests.telegram.players import questions_by_text
from tests.telegram.playing import Judged

LATE_ASSESSMENT, LATE_REVISION = 9_999_999, 9_999
LONGEST_DATA_BYTES, LONGEST_LABEL = 64, 64


@pytest.fixture
def advisor(engine: Engine) -> Advisor:
    """Make the rulebook ready."""
    return Advisor(engine)


def assert_fits(buttons: Keyboard) -> None:
    """Hold every button of a keyboard to Telegram's limits, in an assessment of years to come."""
    shown = markup(buttons, LATE_ASSESSMENT, LATE_REVISION)
    assert shown is not None
    for button in (each for row in shown.inline_keyboard for each in row):
        data = str(button.callback_data)
        assert len(data.encode()) <= LONGEST_DATA_BYTES, data
        assert 1 <= len(button.text) <= LONGEST_LABEL, button.text
        assert unpack(data) is not None


def test_the_buttons_of_every_question_fit(advisor: Advisor, rulebook: Rulebook) -> None:
    for put in questions_by_text(rulebook).values():
        for shows in ("question", "change"):
            ticked = tuple(range(len(put.choices)))
            view = View(shows=shows, question=put.id, subject=put.subject, answered=9, ticked=ticked)
            assert_fits(keyboard(advisor, Sitting(Record(), view)))


def longest_answer(fact: Fact):
    """Give the answer to a fact that is longest to say."""
    if fact.kind == "several":
        names = [name for name in fact.choices if name != "none"]
        return parse_answer(fact, sorted(names, key=len)[-(fact.most or len(names)) :])
    if fact.choices:
        return Known(max(fact.choices, key=lambda name: len(fact.choices[name].label)))
    return Known(True) if fact.kind == "flag" else Known(0.5)


def all_answers(rulebook: Rulebook) -> Iterator[Entry]:
    """Answer every fact of the system and of every side workload."""
    for name, fact in rulebook.facts.items():
        yield Entry(name, {name: longest_answer(fact)})
    for side in rulebook.facts["side_workloads"].choices:
        for name, fact in side_facts(rulebook.facts).items() if side != "none" else ():
            yield Entry(name, {name: longest_answer(fact)}, side)


def test_the_buttons_of_every_page_of_answers_fit(advisor: Advisor, rulebook: Rulebook) -> None:
    record = Record(tuple(all_answers(rulebook)))
    pages = -(-sum(len(each.answers) for each in record.entries) // PAGE)
    assert pages > 10
    for page in range(pages):
        assert_fits(keyboard(advisor, Sitting(record, View(shows="answers", page=page))))


def test_the_buttons_of_a_what_if_fit_for_every_fact(advisor: Advisor, rulebook: Rulebook, judged: Judged) -> None:
    for name in rulebook.facts:
        sitting = Sitting(judged.record, View(shows="what_if_fact", name=name), True, judged.verdict_json)
        assert_fits(keyboard(advisor, sitting))
        assert_fits(((Button(rulebook.facts[name].label, "fact", name),),))


@pytest.mark.parametrize(
    "shows",
    ["verdict", "report", "reasons", "rule", "costs", "what_if", "what_if_result", "compare", "remind", "stopped"],
)
def test_the_buttons_of_every_other_card_fit(advisor: Advisor, judged: Judged, shows: str) -> None:
    view = View.model_validate({"shows": shows})
    assert_fits(keyboard(advisor, Sitting(judged.record, view, True, judged.verdict_json)))


def test_the_buttons_of_reasons_fit_for_every_rule(rulebook: Rulebook) -> None:
    for rule in rulebook.rules:
        assert_fits(((Button(rule.id.replace("-", " "), "rule", "4"),),))


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1), st.from_regex("[a-z_]{1,9}", fullmatch=True), st.text())
def test_what_is_packed_is_unpacked(assessment: int, revision: int, action: str, value: str) -> None:
    press = Press(assessment, revision, action, value.replace("\n", " "))
    assert unpack(pack(press)) == press


@given(st.text())
def test_rubbish_is_unpacked_to_nothing_or_to_numbers_that_can_be_looked_up(data: str) -> None:
    press = unpack(data)
    assert press is None or 0 <= press.assessment < 2**63


@given(st.text(max_size=200))
def test_a_label_is_cut_only_where_it_is_too_long(label: str) -> None:
    short = shortened(label)
    assert short == label if len(label) <= LONGEST_LABEL - 4 else len(short) <= LONGEST_LABEL


def test_a_keyboard_is_kept_as_it_is() -> None:
    buttons: Keyboard = ((Button("Yes", "pick", "0", "success"), Button("No", "pick", "1")), (Button("Go", "on"),))
    assert read_keyboard(keyboard_json(buttons)) == buttons
    assert read_keyboard(None) == ()
