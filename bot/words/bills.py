"""Bills in words: cash and people apart, and what is to be known about each line."""

from bot.words.figures import money, money_range, number
from rules.costs.monitoring import MONITORING
from rules.verdict import Cost, CostLine

MARKS = {
    "assumed": "an assumption without a source shapes the quantity",
    "recalled": "the price is from memory; no source was read",
    "stale": "the price is past its review date",
}
"""What a line of a bill may be marked with, and what that means."""
NO_DATABASE = "The database itself is in no line, as it costs the same wherever the programs run."
_COUNTED = ("hour", "month", "minute", "second", "request", "message", "transition", "event", "operation")


def cloud_and_rest(cost: Cost) -> str:
    """Say what a bill is for the cloud, for other monitoring, and in people's time; a cloud bills the first alone."""
    monitoring = sum(line.usd for line in cost.lines if line.item == MONITORING)
    parts = (
        f"{money(cost.cash - monitoring)} a month for the cloud and its logs, {money(monitoring)} for other monitoring"
    )
    return f"{parts}, {money(cost.people)} of people's time"


def whole_bill(cost: Cost) -> str:
    """Say what a bill adds up to, of what, and how far that may be off."""
    parts = f"{money(cost.cash)} in cash, {money(cost.people)} of people's time"
    return f"{money(cost.expected)} a month: {parts}; in 9 of 10 worlds {money_range(cost.low, cost.high)}."


def dearer(name: str, usd: float, than: str) -> str:
    """Say by how much one bill is more, or less where that is below zero, than another."""
    written = money(abs(usd))
    if written == "$0":
        return f"{name}: as much as {than}"
    return f"{name}: {written} a month {'more' if usd > 0 else 'less'} than {than}"


def dearest_first(cost: Cost, people: bool) -> list[CostLine]:
    """Order the lines of a bill that are people's time, or those that are cash."""
    return sorted((line for line in cost.lines if line.people is people), key=lambda line: -line.usd)


def quantity(line: CostLine) -> str:
    """Write how much of its unit a line counts."""
    many = "s" if line.unit.endswith(_COUNTED) and number(line.quantity) != "1" else ""
    return f"{number(line.quantity)} {line.unit}{many}"


def notes(line: CostLine) -> list[str]:
    """Name the price of a line and its marks."""
    return ([line.price] if line.price else []) + [mark for mark in MARKS if getattr(line, mark)]


def legend(cost: Cost) -> list[str]:
    """Say what the marks mean that the lines of a bill have, and what is among no lines."""
    used = (mark for mark in MARKS if any(getattr(line, mark) for line in cost.lines))
    return [*(f"{mark}: {MARKS[mark]}." for mark in used), NO_DATABASE]
