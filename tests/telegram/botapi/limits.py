"""The limits of a field, read from the prose of the Bot API's description ("1-64 bytes", "Must be one of …")."""

import re
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from tests.telegram.botapi.entities import utf16_length

# A check takes a value of the right type and says what is wrong with it, or nothing.
Check = Callable[[Any], str | None]

LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
ITEMS = re.compile(r"(?:list of|must include|up to|at most) (?:(\d+)-)?(\d+)\b", re.IGNORECASE)
BETWEEN = re.compile(r"\b(\d+)-(\d+)\b|must be between (\d+) and (\d+)", re.IGNORECASE)
CHOICES = re.compile(r"must be one of (.*?)(?:\. |$)", re.IGNORECASE)
CONSTANT = re.compile(r"must be (\w+)$")
ACTIONS = re.compile(r"Choose one, depending on what the user is about to receive: (.*)")
PATTERNS = (
    ("Only characters A-Z, a-z, 0-9, _ and - are allowed", re.compile(r"[A-Za-z0-9_-]*")),
    ("only lowercase English letters, digits and underscores", re.compile(r"[a-z0-9_]*")),
    ("A two-letter ISO 639-1 language code", re.compile(r"([a-z]{2})?")),
    # The description leaves this one out: Telegram wants a label on every button.
    ("Label text on the button", re.compile(r".+", re.DOTALL)),
)
FOREVER = 0x7FFFFFFF


def checks_of_text(prose: str) -> list[Check]:
    """Return what a string must keep to; a length counted after parsing entities is not among it."""
    found: list[Check] = []
    if (length := LENGTH.search(prose)) and not counts_after_parsing(prose):
        found.append(length_check(int(length[1]), int(length[2]), length[3].lower()))
    if choices := words_of(prose):
        found.append(choice_check(choices))
    found += [pattern_check(pattern) for phrase, pattern in PATTERNS if phrase in prose]
    return found


def length_after_parsing(prose: str) -> Check | None:
    """Return the limit on what a text holds once its entities are parsed, or None."""
    length = LENGTH.search(prose)
    if length is None or not counts_after_parsing(prose):
        return None
    return length_check(int(length[1]), int(length[2]), "characters")


def checks_of_number(prose: str) -> list[Check]:
    """Return what a number must keep to."""
    if "must be non-zero" in prose:
        return [lambda value: None if value else "must be non-zero"]
    if "must be non-negative" in prose:
        return [lambda value: None if value >= 0 else "must be non-negative"]
    if choices := CHOICES.search(prose):
        return [choice_check([product(part) for part in re.findall(r"\d+(?: \* \d+)*", choices[1])])]
    if between := BETWEEN.search(prose):
        low, high = (int(bound) for bound in between.groups() if bound)
        return [range_check(low, high, is_open="0x7FFFFFFF" in prose)]
    return []


def checks_of_list(prose: str) -> list[Check]:
    """Return what the length of a list must keep to."""
    items = ITEMS.search(prose)
    return [items_check(int(items[1] or 0), int(items[2]))] if items else []


def counts_after_parsing(prose: str) -> bool:
    """Tell whether a length is counted once the entities are parsed."""
    return re.search(r"after entit(y|ies) parsing", prose) is not None


def words_of(prose: str) -> Sequence[str]:
    """Return the words of which a string must be one."""
    if choices := CHOICES.search(prose):
        return re.findall(r'[“"]([^"”]+)[”"]', choices[1])
    if actions := ACTIONS.search(prose):
        return re.findall(r"\b[a-z]+(?:_[a-z]+)+\b|\btyping\b", actions[1])
    if constant := CONSTANT.search(prose):
        return [constant[1]]
    return []


def product(text: str) -> int:
    """Multiply what a text such as "6 * 3600" names."""
    return prod(int(factor) for factor in text.split(" * "))


def length_check(low: int, high: int, unit: str) -> Check:
    """Return the check of a string's length, in UTF-16 units or in bytes."""
    measure = utf16_length if unit == "characters" else lambda text: len(text.encode())

    def check(value: str) -> str | None:
        length = measure(value)
        return None if low <= length <= high else f"has {length} {unit}, and may have {low} to {high}"

    return check


def choice_check(choices: Sequence[object]) -> Check:
    """Return the check that a value is one of those named."""
    return lambda value: None if value in choices else f"is {value!r}, and must be one of {list(choices)}"


def pattern_check(pattern: re.Pattern[str]) -> Check:
    """Return the check that a string looks as it must."""
    return lambda value: None if pattern.fullmatch(value) else f"is {value!r}, and must match {pattern.pattern}"


def range_check(low: int, high: int, *, is_open: bool) -> Check:
    """Return the check of a number's size; an open range also takes the number that stands for ever."""

    def check(value: float) -> str | None:
        is_fine = low <= value <= high or (is_open and value == FOREVER)
        return None if is_fine else f"is {value}, and must be {low} to {high}"

    return check


def items_check(low: int, high: int) -> Check:
    """Return the check of how many items a list has."""
    return lambda value: None if low <= len(value) <= high else f"has {len(value)} items, and may have {low} to {high}"
