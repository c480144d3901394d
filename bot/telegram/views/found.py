"""What was read from a text, to be confirmed, changed or dropped: each with the words it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.telegram.html import Html, bold, code, escape, italic, join


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One answer that was read: the fact's label, what it says, what was said before, and the words it came from."""

    label: str
    says: str
    before: str = ""
    words: str = ""


HOW_TO_CONFIRM = escape(
    "Tap, or type ", code("yes"), " for all, ", code("1, 3"), " for these only, ", code("not 2"), ", or what holds "
    "instead: ", code("engineers = 5")
)  # fmt: skip


def found_view(lines: Sequence[FoundLine], said: Sequence[str]) -> tuple[Html, ...]:
    """List what was read.

    Args:
        lines: what was read, in the order of its numbers.
        said: what is said to the last answer.
    """
    heard = join(map(escape, said))
    listed = join(_line(number, line) for number, line in enumerate(lines, start=1))
    paragraphs = (heard, bold("This is what I read. Is it right?"), listed, HOW_TO_CONFIRM)
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _line(number: int, line: FoundLine) -> Html:
    return escape(*_pieces(number, line))


def _pieces(number: int, line: FoundLine) -> Iterator[str]:
    yield f"{number}. {line.label}: "
    yield bold(line.says)
    if line.before:
        yield f" (before: {line.before})"
    if line.words:
        yield escape(" – ", italic("“", line.words, "”"))
