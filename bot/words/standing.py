"""What a verdict stands on, in words: rules switched off, prices that are old or recalled, the rulebooks, the day."""

from collections.abc import Iterator

from bot.words.figures import day, percent
from rules.verdict import Verdict

MOST_NAMED = 8
"""Rules, prices and limits that are named; the rest are counted, and `rules check` lists them all."""
_HOLDS = {True: "It would hold here", None: "It might hold here", False: "It would not hold here"}


def switched_off(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Name the rules that a rulebook keeps from speaking, those that would hold here first: why, and which."""
    order = list(_HOLDS)
    for off in sorted(verdict.switched_off, key=lambda each: order.index(each.holds)):
        why = f"Switched off by {off.rulebook}, because: {off.why}"
        yield why, f"{_HOLDS[off.holds]}: {off.because} ({off.rule})"


def stale(verdict: Verdict) -> str:
    """Name the prices and limits past their review date that this verdict names; nothing where there are none."""
    return f"Past their review date, used all the same: {_some(verdict.stale)}." if verdict.stale else ""


def stale_elsewhere(verdict: Verdict) -> str:
    """Name the prices and limits past their review date that this verdict does not name."""
    names = verdict.stale_elsewhere
    return f"Past their review date, but named by no bill or rule here: {_some(names)}." if names else ""


def recalled(verdict: Verdict) -> str:
    """Name the prices and limits whose source is only recalled, also the multiplier of the region; or nothing."""
    names = ", ".join(verdict.recalled)
    return f"Prices from memory, without a source that was read: {names}." if names else ""


def own_of(verdict: Verdict) -> Iterator[str]:
    """Name what counts here of each further rulebook: the rules, prices, limits and assumptions that are its own."""
    return (f"What counts here of {book.name}: {_some(book.own)}." for book in verdict.rulebooks if book.own)


def judged_by(verdict: Verdict) -> tuple[str, str]:
    """Say what the confidence means, and by which rulebooks, on which day and in which region it was judged."""
    sure = percent(verdict.confidence)
    books = ", ".join(f"{book.name} {book.fingerprint}" for book in verdict.rulebooks)
    many = "s" if len(verdict.rulebooks) > 1 else ""
    return (
        f"{sure} sure: it holds in {sure} of the worlds that fit your answers.",
        f"Rulebook{many} {books}; {day(verdict.made_on)}; prices of {verdict.region}.",
    )


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
