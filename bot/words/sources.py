"""Sources in words: what was read, and its address."""

import re
from typing import NamedTuple

_ADDRESS = re.compile(r"https://[^\s,;]+")


class Cited(NamedTuple):
    """A source taken apart: the words before its address, the address, and the words behind it."""

    before: str
    address: str
    behind: str


def cited(source: str) -> Cited:
    """Find the address in a source; without one all of it are words."""
    found = _ADDRESS.search(source)
    if found is None:
        return Cited(source, "", "")
    return Cited(source[: found.start()], found[0], source[found.end() :])
