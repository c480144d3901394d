"""Numbers that two people read differently: "1.500" is one and a half here, and one thousand five hundred there."""

import re

from rules.answers import Answer, Known
from rules.facts import Fact

_EITHER = re.compile(r"(?<![\w.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9]|[.,][0-9]|[eE][+-]?[0-9])")


_LARGER = {"ms": "s", "MB": "GB"}
_SMALL = 10


def without_unit(fact: Fact, answer: Answer, text: str) -> str | None:
    """Ask for the unit of a number that the question gives none for, and that is small in the unit of the fact.

    Args:
        fact: what was asked.
        answer: how it was read.
        text: what was typed.
    """
    larger = _LARGER.get(fact.unit)
    number = answer.value if isinstance(answer, Known) and isinstance(answer.value, float) else 0.0
    if larger is None or not 0 < number < _SMALL or re.search(r"[^\W\d_]", text):
        return None
    return f"Is that {number:g} {fact.unit} or {number:g} {larger}? Please write it with its unit."


def grouped(text: str) -> str | None:
    """Write such numbers as thousands, as "1500"; None where there are none."""
    return _EITHER.sub(r"\1\2", text) if _EITHER.search(text) else None


def with_decimals(text: str) -> str:
    """Write such numbers so that they can only be decimals, as "1.5" or "1.2340"."""
    return _EITHER.sub(lambda match: _decimal(match[0]), text)


def _decimal(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if digits.endswith("0") else f"{digits}0"
