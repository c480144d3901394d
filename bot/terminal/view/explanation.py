"""A verdict explained, by the model or in the plain words."""

from rich.console import Console

from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer
from bot.narrator.explaining import ITEM, Explanation, paragraphs
from bot.terminal.view.paper import QUIET, say


def show_explanation(console: Console, explanation: Explanation, without: NoAnswer | None) -> None:
    """Print an explanation in its paragraphs, and where it is in plain words, why.

    Args:
        console: where to.
        explanation: what to print.
        without: why the model did not give it; None where it did, or where nothing is to be said of it.
    """
    for paragraph in paragraphs(explanation):
        item = ITEM if paragraph.startswith(ITEM) else ""
        say(console, paragraph.removeprefix(item), first=item)
    if without is not None:
        say(console, f"{words_for(without)} These are the plain words, in English.", style=QUIET)
