"""What is listed on cards, in one order: a button, a typed number and the text mean the same line."""

from bot.interview.advisor import Advisor
from bot.interview.record import Record
from bot.telegram.sitting import Sitting
from rules.answers import Answer, Known
from rules.facts import Fact
from rules.subjects import SYSTEM, named, subject_and_fact
from rules.verdict import Reason, Verdict

NONE = "none"
"""The choice that says that none of the others holds."""
STRONGEST = 5
OFFERED_CHANGES = 6
BEYOND = {"above": 1.5, "below": 0.5, "is": 1.0}
"""How far beyond the point where the verdict changes a value to try lies."""


def answered(record: Record) -> list[str]:
    """Name every answer as it is changed by: the system's first, then those of side workloads."""
    told = record.by_subject
    return [named(subject, name) for subject, own in ((SYSTEM, told.system), *told.sides.items()) for name in own]


def held(record: Record, subject: str, name: str) -> Answer | None:
    """Give what waits to be confirmed of a fact, or else its answer; None where nothing was said."""
    waiting = {draft.name: draft.answer for draft in record.drafts}
    return waiting.get(named(subject, name)) or record.answers_of(subject).get(name)


def ticks_of(fact: Fact, answer: Answer | None) -> tuple[int, ...]:
    """Give the places of the choices in an answer, but for the one that says that none of them holds."""
    chosen = answer.value if isinstance(answer, Known) and isinstance(answer.value, tuple) else ()
    return tuple(at for at, choice in enumerate(fact.choices) if choice in chosen and choice != NONE)


def strongest_reasons(verdict: Verdict) -> list[Reason]:
    """Give the reasons of the winner that weigh most, whichever way."""
    reasons = verdict.option(verdict.verdict).reasons if verdict.verdict else ()
    return sorted(reasons, key=lambda reason: -abs(reason.points))[:STRONGEST]


def worth_trying(advisor: Advisor, verdict: Verdict) -> list[str]:
    """Name the facts whose change may change the verdict, the nearest first, and then whatever was answered."""
    flips = [flip.fact for flip in verdict.flips if not flip.assumption]
    names = dict.fromkeys([*flips, *(each.fact for each in verdict.unknown), *verdict.answers])
    return [name for name in names if name in advisor.rulebook.facts][:OFFERED_CHANGES]


def values_to_try(advisor: Advisor, sitting: Sitting, name: str) -> list[tuple[str, str]]:
    """Give values of a fact to try, each with its label and as it is typed.

    They are its choices, or numbers beyond what would change the verdict, or examples.
    """
    fact = advisor.rulebook.facts[subject_and_fact(name)[1]]
    if fact.kind == "flag":
        return [("Yes", "yes"), ("No", "no")]
    if fact.choices:
        return [(choice.label, str(at)) for at, choice in enumerate(fact.choices.values(), 1)]
    flips = [flip for flip in sitting.verdict(advisor).flips if flip.fact == name and not isinstance(flip.at, str)]
    numbers = [_written(fact, float(flip.at) * BEYOND[flip.direction]) for flip in flips]
    return [(words, words) for words in (*numbers, *fact.examples)][:3]


def _written(fact: Fact, value: float) -> str:
    return f"{100 * value:.3g} %" if fact.kind == "share" else f"{value:.3g}"
