"""Hard limits: what each of them rules out."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, say
from bot.words.verdicts import ruled_out_by
from rules.verdict import Verdict


def show_gates(console: Console, verdict: Verdict) -> None:
    """Print every hard limit that holds, with the variants that it rules out."""
    for gate in verdict.gates:
        say(console, ruled_out_by(verdict, gate), INDENT, "- ")
