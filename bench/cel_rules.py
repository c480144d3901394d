"""The rules in the Common Expression Language, to be compared with: its errors in && and || are Kleene's undecided."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import cel

from rules.answers import Answers, Known, bounds
from rules.conditions import All, Any, Condition, Has, Not, Number, OneOf, Verdict3
from rules.quantities import Quantity
from rules.rulebook import Rulebook

Bindings: TypeAlias = Mapping[str, object]

SIGNS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<", "is": "=="}
UNDECIDED = "undecided"
"""A variable that nobody ever sets: asking for it is an error."""


def expression(condition: Condition, quantities: Mapping[str, Quantity]) -> str:
    """Write a condition over one variable for each fact; a variable that is absent is not known."""
    if isinstance(condition, All | Any):
        parts = [expression(part, quantities) for part in condition.parts]
        return "(" + (" && " if isinstance(condition, All) else " || ").join(parts) + ")"
    if isinstance(condition, Not):
        return f"!({expression(condition.part, quantities)})"
    if isinstance(condition, Number):
        return f"({number(condition.fact, quantities)} {SIGNS[condition.operator]} {literal(condition.value)})"
    return _membership(condition)


def bounded_expression(condition: Condition, quantities: Mapping[str, Quantity]) -> str:
    """Write a condition over the ends of each number, `<fact>_low` and `<fact>_high`, so that a range can decide."""
    if isinstance(condition, All | Any):
        parts = [bounded_expression(part, quantities) for part in condition.parts]
        return "(" + (" && " if isinstance(condition, All) else " || ").join(parts) + ")"
    if isinstance(condition, Not):
        return f"!({bounded_expression(condition.part, quantities)})"
    if not isinstance(condition, Number):
        return _membership(condition)
    low, high, value = *_bounds(condition.fact, quantities), literal(condition.value)
    surely, maybe = {
        "at_least": (f"{low} >= {value}", f"{high} >= {value}"),
        "above": (f"{low} > {value}", f"{high} > {value}"),
        "at_most": (f"{high} <= {value}", f"{low} <= {value}"),
        "below": (f"{high} < {value}", f"{low} < {value}"),
        "is": (f"{low} == {value} && {high} == {value}", f"{low} <= {value} && {high} >= {value}"),
    }[condition.operator]
    return f"(({surely}) || (({maybe}) && {UNDECIDED}))"


def number(name: str, quantities: Mapping[str, Quantity]) -> str:
    """Write a numeric fact or a derived quantity, in the order in which worlds compute it."""
    quantity = quantities.get(name)
    if quantity is None:
        return name
    return _quotient(quantity.factor, quantity.product, quantity.over)


def literal(value: float) -> str:
    """Write a number as CEL does, which has no exponents without a point."""
    text = repr(float(value))
    return text if "." in text or "e" not in text else text.replace("e", ".0e")


def bindings(rulebook: Rulebook, answers: Answers) -> dict[str, object]:
    """Bind a variable for each fact that is known."""
    bound: dict[str, object] = {}
    for name, answer in answers.items():
        if isinstance(answer, Known):
            value = answer.value
            # CEL does not compare whole numbers with others in arithmetic, and has lists for tuples.
            bound[name] = bounds(answer)[0] if rulebook.facts[name].numeric else value
            if isinstance(value, tuple):
                bound[name] = list(value)
    return bound


def bounded_bindings(rulebook: Rulebook, answers: Answers) -> dict[str, object]:
    """Bind a variable for each fact that is known, and the two ends of every number."""
    bound = bindings(rulebook, answers)
    for name, fact in rulebook.facts.items():
        if fact.numeric:
            low, high = bounds(answers[name]) if name in answers else (fact.lowest, fact.highest)
            bound[f"{name}_low"], bound[f"{name}_high"] = max(low, fact.lowest), min(high, fact.highest)
    return bound


def judge(program: cel.Program, bound: Bindings | cel.Context) -> Verdict3:
    """Run a program: an unset variable that matters makes it undecided."""
    try:
        return bool(program.execute(bound))  # type: ignore[arg-type]
    except RuntimeError as error:
        if "Undefined variable" not in str(error):
            raise
        return None


def programs(rulebook: Rulebook) -> dict[str, cel.Program]:
    """Compile every rule of a rulebook, by id."""
    return {rule.id: cel.compile(expression(rule.when, rulebook.quantities)) for rule in rulebook.rules}


def bounded_programs(rulebook: Rulebook) -> dict[str, cel.Program]:
    """Compile every rule of a rulebook over the ends of its numbers, by id."""
    return {rule.id: cel.compile(bounded_expression(rule.when, rulebook.quantities)) for rule in rulebook.rules}


def _membership(condition: OneOf | Has) -> str:
    if isinstance(condition, Has):
        return "(" + " || ".join(f"'{value}' in {condition.fact}" for value in sorted(condition.values)) + ")"
    values = sorted(str(value).lower() if isinstance(value, bool) else f"'{value}'" for value in condition.values)
    return f"({condition.fact} in [{', '.join(values)}])"


def _bounds(name: str, quantities: Mapping[str, Quantity]) -> tuple[str, str]:
    quantity = quantities.get(name)
    if quantity is None:
        return f"{name}_low", f"{name}_high"
    low, high = (tuple(f"{part}_{end}" for part in quantity.product) for end in ("low", "high"))
    under_low, under_high = (tuple(f"{part}_{end}" for part in quantity.over) for end in ("low", "high"))
    return _quotient(quantity.factor, low, under_high), _quotient(quantity.factor, high, under_low)


def _quotient(factor: float, product: Sequence[str], over: Sequence[str]) -> str:
    """Multiply and divide; over nothing is infinite, and nothing over nothing is nothing."""
    text = "(" + " * ".join((literal(factor), *product)) + ")"
    for divisor in over:
        text = f"({text} == 0.0 ? 0.0 : {text} / {divisor})"
    return text
