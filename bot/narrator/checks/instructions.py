"""Instructions: texts that order about whoever reads them, the model or the person."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    written = (files("bot.narrator.checks") / "instructions.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in written.splitlines())
    return tuple(re.compile(line, re.IGNORECASE) for line in lines if line and line[0] != "#" and not _is_tag(line))


def _is_tag(line: str) -> bool:
    return re.fullmatch(r"\[\w+\]", line) is not None


def instructions_in(text: str) -> Iterator[str]:
    """Give the words of a text that order about, or speak of orders to the model."""
    for pattern in _patterns():
        found = pattern.search(text)
        if found:
            yield found[0].strip()
