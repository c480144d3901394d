"""Figures for people: $1,240, 14 a second, 3 months."""

import math
from collections.abc import Callable, Mapping
from datetime import date

from rules.costs.lines import WORKDAYS
from rules.facts import Fact

WORKDAYS_A_YEAR = 12 * WORKDAYS
_RATES = ((1.0, "a second"), (60.0, "a minute"), (3600.0, "an hour"), (86400.0, "a day"))


def number(value: float, digits: int = 3) -> str:
    """Write a number with a few significant digits; whole ones below a million keep all of theirs."""
    if math.isinf(value):
        return "no end" if value > 0 else "no beginning"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size * 0.9995:
            return f"{_rounded(value / size, digits)} {word}"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else _rounded(value, digits)


def money(usd: float) -> str:
    """Write dollars in full below ten thousand: $0.40, $1,240, $12.4k."""
    if 0 < abs(usd) < 9.995:
        return f"{_sign(usd)}${abs(usd):.2f}".removesuffix(".00")
    return f"{_sign(usd)}${abs(usd):,.0f}" if abs(usd) < 9_999.5 else _thousands(usd, 3)


def rough_money(usd: float) -> str:
    """Write dollars in two digits, as the ends of a range: $540, $5.4k, $12k."""
    return _thousands(usd, 2) if abs(usd) >= 999.5 else money(usd)


def money_range(low: float, high: float) -> str:
    """Write a range of dollars."""
    return f"{rough_money(low)} to {rough_money(high)}"


def percent(share: float) -> str:
    """Write a share; what is nearly nothing or nearly all is not rounded to it."""
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 < share < 1:
        return ">99 %"
    return f"{share:.0%}".replace("%", " %")


def likely(share: float) -> str:
    """Add how likely something is to hold, unless it is certain."""
    return "" if share >= 0.995 else f" ({percent(share)} likely)"


def counted(value: float, noun: str, digits: int = 2) -> str:
    """Write a number of things: 1 month, 7.5 months."""
    written = number(value, digits)
    return f"{written} {noun}" if written == "1" else f"{written} {noun}s"


def months_range(low: float | None, high: float | None) -> str:
    """Write a range of months; either end may be never, which is None."""
    low, high = (math.inf if end is None else end for end in (low, high))
    if high < 1 or math.isinf(low):
        return months(low if math.isinf(low) else high)
    if math.isinf(high):
        return f"{'less than a month' if low < 1 else counted(low, 'month')} or never"
    first = "less than 1" if low < 1 else number(low, 2)
    last = counted(high, "month")
    return last if last.split()[0] == first else f"{first} to {last}"


def months(value: float) -> str:
    """Write a number of months; what never ends is never."""
    if math.isinf(value):
        return "never"
    return "less than a month" if value < 1 else counted(value, "month")


def effort(days: float) -> str:
    """Write engineer days, and years where there are more days than in one."""
    return counted(days / WORKDAYS_A_YEAR, "engineer-year") if days > WORKDAYS_A_YEAR else counted(round(days), "day")


def rate(per_second: float) -> str:
    """Write a rate per second, or per whatever makes the number at least one."""
    for seconds, word in _RATES:
        if per_second * seconds >= 1 or per_second == 0:
            return f"{number(per_second * seconds)} {word}"
    return f"{number(per_second * _RATES[-1][0])} {_RATES[-1][1]}"


def day(written: str) -> str:
    """Write a day of the calendar for people."""
    given = date.fromisoformat(written)
    return f"{given.day} {given:%B %Y}"


def amount(value: float, unit: str) -> str:
    """Write a number with its unit in words."""
    written = _UNITS.get(unit)
    return written(value) if written is not None else f"{number(value)} {unit}"


def fact_value(fact: Fact | None, value: object) -> str:
    """Write a value of a fact, as answer files hold it, with its labels and its unit.

    Args:
        fact: the fact, or None for an assumption or something that the vocabulary does not hold.
        value: a number, a flag, a choice, a list of choices, a range or an unknown.
    """
    if isinstance(value, Mapping):
        return _open_value(fact, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return amount(value, "" if fact is None else "share" if fact.kind == "share" else fact.unit)
    if isinstance(value, list | tuple):
        return ", ".join(fact_value(fact, item) for item in value)
    choice = fact.choices.get(str(value)) if fact else None
    return choice.label if choice else str(value)


def _open_value(fact: Fact | None, value: Mapping[str, object]) -> str:
    if "low" in value and "high" in value:
        return _range(fact_value(fact, value["low"]), fact_value(fact, value["high"]))
    for end, word in (("low", "at least"), ("high", "at most")):
        if end in value:
            return f"{word} {fact_value(fact, value[end])}"
    return "not known"


def _range(low: str, high: str) -> str:
    """Join two values, with the unit only once where it is the same."""
    (number_of_low, _, unit), (_, _, unit_of_high) = low.partition(" "), high.partition(" ")
    return f"{number_of_low if unit == unit_of_high else low} to {high}"


def _duration(milliseconds: float) -> str:
    return f"{number(milliseconds)} ms" if milliseconds < 1000 else counted(milliseconds / 1000, "second", 3)


_UNITS: dict[str, Callable[[float], str]] = {
    "": number,
    "1": number,
    "ratio": number,
    "share": percent,
    "x": lambda value: counted(value, "time", 3),
    "%": lambda value: f"{number(value, 5)} %",
    "1/s": rate,
    "1/month": lambda value: f"{number(value)} a month",
    "ms": _duration,
    "min": lambda value: counted(value, "minute", 3),
    "day": lambda value: counted(value, "day", 3),
    "weeks": lambda value: counted(value, "week", 3),
    "month": lambda value: counted(value, "month", 3),
    "hours/week": lambda value: f"{counted(value, 'hour', 3)} a week",
    "engineer-months": lambda value: counted(value, "engineer-month", 3),
    "USD/month": lambda value: f"{money(value)} a month",
    "GB/month": lambda value: f"{number(value)} GB a month",
    "MB/s": lambda value: f"{number(value)} MB a second",
}


def _thousands(usd: float, digits: int) -> str:
    for factor, letter in ((1e3, "k"), (1e6, "M")):
        written = _rounded(abs(usd) / factor, digits)
        if len(written) < 4 or "." in written:
            return f"{_sign(usd)}${written}{letter}"
    return f"{_sign(usd)}${_rounded(abs(usd) / 1e9, digits)}B"


def _rounded(value: float, digits: int) -> str:
    """Round to significant digits, without an exponent."""
    return f"{float(f'{value:.{digits}g}'):,f}".rstrip("0").rstrip(".")


def _sign(value: float) -> str:
    return "-" if value < 0 else ""
