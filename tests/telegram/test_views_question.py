"""The card of a question."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from bot.interview.questions import Progress, Question
from bot.interview.steps import question as question_about
from bot.telegram.html import parts
from bot.telegram.views.question import question_view
from rules.rulebook import Rulebook
from tests.telegram.checking import HOSTILE, shown

README = Path(__file__).parents[2] / "README.md"
CHOICES = (("cut_cost", "pay less"), ("ship_faster", "release faster"), ("none", "nothing"))
QUESTION = Question("goal", "Goal", "What should it achieve?", "It doubles points.", CHOICES, False, None, "cut cost")
SEVERAL = Question("pains", "Pains", "What hurts?", "Pains weigh.", CHOICES, True, 2, "bill, outages")


def card(question: Question = QUESTION, **changes: Any) -> str:
    """Give what is seen of a card."""
    given = {"progress": Progress(3, 5), "said": (), "ticked": (), "why_open": False, **changes}
    return shown(question_view(question, **given))


def test_a_card_shows_where_it_stands_what_was_understood_the_question_and_how_to_answer() -> None:
    assert card(said=("Teams: 2.",)).split("\n\n") == [
        "▰▰▰▱▱▱▱▱ 3 answered · about 5 to come",
        "✓ Teams: 2.",
        "What should it achieve?",
        "1. pay less\n2. release faster\n3. nothing",
        "For example: cut cost",
        "Why I ask: It doubles points.",
    ]


def test_the_readme_shows_a_question_as_it_is_asked(rulebook: Rulebook) -> None:
    framework = "What holds: A whole web framework (Rails, Django, Spring, Nest)."
    *told, why = card(question_about(rulebook, "current_shape"), said=(framework,)).split("\n\n")
    readme = README.read_text(encoding="utf-8")
    assert "\n\n".join(told) in readme
    assert readme.split("\nWhy I ask: ")[1].split("…")[0] in why


def test_the_question_is_what_stands_out() -> None:
    view = question_view(QUESTION, Progress(3, 5), ("Teams: 2.",), (), False)
    assert [str(each) for each in view if each.startswith("<b>")] == ["<b>What should it achieve?</b>"]


def test_choices_to_tick_show_which_are_ticked() -> None:
    text = card(SEVERAL, ticked={0, 2})
    assert "☑ 1. pay less\n☐ 2. release faster\n☑ 3. nothing" in text
    assert "Choose up to 2, such as: bill, outages" in text


def test_a_single_choice_has_no_boxes() -> None:
    assert not {"☐", "☑"} & {*card(ticked={0})}


def test_why_it_is_asked_is_folded_until_it_is_opened() -> None:
    folded, opened = (question_view(QUESTION, Progress(0, 9), (), (), why_open) for why_open in (False, True))
    assert folded[-1].startswith("<blockquote expandable>")
    assert opened[-1].startswith("<blockquote>")
    assert shown(folded) == shown(opened)


def test_a_refusal_has_no_tick_before_it() -> None:
    text = card(said=("Name one goal, such as cut cost.",), understood=False)
    assert "\n\nName one goal, such as cut cost.\n\n" in text
    assert "✓" not in text


def test_a_command_to_measure_a_fact_is_copied_with_a_tap_and_a_sentence_is_not() -> None:
    said = ("To find out, in about 3 min:", "aws ec2 describe-instances --query 'x < y'")
    view = question_view(QUESTION, Progress(3, 5), said, (), False)
    assert view[1].endswith("<code>aws ec2 describe-instances --query 'x &lt; y'</code>")
    assert view[1].count("<code>") == 1


@pytest.mark.parametrize(
    ("answered", "left", "bar"),
    [(0, 9, "▱" * 9), (7, 0, "▰" * 7 + "▱"), (15, 15, "▰" * 5 + "▱" * 5), (29, 1, "▰" * 9 + "▱"), (0, 0, "▱")],
)
def test_the_bar_fills_with_the_answers_and_is_never_full_before_the_end(answered: int, left: int, bar: str) -> None:
    assert card(progress=Progress(answered, left)).startswith(f"{bar} {answered} answered · ")


def test_the_last_question_is_said_to_be_probably_the_last() -> None:
    assert "7 answered · the last one, probably" in card(progress=Progress(7, 0))


def test_a_question_without_choices_lists_none() -> None:
    plain = Question("teams", "Teams", "How many teams?", "Why.", (), False, None, "2")
    assert [each for each in card(plain).splitlines() if each.startswith("1.")] == []


def test_every_question_of_the_vocabulary_fits_one_message(rulebook: Rulebook) -> None:
    for name in (*rulebook.facts, *rulebook.checklists):
        view = question_view(question_about(rulebook, name), Progress(20, 9), ("x" * 400,), (), True)
        shown(view)
        assert len(parts(view)) == 1


@settings(max_examples=50)
@given(HOSTILE)
def test_hostile_text_never_breaks_a_card(text: str) -> None:
    hostile = Question(text, text, text, text, ((text, text),), True, None, text)
    shown(question_view(hostile, Progress(1, 1), (text, text), (0,), True))
