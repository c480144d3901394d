"""Checklists: rare hard limits asked together in one question to tick, since each alone would never be worth one."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from pydantic import Field

from rules.answers import Among, Answer, Known, Range
from rules.facts import ClaimNumbers, Fact, Strict, Vocabulary
from rules.files import TomlFile
from rules.problems import Problems, did_you_mean


class Checklist(Strict):
    """A question to tick; the facts whose `tick` names it are its lines."""

    id: str
    label: str = Field(min_length=1)
    question: str = Field(min_length=1)
    why: str = Field(min_length=1)
    effort: float = Field(ge=1, le=4)
    claims: ClaimNumbers = ()


def parse_checklist(file: TomlFile, problems: Problems) -> Checklist | None:
    """Read one checklist file."""
    return file.parse(Checklist, problems)


def check_ticks(facts: Vocabulary, checklists: Mapping[str, Checklist], problems: Problems) -> None:
    """Refuse a tick that names no checklist."""
    for fact in facts.values():
        if fact.tick is not None and fact.tick.checklist not in checklists:
            cure = did_you_mean(fact.tick.checklist, checklists)
            problems.add(fact.file, "tick.checklist", f'no checklist "{fact.tick.checklist}".', cure)
        for choice in fact.tick.among if fact.tick is not None else ():
            if choice not in fact.choices:
                cure = did_you_mean(choice, fact.choices)
                problems.add(fact.file, "tick.among", f'no choice "{choice}".', cure)


def lines_of(checklist: str, facts: Vocabulary) -> tuple[Fact, ...]:
    """List the facts that a checklist asks, in the order of their names."""
    return tuple(fact for fact in facts.values() if fact.tick is not None and fact.tick.checklist == checklist)


def ticks_in(fact: Fact, column: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Tell in which worlds a line of a checklist would be ticked, from the column of its fact."""
    if fact.tick is None or fact.kind == "flag":
        return np.asarray(column == 1)
    if fact.tick.above is not None:
        return np.asarray(column > fact.tick.above)  # type: ignore[operator]
    among = [column == fact.codes[choice] for choice in fact.tick.among]
    return np.asarray(np.logical_or.reduce(among))


def ticked(fact: Fact, yes: bool) -> Answer:
    """Turn a tick into an answer: a flag, some of the choices, or a number on its side of the limit (which is "no")."""
    if fact.tick is None or fact.kind == "flag":
        return Known(yes)
    if fact.tick.above is not None:
        return Range(low=fact.tick.above) if yes else Range(high=fact.tick.above)
    values = tuple(choice for choice in fact.choices if (choice in fact.tick.among) == yes)
    return Known(values[0]) if len(values) == 1 else Among(values)
