"""What is past its review date: in one verdict, and in the whole rulebook."""

from dataclasses import dataclass

from rules.grounds import prices_in
from rules.prices import DayPrice, PriceList
from rules.rule import Rule, Source
from rules.rulebook import Rulebook
from rules.verdict import Verdict

OLD_YEARS = 3
"""Age of its newest source from which a rule counts as old.

Our choice: three years are about as long as what a platform allows or asks stays as it was read, while a practice may
hold much longer; so old evidence is worth another look, and no mistake.
"""


@dataclass(frozen=True, slots=True)
class OldRule:
    """A rule whose every source is old, and the newest of them."""

    rule: Rule
    newest: Source


def stale_in(rulebook: Rulebook, verdict: Verdict) -> tuple[str, ...]:
    """List what a verdict stands on and is past its review date, what weighs most first."""
    if not rulebook.prices.stale:
        return ()
    return tuple(name for name in prices_in(rulebook, verdict) if rulebook.prices[name].stale)


def stale_prices(prices: PriceList) -> list[DayPrice]:
    """List the prices and limits that are past their review date, the longest overdue first."""
    return sorted((prices[name] for name in prices.stale), key=lambda price: (price.review_by, price.id))


def old_rules(rulebook: Rulebook) -> list[OldRule]:
    """List the rules whose every source is old, the oldest first."""
    found = (OldRule(rule, max(rule.file.sources, key=lambda source: source.date)) for rule in rulebook.rules)
    old = (each for each in found if (rulebook.day - each.newest.date).days > OLD_YEARS * 365)
    return sorted(old, key=lambda each: (each.newest.date, each.rule.id))
