"""Figures: every number of a text, in whatever notation, with what it counts."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from bot.narrator.checks.spelled import with_digits
from bot.narrator.checks.units import CURRENCIES, FACTORS, MONEY, SCALES, SHARE, TIMES, UNITS

Kind: TypeAlias = Literal["plain", "measured", "money", "other_money", "share", "part", "factor", "order"]
"""What a figure counts: anything, something with a unit, dollars, another currency, percents, a fraction or multiple in
words ("a third", "twice"), times, or an order of size ("hundreds")."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written.

    Attributes:
        written: its words or digits.
        readings: what it may mean: "1.240" is 1240 or 1.24; each with the size of one step of its last digit.
        kind: what it counts; shares are from 0 to 1.
        time: the unit of time that it is measured in; nothing for any other.
    """

    written: str
    readings: tuple[tuple[float, float], ...]
    kind: Kind
    time: str = ""

    @property
    def is_small(self) -> bool:
        """Tell the small numbers that every text may count its own words with: one option, two of them, three steps."""
        return self.kind == "plain" and any(value in {0, 1, 2, 3} for value, _ in self.readings)


_DIGITS = r"\d+(?:[.,'’٬٫_ ]\d+)*"
_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<before>{CURRENCIES})?\s?(?P<digits>{_DIGITS}|(?<![\d.,])[.,]\d+)(?P<power>[eE][+-]?\d{{1,2}}(?!\w))?"
    rf"(?:[ -]?(?P<scale>(?:{_SCALE})(?:\s+(?:{_SCALE}))?)(?![^\W\d_])\.?)?"
    rf"(?:\s?(?P<money>{MONEY})|\s*-?(?P<share>{SHARE})|[ -]?(?P<factor>{FACTORS})"
    rf"|(?=[\s-]?(?P<unit>(?:more |further )?(?:{UNITS})(?![^\W\d_]))))?",
    re.IGNORECASE,
)
_TIMES = {name: re.compile(pattern, re.IGNORECASE) for name, (pattern, _) in TIMES.items()}
_IN_A_NAME = re.compile(r"[^\W\d_]/?$")
_RANGE = re.compile(
    r"\s?(?:[-–—~～]|to|and|or|bis|und|oder|à|a|et|ou|y|e|до|至|到|から)\s?(?:[$€£]\s?)?", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?P<sign>[.,'’٬ _])\d{3}(?:(?P=sign)\d{3})*")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_YEAR_DIGITS = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@lru_cache(maxsize=512)
def read_figures(text: str, language: str) -> tuple[Figure, ...]:
    """Read every number of a text.

    Args:
        text: a text.
        language: the primary tag of the language in which it spells numbers out.
    """
    text, spelled = with_digits(_plain_digits(text), language)
    text = _YEAR_DIGITS.sub(r"\1, \2, \3", text)
    parts = [Figure(words, ((value, 0.0),), kind) for words, value, kind in spelled]
    return (*parts, *_as_ranges(text, [match for match in _NUMBER.finditer(text) if _counts(text, match)]))


def _plain_digits(text: str) -> str:
    """Write digits of every script, and fractions in one sign, as ours; and each space as a plain one."""
    return "".join(_plain_digit(letter) for letter in text)


def _plain_digit(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.category(letter) in {"No", "Nl"}:
        return f" {unicodedata.numeric(letter):.4g} "
    return " " if letter.isspace() else unicodedata.normalize("NFKC", letter) if letter in "％＄" else letter


def _counts(text: str, match: re.Match[str]) -> bool:
    """Tell a number from the digits of a name: EC2, p99, arm64, HTTP/2."""
    start = match.start("digits")
    return bool(match["before"]) or not _IN_A_NAME.search(text[max(start - 2, 0) : start])


def _as_ranges(text: str, matches: list[re.Match[str]]) -> Iterator[Figure]:
    """Give the first end of a range what only the last says: "4-5k", "$10 to 20", "10 to 20 %"."""
    for at, match in enumerate(matches):
        figure = _figure(match)
        if at + 1 < len(matches) and _RANGE.fullmatch(text[match.end() : matches[at + 1].start("digits")]):
            figure = _completed(figure, match, matches[at + 1])
        elif at and _RANGE.fullmatch(text[matches[at - 1].end() : match.start("digits")]) and figure.kind == "plain":
            figure = replace(figure, kind=_kind(matches[at - 1]) if match["before"] is None else figure.kind)
        yield figure


def _time(match: re.Match[str]) -> str:
    unit = (match["unit"] or "").lower().removeprefix("more ").removeprefix("further ")
    return next((name for name, pattern in _TIMES.items() if unit and pattern.fullmatch(unit)), "")


def _completed(first: Figure, match: re.Match[str], last: re.Match[str]) -> Figure:
    kind = first.kind if first.kind != "plain" else _kind(last)
    readings = first.readings
    if not match["scale"] and last["scale"]:
        size = _size(last)
        readings += tuple((value * size, step * size) for value, step in readings)
    if kind == "share" and first.kind == "plain":
        readings = tuple((value / 100, step / 100) for value, step in readings)
    return replace(first, readings=readings, kind=kind, time=first.time or (_time(last) if kind == "measured" else ""))


def _figure(match: re.Match[str]) -> Figure:
    size = _size(match) * (10.0 ** int(match["power"][1:]) if match["power"] else 1.0)
    kind = _kind(match)
    size = size / 100 if kind == "share" else size
    readings = tuple((value * size, step * size) for value, step in _values(match["digits"]))
    return Figure(match[0].strip(), readings, kind, _time(match) if kind == "measured" else "")


def _kind(match: re.Match[str]) -> Kind:
    money = (match["before"] or match["money"] or "").lower()
    if money:
        return "money" if "$" in money or re.match(r"us|dol|dól|дол|ドル|美元|达", money) else "other_money"
    if match["share"]:
        return "share"
    return "factor" if match["factor"] else "measured" if match["unit"] else "plain"


def _size(match: re.Match[str]) -> float:
    size = 1.0
    for word in (match["scale"] or "").split():
        # "m" is a thousandth for nobody here; written small it is a million all the same.
        size *= SCALES.get(word.lower().rstrip("."), 1.0)
    return size


def _values(digits: str) -> list[tuple[float, float]]:
    """Read digits with what groups them or parts the decimals; where both may be meant, both."""
    values = []
    if not re.search(r"\D", digits):
        values.append((float(digits), _step(digits)))
    grouped = _GROUPED.fullmatch(digits) or _INDIAN.fullmatch(digits)
    if grouped:
        whole = re.sub(r"\D", "", digits)
        values.append((float(whole), _step(whole)))
    decimal = re.fullmatch(r"(?P<whole>.*)[.,٫](?P<part>\d+)", digits)
    if decimal and (not decimal["whole"] or decimal["whole"].isdigit() or _GROUPED.fullmatch(decimal["whole"])):
        whole = re.sub(r"\D", "", decimal["whole"]) or "0"
        values.append((float(f"{whole}.{decimal['part']}"), 10.0 ** -len(decimal["part"])))
    return values or [(float("nan"), 0.0)]


def _step(whole: str) -> float:
    """Give the size of one step of the last digit that is not a mere nought."""
    return 10.0 ** (len(whole) - max(len(whole.rstrip("0")), 1))
