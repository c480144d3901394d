"""The commands; the one place where the parts meet, and the only clock."""

import io
import sys
import time
from datetime import UTC, datetime

import click

from bot.clock import Clock
from bot.commands.lazy import LazyGroup

COMMANDS = {
    "ask": ("bot.commands.model", "ask"),
    "cases": ("bot.commands.rulebook", "cases"),
    "chat": ("bot.commands.chat", "chat"),
    "decide": ("bot.commands.verdicts", "decide_file"),
    "docs": ("bot.commands.rulebook", "docs"),
    "eval": ("bot.commands.model", "evaluate"),
    "explain": ("bot.commands.model", "explain"),
    "profile": ("bot.heap.commands", "profile"),
    "read": ("bot.commands.model", "read_file"),
    "restore": ("bot.backups.command", "restore_command"),
    "rules": ("bot.commands.rulebook", "rules"),
    "serve": ("bot.commands.serve", "serve"),
    "simulate": ("bot.commands.rulebook", "simulate"),
    "what-if": ("bot.commands.verdicts", "what_if"),
}


@click.group(cls=LazyGroup, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Recommend AWS Lambda, containers or a monolith, and say why."""
    context.obj = Clock(lambda: datetime.now(UTC), time.monotonic)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
