"""What a verdict stands on: rules switched off, prices that are old or recalled, the rulebooks, the day, the region."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, say
from bot.words.standing import judged_by, own_of, recalled, stale, stale_elsewhere, switched_off
from rules.verdict import Verdict


def show_footing(console: Console, verdict: Verdict) -> None:
    """Print what is doubtful, and in a last quiet line by which rulebooks and on which day it was judged."""
    console.print()
    for why, which in switched_off(verdict):
        say(console, why)
        say(console, which, INDENT, style=QUIET)
    _show_stale(console, verdict)
    if recalled(verdict):
        say(console, recalled(verdict))
    for words in (*own_of(verdict), *judged_by(verdict)):
        say(console, words, style=QUIET)


def _show_stale(console: Console, verdict: Verdict) -> None:
    """Print what is past its review date: first what this verdict names, then what it does not."""
    if stale(verdict):
        say(console, stale(verdict))
    if stale_elsewhere(verdict):
        say(console, stale_elsewhere(verdict), style=QUIET)
    if verdict.stale or verdict.stale_elsewhere:
        say(console, "`python -m bot rules check` tells where to read them anew.", style=QUIET)
