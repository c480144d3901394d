"""What today's system tells of facts that nobody answered: it runs, so it keeps the limits of where it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from rules.answers import Answer, Answers, Known, Range, Unknown, bounds
from rules.conditions import Condition, Number, OneOf, Possible, comparisons
from rules.facts import Vocabulary
from rules.options import NEAREST
from rules.rulebook import Rulebook

LIMITS_HURT = ("time_limit", "scaling_limits", "vendor_limits", "storage_speed", "passing_data")
"""Pains of a system that has come to a limit: what it needs may well lie beyond."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What must hold of one fact for a gate not to block what runs."""

    gate: Condition
    fact: str
    answer: Answer


class Running:
    """Knows what each variant that runs today tells of facts, from the gates of a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._facts, self._rulebook = rulebook.facts, rulebook
        self._kept: dict[str, list[Kept]] = {}
        for rule in rulebook.gates:
            if not rule.file.opinion:
                for variant in rule.file.blocks:
                    self._kept.setdefault(variant, []).extend(_kept(rule.when, self._facts))

    def completed(self, answers: Answers) -> Answers:
        """Add to the answers what must hold of other facts for today's system to run, unless its limits hurt."""
        variant, pains = _runs_as(answers), answers.get("pains")
        hurts = isinstance(pains, Known) and not set(LIMITS_HURT).isdisjoint(cast("tuple[str, ...]", pains.value))
        if variant is None or hurts:
            return answers
        told = _narrowest(self._kept.get(variant, ()), answers, self._rulebook.possible(answers))
        return {**answers, **told}


def _runs_as(answers: Answers) -> str | None:
    """Name the variant that surely runs today; None where nothing does, or where it is not known."""
    shape, platform = (answers.get(name) for name in ("current_shape", "current_platform"))
    if not isinstance(shape, Known) or shape.value not in NEAREST:
        return None
    by_platform = NEAREST[str(shape.value)]
    if len(by_platform) > 1 and not isinstance(platform, Known):
        return None
    return by_platform.get(str(platform.value) if isinstance(platform, Known) else "", by_platform[""])


def _kept(gate: Condition, facts: Vocabulary) -> Iterator[Kept]:
    """Find what one fact alone can do to keep a gate silent: stay below its limit, or not be what it names."""
    numbers = [each for each in comparisons(gate) if isinstance(each, Number)]
    if len(numbers) == 1 and numbers[0].operator == "above" and numbers[0].fact in facts:
        yield Kept(gate, numbers[0].fact, Range(high=numbers[0].value))
    elif isinstance(gate, OneOf) and gate.values == {True}:
        yield Kept(gate, gate.fact, Known(False))


def _narrowest(kept: Iterable[Kept], answers: Answers, possible: Possible) -> Mapping[str, Answer]:
    """Choose the narrowest of what is told of each fact that was not answered, by gates that could fire at all."""
    found: dict[str, Answer] = {}
    for each in kept:
        unanswered = isinstance(answers.get(each.fact, Unknown()), Unknown)
        if unanswered and each.gate.judge(possible) is None:
            narrower = each.fact not in found or bounds(each.answer)[1] < bounds(found[each.fact])[1]
            found |= {each.fact: each.answer} if narrower else {}
    return found
