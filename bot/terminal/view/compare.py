"""Two verdicts side by side: before and after something is changed."""

from collections.abc import Iterator
from typing import TypeAlias

from rich.console import Console

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, show_table, table
from bot.words.figures import money, months_range, percent
from bot.words.names import OPTIONS, bare, capital, option, variant
from bot.words.verdicts import action, by_share, ruled_out
from rules.verdict import OptionVerdict, SplitPart, Verdict

NEWS = 3
"""Sentences shown of what came in, and of what fell away."""
Row: TypeAlias = tuple[str, str, str]


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
    rows = list(_rows(before, after))
    for name, was, becomes in rows:
        differs = was != becomes
        made.add_row("*" if differs else " ", name, was, becomes, style=LOUD if differs else "")
    show_table(console, made)
    console.print()
    same = all(was == becomes for _, was, becomes in rows)
    say(console, "Nothing changes." if same else "* differs", INDENT, style=QUIET)
    _show_news(console, "New with the change", _sentences(after), _sentences(before))
    _show_news(console, "Gone with the change", _sentences(before), _sentences(after))


def _rows(before: Verdict, after: Verdict) -> Iterator[Row]:
    summaries = _summary(before), _summary(after)
    for name in summaries[0]:
        yield name, summaries[0][name], summaries[1][name]
    for each in by_share(before):
        yield f"{OPTIONS[each.option]}, a month", _option_words(each), _option_words(after.option(each.option))
    for name in dict.fromkeys((*before.split, *after.split)):
        was, becomes = (_side_words(each.split.get(name)) for each in (before, after))
        yield capital(name.replace("_", " ")), was, becomes


def _summary(verdict: Verdict) -> dict[str, str]:
    headline = verdict.headline
    months = verdict.payback.months if verdict.payback else None
    return {
        "wins": "a tie" if headline.tie else capital(option(verdict.verdict)),
        "runs as": variant(verdict.variant),
        "how sure": percent(verdict.confidence),
        "to do": action(verdict),
        "sure of that": percent(headline.confidence),
        "pays back in": months_range(months.low, months.high) if months else "-",
        "in a year": f"{option(verdict.in_12_months.verdict)} ({percent(verdict.in_12_months.confidence)})",
    }


def _side_words(part: SplitPart | None) -> str:
    if part is None or part.verdict is None:
        return "-" if part is None else "nothing fits"
    return f"{'apart' if part.apart else 'with the rest'}; {OPTIONS[part.verdict]} {percent(part.confidence)}"


def _option_words(each: OptionVerdict) -> str:
    wins = "ruled out" if ruled_out(each) else f"wins {percent(each.share)}"
    return f"{money(each.cost_usd_month.expected)}, {wins}"


def _sentences(verdict: Verdict) -> dict[str, str]:
    """Collect what fired, by rule: findings, gates, then reasons from the strongest."""
    reasons = sorted((each for part in verdict.options for each in part.reasons), key=lambda each: -abs(each.points))
    fired = {each.rule: each.because for each in (*verdict.findings, *verdict.gates)}
    return fired | {each.rule: each.because for each in reasons}


def _show_news(console: Console, title: str, here: dict[str, str], there: dict[str, str]) -> None:
    news = [words for rule, words in here.items() if rule not in there]
    if not news:
        return
    heading(console, title)
    for words in news[:NEWS]:
        say(console, words, INDENT, "- ")
    if len(news) > NEWS:
        say(console, f"and {len(news) - NEWS} more", INDENT * 2, style=QUIET)
