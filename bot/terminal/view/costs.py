"""The lines of one option's bill, cash first, then people."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal.view.paper import LOUD, QUIET, say, show_table, table
from bot.words.bills import dearest_first, legend, notes, quantity
from bot.words.figures import money, money_range
from bot.words.names import OPTIONS, capital, variant
from rules.verdict import CostLine, Verdict


def show_costs(console: Console, verdict: Verdict, option: str) -> None:
    """Print the bill of an option's best variant, line by line.

    Args:
        console: where to.
        verdict: holds the bill.
        option: the name of an option.
    """
    part = verdict.option(option)
    cost = part.cost_usd_month
    say(console, f"{capital(OPTIONS[option])}, as {variant(part.variant)}: USD a month", style=LOUD)
    console.print()
    made = table("item, price", ">quantity", ">USD")
    made.expand, made.columns[0].ratio = True, 1  # the items take what the figures leave
    _add_part(made, "Cash", dearest_first(cost, people=False), cost.cash)
    _add_part(made, "People", dearest_first(cost, people=True), cost.people)
    made.add_row("Together", "", money(cost.expected), style=LOUD)
    show_table(console, made)
    console.print()
    say(console, f"In 9 of 10 worlds it is {money_range(cost.low, cost.high)}.")
    for words in legend(cost):
        say(console, words, style=QUIET)


def _add_part(made: Table, name: str, lines: Iterable[CostLine], total: float) -> None:
    """Add the lines of cash or of people, and what they add up to."""
    for line in lines:
        made.add_row(line.item, quantity(line), money(line.usd))
        if notes(line):
            made.add_row(Text(f"  {', '.join(notes(line))}", style=QUIET))
    made.add_row(name, "", money(total), style=LOUD)
    made.add_row()
