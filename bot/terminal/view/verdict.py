"""The whole verdict: the message in the first lines, then everything behind it."""

from rich.console import Console

from bot.terminal.view.details import show_flips, show_later, show_payback, show_today
from bot.terminal.view.footing import show_footing
from bot.terminal.view.gates import show_gates
from bot.terminal.view.message import FINDINGS_FIRST, show_findings, show_message
from bot.terminal.view.paper import heading
from bot.terminal.view.precedents import show_precedents
from bot.terminal.view.reasons import show_reasons
from bot.terminal.view.split import show_split
from bot.terminal.view.todo import show_plan, show_unknown
from rules.facts import Vocabulary
from rules.verdict import Verdict


def show_verdict(console: Console, verdict: Verdict, facts: Vocabulary, guess: str | None) -> None:
    """Print a verdict.

    Args:
        console: where to; colour is its own affair.
        verdict: what was found.
        facts: the vocabulary, for labels.
        guess: what the person guessed before, if they wrote it down.
    """
    show_message(console, verdict, facts, guess)
    _show_other_findings(console, verdict)
    show_reasons(console, verdict)
    show_precedents(console, verdict, facts)
    _show_gates(console, verdict)
    show_flips(console, verdict, facts)
    show_payback(console, verdict)
    show_today(console, verdict)
    show_split(console, verdict, facts)
    show_later(console, verdict)
    show_unknown(console, verdict)
    show_plan(console, verdict)
    show_footing(console, verdict)


def _show_gates(console: Console, verdict: Verdict) -> None:
    # Where everything is ruled out, the message itself says by what.
    if verdict.gates and verdict.verdict is not None:
        heading(console, "Ruled out")
        show_gates(console, verdict)


def _show_other_findings(console: Console, verdict: Verdict) -> None:
    others = verdict.findings[FINDINGS_FIRST:]
    if others:
        heading(console, "More to mend, whatever you choose")
        show_findings(console, others)
