"""The commands that make the verdict on a file of answers, and another on changed ones."""

import json

import click

from bot.commands.shared import Told, on_file, terminal
from bot.interview.changes import read_changes, understood
from bot.interview.following import with_what_follows
from bot.terminal.options import or_exit
from bot.terminal.view import show_compare, show_verdict
from rules.verdict import Verdict


@click.command("decide")
@click.option("--json", "as_json", is_flag=True, help="Print the machine-readable verdict.")
@on_file
def decide_file(told: Told, as_json: bool) -> None:
    """Make the verdict on the answers of a TOML file."""
    if as_json:
        click.echo(to_json(told.verdict()))
    else:
        show_verdict(terminal(), told.verdict(), told.rulebook.facts, None)


@click.command("what-if")
@on_file
@click.argument("changes", nargs=-1, required=True, metavar="FACT=VALUE ...")
def what_if(told: Told, changes: tuple[str, ...]) -> None:
    """Compare the verdict before and after some answers change; WORKLOAD.FACT=VALUE changes one of a side workload."""
    changes = with_what_follows(told.rulebook, told.answers, changes)
    changed = or_exit(lambda: read_changes(told.rulebook, told.answers, changes))
    said_back = ", ".join(map(" = ".join, understood(told.rulebook, changed, changes)))
    show_compare(terminal(), told.verdict(), told.verdict(changed), said_back)


def to_json(verdict: Verdict) -> str:
    """Write a verdict as JSON."""
    return json.dumps(verdict.model_dump(mode="json", by_alias=True), indent=1)
