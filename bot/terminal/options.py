"""What several commands share: their options, and how they refuse."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias, TypeVar

import click

from bot.narrator.languages import language_of
from rules.prices import HOME
from rules.problems import RulebookError

T = TypeVar("T")
Folders: TypeAlias = tuple[Path, ...]

_DAY = click.DateTime(["%Y-%m-%d"])
on_day = click.option("--on", "day", type=_DAY, default=None, help="The day of prices and limits; today by default.")
in_region = click.option("--region", default=HOME, show_default=True, envvar="ADVISOR_REGION", help="The AWS region.")
in_language = click.option(
    "--language",
    envvar=["LC_ALL", "LC_MESSAGES", "LANG"],
    callback=lambda _context, _option, code: language_of(code),
    help="What a language model explains in, such as de; the terminal's own language by default.",
)
with_rulebooks = click.option(
    "--rulebook",
    "over",
    type=click.Path(),
    multiple=True,
    envvar="RULEBOOK",
    callback=lambda _context, _option, folders: tuple(Path(folder) for folder in folders if folder),
    help="A rulebook folder laid over the project's own; again for further ones. Also RULEBOOK=FOLDER:FOLDER.",
)
horizon = click.option(
    "--horizon",
    "months",
    type=click.IntRange(1, 120),
    default=18,
    show_default=True,
    help="Months a migration may take to pay back.",
)


def or_exit(read: Callable[[], T]) -> T:
    """Give what is read, or print one line for each mistake and exit with 2."""
    try:
        return read()
    except RulebookError as error:
        refuse(*map(str, error.problems))


def refuse(*mistakes: str, status: int = 2) -> NoReturn:
    """Print what is wrong, a line each, and exit."""
    for mistake in mistakes:
        click.echo(mistake, err=True)
    sys.exit(status)
