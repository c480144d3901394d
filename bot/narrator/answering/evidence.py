"""What a verdict and its rulebook hold against one way of running a system."""

from collections.abc import Collection

from rules.answers import parse_answers
from rules.options import OPTION_NAMES, OPTION_OF, VARIANTS
from rules.problems import Problems
from rules.rule import Rule
from rules.rulebook import Rulebook
from rules.verdict import Finding, VariantShare, Verdict

WAYS = (*OPTION_NAMES, *(name for name in VARIANTS if name not in OPTION_NAMES))
"""Whatever can be asked about: the options, and the variants that are not named as their option is."""


def gates_on(verdict: Verdict, variants: Collection[str]) -> list[tuple[Finding, list[str]]]:
    """Find the hard limits that block some of these variants, each with those that it blocks."""
    parts = [part for each in verdict.options for part in each.variants if part.variant in variants]
    found = ((gate, [part.variant for part in parts if gate.rule in part.blocked_by]) for gate in verdict.gates)
    return [(gate, blocked) for gate, blocked in found if blocked]


def rules_against(verdict: Verdict, rulebook: Rulebook, variant: str, most: int) -> list[Rule]:
    """Find the rules that hold for certain against a variant: those first that name it, then the strongest."""
    possible = rulebook.possible(parse_answers("", verdict.answers, rulebook.facts, Problems()))
    option = OPTION_OF[variant]
    rules = [rule for rule in rulebook.rules if rule.points_for(variant, option) < 0 and rule.when.judge(possible)]
    return sorted(rules, key=lambda rule: (variant not in rule.file.points, rule.points_for(variant, option)))[:most]


def variant_of(verdict: Verdict, name: str) -> VariantShare:
    """Give the part of a verdict that is about one variant."""
    return next(each for each in verdict.option(OPTION_OF[name]).variants if each.variant == name)
