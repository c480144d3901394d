"""The commands that look into the heap of a running bot."""

import time
from pathlib import Path

import click

from bot.terminal.options import refuse


@click.group(invoke_without_command=True)
@click.option("--database", envvar="DATABASE", type=click.Path(path_type=Path), help="The file that the bot serves.")
@click.pass_context
def profile(context: click.Context, database: Path | None) -> None:
    """Let the running bot write a snapshot of its heap, and print the file; the first one begins the tracing."""
    if context.invoked_subcommand is not None:
        return
    from bot.backups.settings import usual_database
    from bot.environment import SettingsError
    from bot.heap.asking import ask
    from bot.heap.snapshots import NoBot

    try:
        click.echo(ask(database or usual_database(), time.sleep))
    except SettingsError as error:
        refuse(*error.problems)
    except NoBot as error:
        refuse(str(error), status=1)


@profile.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option("--lines", type=click.IntRange(min=1), default=10, show_default=True, help="Lines to list.")
def diff(before: Path, after: Path, lines: int) -> None:
    """Print what grew between two snapshots, by the line of the program that asked for it."""
    from bot.heap.growth import NoSnapshot, growths, load, table

    try:
        found = growths(load(before), load(after))
    except NoSnapshot as error:
        refuse(str(error))
    for line in table(found, lines):
        click.echo(line)
