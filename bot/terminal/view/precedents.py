"""Who decided the same before: the nearest published decisions, what came of them, and how far they compare."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, source
from bot.words.precedents import DISCLAIMER, decision, likeness, outcome
from rules.compared import Precedent
from rules.facts import Vocabulary
from rules.verdict import Verdict


def show_precedents(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print the nearest published decisions."""
    if not verdict.precedents:
        return
    heading(console, "Others who decided this")
    for precedent in verdict.precedents:
        _show_precedent(console, precedent, facts)
    say(console, DISCLAIMER, INDENT, style=QUIET)


def _show_precedent(console: Console, precedent: Precedent, facts: Vocabulary) -> None:
    say(console, decision(precedent), INDENT, "- ", LOUD)
    say(console, outcome(precedent), INDENT * 2)
    for title, words in likeness(precedent, facts):
        say(console, words, INDENT * 2, f"{title}: ", QUIET)
    say(console, source(precedent.url), INDENT * 2)
