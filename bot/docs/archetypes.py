"""Archetypes: made-up systems of well-known kinds, whose answers are examples for people and for the rulebook."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from rules.answer_files import parse_subjects
from rules.facts import Strict, Vocabulary
from rules.files import read_folder
from rules.problems import Problems
from rules.subjects import SubjectAnswers


class ArchetypeFile(Strict):
    """An archetype as its file holds it."""

    id: str
    title: str = Field(min_length=1)
    what: str = Field(min_length=1)
    answers: dict[str, Any]
    side: dict[str, dict[str, Any]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archetype:
    """A made-up system with its answers read: its title, and what it is in one sentence."""

    id: str
    title: str
    what: str
    answers: SubjectAnswers


def load_archetypes(folder: Path, facts: Vocabulary) -> list[Archetype]:
    """Read a folder of archetypes, in the order of their names.

    Raises:
        RulebookError: there are none, or mistakes in them; all are listed.
    """
    problems = Problems()
    archetypes = []
    files = read_folder(folder, problems)
    if not files:
        problems.add(str(folder), "", "no archetypes are in it.", "Run this in the folder of the project.")
    for file in files:
        content = file.parse(ArchetypeFile, problems)
        if content is not None:
            answers = parse_subjects(file.name, content.answers, content.side, facts, problems)
            archetypes.append(Archetype(content.id, content.title, content.what, answers))
    problems.raise_if_any()
    return archetypes
