"""What stands behind the verdict: flips, payback, today's bill, and the year ahead."""

from rich.console import Console

from bot.terminal.view.message import WARN
from bot.terminal.view.paper import INDENT, heading, say
from bot.words.paying import gap, in_a_year, payback_sentences, todays_bills, todays_title
from bot.words.verdicts import flip_words, flips_in_order
from rules.facts import Vocabulary
from rules.verdict import Verdict


def show_flips(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print what would change the winner: facts first, then what the model assumes."""
    if not verdict.flips:
        return
    heading(console, "What would change the winner")
    for flip in flips_in_order(verdict):
        say(console, flip_words(flip, facts), INDENT, "- ")


def show_payback(console: Console, verdict: Verdict) -> None:
    """Print when a move has earned its salaries back, and the most effort that could ever be repaid."""
    sentences = payback_sentences(verdict)
    if sentences:
        heading(console, "Payback")
    for words in sentences:
        say(console, words, INDENT)


def show_today(console: Console, verdict: Verdict) -> None:
    """Print today's bill as stated, as modelled and as tuning would leave it, and how far the first two differ."""
    today = verdict.today
    if today.stated_usd_month is None and today.modelled is None:
        return
    heading(console, todays_title(today))
    for name, words in todays_bills(today):
        say(console, words, INDENT, f"{name:8}  ")
    if gap(today):
        say(console, gap(today), INDENT, "! ", WARN)


def show_later(console: Console, verdict: Verdict) -> None:
    """Print the verdict under the growth expected within a year."""
    heading(console, "In twelve months")
    say(console, in_a_year(verdict), INDENT)
