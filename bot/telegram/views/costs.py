"""The lines of one option's bill, cash first, then people."""

from bot.telegram.html import Html, bold, escape, folded, italic, join
from bot.telegram.views.pieces import section
from bot.words.bills import dearest_first, legend, notes, quantity
from bot.words.figures import money, money_range
from bot.words.names import OPTIONS, capital, variant
from rules.verdict import Cost, CostLine, Verdict

_SMALL = 0.01
"""A share of the bill below which a line is folded away."""


def costs_view(verdict: Verdict, option: str) -> tuple[Html, ...]:
    """Show the bill of an option's best variant, line by line.

    Args:
        verdict: holds the bill.
        option: the name of an option.
    """
    part = verdict.option(option)
    cost = part.cost_usd_month
    sums = (
        bold(f"{capital(OPTIONS[option])}, as {variant(part.variant)}"),
        escape("Together ", bold(money(cost.expected)), " a month"),
        f"In 9 of 10 worlds it is {money_range(cost.low, cost.high)}.",
    )
    marks = [italic(join(legend(cost)))]
    return (join(sums), _part("Cash", cost, False), _part("People", cost, True), *marks)


def _part(name: str, cost: Cost, people: bool) -> Html:
    """List the lines of cash or of people under what they add up to, and fold away those that hardly count."""
    total = cost.people if people else cost.cash
    lines = dearest_first(cost, people)
    large = sum(line.usd >= _SMALL * cost.expected for line in lines)
    small = folded(join(map(_line, lines[large:])))
    return section(f"{name} {money(total)}", [*map(_line, lines[:large]), *([small] if small else [])])


def _line(line: CostLine) -> Html:
    return join((escape(f"{money(line.usd)} ", line.item), italic(" · ".join((quantity(line), *notes(line))))))
