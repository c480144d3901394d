"""Hard limits: what each of them rules out."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, say
from bot.words.figures import likely
from bot.words.names import capital, variant
from rules.verdict import Finding, Verdict


def show_gates(console: Console, verdict: Verdict) -> None:
    """Print every hard limit that holds, with the variants that it rules out."""
    for gate in verdict.gates:
        blocked = capital(", ".join(_blocked_by(verdict, gate)))
        say(console, f"{blocked}: {gate.because}{likely(gate.share)}" if blocked else gate.because, INDENT, "- ")


def _blocked_by(verdict: Verdict, gate: Finding) -> list[str]:
    variants = (each for part in verdict.options for each in part.variants)
    return [variant(each.variant) for each in variants if gate.rule in each.blocked_by]
