"""What to do and what to find out: plan steps, and facts worth knowing with how to measure them."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, heading, say, verbatim
from bot.words.plans import is_command, plan_parts, step_words, worth_knowing
from rules.verdict import PlanStep, Verdict


def show_unknown(console: Console, verdict: Verdict) -> None:
    """Print what is worth knowing; each command stands on lines of its own, to be copied."""
    if not verdict.unknown:
        return
    heading(console, "Worth knowing")
    for fact in verdict.unknown:
        say(console, worth_knowing(fact), INDENT)
        tell(console, fact.measure, INDENT * 2)


def show_plan(console: Console, verdict: Verdict) -> None:
    """Print the steps of the plan: the fixes, the advice, and the pilot with the days that it takes."""
    if not verdict.plan:
        return
    heading(console, "The plan")
    for part in plan_parts(verdict.plan):
        say(console, part.title, INDENT, style=QUIET)
        for at, step in part.steps:
            _show_step(console, at, step)


def tell(console: Console, words: str, indent: int = INDENT) -> None:
    """Print a sentence, wrapped, or a command to be copied, whole."""
    if is_command(words):
        verbatim(console, words, indent)
    else:
        say(console, words, indent)


def _show_step(console: Console, at: int, step: PlanStep) -> None:
    lead = f"{at:>2}. "
    say(console, step_words(step), INDENT, lead)
    say(console, step.done_when, INDENT + len(lead), "Done when: ", QUIET)
    say(console, step.undo, INDENT + len(lead), "To undo: ", QUIET)
