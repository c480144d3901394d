"""Amounts as people type them: one number, a bound ("at least 20"), or a range ("300-500 ms")."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from rules.facts import Fact

from bot.interview.numerals import Tokens, Unreadable, low, read_number, tokens_of
from bot.interview.tidying import listed
from bot.interview.units import Unit, convert, letters_for, read_unit, unit_of

Raw: TypeAlias = float | Mapping[str, float]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Fraction
    scale: Fraction = Fraction(1)
    unit: Unit = Unit()  # noqa: RUF009  (immutable)


def _phrases(*phrases: str) -> tuple[Tokens, ...]:
    return tuple(map(tokens_of, phrases))


_BOUNDS = (
    (
        "low",
        0,
        _phrases("at least", "no less than", "not less than", "no fewer than", ">=", "min", "minimum", "from"),
        _phrases("+", "or more", "and more", "or above", "and up", "or higher", "plus", "at least", "minimum"),
    ),
    ("low", 1, _phrases("more than", "greater than", "well over", "over", "above", ">"), ()),
    (
        "high",
        0,
        _phrases("at most", "up to", "no more than", "not more than", "not over", "<=", "max", "maximum", "until"),
        _phrases("or less", "or fewer", "or below", "or lower", "at most", "max", "maximum", "tops"),
    ),
    ("high", -1, _phrases("less than", "fewer than", "lower than", "well under", "under", "below", "<"), ()),
)
"""What is bounded, whether the bound itself is left out, and the phrases before and after a number that say so."""

_NO_TARGET = _phrases("none", "nothing", "no target", "no date", "no deadline", "no limit")
_IDLE_PHRASES = re.compile(r"\b(?:or so|at the moment|right now|i think|i guess)\b", re.IGNORECASE)
_FILLERS = frozenset(
    listed(
        "the about around roughly approximately approx circa ca maybe probably perhaps say some well ish we have it is "
        "it's its that's this usually typically normally currently now today average avg only just nearly almost ~ ="
    )
)
_BETWEEN = frozenset({"between", "from"})
_TO = frozenset({"-", "to", "till", "until", "or"})
_RATIO = frozenset({"/", "in", "of"})


def read_amount(fact: Fact, text: str) -> Raw:
    """Read a number, a bound or a range in the unit of a fact, as answer files hold it.

    Raises:
        Unreadable: the text is none of them, or its unit measures something else.
    """
    if len(text) > _LONGEST:
        raise Unreadable
    tokens = _essential(text)
    if fact.none is not None and tuple(map(low, tokens)) in _NO_TARGET:
        return fact.none
    raw = _range(fact, tokens) or _bound(fact, tokens)
    return _float(_converted(fact, _amount(fact, tokens))) if raw is None else raw


def _essential(text: str) -> Tokens:
    tokens = tokens_of(_IDLE_PHRASES.sub(" ", text))
    tokens = tuple(token for token in tokens if low(token) not in _FILLERS)
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
        start, end = (_float(_converted(fact, amount)) for amount in _completed(*amounts))
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


def _amount(fact: Fact, tokens: Tokens) -> _Amount:
    if tokens and low(tokens[0]) in {"-", "minus"}:
        amount = _unsigned(fact, tokens[1:])
        return replace(amount, value=-amount.value)
    return _unsigned(fact, tokens)


def _unsigned(fact: Fact, tokens: Tokens) -> _Amount:
    special = {"fraction": _share, "percent": _nines, "factor": _growth}.get(unit_of(fact).of)
    return (special and special(tokens)) or _plain(fact, tokens)


def _plain(fact: Fact, tokens: Tokens) -> _Amount:
    ahead, tokens = _unit_ahead(fact, tokens)
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
    amount = _Amount((number.value + Fraction(half, 2)) / span, number.scale, ahead.filled(unit))
    return _sum(fact, amount, _amount(fact, rest)) if rest else amount


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


def _share(tokens: Tokens) -> _Amount | None:
    """Read what only shares are said in: "all", "one in five", "3 of 4"."""
    if tuple(map(low, tokens)) in {("all",), ("everything",), ("always",)}:
        return _Amount(Fraction(1))
    tokens = tuple(token for token in tokens if low(token) != "out")
    for place, token in enumerate(tokens):
        if low(token) in _RATIO:
            part, whole = read_number(tokens[:place], {}), read_number(tokens[place + 1 :], {})
            if part and whole and whole.value >= 1 and not part.rest and not whole.rest:
                return _Amount(part.value / whole.value)
    return None


def _growth(tokens: Tokens) -> _Amount | None:
    """Read what means that nothing grows."""
    words = tuple(map(low, tokens))
    return _Amount(Fraction(1)) if words in {("none",), ("nothing",), ("same",), ("no", "growth"), ("flat",)} else None


def _nines(tokens: Tokens) -> _Amount | None:
    """Read an availability such as "three nines", which is 99.9 %."""
    if not tokens or low(tokens[-1]) != "nines":
        return None
    number = read_number(tokens[:-1], {})
    if number is None or number.rest or number.value not in range(1, 10):
        raise Unreadable
    return _Amount(100 - Fraction(100, 10 ** int(number.value)))


def _converted(fact: Fact, amount: _Amount) -> Fraction:
    """Give an amount in the unit of its fact; a share below one is one of a percentage too: 0.999 is 99.9 %."""
    bare_share = amount.unit == Unit() and unit_of(fact).of == "percent" and 0 < amount.value < 1
    return convert(amount.value, Unit("fraction") if bare_share else amount.unit, fact)


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Unreadable("That number is too large for me.") from None
