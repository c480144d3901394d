"""What checking a rulebook found: what each folder does to those under it, and what is past its review date."""

from rich.console import Console

from rules.freshness import OLD_YEARS, OldRule, old_rules, stale_prices
from rules.overrides import Change
from rules.prices import DayPrice
from rules.rulebook import Rulebook


def show_check(console: Console, rulebook: Rulebook, decisions: int) -> None:
    """Print what rulebooks change, what is stale and what is old, a line each, and a count of all that was checked.

    Args:
        console: where to.
        rulebook: what was checked.
        decisions: how many published decisions were read beside it.
    """
    stale, old = stale_prices(rulebook.prices), old_rules(rulebook)
    lines = [_change(rulebook, change) for change in rulebook.changes]
    for line in (*lines, *map(_stale, stale), *map(_old, old)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    prices = len(list(rulebook.prices))
    counted = f"{len(rulebook.facts)} facts, {len(rulebook.rules)} rules, {prices} prices and limits"
    counted += f", {decisions} published decisions"
    doubtful = f"{len(stale)} stale and {len(old)} old on {rulebook.day}"
    console.print(f"{counted}; no mistakes; {doubtful}.", highlight=False, soft_wrap=True)


def _change(rulebook: Rulebook, change: Change) -> str:
    named = [rule.id for rule in rulebook.rules if change.id in rule.limits and rule.rulebook != change.rulebook]
    words = f"{change.rulebook} {change.does} the {change.kind} {change.id}."
    if change.does == "changes" and named:
        words += f" See that what these rules say still holds: {', '.join(named)}."
    return words


def _stale(price: DayPrice) -> str:
    return f"stale: {price.id} ({price.what}), to be reviewed by {price.review_by}. Read it anew: {price.url}"


def _old(old: OldRule) -> str:
    newest = f"its newest source is of {old.newest.date}, more than {OLD_YEARS} years ago"
    return f"old: {old.rule.id}, {newest}. See whether it still holds: {old.newest.url}"
