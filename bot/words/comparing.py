"""Two verdicts in words, before and after a change: what becomes of each figure, and which rules come and go."""

from collections.abc import Iterator
from typing import TypeAlias

from bot.words.figures import money, months_range, percent
from bot.words.names import OPTIONS, capital, option, variant
from bot.words.verdicts import action, by_share, ruled_out
from rules.verdict import OptionVerdict, SplitPart, Verdict

NEWS = 3
"""Sentences shown of what came in, and of what fell away."""
Row: TypeAlias = tuple[str, str, str]


def rows(before: Verdict, after: Verdict) -> Iterator[Row]:
    """Give the name of each figure, what it was and what it becomes."""
    summaries = _summary(before), _summary(after)
    for name in summaries[0]:
        yield name, summaries[0][name], summaries[1][name]
    for each in by_share(before):
        yield f"{OPTIONS[each.option]}, a month", _option_words(each), _option_words(after.option(each.option))
    for name in dict.fromkeys((*before.split, *after.split)):
        was, becomes = (_side_words(each.split.get(name)) for each in (before, after))
        yield capital(name.replace("_", " ")), was, becomes


def news(here: Verdict, there: Verdict) -> list[str]:
    """Give the sentences of what fires in one verdict and not in the other: findings, gates, the strongest reasons."""
    known = _sentences(there)
    return [words for rule, words in _sentences(here).items() if rule not in known]


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
