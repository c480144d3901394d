"""Turning scores into what a verdict tells of each option: its shares, its bill, its reasons."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rules.averages import mean, quantiles, share
from rules.columns import Floats, told_once
from rules.costs.lines import Bill, Line
from rules.options import COST, OPTION_NAMES, OPTION_OF, OPTIONS, VARIANTS
from rules.prices import PriceList
from rules.rule import Rule
from rules.rulebook import Rulebook
from rules.scoring import Scores
from rules.verdict import Cost, CostLine, CriterionSum, OptionVerdict, Reason, Regret, Span, VariantShare
from rules.winning import BLOCKED

MOST_REGRET = 20.0
"""Regret of an option that is blocked, in points: it cannot be had at all."""
LEAST_SHARE = 0.05
"""Reasons that fire in fewer worlds than this are not told."""
ENOUGH_WINS = 0.1
"""Share of worlds that an option wins from which on these tell how it runs; of fewer each is an oddity of its own."""
LEAST_POINTS = 0.005
"""Criteria that say less than this of a variant are not told."""


def cost_of_variant(scores: Scores, variant: str) -> Cost:
    """Tell the bill of a variant, once however often it is asked for."""
    if variant not in scores.told:
        scores.told[variant] = cost_of(scores.bills[variant], scores.load.prices)
    return scores.told[variant]


def cost_of(bill: Bill, prices: PriceList) -> Cost:
    """Tell a bill: the mean and its 5 and 95 % points, and the lines that sum to the mean but for those of no cash."""
    lines = tuple(_lines(bill, prices))
    low, high = quantiles(bill.total, 0.05, 0.95)
    cash = sum(line.usd for line in lines if not line.people)
    people = sum(line.usd for line in lines if line.people)
    return Cost(low=low, expected=cash + people, high=high, cash=cash, people=people, lines=lines)


def _lines(bill: Bill, prices: PriceList) -> Iterator[CostLine]:
    for line in bill.lines:
        amount = mean(line.amount)
        usd = amount * line.rate if isinstance(line.rate, float) else mean(line.usd)
        if usd or line.people:
            yield _line(line, amount, usd, prices)


def _line(line: Line, amount: float, usd: float, prices: PriceList) -> CostLine:
    price = prices[line.price] if line.price else None
    return CostLine(
        item=line.item,
        quantity=amount * line.per,
        unit=line.unit,
        usd=usd,
        price=line.price,
        assumed=line.assumed,
        people=line.people,
        recalled=price is not None and price.recalled,
        stale=price is not None and price.stale,
    )


def span(values: Floats) -> Span:
    """Tell a spread: 5 % point, mean, 95 % point; the mean is within it, also where few great values carry that."""
    low, high = quantiles(values, 0.05, 0.95)
    expected = mean(values)
    return Span(low=min(low, expected), expected=expected, high=max(high, expected))


def option_verdict(rulebook: Rulebook, scores: Scores, option: str, variant: str | None = None) -> OptionVerdict:
    """Tell all about one option, as the variant that is given, or as its likeliest."""
    at = OPTION_NAMES.index(option)
    utility = scores.option_utility[at]
    allowed = utility > BLOCKED
    variant = variant or likeliest_variant(scores, option)
    regret = np.clip(scores.option_utility.max(axis=0) - utility, 0.0, MOST_REGRET)
    return OptionVerdict(
        option=option,
        variant=variant,
        share=share(scores.winner == at),
        blocked_share=share(~allowed),
        points=mean(utility[allowed]) if allowed.any() else BLOCKED,
        regret=Regret(expected=mean(regret), p95=quantiles(regret, 0.95)[0]),
        variants=tuple(_variant_share(rulebook, scores, name) for name in OPTIONS[option]),
        cost_usd_month=cost_of_variant(scores, variant),
        reasons=reasons_of(rulebook, scores, variant),
        criteria=tuple(_criteria(scores, variant)),
    )


def likeliest_variant(scores: Scores, option: str) -> str:
    """Name the variant that is its option's best in most worlds, of those where the option wins if it wins enough."""
    at = OPTION_NAMES.index(option)
    allowed = scores.option_utility[at] > BLOCKED
    wins = scores.winner == at
    where = wins if share(wins) >= ENOUGH_WINS else allowed if allowed.any() else np.ones_like(allowed)
    return VARIANTS[int(np.bincount(scores.best_variant[at][where]).argmax())]


def _variant_share(rulebook: Rulebook, scores: Scores, variant: str) -> VariantShare:
    option, at = OPTION_NAMES.index(OPTION_OF[variant]), VARIANTS.index(variant)
    best = (scores.winner == option) & (scores.best_variant[option] == at)
    gates = (rule for rule in rulebook.gates if variant in rule.file.blocks)
    return VariantShare(
        variant=variant,
        share=share(best),
        blocked_by=tuple(rule.id for rule in gates if scores.firing_share(rule.id) >= 0.5),
        cost_usd_month=mean(scores.bills[variant].total),
    )


def reasons_of(rulebook: Rulebook, scores: Scores, variant: str) -> tuple[Reason, ...]:
    """List what speaks for and against a variant, the strongest first.

    Args:
        rulebook: the rules.
        scores: the worlds, scored.
        variant: how an option runs.
    """
    return tuple(sorted(_reasons(rulebook, scores, variant), key=lambda reason: (-abs(reason.points), reason.rule)))


def _reasons(rulebook: Rulebook, scores: Scores, variant: str) -> Iterator[Reason]:
    for name in scores.fires:
        rule, often = rulebook.rule(name), scores.firing_share(name)
        points = rule.points_for(variant, OPTION_OF[variant])
        if points and often >= LEAST_SHARE:
            yield reason(rule, points * often, often)


def reason(rule: Rule, points: float, often: float) -> Reason:
    """Tell a rule as a reason, with the facts it looks at and its sources."""
    return Reason(
        rule=rule.id,
        criterion=rule.file.criterion or "",
        points=points,
        share=often,
        because=rule.file.because,
        facts=rule.facts,
        sources=rule.cited,
        opinion=rule.file.opinion,
    )


def _criteria(scores: Scores, variant: str) -> Iterator[CriterionSum]:
    at = VARIANTS.index(variant)
    rows = {criterion: total.of(at) for criterion, total in scores.criteria.items() if total.speaks_of(at)}
    for criterion, plain in {**rows, COST: scores.cost[at]}.items():
        points, weight = mean(plain), told_once(scores.weights[criterion])
        # The mean of absolute values is never less than that of the values, which is told anyway.
        if abs(points) > LEAST_POINTS or mean(np.abs(plain)) > LEAST_POINTS:
            doubled = mean(plain * weight) if weight.ndim else points * int(weight)
            yield CriterionSum(criterion=criterion, points=points, doubled=doubled)
