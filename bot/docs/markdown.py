"""Pieces of a page: headings, lists, links and tables, in the Markdown that GitHub reads."""

import re
from collections.abc import Iterable, Sequence

NOTE = "<!-- Written by `make docs`, do not edit. -->"
"""The first line of every page: it tells people not to edit it, and the command what it may delete."""
_MARKUP = re.compile(r"[\\`*\[\]|~]|<(?=[A-Za-z/!?])|(?<!\w)_|_(?!\w)")
"""What GitHub reads as markup within a line; "<1 %" and a word_with_underscores it does not."""


def plain(words: str) -> str:
    """Keep words from being read as markup."""
    return _MARKUP.sub(r"\\\g<0>", words)


def link(words: str, address: str) -> str:
    """Link words to an address."""
    return f"[{plain(words)}]({address})"


def anchor(heading: str) -> str:
    """Give the address of a heading on its page, as GitHub makes it."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def bullets(lines: Iterable[str], depth: int = 0) -> str:
    """List lines, each after a dash."""
    return "\n".join(f"{'  ' * depth}- {line}" for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a table; a column whose name begins with ">" is aligned to the right."""
    ends = ["---:" if name.startswith(">") else "---" for name in header]
    names = [name.removeprefix(">") for name in header]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ends, *rows))


def page(*parts: str) -> str:
    """Join the parts of a page with blank lines between them; parts without words are left out."""
    return "\n\n".join((NOTE, *(part for part in parts if part))) + "\n"
