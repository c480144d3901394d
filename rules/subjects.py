"""Subjects: the system and its side workloads, and what can be answered of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rules.answers import Answers, Known
from rules.facts import Fact, Vocabulary
from rules.problems import did_you_mean

SYSTEM = "system"
"""The subject of answers about the system as a whole; a side workload is a subject of its own."""
DECLARED = "side_workloads"
"""The fact that declares side workloads; its choices are their names."""
NAMED = "workload"
"""The fact that a side workload answers by its name."""

Sides: TypeAlias = Mapping[str, Answers]
"""Answers of side workloads, by workload."""


@dataclass(frozen=True, slots=True)
class SubjectAnswers:
    """Answers by subject: the system's, and those that side workloads have of their own."""

    system: Answers
    sides: Sides = field(default_factory=dict)


def declared_sides(answers: Answers) -> tuple[str, ...]:
    """List the side workloads that the system's answers declare."""
    declared = answers.get(DECLARED)
    return declared.value if isinstance(declared, Known) and isinstance(declared.value, tuple) else ()


def side_facts(facts: Vocabulary) -> dict[str, Fact]:
    """Give the facts that can be answered of a side workload; the only one left of a checklist is asked by itself."""
    own = {name: fact for name, fact in facts.items() if why_not_of_a_side(fact) is None}
    lines = Counter(fact.tick.checklist for fact in own.values() if fact.tick is not None)
    alone = {name for name, fact in own.items() if fact.tick is not None and lines[fact.tick.checklist] == 1}
    return {name: fact.model_copy(update={"tick": None}) if name in alone else fact for name, fact in own.items()}


def why_not_of_a_side(fact: Fact) -> str | None:
    """Tell why a fact cannot be answered of a side workload; None where it can be."""
    if fact.scope == "system":
        return f'"{fact.id}" is a fact of the whole system.'
    return "its name says already which work it is." if fact.id == NAMED else None


def why_not(facts: Vocabulary, subject: str, name: str) -> tuple[str, str] | None:
    """Tell why a fact cannot be answered of a subject, and what to do about it; None where it can be."""
    if subject == SYSTEM:
        return None if name in facts else (f'no fact "{name}".', did_you_mean(name, facts))
    if subject not in facts[DECLARED].choices:
        return f'no side workload "{subject}".', did_you_mean(subject, facts[DECLARED].choices)
    if name not in facts:
        return f'no fact "{name}".', did_you_mean(name, side_facts(facts))
    reason = why_not_of_a_side(facts[name])
    cure = "Leave it out." if name == NAMED else f'Answer it of the system, as "{name}" alone.'
    return None if reason is None else (reason, cure)


def subject_and_fact(name: str) -> tuple[str, str]:
    """Part a name such as `scheduled_jobs.state`; a bare one is the system's."""
    subject, dot, fact = name.rpartition(".")
    return (subject.strip(), fact.strip()) if dot else (SYSTEM, fact)


def named(subject: str, fact: str) -> str:
    """Write the name by which an answer is changed; the inverse of `subject_and_fact`."""
    return fact if subject == SYSTEM else f"{subject}.{fact}"
