"""Amounts: the figures of a verdict with what each is and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from rules.verdict import Cost, Payback, Verdict

MONTHS_A_YEAR = 12
DAY_SECONDS, MONTH_SECONDS = 86_400.0, 2_629_800.0
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a verdict.

    Attributes:
        value: dollars, a share from 0 to 1, or seconds.
        kind: "money", "share" or "time".
        role: what it is, as the sections of `roles.txt` call it.
        owner: the option that it belongs to, "today", or nothing where it belongs to none alone.
        yearly: whether it is what a month costs, twelve times.
    """

    value: float
    kind: str
    role: str
    owner: str = ""
    yearly: bool = False


def amounts_of(verdict: Verdict) -> Iterator[Amount]:
    """Give the figures of a verdict that could be taken for one another; of what a month costs, those of a year too."""
    monthly = [*_of_options(verdict), *_of_today(verdict), *_of_sides(verdict)]
    monthly += _savings(verdict, [each.value for each in monthly if each.role == "total"])
    yield from monthly
    yield from (replace(each, value=each.value * MONTHS_A_YEAR, yearly=True) for each in monthly)
    yield from _shares(verdict)
    if verdict.payback is not None:
        yield from _of_payback(verdict.payback)
    yield from (Amount(step.days * DAY_SECONDS, "time", "effort") for step in verdict.plan)


def _of_options(verdict: Verdict) -> Iterator[Amount]:
    for each in verdict.options:
        yield from _of_cost(each.cost_usd_month, each.option)
        yield from (Amount(part.cost_usd_month, "money", "variant", each.option) for part in each.variants)


def _of_today(verdict: Verdict) -> Iterator[Amount]:
    for cost in filter(None, (verdict.today.modelled, verdict.today.tuned)):
        yield from _of_cost(cost, TODAY)
    if verdict.today.stated_usd_month is not None:
        yield from (Amount(verdict.today.stated_usd_month, "money", role, TODAY) for role in ("total", "cash"))


def _of_sides(verdict: Verdict) -> Iterator[Amount]:
    for part in verdict.split.values():
        if part.cost_usd_month is not None:
            yield from _of_cost(part.cost_usd_month, "")


def _of_cost(cost: Cost, owner: str) -> Iterator[Amount]:
    parts = {"total": cost.expected, "low": cost.low, "high": cost.high, "cash": cost.cash, "people": cost.people}
    yield from (Amount(usd, "money", role, owner) for role, usd in parts.items())
    yield from (Amount(line.usd, "money", "people" if line.people else "cash", owner) for line in cost.lines)


def _savings(verdict: Verdict, totals: list[float]) -> Iterator[Amount]:
    yield from (Amount(abs(one - other), "money", "saving") for one, other in combinations(totals, 2))
    yield from (Amount(step.saves_usd_month, "money", "saving") for step in verdict.plan if step.saves_usd_month)


def _shares(verdict: Verdict) -> Iterator[Amount]:
    yield Amount(verdict.headline.confidence, "share", "sure", verdict.headline.to or "")
    if verdict.headline.move_confidence is not None:
        yield Amount(verdict.headline.move_confidence, "share", "moves")
    yield Amount(verdict.in_12_months.confidence, "share", "sure", verdict.in_12_months.verdict or "")
    for each in verdict.options:
        yield Amount(each.share, "share", "wins", each.option)
        yield from (Amount(part.share, "share", "part", each.option) for part in each.variants)
        yield from (Amount(reason.share, "share", "rule", each.option) for reason in each.reasons)
    yield from (Amount(found.share, "share", "rule") for found in (*verdict.findings, *verdict.gates))


def _of_payback(payback: Payback) -> Iterator[Amount]:
    for span, role in ((payback.migration_usd, "move"), (payback.saving_usd_month, "saving")):
        yield from (Amount(usd, "money", role) for usd in (span.low, span.expected, span.high))
    yield from (Amount(usd, "money", "high") for usd in (payback.migration_usd.high,))
    yield from (Amount(usd, "money", "low") for usd in (payback.migration_usd.low,))
    yield Amount(payback.within_18_months, "share", "within")
    months = (payback.months.low, payback.months.expected, payback.months.high)
    yield from (Amount(each * MONTH_SECONDS, "time", "payback") for each in months if each is not None)
    yield Amount(payback.horizon_months * MONTH_SECONDS, "time", "payback")
    yield Amount(payback.most_effort_worth_days * DAY_SECONDS, "time", "effort")
