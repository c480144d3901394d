"""What a verdict stands on: prices that are old or only recalled, the rulebook, the day and the region."""

from rich.console import Console

from bot.terminal.view.paper import QUIET, say
from bot.words.figures import day, percent
from rules.verdict import Verdict


def show_footing(console: Console, verdict: Verdict) -> None:
    """Print which prices are doubtful, and in a last quiet line by which rulebook and on which day it was judged."""
    console.print()
    if verdict.stale:
        say(console, f"Prices past their review date, used all the same: {', '.join(verdict.stale)}.")
    recalled = recalled_prices(verdict)
    if recalled:
        say(console, f"Prices from memory, without a source that was read: {', '.join(recalled)}.")
    sure = percent(verdict.confidence)
    say(console, f"{sure} sure: it holds in {sure} of the worlds that fit your answers.", style=QUIET)
    books = ", ".join(f"{book.name} {book.fingerprint}" for book in verdict.rulebooks)
    say(console, f"Rulebook {books}; {day(verdict.made_on)}; prices of {verdict.region}.", style=QUIET)


def recalled_prices(verdict: Verdict) -> list[str]:
    """List the prices of any option whose source is only recalled."""
    lines = (line for each in verdict.options for line in each.cost_usd_month.lines)
    return sorted({line.price for line in lines if line.recalled})
