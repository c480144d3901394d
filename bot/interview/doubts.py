"""Numbers that two people read differently: "1.500" is one and a half here, and one thousand five hundred there."""

import re

_EITHER = re.compile(r"(?<![\w.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9]|[.,][0-9]|[eE][+-]?[0-9])")


def grouped(text: str) -> str | None:
    """Write such numbers as thousands, as "1500"; None where there are none."""
    return _EITHER.sub(r"\1\2", text) if _EITHER.search(text) else None


def with_decimals(text: str) -> str:
    """Write such numbers so that they can only be decimals, as "1.5" or "1.2340"."""
    return _EITHER.sub(lambda match: _decimal(match[0]), text)


def _decimal(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if digits.endswith("0") else f"{digits}0"
