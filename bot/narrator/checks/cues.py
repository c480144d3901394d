"""Cues: words that say what a figure near them is."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.narrator.checks.lists import read_list

_MEANT = {
    "bill": {"total", "cash", "people", "low", "high"},
    "variant": {"variant", "total", "cash", "people", "low", "high", "saving"},
    "within": {"within", "rule"},
    "wins": {"wins", "sure", "part", "rule"},
    "where": {"sure"},
}
"""What is meant where a role is spoken of, where that is not the role alone."""


def roles_in(kind: str, text: str) -> set[str]:
    """Give the roles of figures of a kind that a text speaks of.

    Args:
        kind: "money", "share" or "time".
        text: a sentence, or a clause.
    """
    spoken = (role for each, role, words in _cues() if each == kind and words.search(text))
    return set[str]().union(*(_MEANT.get(role, {role}) for role in spoken))


@cache
def _cues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(_read(read_list("roles.txt")))


def _read(lines: Iterable[str]) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    kind = role = ""
    for line in lines:
        if re.fullmatch(r"\[\w+ \w+\]", line):
            kind, role = line.strip("[]").split()
        else:
            yield kind, role, re.compile(line, re.IGNORECASE)
