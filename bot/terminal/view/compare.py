"""Two verdicts side by side: before and after something is changed."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, show_table, table
from bot.words.comparing import NEWS, news, rows
from bot.words.names import bare
from rules.verdict import Verdict


def show_compare(console: Console, before: Verdict, after: Verdict, changed: str) -> None:
    """Print two verdicts side by side.

    Args:
        console: where to.
        before: the verdict as it was.
        after: the verdict with the change.
        changed: the change, such as `requests_per_second = 40`.
    """
    say(console, f"What if {bare(changed)}?", style=LOUD)
    console.print()
    made = table("", "", "before", "after")
    figures = list(rows(before, after))
    for name, was, becomes in figures:
        differs = was != becomes
        made.add_row("*" if differs else " ", name, was, becomes, style=LOUD if differs else "")
    show_table(console, made)
    console.print()
    same = all(was == becomes for _, was, becomes in figures)
    say(console, "Nothing changes." if same else "* differs", INDENT, style=QUIET)
    _show_news(console, "New with the change", news(after, before))
    _show_news(console, "Gone with the change", news(before, after))


def _show_news(console: Console, title: str, sentences: list[str]) -> None:
    if not sentences:
        return
    heading(console, title)
    for words in sentences[:NEWS]:
        say(console, words, INDENT, "- ")
    if len(sentences) > NEWS:
        say(console, f"and {len(sentences) - NEWS} more", INDENT * 2, style=QUIET)
