"""What runs where: the main work, and each side workload apart from it or with it."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, QUIET, heading, say
from bot.words.figures import money, money_range, percent
from bot.words.names import capital, variant, workload
from rules.facts import Vocabulary
from rules.options import OPTION_OF
from rules.verdict import Cost, SplitPart, Verdict

STARTED = {"lambda": "function", "containers": "container", "monolith": "program"}
"""What is started, by option."""


def show_split(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print what becomes of each side workload, and of the main work beside those that go apart."""
    if not verdict.split:
        return
    apart = any(part.apart for part in verdict.split.values())
    heading(console, "What runs where" if apart else "Side work")
    if apart:
        _show_main(console, verdict)
    for name, part in verdict.split.items():
        label = capital(workload(facts, name))
        if part.apart:
            _show_apart(console, label, part, facts)
        else:
            where = "with the rest. " if part.verdict else ""
            say(console, f"{label}: {where}{part.because}".rstrip(": "), INDENT, "- ")


def main_runs_on(verdict: Verdict) -> str | None:
    """Name the variant of the main work: what runs today where it stays, else what the headline leads to."""
    headline, today = verdict.headline, verdict.today.variant
    if headline.rest in {"stay", "regroup"} and today is not None:
        return today
    return verdict.option(headline.to).variant if headline.to else None


def _show_main(console: Console, verdict: Verdict) -> None:
    runs_on = main_runs_on(verdict)
    stays = runs_on == verdict.today.variant and verdict.today.tuned is not None
    cost = verdict.today.tuned if stays else verdict.option(OPTION_OF[runs_on]).cost_usd_month if runs_on else None
    still = "stays on" if stays else "on"
    say(console, f"The main work: {still} {variant(runs_on)}.", INDENT, "- ")
    _show_cost(console, cost)


def _show_apart(console: Console, label: str, part: SplitPart, facts: Vocabulary) -> None:
    say(console, f"{label}: apart, on {variant(part.variant)} ({percent(part.confidence)} sure).", INDENT, "- ")
    _show_cost(console, part.cost_usd_month)
    if part.verdict and part.started_by:
        choices = facts["triggers"].choices
        starters = " or ".join(choices[name].label for name in part.started_by if name in choices)
        say(console, f"{capital(starters)} starts the {STARTED[part.verdict]}, beside the main work.", INDENT * 2)
    if part.because:
        say(console, f"Why: {part.because}", INDENT * 2)


def _show_cost(console: Console, cost: Cost | None) -> None:
    if cost is None:
        return
    parts = f"{money(cost.cash)} in cash, {money(cost.people)} of people's time"
    words = f"{money(cost.expected)} a month: {parts}; in 9 of 10 worlds {money_range(cost.low, cost.high)}."
    say(console, words, INDENT * 2, style=QUIET)
