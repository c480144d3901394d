"""What to do and what to find out: plan steps, and facts worth knowing with how to measure them."""

from itertools import groupby

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, heading, say, verbatim
from bot.words.figures import counted, percent, rough_money
from rules.verdict import PlanStep, Verdict, WorthKnowing

_NOTABLE = 0.005
_PARTS = {
    "fix": "Right whatever you choose",
    "advice": "As things stand",
    "pilot": "One part first, before the rest follows",
}


def show_unknown(console: Console, verdict: Verdict) -> None:
    """Print what is worth knowing; each command stands on lines of its own, to be copied."""
    if not verdict.unknown:
        return
    heading(console, "Worth knowing")
    for fact in verdict.unknown:
        _show_fact(console, fact)


def show_plan(console: Console, verdict: Verdict) -> None:
    """Print the steps of the plan: the fixes, the advice, and the pilot with the days that it takes."""
    if not verdict.plan:
        return
    heading(console, "The plan")
    numbered = enumerate(verdict.plan, 1)
    for part, steps in groupby(numbered, key=lambda each: each[1].part):
        listed = list(steps)
        days = counted(sum(step.days for _, step in listed), "day", 3)
        say(console, f"{_PARTS[part]}, {days}:", INDENT, style=QUIET)
        for at, step in listed:
            _show_step(console, at, step)


def _show_fact(console: Console, fact: WorthKnowing) -> None:
    surer = f"{percent(fact.value)} surer" if fact.value >= _NOTABLE else "a little surer"
    say(console, f"{fact.label}: {surer}, in {counted(fact.minutes, 'minute')}", INDENT)
    tell(console, fact.measure, INDENT * 2)


def tell(console: Console, words: str, indent: int = INDENT) -> None:
    """Print a sentence, wrapped, or a command to be copied, whole."""
    if _is_command(words):
        verbatim(console, words, indent)
    else:
        say(console, words, indent)


def _is_command(measure: str) -> bool:
    """Tell a command from a console path or a sentence, both of which begin with a capital letter."""
    return not measure[:1].isupper()


def _show_step(console: Console, at: int, step: PlanStep) -> None:
    lead = f"{at:>2}. "
    saves = f", saves about {rough_money(step.saves_usd_month)} a month" if step.saves_usd_month else ""
    say(console, f"{step.step} ({counted(step.days, 'day')}{saves})", INDENT, lead)
    say(console, step.done_when, INDENT + len(lead), "Done when: ", QUIET)
    say(console, step.undo, INDENT + len(lead), "To undo: ", QUIET)
