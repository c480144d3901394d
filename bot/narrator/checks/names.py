"""Names of technologies, known from a list: a text names only those that its grounds name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.narrator.checks.lists import read_list

_TOKEN = re.compile(r"(?<![A-Za-z0-9À-ɏ])\.?[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*(?:\+\+|#)?")


_BEGINNING = re.compile(r"(?:^|[.!?:\n])[\s\"“„«(]*$")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write a name: its parts, and whether capitals matter, as for what is an ordinary word, too."""

    parts: tuple[str, ...]
    exact: bool
    name: str


@cache
def _ways() -> dict[str, list[_Way]]:
    """Read the list: the ways to write names by their first part, the longest first."""
    ways: dict[str, list[_Way]] = defaultdict(list)
    for line in read_list("technologies.txt"):
        written = [way.strip() for way in line.split(",")]
        for way in written[f"={written[0]}" in written :]:
            parts = tuple(_TOKEN.findall(way if way[0] == "=" else way.lower()))
            ways[parts[0].lower()].append(_Way(parts, way[0] == "=", written[0]))
    return {first: sorted(each, key=lambda way: -len(way.parts)) for first, each in ways.items()}


def named(text: str) -> Iterator[tuple[str, str]]:
    """Find the technologies of a text: as written, and the name that stands for all ways to write it."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        way = _way_at(tokens, at)
        if way is None:
            at += 1
            continue
        last = at + len(way.parts)
        yield text[tokens[at].start() : tokens[last - 1].end()], way.name
        at = last


def _way_at(tokens: list[re.Match[str]], at: int) -> _Way | None:
    for way in _ways().get(tokens[at][0].lower(), ()):
        found = tuple(token[0] if way.exact else token[0].lower() for token in tokens[at : at + len(way.parts)])
        if found == way.parts and not (way.exact and len(found) == 1 and _begins(tokens[at])):
            return way
    return None


def _begins(token: re.Match[str]) -> bool:
    """Tell a word that has its capital from the beginning of a sentence: "Go with containers"."""
    return token[0].istitle() and _BEGINNING.search(token.string, 0, token.start()) is not None


def names_in(text: str) -> frozenset[str]:
    """Give the names that a text holds."""
    return frozenset(name for _, name in named(text))
