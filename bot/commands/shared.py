"""What commands share: the rulebook of a day, the answers of a file, the verdict on them, and where all is shown."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path

import click
from rich.console import Console

from bot.clock import Clock
from bot.interview.advisor import Advisor
from bot.terminal.options import Folders, horizon, in_region, on_day, or_exit, with_rulebooks
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


@dataclass(frozen=True, slots=True)
class Told:
    """What a file of answers tells, the advisor that judges it, and the clock."""

    clock: Clock
    advisor: Advisor
    answers: SubjectAnswers

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that it is judged by."""
        return self.advisor.rulebook

    def verdict(self, answers: SubjectAnswers | None = None) -> Verdict:
        """Make the verdict on its answers, or on others; exits with the mistakes of published decisions."""
        told = self.answers if answers is None else answers
        return decide_on(self.advisor.engine, told, self.advisor.settings)


def on_file(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command a file of answers, read, and the advisor for the rulebook, day, region and horizon asked for."""

    @click.argument("file", type=click.Path(path_type=Path))
    @on_day
    @with_rulebooks
    @in_region
    @horizon
    @click.pass_obj
    @wraps(command)
    def run(
        clock: Clock, /, file: Path, day: datetime | None, over: Folders, region: str, months: float, **own: object
    ) -> None:
        rulebook = rulebook_on(clock, day, region, over)
        answers = answers_in(file, rulebook)
        command(Told(clock, Advisor(Engine(rulebook), Settings(horizon_months=months)), answers), **own)

    return run


def terminal() -> Console:
    """Give the terminal, or lines of eighty letters where there is none."""
    return Console(width=None if sys.stdout.isatty() else 80, highlight=False, soft_wrap=False)
