"""What a verdict stands on: rules switched off, prices that are old or recalled, the rulebooks, the day, the region."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, say
from bot.words.figures import day, percent
from rules.verdict import Verdict

MOST_STALE = 8
"""Stale prices and limits that are named; the rest are counted, and `rules check` lists them all."""
_HOLDS = {True: "It would hold here", None: "It might hold here", False: "It would not hold here"}


def show_footing(console: Console, verdict: Verdict) -> None:
    """Print what is doubtful, and in a last quiet line by which rulebooks and on which day it was judged."""
    console.print()
    _show_switched_off(console, verdict)
    _show_stale(console, verdict)
    recalled = recalled_prices(verdict)
    if recalled:
        say(console, f"Prices from memory, without a source that was read: {', '.join(recalled)}.")
    sure = percent(verdict.confidence)
    say(console, f"{sure} sure: it holds in {sure} of the worlds that fit your answers.", style=QUIET)
    books = ", ".join(f"{book.name} {book.fingerprint}" for book in verdict.rulebooks)
    many = "s" if len(verdict.rulebooks) > 1 else ""
    say(console, f"Rulebook{many} {books}; {day(verdict.made_on)}; prices of {verdict.region}.", style=QUIET)


def recalled_prices(verdict: Verdict) -> list[str]:
    """List the prices of any option whose source is only recalled."""
    lines = (line for each in verdict.options for line in each.cost_usd_month.lines)
    return sorted({line.price for line in lines if line.recalled})


def _show_switched_off(console: Console, verdict: Verdict) -> None:
    """Print the rules that a rulebook keeps from speaking, those that would hold here first."""
    order = list(_HOLDS)
    for off in sorted(verdict.switched_off, key=lambda each: order.index(each.holds)):
        say(console, f"Switched off by {off.rulebook}, because: {off.why}")
        say(console, f"{_HOLDS[off.holds]}: {off.because} ({off.rule})", INDENT, style=QUIET)


def _show_stale(console: Console, verdict: Verdict) -> None:
    """Print what is past its review date: first what this verdict names, then what it does not."""
    if verdict.stale:
        say(console, f"Past their review date, used all the same: {_some(verdict.stale)}.")
    if verdict.stale_elsewhere:
        elsewhere = _some(verdict.stale_elsewhere)
        say(console, f"Past their review date, but named by no bill or rule here: {elsewhere}.", style=QUIET)
    if verdict.stale or verdict.stale_elsewhere:
        say(console, "`python -m bot rules check` tells where to read them anew.", style=QUIET)


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_STALE
    return ", ".join(names[:MOST_STALE]) + (f" and {more} more" if more > 0 else "")
