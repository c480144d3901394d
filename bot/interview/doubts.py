"""Numbers that two people read differently: "1.500" is one and a half here, and one thousand five hundred there."""

import re
from collections.abc import Sequence

from rules.answers import Answer, Known
from rules.facts import Fact

from bot.interview.tidying import listed

_EITHER = re.compile(r"(?<![\w.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9]|[.,][0-9]|[eE][+-]?[0-9])")

_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{'|'.join(listed('one two three four five six seven eight nine ten twelve twenty'))})"
_NO_NOUN = "|".join(listed("and or to of is are as but too also maybe only please yes hold holds true apply applies"))
_AMOUNT = re.compile(rf"(?<![\w.,]){_NUMBER}\s*(?!(?:{_NO_NOUN})\b)[^\W\d_]+", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|longer|larger|bigger|greater|above|over)(?: than)?\s+$", re.IGNORECASE)

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


def amount_in(labels: Sequence[str], text: str) -> str | None:
    """Find an amount in what was typed to tick lines, such as "3 engineers": it does not tell that it is more than 5.

    Args:
        labels: the lines; an amount that is said to be more than that of a line ticks it.
        text: what was typed.
    """
    for found in _AMOUNT.finditer(text):
        of_a_line = any(found[0].casefold() in label.casefold() for label in labels)
        if not (of_a_line and _MORE.search(text[: found.start()])):
            return found[0]
    return None


def grouped(text: str) -> str | None:
    """Write such numbers as thousands, as "1500"; None where there are none."""
    return _EITHER.sub(r"\1\2", text) if _EITHER.search(text) else None


def with_decimals(text: str) -> str:
    """Write such numbers so that they can only be decimals, as "1.5" or "1.2340"."""
    return _EITHER.sub(lambda match: _decimal(match[0]), text)


def _decimal(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if digits.endswith("0") else f"{digits}0"
