"""What commands share: the rulebook of a day, the answers of a file, the verdict on them, and where all is shown."""

import sys
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.clock import Clock
from bot.terminal.options import Folders, or_exit
from rules.answer_files import load_answers
from rules.decide import Settings, decide
from rules.rulebook import HOUSE, Rulebook, load_rulebook
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict


def rulebook_on(clock: Clock, day: datetime | None, region: str, over: Folders, folder: Path = HOUSE) -> Rulebook:
    """Load the rulebook of a day, by default today's, or exit with its mistakes."""
    return or_exit(lambda: load_rulebook(day.date() if day else clock.today(), folder, region, over))


def answers_in(file: Path, rulebook: Rulebook) -> SubjectAnswers:
    """Read the answers of a file, or exit with its mistakes."""
    return or_exit(lambda: load_answers(file, rulebook.facts))


def decide_on(engine: Engine, answers: SubjectAnswers, settings: Settings | None = None) -> Verdict:
    """Make the verdict; the published decisions, which are read for the first one, may have mistakes."""
    return or_exit(lambda: decide(engine, answers.system, settings, answers.sides))


def terminal() -> Console:
    """Give the terminal, or lines of eighty letters where there is none."""
    return Console(width=None if sys.stdout.isatty() else 80, highlight=False, soft_wrap=False)
