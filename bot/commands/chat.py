"""The command that holds the interview in a terminal."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.shared import decide_on, rulebook_on, terminal
from bot.environment import SettingsError, data_folder
from bot.interview.advisor import Advisor
from bot.terminal.asking import asker
from bot.terminal.chat import Chat
from bot.terminal.explaining import explainer
from bot.terminal.keeping import PIPED, open_keeper
from bot.terminal.model import reader
from bot.terminal.options import Folders, in_language, in_region, on_day, refuse, with_rulebooks
from rules.scoring import Engine


@click.command()
@on_day
@with_rulebooks
@in_region
@click.option("--file", "path", type=click.Path(path_type=Path), default=None, help="Where answers are kept.")
@in_language
@click.pass_obj
def chat(clock: Clock, day: datetime | None, over: Folders, region: str, path: Path | None, language: str) -> None:
    """Hold the interview in this terminal, or line by line through standard input."""
    engine = Engine(rulebook_on(clock, day, region, over))
    console = terminal()
    try:
        place = path or data_folder() / "advisor.sqlite3"
    except SettingsError as error:
        refuse(*error.problems)
    with (
        open_keeper(place, console, clock.now) as keeper,
        reader(engine.rulebook, console, clock.seconds) as read,
        asker(Advisor(engine), console, clock.seconds) as ask_about,
        explainer(engine.rulebook, console, clock.seconds, language) as explain_it,
    ):
        try:
            record = keeper.go_on(console) if sys.stdin.isatty() else keeper.begin(PIPED)
            decides = partial(decide_on, engine)
            told = Chat(engine, console, _lines(), keeper.keep, decides, keeper.finish, record)
            replace(told, read=read, ask=ask_about, explain=explain_it).hold()
        except KeyboardInterrupt:
            console.print("\nEverything you answered is kept; `make chat` goes on from here." if keeper.goes_on else "")
            sys.exit(130)


def _lines() -> Iterator[str]:
    """Read lines until the input ends; at a terminal with a prompt."""
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return
