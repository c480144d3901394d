"""The card of a question; the winner is never shown here, since that steers answers."""

from collections.abc import Collection, Iterator, Sequence

from bot.interview.questions import Progress, Question
from bot.telegram.html import Html, bold, code, escape, folded, italic, join, quote
from bot.telegram.views.pieces import to_copy
from bot.words.questions import how_to_answer, still_to_come

_BAR = 10
"""Cells of the bar at most."""


def question_view(
    question: Question,
    progress: Progress,
    said: Sequence[str],
    ticked: Collection[int],
    why_open: bool,
    understood: bool = True,
) -> tuple[Html, ...]:
    """Put a question, with what was understood of the last answer.

    Args:
        question: what to ask.
        progress: how far the interview has come.
        said: what is said to the last answer, a sentence or a command each.
        ticked: the places, counted from 0, of the choices that are ticked so far.
        why_open: whether it is shown in full why this is asked.
        understood: whether the last answer was taken; a refusal has no tick before it.
    """
    heading = escape(_bar(progress), f" {progress.answered} answered · {still_to_come(progress)}")
    return _card(heading, question, said, ticked, why_open, understood)


def change_view(
    question: Question,
    now: str,
    said: Sequence[str],
    ticked: Collection[int],
    why_open: bool,
    understood: bool = True,
) -> tuple[Html, ...]:
    """Put a question that was answered before, with what holds now.

    Args:
        question: what to ask.
        now: what was said to it, in words.
        said: what is said to the last answer, a sentence or a command each.
        ticked: the places, counted from 0, of the choices that are ticked so far.
        why_open: whether it is shown in full why this is asked.
        understood: whether the last answer was taken.
    """
    heading = escape("Now: ", bold(now), ". To leave it so, type ", code("back"), ".")
    return _card(heading, question, said, ticked, why_open, understood)


def _card(
    heading: Html, question: Question, said: Sequence[str], ticked: Collection[int], why_open: bool, understood: bool
) -> tuple[Html, ...]:
    paragraphs = (
        heading,
        _said(said, understood),
        bold(question.text),
        join(_choices(question, ticked)),
        italic(how_to_answer(question)),
        (quote if why_open else folded)(bold("Why I ask: "), question.why),
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _bar(progress: Progress) -> str:
    total = progress.answered + max(1, progress.likely_left)
    cells = min(total, _BAR)
    full = cells * progress.answered // total
    return "▰" * full + "▱" * (cells - full)


def _said(said: Sequence[str], understood: bool) -> Html:
    mark = "✓ " if understood and said else ""
    return escape(mark, join(to_copy(words) for words in said))


def _choices(question: Question, ticked: Collection[int]) -> Iterator[Html]:
    for at, (_, label) in enumerate(question.choices):
        box = ("☑ " if at in ticked else "☐ ") if question.multiple else ""
        yield escape(f"{box}{at + 1}. {label}")
