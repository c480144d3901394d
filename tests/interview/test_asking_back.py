"""Who asks something back has not answered."""

import pytest

from bot.interview.asking_back import asks_back
from bot.interview.reading import Refused, Understood, read, read_ticks
from bot.interview.steps import question
from tests.rules.books import house

QUESTIONS = ("What do you mean by {}?", "what is {}", "How do I count {}?", "Does that include {}?", "Which {}?")
FACTS, CHECKLISTS = house().facts, house().checklists


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_about_a_choice_of_the_rulebook_does_not_choose_it(words: str) -> None:
    for fact in FACTS.values():
        for label in [choice.label for choice in fact.choices.values()] or [fact.examples[0]]:
            assert read(fact, words.format(label)) == Refused(fact.bad_answer), (fact.id, label)


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_about_a_line_of_a_checklist_does_not_tick_it(words: str) -> None:
    for name in CHECKLISTS:
        labels = [label for _, label in question(house(), name).choices]
        assert all(isinstance(read_ticks(labels, words.format(label)), Refused) for label in labels), name


def test_to_ask_in_common_words_ticks_no_line_that_holds_one_of_them() -> None:
    labels = [label for _, label in question(house(), "hard_limits").choices]
    assert any(" do " in label for label in labels)
    assert isinstance(read_ticks(labels, "what you do here is odd"), Refused)


@pytest.mark.parametrize("text", ["maybe 5?", "postgres?", "is it 5?", "whatever", "5 or so?", "could be 5?"])
def test_a_doubtful_answer_asks_nothing_back(text: str) -> None:
    assert not asks_back(text)


def test_a_doubtful_answer_is_an_answer() -> None:
    assert isinstance(read(FACTS["database"], "postgres?"), Understood)


def test_a_label_that_is_a_question_can_be_chosen() -> None:
    labels = ("What is it?", "Another")
    assert read_ticks(labels, "What is it?") == frozenset({0})
