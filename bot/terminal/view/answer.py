"""The answer to a question about a verdict."""

from rich.console import Console

from bot.narrator.answering import Answer
from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer
from bot.terminal.view.paper import QUIET, say

DESCRIBED = "That describes a system and asks nothing about the verdict."


def show_answer(console: Console, answer: Answer, without: NoAnswer | None) -> None:
    """Print an answer in its paragraphs, and where it is in plain words, why.

    Args:
        console: where to.
        answer: what to print.
        without: why the model did not give it; None where it did, or where nothing is to be said of it.
    """
    for paragraph in answer.paragraphs if answer.kind != "description" else (DESCRIBED,):
        say(console, paragraph)
    if without is not None:
        say(console, f"{words_for(without)} These are the plain words.", style=QUIET)


def show_tried(console: Console, answer: Answer, how_to_keep: str) -> None:
    """Print what was tried for an answer and is not kept."""
    if answer.what_ifs:
        changes = "; ".join(" = ".join(change.split("=", 1)) for change in answer.what_ifs)
        say(console, f"Tried, and not kept: {changes}. {how_to_keep}", style=QUIET)
