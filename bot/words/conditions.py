"""Conditions of rules in plain words, a line for each comparison."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.words.figures import amount, fact_value
from bot.words.names import capital, fact_label, in_a_row
from rules.conditions import All, Any, Comparison, Condition, Has, Not, Number
from rules.facts import Vocabulary
from rules.quantities import Quantity

_OPPOSITES = {"at_least": "below", "above": "at_most", "at_most": "above", "below": "at_least"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a condition, and how deep it stands."""

    depth: int
    words: str


def condition_lines(
    condition: Condition, facts: Vocabulary, quantities: Mapping[str, Quantity], depth: int = 0, holds: bool = True
) -> Iterator[Line]:
    """Put a condition into words.

    Args:
        condition: what to put into words.
        facts: the vocabulary.
        quantities: what is derived from facts.
        depth: how deep it stands inside others.
        holds: false where the opposite of it is meant.
    """
    if isinstance(condition, Not):
        yield from condition_lines(condition.part, facts, quantities, depth, not holds)
    elif isinstance(condition, All | Any):
        # "Not all of them" is "one of the opposites", and the other way round.
        all_of_them = isinstance(condition, All) == holds
        yield Line(depth, "all of these hold:" if all_of_them else "at least one of these holds:")
        for part in condition.parts:
            yield from condition_lines(part, facts, quantities, depth + 1, holds)
    else:
        yield Line(depth, capital(_comparison(condition, facts, quantities, holds)))


def _comparison(condition: Comparison, facts: Vocabulary, quantities: Mapping[str, Quantity], holds: bool) -> str:
    if isinstance(condition, Number):
        return _number(condition, facts, quantities, holds)
    fact = facts.get(condition.fact)
    values = _in_order(condition.values, facts, condition.fact)
    label = fact_label(facts, condition.fact)
    if values == [True] or values == [False]:
        return f"{label}: {fact_value(fact, values[0] is holds)}"
    named = in_a_row([f"“{fact_value(fact, value)}”" for value in values], "or")
    if isinstance(condition, Has):
        return f"{label}: {'among them' if holds else 'none of'} {named}"
    return f"{label} is {'' if holds else 'not '}{named}"


def _number(condition: Number, facts: Vocabulary, quantities: Mapping[str, Quantity], holds: bool) -> str:
    quantity = quantities.get(condition.fact)
    label = quantity.label if quantity else fact_label(facts, condition.fact)
    value = (
        amount(condition.value, quantity.unit) if quantity else fact_value(facts.get(condition.fact), condition.value)
    )
    if condition.operator == "is":
        return f"{label} is {'' if holds else 'not '}{value}"
    operator = condition.operator if holds else _OPPOSITES[condition.operator]
    return f"{label} is {operator.replace('_', ' ')} {value}"


def _in_order(values: frozenset[str | bool] | frozenset[str], facts: Vocabulary, name: str) -> list[str | bool]:
    """Sort values as the fact lists its choices, so that the words are always the same."""
    order = list(facts[name].choices) if name in facts else []
    return sorted(values, key=lambda value: (order.index(value) if value in order else len(order), str(value)))
