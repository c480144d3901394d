"""An explanation of a verdict, or an answer to a question about it: plain paragraphs, whoever worded them."""

from collections.abc import Sequence

from bot.telegram.html import Html, escape, italic, join


def told_view(paragraphs: Sequence[str], said: Sequence[str]) -> tuple[Html, ...]:
    """Show paragraphs, all of them escaped.

    Args:
        paragraphs: what is told.
        said: a line about it, such as why a language model did not word it.
    """
    note = join(italic(words) for words in said)
    return (*map(escape, paragraphs), *((note,) if note else ()))
