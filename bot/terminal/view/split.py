"""What runs where: the main work, and each side workload apart from it or with it."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, heading, say
from bot.words.bills import whole_bill
from bot.words.places import places, places_title
from rules.facts import Vocabulary
from rules.verdict import Verdict


def show_split(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print what becomes of each side workload, and of the main work beside those that go apart."""
    if not verdict.split:
        return
    heading(console, places_title(verdict))
    for place in places(verdict, facts):
        say(console, place.words, INDENT, "- ")
        if place.cost is not None:
            say(console, whole_bill(place.cost), INDENT * 2, style=QUIET)
        for words in place.more:
            say(console, words, INDENT * 2)
