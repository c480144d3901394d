"""Checklists: rare hard limits asked together in one question to tick, since each alone would never be worth one."""

from collections.abc import Mapping

from pydantic import Field

from rules.answers import Answer, Known, Range
from rules.facts import Fact, Strict, Vocabulary
from rules.files import TomlFile
from rules.problems import Problems, did_you_mean


class Checklist(Strict):
    """A question to tick; the facts whose `tick` names it are its lines."""

    id: str
    label: str = Field(min_length=1)
    question: str = Field(min_length=1)
    why: str = Field(min_length=1)
    effort: float = Field(ge=1, le=4)


def parse_checklist(file: TomlFile, problems: Problems) -> Checklist | None:
    """Read one checklist file."""
    return file.parse(Checklist, problems)


def check_ticks(facts: Vocabulary, checklists: Mapping[str, Checklist], problems: Problems) -> None:
    """Refuse a tick that names no checklist."""
    for fact in facts.values():
        if fact.tick is not None and fact.tick.checklist not in checklists:
            cure = did_you_mean(fact.tick.checklist, checklists)
            problems.add(f"{fact.id}.toml", "tick.checklist", f'no checklist "{fact.tick.checklist}".', cure)


def lines_of(checklist: str, facts: Vocabulary) -> tuple[Fact, ...]:
    """List the facts that a checklist asks, in the order of their names."""
    return tuple(fact for fact in facts.values() if fact.tick is not None and fact.tick.checklist == checklist)


def ticked(fact: Fact, yes: bool) -> Answer:
    """Turn a tick into an answer: a flag, or a number on its side of the limit (which belongs to "no")."""
    if fact.tick is None or fact.tick.above is None:
        return Known(yes)
    return Range(low=fact.tick.above) if yes else Range(high=fact.tick.above)
