"""The commands; the one place where the parts meet, and the only clock."""

import io
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from platformdirs import user_data_path

from bot.backups.command import restore_command
from bot.clock import Clock
from bot.commands.model import ask, evaluate, explain, read_file
from bot.commands.rulebook import cases, docs, rules, simulate
from bot.commands.shared import Told, decide_on, on_file, rulebook_on, terminal
from bot.garbage import none_made
from bot.heap.commands import profile
from bot.interview.advisor import Advisor
from bot.interview.changes import read_changes, understood
from bot.interview.following import with_what_follows
from bot.terminal.asking import asker
from bot.terminal.chat import Chat
from bot.terminal.explaining import explainer
from bot.terminal.model import reader
from bot.terminal.options import Folders, in_language, in_region, on_day, or_exit, with_rulebooks
from bot.terminal.view import show_compare, show_verdict
from rules.scoring import Engine
from rules.verdict import Verdict

CONTEXT = {"help_option_names": ["-h", "--help"]}


class ServeCommand(click.Command):
    """A command whose help lists the settings that it reads from the environment."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List them."""
        from bot.settings import described

        with formatter.section("Settings, from the environment"):
            formatter.write_dl(list(described()))


@click.group(context_settings=CONTEXT)
@click.pass_context
def main(context: click.Context) -> None:
    """Recommend AWS Lambda, containers or a monolith, and say why."""
    context.obj = Clock(lambda: datetime.now(UTC), time.monotonic)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@main.command()
@on_day
@with_rulebooks
@in_region
@click.option("--file", "path", type=click.Path(path_type=Path), default=None, help="Where answers are kept.")
@in_language
@click.pass_obj
def chat(clock: Clock, day: datetime | None, over: Folders, region: str, path: Path | None, language: str) -> None:
    """Hold the interview in this terminal, or line by line through standard input."""
    # Only here is a database needed, which takes as long to import as all the rest.
    from bot.terminal.keeping import PIPED, open_keeper

    engine = Engine(rulebook_on(clock, day, region, over))
    console = terminal()
    place = path or user_data_path("architecture-advisor") / "advisor.sqlite3"
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


@main.command("decide")
@click.option("--json", "as_json", is_flag=True, help="Print the machine-readable verdict.")
@on_file
def decide_file(told: Told, as_json: bool) -> None:
    """Make the verdict on the answers of a TOML file."""
    if as_json:
        click.echo(to_json(told.verdict()))
    else:
        show_verdict(terminal(), told.verdict(), told.rulebook.facts, None)


@main.command("what-if")
@on_file
@click.argument("changes", nargs=-1, required=True, metavar="FACT=VALUE ...")
def what_if(told: Told, changes: tuple[str, ...]) -> None:
    """Compare the verdict before and after some answers change; WORKLOAD.FACT=VALUE changes one of a side workload."""
    changes = with_what_follows(told.rulebook, told.answers, changes)
    changed = or_exit(lambda: read_changes(told.rulebook, told.answers, changes))
    said_back = ", ".join(map(" = ".join, understood(told.rulebook, changed, changes)))
    show_compare(terminal(), told.verdict(), told.verdict(changed), said_back)


@main.command(cls=ServeCommand)
@click.pass_obj
def serve(clock: Clock) -> None:
    """Serve the Telegram bot, by polling or, where WEBHOOK_URL is set, by a webhook."""
    # What only the bot needs takes half a second to import, for which no other command should wait.
    with none_made():
        from bot.serving import serve_from_environment

    status, mistakes = serve_from_environment(clock)
    for mistake in mistakes:
        click.echo(mistake, err=True)
    sys.exit(status)


for command in (read_file, explain, ask, evaluate, rules, cases, simulate, docs, restore_command, profile):
    main.add_command(command)


def to_json(verdict: Verdict) -> str:
    """Write a verdict as JSON."""
    return json.dumps(verdict.model_dump(mode="json", by_alias=True), indent=1)


def _lines() -> Iterator[str]:
    """Read lines until the input ends; at a terminal with a prompt."""
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return


if __name__ == "__main__":
    main()
