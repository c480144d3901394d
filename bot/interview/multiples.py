"""Multiples of what was answered: “twice as much”, worked out by the program and by no model."""

import math
import re
from dataclasses import dataclass

from rules.answers import Answer, ImpossibleAnswer, Known, Range, bounds, parse_answer
from rules.facts import Fact

FACTORS = {
    "double": 2.0, "doubles": 2.0, "doubled": 2.0, "doubling": 2.0, "twice": 2.0, "triple": 3.0, "triples": 3.0,
    "tripled": 3.0, "thrice": 3.0, "quadruple": 4.0, "quadruples": 4.0, "tenfold": 10.0, "half": 0.5, "halves": 0.5,
    "halved": 0.5, "halve": 0.5,
}  # fmt: skip
"""How many times as much a word says."""
_FACTOR = re.compile(r"(?<![\w.,])([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(?:x|×|times)(?!\w)")


@dataclass(frozen=True, slots=True)
class Multiple:
    """How many times as much, and the word that said so."""

    times: float
    word: str


def multiple_in(text: str) -> Multiple | None:
    """Find the multiple that a text speaks of, such as "doubles" or "3x"; None where there is none."""
    folded = text.casefold()
    factor = _FACTOR.search(folded)
    if factor is not None:
        return Multiple(float(factor[1]), factor[0])
    return next((Multiple(FACTORS[word], word) for word in re.findall("[a-z]+", folded) if word in FACTORS), None)


def multiplied(fact: Fact, answer: Answer, times: float) -> Answer | None:
    """Multiply an answer; None where it is no number, or would be more or less than there can be."""
    if not fact.numeric or not isinstance(answer, Known | Range):
        return None
    low, high = (_rounded(fact, end * times) for end in bounds(answer))
    ends = {key: end for key, end in (("low", low), ("high", high)) if math.isfinite(end)}
    try:
        return parse_answer(fact, low if low == high else ends)
    except ImpossibleAnswer:
        return None


def _rounded(fact: Fact, value: float) -> float:
    """Round to whole things where things are counted, and away what multiplying leaves behind a number."""
    return float(round(value)) if fact.kind == "count" and math.isfinite(value) else float(f"{value:.12g}")
