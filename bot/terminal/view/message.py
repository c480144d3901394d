"""What a person reads first: what to mend, who wins, what to do, and what it costs beside the others."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bot.terminal.view.gates import show_gates
from bot.terminal.view.paper import INDENT, LOUD, QUIET, say, show_table, table
from bot.words.figures import money, percent, rough_money
from bot.words.names import OPTIONS, RUNS_ON, bare
from bot.words.paying import chance_of_payback, runs_on_today
from bot.words.verdicts import action, by_share, flip_words, flips_in_order, found, how_sure, ruled_out, winner
from rules.facts import Vocabulary
from rules.verdict import Cost, Finding, Verdict

FINDINGS_FIRST = 2
"""Findings that stand before the verdict; the others follow it, so that it stays in sight."""
WIN = "green"
WARN = "yellow"


def show_message(console: Console, verdict: Verdict, facts: Vocabulary, guess: str | None) -> None:
    """Print the message: findings, verdict, costs, and the nearest thing that would change it."""
    _show_first_findings(console, verdict.findings)
    show_winner(console, verdict)
    _show_action(console, verdict)
    if guess and bare(guess):
        say(console, f"Your guess: {bare(guess)}")
    console.print()
    _show_options(console, verdict)
    _show_outlook(console, verdict, facts)


def show_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print findings or gates, a paragraph each."""
    for finding in findings:
        say(console, found(finding), INDENT, "! ", WARN)


def show_winner(console: Console, verdict: Verdict) -> None:
    """Say who wins and how surely: a winner, a tie, or nobody and what must give."""
    fits = verdict.verdict is not None
    style = LOUD if verdict.headline.tie else f"{LOUD} {WIN if fits else WARN}"
    say(console, winner(verdict), style=style)
    if not fits:
        show_gates(console, verdict)


def _show_first_findings(console: Console, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    say(console, "First, whatever you choose:", style=LOUD)
    show_findings(console, findings[:FINDINGS_FIRST])
    if len(findings) > FINDINGS_FIRST:
        say(console, f"and {len(findings) - FINDINGS_FIRST} more, below", INDENT * 2, style=QUIET)
    console.print()


def _show_action(console: Console, verdict: Verdict) -> None:
    headline = verdict.headline
    if headline.action is not None:
        say(
            console,
            Text.assemble((f"{action(verdict)} ({how_sure(verdict)}). ", LOUD), headline.because),
        )


def _show_options(console: Console, verdict: Verdict) -> None:
    made = table("option", "runs on", ">wins", ">a month", ">range", ">cash", ">people")
    for each in by_share(verdict):
        style = f"{LOUD} {WIN}" if each.option == verdict.verdict else ""
        wins = "out" if ruled_out(each) else percent(each.share)
        made.add_row(OPTIONS[each.option], RUNS_ON[each.variant], wins, *_cost_cells(each.cost_usd_month), style=style)
    today = verdict.today
    if today.tuned is not None:
        made.add_row("today, tuned", runs_on_today(today), "", *_cost_cells(today.tuned))
    show_table(console, made)


def _cost_cells(cost: Cost) -> tuple[str, ...]:
    return (
        money(cost.expected),
        f"{rough_money(cost.low)}–{rough_money(cost.high)}",
        money(cost.cash),
        money(cost.people),
    )


def _show_outlook(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    console.print()
    if verdict.payback is not None:
        say(console, chance_of_payback(verdict.payback))
    for flip in flips_in_order(verdict)[:1]:
        say(console, f"Would change it: {flip_words(flip, facts)}.")
