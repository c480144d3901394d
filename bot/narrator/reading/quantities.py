"""Quantities: what a few words state in numbers with their units, as the units are read where somebody types them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from bot.interview.reading import Understood, read
from bot.narrator.reading.numbers import english_numbers
from rules.answers import Known, Range, bounds
from rules.facts import Fact

_MOST_WORDS = 5
"""A number and what it counts: "300 million requests a month"."""
_BARE = re.compile(
    r"[\d.,'\s$~<>≤≥–-]|\b(?:usd|thousand|million|billion|hundred)\b|(?<=\d)(?:k|m|mm|b|bn)\b", re.IGNORECASE
)
_TWO_WAYS = re.compile(r"\d[.,]\d{3}(?!\d)|\d,\d{1,2}(?!\d)")
"""What is one number in English and another elsewhere; nothing is concluded from it."""
NEAR = 0.01
FAR = 2.0
"""A number with the wrong unit is off by more than this factor: days and weeks are by seven."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, and its size in the unit of the fact."""

    written: frozenset[Fraction]
    sizes: tuple[float, ...]


def quantities_in(fact: Fact, quote: str) -> tuple[Quantity, ...]:
    """Read what a quote states in numbers with units, in English.

    Args:
        fact: what it should be about, in whose unit sizes are given.
        quote: a few words.
    """
    words = quote.split()
    return tuple(filter(None, (_longest(fact, words[at : at + _MOST_WORDS]) for at in range(len(words)))))


def states(quantities: tuple[Quantity, ...], answer: tuple[float, ...]) -> bool:
    """Tell whether each end of an answer is the size of a quantity, whatever unit it was said in."""
    sizes = list(chain.from_iterable(each.sizes for each in quantities))
    return bool(answer) and all(any(abs(end - size) <= NEAR * abs(size) for size in sizes) for end in answer)


def contradicts(quantity: Quantity, mentioned: frozenset[Fraction], answer: tuple[float, ...]) -> bool:
    """Tell whether an answer took a number and gave it another unit."""
    return bool(quantity.written & mentioned) and all(
        not size / FAR <= end <= size * FAR for end in answer for size in quantity.sizes
    )


def _longest(fact: Fact, words: list[str]) -> Quantity | None:
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]).strip(" .,;:()~")
        if not _TWO_WAYS.search(text) and (sizes := tuple(_sizes(fact, text))):
            written = frozenset(chain.from_iterable(english_numbers(text)))
            return Quantity(written, sizes) if written and _BARE.sub("", text) else None
    return None


def _sizes(fact: Fact, text: str) -> Iterator[float]:
    reading = read(fact, text) if english_numbers(text) else None
    if isinstance(reading, Understood) and isinstance(reading.answer, Known | Range):
        yield from (end for end in bounds(reading.answer) if abs(end) != float("inf"))
