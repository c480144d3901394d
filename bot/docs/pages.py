"""All pages, and writing them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.docs.archetypes import Archetype
from bot.docs.licences import licences_page
from bot.docs.markdown import NOTE
from bot.docs.rules import rule_pages
from bot.docs.sensitivity import sensitivity_page
from rules.scoring import Engine

DAY = date(2026, 11, 23)
"""The day of the pages: fixed, so that they change with the rulebook and never with the calendar."""


def all_pages(engine: Engine, archetypes: Sequence[Archetype], lock: Path) -> dict[str, str]:
    """Write every page into memory, by its path under the folder of the docs.

    Args:
        engine: of the rulebook that is told.
        archetypes: what verdicts are told on.
        lock: the packages whose licences are told; where it is not there, as beside a copy of the docs, none are.
    """
    pages = {**rule_pages(engine.rulebook), "sensitivity.md": sensitivity_page(engine, archetypes)}
    return {**pages, "licences.md": licences_page(lock)} if lock.exists() else pages


def write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Write pages into a folder, and delete those that an earlier rulebook had and this one has not."""
    for path in written_pages(folder):
        if path not in pages:
            (folder / path).unlink()
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def written_pages(folder: Path) -> dict[str, str]:
    """Read the pages in a folder that were written by this program; what people wrote is left alone."""
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}
    return {path: text for path, text in texts.items() if text.startswith(NOTE)}
