"""Units as people type them, and their conversion into the unit of a fact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rules.facts import Fact

from bot.interview.numerals import Token, Tokens, Unreadable, low
from bot.interview.tidying import listed

if TYPE_CHECKING:
    from pint import UnitRegistry


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured, and per what time; each is empty where it was not said or there is none."""

    of: str = ""
    per: str = ""

    def filled(self, other: "Unit") -> "Unit":
        """Take from another unit what this one leaves open."""
        return Unit(self.of or other.of, self.per or other.per)


_DEFINITIONS = """
    second = [time]; millisecond = second / 1000; microsecond = second / 1000000; nanosecond = second / 1000000000
    minute = 60 second; hour = 60 minute; day = 24 hour; week = 7 day; month = 2628000 second; year = 12 month
    weekday = week / 5; worked_hour = weekday / 8; working_day = 8 hour; working_week = 5 working_day
    working_month = working_week * 2628000 / 604800; working_year = 12 working_month
    byte = [data]; kilobyte = 1000 byte; megabyte = 1000 kilobyte; gigabyte = 1000 megabyte; terabyte = 1000 gigabyte
    petabyte = 1000 terabyte; kibibyte = 1024 byte; mebibyte = 1024 kibibyte; gibibyte = 1024 mebibyte
    tebibyte = 1024 gibibyte; bit = byte / 8; kilobit = 1000 bit; megabit = 1000 kilobit; gigabit = 1000 megabit
    fraction = [share]; percent = fraction / 100
    factor = [growth]
    dollar = [money]
    count = []
"""

_TIMES = {
    "nanosecond": "ns nanosec", "microsecond": "us μs microsec", "millisecond": "ms msec millisec milli",
    "second": "s sec", "minute": "min minute", "hour": "h hr hour", "day": "d day", "week": "w wk week",
    "month": "mo mth month", "year": "y yr year",
}  # fmt: skip
_OTHERS = {
    "byte": "b", "kilobyte": "kb", "megabyte": "mb meg", "gigabyte": "gb gig", "terabyte": "tb", "petabyte": "pb",
    "kibibyte": "kib", "mebibyte": "mib", "gibibyte": "gib", "tebibyte": "tib", "kilobit": "kbit", "megabit": "mbit",
    "gigabit": "gbit", "percent": "% pct percentage", "factor": "x times fold", "dollar": "$ usd buck",
}  # fmt: skip


def _words(table: Mapping[str, str]) -> dict[str, str]:
    names = {word: unit for unit, words in table.items() for word in (unit, *words.split())}
    return names | {f"{word}s": unit for word, unit in names.items() if f"{word}s" not in names}


_TIME_WORDS = _words(_TIMES)
_WORDS = _TIME_WORDS | _words(_OTHERS)
_EVERY = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
    "annual": "year", "nightly": "day",
}  # fmt: skip
_RATES = {
    **dict.fromkeys(listed("rps qps tps iops"), Unit(per="second")), "rpm": Unit(per="minute"),
    "rph": Unit(per="hour"), "rpd": Unit(per="day"),
    "kbps": Unit("kilobit", "second"), "mbps": Unit("megabit", "second"), "gbps": Unit("gigabit", "second"),
    "KBps": Unit("kilobyte", "second"), "MBps": Unit("megabyte", "second"), "GBps": Unit("gigabyte", "second"),
}  # fmt: skip
_BITS = {"Kb": "kilobit", "Mb": "megabit", "Gb": "gigabit"}
_WORKING = {name: f"working_{name}" for name in ("day", "week", "month", "year")}
_PER_WORDS = _TIME_WORDS | {"m": "minute", "night": "day", "weekday": "weekday", "workday": "weekday"}
_WORKED = {"hour": "worked_hour", "day": "weekday"}
_DURATIONS = frozenset(_TIMES) | frozenset(_WORKING.values())
_SIZES = {"k": "kilobyte", "m": "megabyte", "g": "gigabyte", "t": "terabyte"}
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
_PER = frozenset({"per", "a", "an", "each", "every", "/"})
_PEOPLE = frozenset({"engineer", "person", "people", "man", "dev", "developer", "fte"})
_WORK = frozenset(
    listed(
        "request requests req reqs r msg msgs hit hits call calls event events job jobs message messages invocation "
        "invocations query queries transaction transactions operation operations op ops run runs execution "
        "executions unit units"
    )
)
_JOINING = frozenset({"to", "or", "till", "until", "-"})
"""What stands between the ends of a range, so that another word is the one that cannot be read."""
_NOISE = frozenset(listed("of the in on our all total them ram"))
_NEVER_NOISE = frozenset(listed("no not without more less than least most below above over under"))


def unit_of(fact: Fact) -> Unit:
    """Give the unit in which a numeric fact's answers are kept."""
    return Unit("fraction") if fact.kind == "share" else _unit_of(fact.unit)


@cache
def _unit_of(written: str) -> Unit:
    words = written.replace("-", " ").split()
    of, _, per = words[-1].partition("/") if words else ("", "", "")
    if len(words) > 1 and words[0] in _PEOPLE:
        return Unit(_WORKING.get(_TIME_WORDS[of], _TIME_WORDS[of]))
    return Unit(_WORDS.get(of.lower(), ""), _TIME_WORDS.get(per, ""))


def letters_for(fact: Fact) -> Mapping[str, int]:
    """Give the letters that scale a number of this fact: "m" is a million of money, but a minute, but a megabyte."""
    of = unit_of(fact).of
    kept = _LETTERS
    if of in _DURATIONS:
        kept = {"k": 10**3}
    elif of.endswith("byte"):
        kept = {"k": 10**3} if of == "gigabyte" else {}
    capitals = {letter.upper(): factor for letter, factor in kept.items()}
    return {**kept, **capitals}


def read_unit(tokens: Tokens, fact: Fact) -> tuple[Unit, Tokens]:
    """Read the unit that the tokens begin with; what is left begins with a number or is nothing.

    Raises:
        Unreadable: there is a word that is no unit, or a second unit.
    """
    unit = Unit()
    while tokens and isinstance(tokens[0], str):
        found, tokens = _next_part(tokens, fact)
        if (found.of and unit.of) or (found.per and unit.per):
            raise Unreadable("That has more units than I can read.")
        unit = unit.filled(found)
    return unit, tokens


def _next_part(tokens: Tokens, fact: Fact) -> tuple[Unit, Tokens]:
    typed, after = str(tokens[0]), tokens[1:]
    word = typed.lower()
    if word == "and" and after and not isinstance(after[0], str):  # "1 hour and 30 minutes"
        return Unit(), after
    if word in _PER and after:
        return _per(word, after, fact)
    if word in _EVERY:
        return Unit(per=_per_time(_EVERY[word], fact)), after
    if rate := _RATES.get(typed) or _RATES.get(word):
        return rate, after
    if of := _of(typed, after, fact):
        return Unit(of), after
    if word in _NOISE or _is_noun(word, fact):
        return Unit(), after
    raise Unreadable("" if word in _JOINING else _not_known(typed))


def _per(word: str, after: Tokens, fact: Fact) -> tuple[Unit, Tokens]:
    following = low(after[0])
    if following == "cent":
        return Unit("percent"), after[1:]
    if following == "annum":
        return Unit(per=_per_time("year", fact)), after[1:]
    if following in _PER_WORDS:
        return Unit(per=_per_time(_PER_WORDS[following], fact)), after[1:]
    named = following in _WORK or _is_noun(following, fact)
    if following and word != "a" and (named or word == "each") and _is_total(fact, following):
        raise Unreadable(f"Please say the total, not the number per {following[:30]}.")
    if named:
        return Unit(), after[1:]
    if word in {"each", "a"}:
        return Unit(), after
    raise Unreadable(_not_known(following or f"{word} {float(after[0]):g}"))


def _is_total(fact: Fact, noun: str) -> bool:
    """Whether a fact is of all there is, so that it cannot be said of one thing; pay is of one of the people."""
    unit = unit_of(fact)
    if _is_pay(fact):
        return _stem(noun) not in _PEOPLE
    return fact.kind == "count" or unit.per != "" or _is_work(fact)


def _of(typed: str, after: Tokens, fact: Fact) -> str:
    word, wanted = typed.lower(), unit_of(fact).of
    if typed in _BITS and tuple(map(low, after[:2])) in {("/", "s"), ("per", "second")}:
        return _BITS[typed]
    if word in _SIZES and wanted.endswith("byte"):
        return _SIZES[word]
    if word == "m" and wanted in _DURATIONS:
        return "minute"
    if word in {"€", "£", "eur", "gbp", "euro", "euros"}:
        raise Unreadable("Please say it in US dollars.")
    name = _WORDS.get(word, "")
    if name == "factor" and unit_of(fact) == Unit() and _is_noun(word, fact):  # "read 3 times"
        return ""
    return _WORKING.get(name, name) if _is_work(fact) else name


def _per_time(name: str, fact: Fact) -> str:
    return _WORKED.get(name, name) if _is_work(fact) or _is_pay(fact) else name


def _is_pay(fact: Fact) -> bool:
    """Whether one person's pay is asked for, which is by the hour or day that is worked."""
    return unit_of(fact).of == "dollar" and bool(_stems(fact.label) & _PEOPLE)


def _is_work(fact: Fact) -> bool:
    """Whether people's working time is asked for: a day of it has eight hours, and a week has five days."""
    unit = unit_of(fact)
    return unit.of in _WORKING.values() or (unit.of in _DURATIONS and unit.per != "")


def is_rate(fact: Fact) -> bool:
    """Whether a fact counts how often something happens."""
    return not unit_of(fact).of and unit_of(fact).per != ""


def counts_people(fact: Fact) -> bool:
    """Whether a fact is a number of people."""
    return fact.kind == "count" and bool(_stems(fact.bad_answer) & _PEOPLE)


def is_every(token: Token) -> bool:
    """Whether a word says of itself how often something happens, such as "hourly" or "every"."""
    return low(token) in {"every", *_EVERY}


def _is_noun(word: str, fact: Fact) -> bool:
    """Whether a word only names what the fact counts, such as "engineers"."""
    known = _stems(" ".join((fact.label, fact.question, fact.bad_answer, *fact.examples)))
    if _stem(word) in _PEOPLE and (_is_work(fact) or known & _PEOPLE):
        return True
    if word in _WORK and fact.kind != "count" and unit_of(fact).of in {"", "fraction"}:
        return True
    return _stem(word) in known and word not in _NEVER_NOISE


@lru_cache(maxsize=256)
def _stems(texts: str) -> frozenset[str]:
    return frozenset(_stem(low(token)) for token in re.findall(r"[A-Za-z]{3,}", texts))


def _stem(word: str) -> str:
    return word.lower().removesuffix("s")


def convert(value: Fraction, typed: Unit, fact: Fact) -> Fraction:
    """Convert a number into the unit of a fact; what the typed unit leaves open is as the fact has it.

    Raises:
        Unreadable: the unit measures something else.
    """
    wanted = unit_of(fact)
    factor = _factor(typed.filled(wanted), wanted)
    if factor is None:
        raise Unreadable(f"That is in {name_of(typed)}, but I asked for {name_of(wanted)}.")
    return value * factor


@cache
def _factor(given: Unit, wanted: Unit) -> Fraction | None:
    if given == wanted:
        return Fraction(1)
    units = _registry()
    start, end = (units.Unit(f"{unit.of or 'count'} / {unit.per or 'count'}") for unit in (given, wanted))
    if not start.is_compatible_with(end):
        return None
    return Fraction(units.Quantity(Fraction(1), start).to(end).magnitude)


@cache
def _registry() -> "UnitRegistry[Any]":
    """Make the registry when the first unit is converted: pint takes longer to import than all else here."""
    from pint import UnitRegistry

    registry: UnitRegistry[Any] = UnitRegistry(None, non_int_type=Fraction)
    for line in _DEFINITIONS.replace("\n", ";").split(";"):
        if line.strip():
            registry.define(line.strip())
    return registry


def name_of(unit: Unit) -> str:
    """Name a unit in plain words, such as "megabytes a second"."""
    plain = {"": "a number", "fraction": "a share", "percent": "percent", "factor": "a factor"}
    of = plain.get(unit.of) or unit.of.replace("_", " ") + "s"
    return f"{of} a {unit.per.replace('_', ' ')}" if unit.per else of


def _not_known(word: str) -> str:
    return f'I do not know what "{word[:30]}" means here.'
