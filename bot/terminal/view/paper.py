"""Paragraphs and tables on a console: at most 80 columns, nothing cut off, no box characters.

What must be copied, an address or a command, is never broken: it runs over the edge on a line of its own.
"""

import re

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.words.sources import cited

WIDTH = 80
INDENT = 2
QUIET = "dim"
LOUD = "bold"


def width_of(console: Console) -> int:
    """Give the columns that may be used."""
    return min(console.width, WIDTH)


def say(console: Console, words: str | Text, indent: int = 0, first: str = "", style: str = "") -> None:
    """Print a paragraph.

    Args:
        console: where to.
        words: what to say.
        indent: blanks before every line.
        first: what stands before the first line; the others are aligned with its end.
        style: a style for all of it.
    """
    lead = " " * indent + first
    text = Text(words) if isinstance(words, str) else words
    for at, line in enumerate(text.divide(_breaks(text.plain, width_of(console) - cell_len(lead)))):
        line.rstrip()
        before = " " * cell_len(lead) if at else lead
        console.print(Text.assemble(before, line, style=style), soft_wrap=True)


def _breaks(words: str, width: int) -> list[int]:
    """Find where lines begin; a word that is longer than a line stays whole, unlike in rich's own wrapping."""
    starts, used = [], 0
    for word in re.finditer(r"\S+\s*", words):
        if used and used + cell_len(word[0].rstrip()) > width:
            starts.append(word.start())
            used = 0
        used += cell_len(word[0])
    return starts


def heading(console: Console, words: str) -> None:
    """Print the heading of a section, after a blank line."""
    console.print()
    say(console, words, style=LOUD)


def verbatim(console: Console, words: str, indent: int = 0) -> None:
    """Print something to be copied as it stands, unwrapped."""
    for line in words.splitlines():
        console.print(Text(" " * indent + line, style="cyan"), soft_wrap=True)


def source(words: str) -> Text:
    """Shorten the address in a source to what has to be typed; where links can be followed, it is one."""
    parts = cited(words)
    if not parts.address:
        return Text(words, style=QUIET)
    address = Text(parts.address.removeprefix("https://"), style=f"{QUIET} link {parts.address}")
    return Text.assemble(parts.before, address, parts.behind, style=QUIET)


def table(*columns: str) -> Table:
    """Start a table; a column whose name begins with ">" is aligned to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=QUIET, show_edge=False)
    for name in columns:
        made.add_column(name.removeprefix(">"), justify="right" if name.startswith(">") else "left", overflow="fold")
    return made


def show_table(console: Console, made: Table) -> None:
    """Print a table, indented, without blanks at the ends of its lines."""
    options = console.options.update_width(width_of(console) - INDENT)
    for line in console.render_lines(made, options, pad=False):
        text = Text.assemble(" " * INDENT, *((part.text, part.style or "") for part in line))
        text.rstrip()
        console.print(text, soft_wrap=True)
