"""The lines of one option's bill, cash first, then people."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal.view.paper import INDENT, LOUD, QUIET, WIDTH, say, show_table, table
from bot.words.figures import money, money_range, number
from bot.words.names import OPTIONS, capital, variant
from rules.verdict import CostLine, Verdict

_MARKS = {
    "assumed": "an assumption without a source shapes the quantity",
    "recalled": "the price is from memory; no source was read",
    "stale": "the price is past its review date",
}
_COUNTED = ("hour", "month", "minute", "second", "request", "message", "transition")
_QUANTITY = 26


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
    made.columns[0].min_width = WIDTH - INDENT - _QUANTITY - 14
    _add_part(made, "Cash", [line for line in cost.lines if not line.people], cost.cash)
    _add_part(made, "People", [line for line in cost.lines if line.people], cost.people)
    made.add_row("Together", "", money(cost.expected), style=LOUD)
    show_table(console, made)
    console.print()
    say(console, f"In 9 of 10 worlds it is {money_range(cost.low, cost.high)}.")
    _show_legend(console, cost.lines)


def _add_part(made: Table, name: str, lines: Iterable[CostLine], total: float) -> None:
    """Add the lines of cash or of people, the dearest first, and what they add up to."""
    for line in sorted(lines, key=lambda each: -each.usd):
        made.add_row(line.item, _quantity(line), money(line.usd))
        notes = [line.price] if line.price else []
        notes += [mark for mark in _MARKS if getattr(line, mark)]
        if notes:
            made.add_row(Text(f"  {', '.join(notes)}", style=QUIET))
    made.add_row(name, "", money(total), style=LOUD)
    made.add_row()


def _quantity(line: CostLine) -> str:
    many = "s" if line.unit.endswith(_COUNTED) and number(line.quantity) != "1" else ""
    return f"{number(line.quantity)} {line.unit}{many}"


def _show_legend(console: Console, lines: Iterable[CostLine]) -> None:
    used = [mark for mark in _MARKS if any(getattr(line, mark) for line in lines)]
    for mark in used:
        say(console, f"{mark}: {_MARKS[mark]}.", style=QUIET)
