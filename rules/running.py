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

LIFTED_BY = {
    "time_limit": ("request_duration_ms", "longest_job_minutes"),
    "storage_speed": ("scratch_gb",),
    "passing_data": ("payload_mb",),
}
"""Facts that may well lie beyond their limit where a pain speaks of it, by pain."""


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
        """Add to the answers what must hold of other facts for today's system to run, unless that limit hurts."""
        variant = _runs_as(answers)
        if variant is None:
            return answers
        told = _narrowest(self._kept.get(variant, ()), answers, self._rulebook.possible(answers))
        lifted = _lifted(answers)
        return {**answers, **{fact: answer for fact, answer in told.items() if fact not in lifted}}


def _runs_as(answers: Answers) -> str | None:
    """Name the variant that surely runs today; None where nothing does, or where it is not known."""
    shape, platform = (answers.get(name) for name in ("current_shape", "current_platform"))
    if not isinstance(shape, Known) or shape.value not in NEAREST:
        return None
    by_platform = NEAREST[str(shape.value)]
    if len(by_platform) > 1 and not isinstance(platform, Known):
        return None
    return by_platform.get(str(platform.value) if isinstance(platform, Known) else "", by_platform[""])


def _lifted(answers: Answers) -> frozenset[str]:
    """Find the facts whose limit hurts already."""
    pains = answers.get("pains")
    named = cast("tuple[str, ...]", pains.value) if isinstance(pains, Known) else ()
    return frozenset(fact for pain in named for fact in LIFTED_BY.get(pain, ()))


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
