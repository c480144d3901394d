"""What a verdict stands on: the rules of which it tells, the prices and limits that count in it, and whose they are."""

from rules.prices import MULTIPLIER
from rules.rulebook import Rulebook
from rules.verdict import Cost, Verdict


def prices_in(rulebook: Rulebook, verdict: Verdict) -> tuple[str, ...]:
    """List the prices and limits that a verdict stands on, what weighs most first.

    Those are the limits and prices named by the rules that it tells, the multiplier of its region, the prices of its
    bills, the dearest first, and last the limits of the gates that let pass, since they decide as well.
    """
    told = rules_in(verdict)
    speaking = [name for rule in rulebook.rules if rule.id in told for name in sorted(rule.limits)]
    passing = [name for rule in rulebook.gates for name in sorted(rule.limits)]
    lines = sorted((line for bill in bills_of(verdict) for line in bill.lines), key=lambda line: -line.usd)
    used = [*speaking, MULTIPLIER + verdict.region, *(line.price for line in lines), *passing]
    return tuple(name for name in dict.fromkeys(used) if name in rulebook.prices)


def rules_in(verdict: Verdict) -> set[str]:
    """Name the rules of which a verdict tells, those of the plan's steps too."""
    return {*verdict.fired, *(step.rule for step in verdict.plan)}


def bills_of(verdict: Verdict) -> list[Cost]:
    """Give every bill of a verdict: of the options, of today as it stands and tuned, and of the side workloads."""
    sides = (side.cost_usd_month for side in verdict.split.values())
    options = (each.cost_usd_month for each in verdict.options)
    return [bill for bill in (*options, verdict.today.modelled, verdict.today.tuned, *sides) if bill is not None]


def own_in(rulebook: Rulebook, verdict: Verdict) -> dict[str, tuple[str, ...]]:
    """List what a verdict stands on and a further rulebook added or changed, by the rulebook whose word is the last.

    Assumptions count in every verdict.
    """
    if not rulebook.changes:
        return {}
    used = {
        "rule": rules_in(verdict),
        "price or limit": set(prices_in(rulebook, verdict)),
        "assumption": set(rulebook.assumptions),
    }
    last = {(change.kind, change.id): change.rulebook for change in rulebook.changes}
    own = [(book, name) for (kind, name), book in last.items() if name in used.get(kind, ())]
    return {book: tuple(name for whose, name in own if whose == book) for book, _ in own}
