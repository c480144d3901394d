"""What a figure is said to be, it is: the cash, the worst case, a year's bill, or the price of what is named."""

import pytest

from bot.narrator.checks import complaints
from tests.narrator.plainspoken import told_of
from tests.narrator.verdicts import grounds_on, verdict_on

NAME = "internal-tool"
"""A verdict whose figures are all apart."""
WRONG_AND_RIGHT = [
    ("en", "Over a full year, {best} sets you back {0:$}.", "cost", "year"),
    ("en", "Each month you would pay {0:$} for {best}.", "year", "cost"),
    ("en", "The cash part of the bill is {0:$} a month.", "people", "cash"),
    ("en", "Your own people's time is worth {0:$} a month.", "cash", "people"),
    ("en", "Even in the worst month, the bill for {best} stays at {0:$}.", "low", "high"),
    ("en", "At best, {best} comes to {0:$} a month.", "high", "low"),
    ("en", "Compared with {second}, you save {0:$} a month.", "cost", "difference"),
    ("en", "First place goes to {best}. Budget {0:$} for it every month.", "second_cost", "cost"),
    ("en", "At {0:$} a month, the winner is yours.", "second_cost", "cost"),
    ("en", "{best} wins in {0:%} of the simulations.", "second_wins", "wins"),
    ("de", "Für {best} fallen im ganzen Jahr {0:$} an.", "cost", "year"),
    ("de", "Die Arbeitszeit macht {0:$} im Monat aus.", "cash", "people"),
    ("de", "Schlimmstenfalls kostet {best} {0:$} im Monat.", "low", "high"),
    ("fr", "Au mieux, {best} revient à {0:$} par mois.", "high", "low"),
    ("fr", "Sur douze mois, {best} revient à {0:$}.", "cost", "year"),
    ("es", "Como máximo, {best} cuesta {0:$} al mes.", "low", "high"),
    ("es", "{best} gana en el {0:%} de las simulaciones.", "second_wins", "wins"),
]


@pytest.mark.parametrize(("language", "sentence", "wrong", "right"), WRONG_AND_RIGHT)
def test_another_figure_of_the_verdict_is_refused(language: str, sentence: str, wrong: str, right: str) -> None:
    figures = told_of(NAME, language).figures
    found = complaints(sentence.format(figures[wrong], **figures), grounds_on(NAME), language)
    assert [words for words in found if "is not what its sentence says" in words or "no price of" in words]
    assert complaints(sentence.format(figures[right], **figures), grounds_on(NAME), language) == ()


@pytest.mark.parametrize(
    ("sentence", "wrong", "right"),
    [
        ("The migration once and for all costs {}.", "cost", "move"),
        ("The chance that the move pays off in time is {}.", "wins", "within"),
        ("The move pays for itself after {}.", None, "payback"),
    ],
)
def test_what_a_move_takes_is_not_another_figure(sentence: str, wrong: str | None, right: str) -> None:
    figures, notation = told_of(NAME, "en").figures, {"within": "%", "wins": "%", "payback": "months"}
    told = sentence.format(f"{figures[right]:{notation.get(right, '$')}}")
    assert complaints(told, grounds_on(NAME), "en") == ()
    if wrong is not None:
        untrue = sentence.format(f"{figures[wrong]:{notation.get(wrong, '$')}}")
        assert complaints(untrue, grounds_on(NAME), "en"), untrue


def test_how_sure_it_is_to_move_is_not_how_sure_it_is_where_to() -> None:
    name = "chat-product"
    headline = verdict_on(name).headline
    assert headline.move_confidence is not None
    moves, where = f"{headline.move_confidence:.0%}", f"{headline.confidence:.0%}"
    for told in (
        f"Move to a monolith ({moves} sure to move, {where} sure where to).",
        f"You should move ({moves} sure).",
    ):
        assert complaints(told, grounds_on(name), "en") == ()
    for untrue in (
        f"Move to a monolith ({moves} sure).",
        f"A monolith wins ({moves} sure).",
        f"A monolith wins in {moves} of the simulations.",
        f"It is {where} sure that you should move.",
    ):
        assert complaints(untrue, grounds_on(name), "en"), untrue


def test_two_figures_of_a_sentence_are_each_what_their_clause_says() -> None:
    figures = told_of(NAME, "en").figures
    cost, cash, people = (f"{figures[name]:$}" for name in ("cost", "cash", "people"))
    told = f"Plan for {cost} a month; {cash} of it in cash, {people} in people's time."
    assert complaints(told, grounds_on(NAME), "en") == ()
    untrue = f"Plan for {cost} a month; {people} of it in cash, {cash} in people's time."
    assert complaints(untrue, grounds_on(NAME), "en")


def test_a_figure_that_a_rule_states_may_be_any() -> None:
    grounds = grounds_on(NAME).also(["A tool above 2 million USD of yearly revenue costs money."])
    text = "At least 2 million USD of revenue a year make that tool cost money."
    assert not [words for words in complaints(text, grounds, "en") if "is not what" in words]
