"""Answers said back in plain words, which can be typed as the same answers again."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from rules.answers import Among, Answer, Known, Range, bounds, to_raw
from rules.facts import Fact

from bot.interview.amounts import read_amount
from bot.interview.doubts import with_decimals
from bot.interview.units import Unit, convert, unit_of

_SHORT = 7
"""A number with more digits than these is hard to read, so it is said in another unit where that is shorter."""

_SPOKEN = {
    "": "", "dollar": "", "fraction": "", "percent": " %", "factor": "x", "millisecond": " ms", "second": " s",
    "kilobyte": " kB", "megabyte": " MB", "gigabyte": " GB", "terabyte": " TB", "mebibyte": " MiB", "gibibyte": " GiB",
}  # fmt: skip
_SWAPS = (
    ("second", "minute", "hour", "day", "week", "month", "year"),
    ("working_day", "working_week", "working_month", "working_year"),
    ("kilobyte", "megabyte", "gigabyte", "terabyte", "mebibyte", "gibibyte"),
)


def say(fact: Fact, answer: Answer) -> str:
    """Say what was understood; typed as an answer to the same question, it means the same.

    Args:
        fact: what was answered.
        answer: a possible answer to it.
    """
    if isinstance(answer, Range) or (isinstance(answer, Known) and fact.numeric):
        return _amount(fact, answer)
    if isinstance(answer, Among):
        return " or ".join(fact.choices[choice].label for choice in answer.values)
    if not isinstance(answer, Known):
        return "not known"
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    chosen = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    return "; ".join(fact.choices[choice].label for choice in chosen) or "none"


def _amount(fact: Fact, answer: Known | Range) -> str:
    low, high = bounds(answer)
    ends = [end for end in (low, high) if math.isfinite(end)][: 1 if low == high else 2]
    exact = _exact(fact, ends)
    said = _sentence(low, high, exact)
    if all(len(_digits(text)) <= (4 if text.endswith("ms") else _SHORT) for text in exact):
        return said
    shortest = sorted((exact, *_elsewise(fact, ends)), key=lambda texts: len(_digits("".join(texts))))
    sentences = (_sentence(low, high, texts) for texts in shortest)
    return next((sentence for sentence in sentences if read_amount(fact, sentence) == to_raw(answer)), said)


def _sentence(low: float, high: float, texts: Sequence[str]) -> str:
    if math.isinf(low):
        return f"at most {texts[0]}"
    return f"at least {texts[0]}" if math.isinf(high) else " to ".join(texts)


def _exact(fact: Fact, ends: Sequence[float]) -> list[str]:
    if fact.kind == "share":
        return _with_unit(Unit("percent"), [_plain(Decimal(repr(end)).scaleb(2)) for end in ends])
    return _with_unit(unit_of(fact), [_plain(Decimal(repr(end))) for end in ends])


def _elsewise(fact: Fact, ends: Sequence[float]) -> Iterator[list[str]]:
    """Word numbers in other units, rounded: a rate by the month, a share as one in three."""
    if fact.kind == "share":
        parts = [Fraction(end).limit_denominator(20) for end in ends]
        yield [f"{part.numerator} in {part.denominator}" for part in parts]
    for unit in _other_units(unit_of(fact)):
        numbers = (Fraction(end) / convert(Fraction(1), unit, fact) for end in ends)
        yield _with_unit(unit, [_plain(Decimal(f"{float(number):.{_SHORT}g}")) for number in numbers])


def _other_units(unit: Unit) -> Iterator[Unit]:
    if unit.per:
        return (replace(unit, per=other) for other in _SWAPS[0] if other != unit.per)
    family = _SWAPS[0] if unit.of == "millisecond" else next((swap for swap in _SWAPS if unit.of in swap), ())
    return (replace(unit, of=other) for other in family if other != unit.of)


def _with_unit(unit: Unit, numbers: Sequence[str]) -> list[str]:
    """Put the sign of dollars before each number, and any other unit after the last."""
    spoken = _SPOKEN.get(unit.of)
    if spoken is None:
        spoken = " " + unit.of.replace("working_", "engineer-") + ("" if list(numbers) == ["1"] else "s")
    per = f" a {unit.per}" if unit.per else ""
    sign = "$" if unit.of == "dollar" else ""
    return [sign + number for number in numbers[:-1]] + [sign + numbers[-1] + spoken + per.replace(" a h", " an h")]


def _plain(number: Decimal) -> str:
    """Write a number with all its digits, grouped by thousands, so that it can only be read in one way."""
    if number and not -7 <= number.adjusted() <= 15:
        return str(number)
    text = f"{number:,f}"
    return with_decimals(text.rstrip("0").rstrip(".")) if "." in text else text


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
