"""Amounts as people type them: one number, a bound ("at least 20"), or a range ("300-500 ms")."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from rules.facts import Fact

from bot.interview.numerals import PARTS, Number, Tokens, Unreadable, low, read_number, tokens_of
from bot.interview.proportions import change_in, growth_in, nines_in, share_in
from bot.interview.tidying import listed
from bot.interview.units import Unit, convert, counts_people, is_every, is_rate, letters_for, read_unit, unit_of
from bot.interview.vague import widened

Raw: TypeAlias = float | Mapping[str, float]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Fraction
    scale: Fraction = Fraction(1)
    unit: Unit = Unit()  # noqa: RUF009  (immutable)


def _phrases(*phrases: str) -> tuple[Tokens, ...]:
    return tuple(map(tokens_of, phrases))


_AT_MOST = ("at most", "up to", "no more than", "not more than", "never more than", "not over", "<=", "max", "maximum",
            "until", "within")  # fmt: skip
_LIVE = ("live", "live already", "already live")
_BOUNDS = (
    (
        "low",
        0,
        _phrases("at least", "no less than", "not less than", "no fewer than", ">=", "min", "minimum", "from"),
        _phrases("+", "or more", "and more", "or above", "and up", "or higher", "plus", "at least", "minimum"),
    ),
    ("low", 1, _phrases("more than", "greater than", "upwards of", "well over", "over", "above", ">"), ()),
    (
        "high",
        0,
        _phrases(*_AT_MOST),
        _phrases("or less", "or fewer", "or below", "or lower", "at most", "max", "maximum", "tops"),
    ),
    ("high", -1, _phrases("less than", "fewer than", "lower than", "well under", "under", "below", "sub", "<"), ()),
)
"""What is bounded, whether the bound itself is left out, and the phrases before and after a number that say so."""

_NO_TARGET = _phrases("none", "nothing", *(f"no {word}" for word in ("target", "date", "deadline", "limit")), *_LIVE)
_SAME = (
    (r"(?<=[0-9])\s*~\s*(?=[0-9])", "-"),
    (r"\bno one\b|\bnoone\b", "nobody"),
    (r"\b9'?s\b", "nines"),
    (r"^in ", ""),
)
"""What is written in place of what means the same: "5~10" is a range."""
_MOST = _phrases("most", "most of", "mostly", "majority")
_FILLERS = frozenset(
    listed(
        "the about around roughly approximately approx circa ca maybe probably perhaps say some well ish we have it is "
        "it's its that's this usually typically normally currently now today average avg only just nearly almost way "
        "~ ="
    )
)
_BETWEEN = frozenset({"between", "from"})
_TO = frozenset({"-", "to", "till", "until", "or"})
_ONESELF = frozenset({"me", "myself", "solo"})
_PARTS_OF = frozenset({"", "fraction", "factor", "percent"})
"""What a half can be of without a unit."""
_ITSELF = "Please say the number itself, not how many times or which part of something else it is."


def read_amount(fact: Fact, text: str) -> Raw:
    """Read a number, a bound or a range in the unit of a fact, as answer files hold it.

    Raises:
        Unreadable: the text is none of them, or its unit measures something else.
    """
    if len(text) > _LONGEST:
        raise Unreadable
    tokens = _essential(text)
    if tuple(map(low, tokens)) in _NO_TARGET:
        if fact.none is not None:
            return fact.none
        if unit_of(fact).of == "percent":
            raise Unreadable
    if fact.kind == "share" and tuple(map(low, tokens)) in _MOST:
        return {"low": 0.5}
    change = change_in(tokens) if unit_of(fact).of == "factor" else None
    return _grown(fact, *change) if change else _read(fact, tokens)


def _read(fact: Fact, tokens: Tokens) -> Raw:
    raw = _range(fact, tokens) or _bound(fact, tokens)
    return _float(_converted(fact, _with_sign(fact, _amount(fact, tokens)))) if raw is None else raw


def _grown(fact: Fact, sign: int, tokens: Tokens) -> Raw:
    """Turn a percentage of growth into a factor: "20 % more" is 1.2."""
    percent = _read(fact.model_copy(update={"unit": "%"}), tokens)
    if not isinstance(percent, Mapping):
        return round(1 + sign * percent / 100, 9)
    ends = {end: round(1 + sign * value / 100, 9) for end, value in percent.items()}
    return ends if sign > 0 else {{"low": "high", "high": "low"}[end]: value for end, value in ends.items()}


def _with_sign(fact: Fact, amount: _Amount) -> _Amount:
    if fact.kind == "share" and amount.unit == Unit() and amount.value == 1:
        raise Unreadable("Is that 1 % or 100 %? Please write it with its sign.")
    return amount


def _essential(text: str) -> Tokens:
    for written, meant in _SAME:
        text = re.sub(written, meant, text, flags=re.IGNORECASE)
    tokens = widened(tuple(token for token in tokens_of(text) if low(token) not in _FILLERS))
    if "+" in tokens[1:]:  # "20+ engineers"
        return (*(token for token in tokens if token != "+"), "+")  # noqa: S105 - a token is a piece of a text here
    return tokens


def _bound(fact: Fact, tokens: Tokens) -> Raw | None:
    for end, left_out, before, after in _BOUNDS:
        inner = _inside(tokens, before, after)
        if inner is not None:
            value = _converted(fact, _amount(fact, inner))
            return {end: _float(_next_whole(value, left_out) if fact.kind == "count" else value)}
    return None


def _inside(tokens: Tokens, before: Iterable[Tokens], after: Iterable[Tokens]) -> Tokens | None:
    small = tuple(map(low, tokens))
    for phrase in before:
        if small[: len(phrase)] == phrase:
            return tokens[len(phrase) :]
    for phrase in after:
        if small[-len(phrase) :] == phrase:
            return tokens[: -len(phrase)]
    return None


def _next_whole(value: Fraction, step: int) -> Fraction:
    """Give the whole number beside a bound that is left out: "less than 10 people" is at most 9."""
    if step > 0:
        return Fraction(math.floor(value) + 1)
    return Fraction(math.ceil(value) - 1) if step < 0 else value


def _range(fact: Fact, tokens: Tokens) -> Raw | None:
    for left, right in _halves(tokens):
        try:
            amounts = _amount(fact, left), _amount(fact, right)
        except Unreadable:
            continue
        start, end = (_float(_converted(fact, amount)) for amount in _alike(fact, *_completed(*amounts)))
        return {"low": start, "high": end}
    return None


def _halves(tokens: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Part the tokens at each word that may stand between the two ends of a range."""
    between = bool(tokens) and low(tokens[0]) in _BETWEEN
    inner, marks = (tokens[1:], _TO | {"and"}) if between else (tokens, _TO)
    return ((inner[:place], inner[place + 1 :]) for place, token in enumerate(inner) if low(token) in marks)


def _completed(left: _Amount, right: _Amount) -> tuple[_Amount, _Amount]:
    """Give each end what only the other one says: "2-3k a month" is 2k a month to 3k a month."""
    if left.scale == 1 and left.unit in {Unit(), Unit("dollar")} and left.value * right.scale < right.value:
        left = replace(left, value=left.value * right.scale)
    return replace(left, unit=left.unit.filled(right.unit)), replace(right, unit=right.unit.filled(left.unit))


def _alike(fact: Fact, left: _Amount, right: _Amount) -> tuple[_Amount, _Amount]:
    """Take both ends of a range of shares for percentages where one can only be one: "1 to 5"."""
    if fact.kind == "share" and left.unit == right.unit == Unit() and right.value >= 2:
        return replace(left, unit=Unit("percent")), replace(right, unit=Unit("percent"))
    return left, right


def _amount(fact: Fact, tokens: Tokens) -> _Amount:
    if tokens and low(tokens[0]) in {"-", "minus"}:
        amount = _unsigned(fact, tokens[1:])
        return replace(amount, value=-amount.value)
    return _unsigned(fact, tokens)


def _unsigned(fact: Fact, tokens: Tokens) -> _Amount:
    if counts_people(fact) and tokens and all(low(token) in _ONESELF for token in tokens):
        return _Amount(Fraction(1))
    special = {"fraction": share_in, "percent": nines_in, "factor": growth_in}.get(unit_of(fact).of)
    value = special(tokens) if special else None
    return _plain(fact, tokens) if value is None else _Amount(value, unit=unit_of(fact))


def _plain(fact: Fact, tokens: Tokens) -> _Amount:
    ahead, tokens = _unit_ahead(fact, _with_number(fact, tokens))
    tokens, span = _without_span(tokens)
    half = tuple(map(low, tokens[-3:])) == ("and", "a", "half")
    number = read_number(tokens[:-3] if half else tokens, letters_for(fact))
    if number is None:
        raise Unreadable
    unit, rest = read_unit(number.rest, fact)
    if ahead.of == unit.of:
        ahead = Unit()
    if ahead.of and unit.of:
        raise Unreadable("That has more units than I can read.")
    unit = _of_itself(fact, tokens, number, ahead.filled(unit))
    amount = _Amount((number.value + Fraction(half, 2)) / span, number.scale, unit)
    return _sum(fact, amount, _amount(fact, rest)) if rest else amount


def _with_number(fact: Fact, tokens: Tokens) -> Tokens:
    """Put in the number that goes without saying: "hourly" is one an hour, and "no jobs" are none."""
    if tokens and is_rate(fact) and is_every(tokens[0]):
        return (Fraction(1), *tokens)
    counted = [token for token in tokens[1:] if low(token) != "on"]
    return (Fraction(0), *tokens[1:]) if tokens and low(tokens[0]) == "no" and len(counted) == 1 else tokens


def _of_itself(fact: Fact, tokens: Tokens, number: Number, unit: Unit) -> Unit:
    """Give the unit of an amount, and refuse one that is told by another: "twice the average", "a third of it"."""
    words = set(map(low, tokens[: len(tokens) - len(number.rest)]))
    rate, of = is_rate(fact), unit_of(fact).of
    times = unit.of == "factor" or bool(words & {"once", "twice", "thrice"})
    if rate and times and unit.per:  # "3 times a day"
        return Unit(per=unit.per)
    part = PARTS.keys() & words and number.scale == 1 and unit == Unit() and (rate or of not in _PARTS_OF)
    if part or (rate and times) or (of != "factor" and words & {"double", "triple"}):
        raise Unreadable(_ITSELF)
    return unit


def _without_span(tokens: Tokens) -> tuple[Tokens, Fraction]:
    """Read how many units of time a rate is per, and leave it out: "one every 10 minutes" is a tenth a minute."""
    for place, token in enumerate(tokens, 1):
        number = read_number(tokens[place:], {}) if low(token) in {"every", "per"} else None
        if number is not None and number.value > 0:
            return (*tokens[:place], *number.rest), number.value
    return tokens, Fraction(1)


def _unit_ahead(fact: Fact, tokens: Tokens) -> tuple[Unit, Tokens]:
    """Read what stands before the number: "$5", "US$ 5", "USD 5", "x3"."""
    place = 0
    while place < len(tokens) and low(tokens[place]) in {"us", "$", "usd", "x", "€", "£", "eur"}:
        place += 1
    signs = tuple(token for token in tokens[:place] if low(token) != "us")
    return read_unit(signs, fact)[0], tokens[place:]


def _sum(fact: Fact, first: _Amount, second: _Amount) -> _Amount:
    """Add up what follows each other: "1 h 30 min"."""
    if not (first.unit.of and second.unit.of):
        raise Unreadable
    return _Amount(_converted(fact, first) + _converted(fact, second), unit=unit_of(fact))


def _converted(fact: Fact, amount: _Amount) -> Fraction:
    """Give an amount in the unit of its fact; shares are percentages too: 0.999 is 99.9 %, and 70 is 70 %."""
    unit, of = amount.unit, unit_of(fact).of
    if unit == Unit() and of == "percent" and 0 < amount.value < 1:
        unit = Unit("fraction")
    if unit == Unit() and of == "fraction" and amount.value >= 2:
        unit = Unit("percent")
    return convert(amount.value, unit, fact)


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Unreadable("That number is too large for me.") from None
