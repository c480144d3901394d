"""What is past its review date: in one verdict, and in the whole rulebook."""

from dataclasses import dataclass

from rules.prices import MULTIPLIER, DayPrice, PriceList
from rules.rule import Rule, Source
from rules.rulebook import Rulebook
from rules.verdict import Cost, Verdict

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
    """List what a verdict stands on and is past its review date, what weighs most first.

    Those are the limits and prices named by the rules that it tells, the multiplier of its region, the prices of its
    bills, the dearest first, and last the limits of the gates that let pass, since they decide as well.
    """
    if not rulebook.prices.stale:
        return ()
    told = {*verdict.fired, *(step.rule for step in verdict.plan)}
    speaking = [name for rule in rulebook.rules if rule.id in told for name in sorted(rule.limits)]
    passing = [name for rule in rulebook.rules if rule.file.kind == "gate" for name in sorted(rule.limits)]
    lines = sorted((line for bill in bills_of(verdict) for line in bill.lines), key=lambda line: -line.usd)
    used = [*speaking, MULTIPLIER + verdict.region, *(line.price for line in lines), *passing]
    return tuple(name for name in dict.fromkeys(used) if name in rulebook.prices and rulebook.prices[name].stale)


def bills_of(verdict: Verdict) -> list[Cost]:
    """Give every bill of a verdict: of the options, of today as it stands and tuned, and of the side workloads."""
    sides = (side.cost_usd_month for side in verdict.split.values())
    options = (each.cost_usd_month for each in verdict.options)
    return [bill for bill in (*options, verdict.today.modelled, verdict.today.tuned, *sides) if bill is not None]


def stale_prices(prices: PriceList) -> list[DayPrice]:
    """List the prices and limits that are past their review date, the longest overdue first."""
    return sorted((prices[name] for name in prices.stale), key=lambda price: (price.review_by, price.id))


def old_rules(rulebook: Rulebook) -> list[OldRule]:
    """List the rules whose every source is old, the oldest first."""
    found = (OldRule(rule, max(rule.file.sources, key=lambda source: source.date)) for rule in rulebook.rules)
    old = (each for each in found if (rulebook.day - each.newest.date).days > OLD_YEARS * 365)
    return sorted(old, key=lambda each: (each.newest.date, each.rule.id))
