"""Pieces of a card: sections, lists, tables narrow enough for a phone, and sources as links."""

from collections.abc import Iterable, Sequence
from textwrap import shorten

from bot.telegram.html import Html, bold, code, escape, join, link, pre
from bot.words.plans import is_command
from bot.words.sources import cited

_LONGEST = 400
"""Longer than any sentence of a rule; only what somebody else wrote is cut."""


def section(title: str, lines: Iterable[str]) -> Html:
    """Set lines under a title."""
    return join((bold(title), *lines))


def bullets(lines: Iterable[str], mark: str = "•") -> list[Html]:
    """Begin each line with a mark."""
    return [escape(f"{mark} ", line) for line in lines]


def numbered(lines: Iterable[str]) -> list[Html]:
    """Begin each line with the number by which it is picked."""
    return [escape(f"{at}. {line}") for at, line in enumerate(lines, 1)]


def brief(words: str) -> str:
    """Cut a sentence that would fill a card."""
    return shorten(words, _LONGEST, placeholder=" …")


def table(rows: Sequence[Sequence[str]]) -> Html:
    """Draw a table of letters of equal width: the first column to the left, all others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return pre("\n".join(_row(cells, widths) for cells in rows))


def to_copy(words: str) -> Html:
    """Set a command to be copied with a tap; a sentence stays as it is."""
    return code(words) if is_command(words) else Html(words)


def source(words: str) -> Html:
    """Link the words of a source to its address; without words the address stands for itself."""
    parts = cited(words)
    before = parts.before.rstrip(", ") or parts.address.removeprefix("https://")
    return escape(link(parts.address, before), parts.behind)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = cells
    right = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
    return " ".join((first.ljust(widths[0]), *right)).rstrip()
