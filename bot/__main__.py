"""The commands; the one place where the parts meet, and the only clock."""

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeAlias, TypeVar

import click
from platformdirs import user_data_path
from rich.console import Console

from bot.docs.archetypes import load_archetypes
from bot.docs.pages import DAY as DAY_OF_DOCS
from bot.docs.pages import all_pages, write_pages
from bot.docs.sensitivity import FOLDER as ARCHETYPES
from bot.interview.changes import read_changes
from bot.interview.simulation import simulate as play_systems
from bot.terminal.chat import Chat
from bot.terminal.check import show_check
from bot.terminal.keeping import open_keeper
from bot.terminal.tables import show_cases, show_claims, show_left_out, show_rules, show_simulation
from bot.terminal.view import show_compare, show_verdict, show_why
from rules.answer_files import load_answers
from rules.cases import Score, compare, judge_case, load_cases
from rules.claims import unaccounted
from rules.decide import Settings, decide, headline_on
from rules.leave_out import without_each_rule as leave_out_each
from rules.prices import HOME
from rules.problems import RulebookError
from rules.rivals import RIVALS
from rules.rulebook import HOUSE, Rulebook, load_rulebook
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.value import WORLDS
from rules.verdict import Verdict

CONTEXT = {"help_option_names": ["-h", "--help"]}
DAY = click.DateTime(["%Y-%m-%d"])
on_day = click.option("--on", "day", type=DAY, default=None, help="The day of prices and limits; today by default.")
in_region = click.option("--region", default=HOME, show_default=True, envvar="ADVISOR_REGION", help="The AWS region.")
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
Folders: TypeAlias = tuple[Path, ...]
T = TypeVar("T")


class ServeCommand(click.Command):
    """A command whose help lists the settings that it reads from the environment."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List them."""
        from bot.settings import described

        with formatter.section("Settings, from the environment"):
            formatter.write_dl(list(described()))


@click.group(context_settings=CONTEXT)
def main() -> None:
    """Recommend AWS Lambda, containers or a monolith, and say why."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@main.command()
@on_day
@with_rulebooks
@in_region
@click.option("--file", "path", type=click.Path(path_type=Path), default=None, help="Where answers are kept.")
def chat(day: datetime | None, over: Folders, region: str, path: Path | None) -> None:
    """Hold the interview in this terminal, or line by line through standard input."""
    engine = Engine(_rulebook(day, region, over))
    console = _console()
    with open_keeper(path or user_data_path("architecture-advisor") / "advisor.sqlite3", console, _now) as keeper:
        try:
            record = keeper.go_on(console) if sys.stdin.isatty() else keeper.begin()
            Chat(engine, console, _lines(), keeper.keep, partial(_decide, engine), keeper.finish, record).hold()
        except KeyboardInterrupt:
            console.print("\nEverything you answered is kept; `make chat` goes on from here." if keeper.goes_on else "")
            sys.exit(130)


@main.command("decide")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the machine-readable verdict.")
@on_day
@with_rulebooks
@in_region
@horizon
def decide_file(file: Path, as_json: bool, day: datetime | None, over: Folders, region: str, months: float) -> None:
    """Make the verdict on the answers of a TOML file."""
    rulebook = _rulebook(day, region, over)
    verdict = _decide(Engine(rulebook), _answers(file, rulebook), Settings(horizon_months=months))
    if as_json:
        click.echo(to_json(verdict))
    else:
        show_verdict(_console(), verdict, rulebook.facts, None)


@main.command("what-if")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("changes", nargs=-1, required=True, metavar="FACT=VALUE ...")
@on_day
@with_rulebooks
@in_region
@horizon
def what_if(
    file: Path, changes: tuple[str, ...], day: datetime | None, over: Folders, region: str, months: float
) -> None:
    """Compare the verdict before and after some answers change; WORKLOAD.FACT=VALUE changes one of a side workload."""
    rulebook = _rulebook(day, region, over)
    answers = _answers(file, rulebook)
    engine, settings = Engine(rulebook), Settings(horizon_months=months)
    changed = _or_exit(lambda: read_changes(rulebook, answers, changes))
    show_compare(_console(), _decide(engine, answers, settings), _decide(engine, changed, settings), ", ".join(changes))


@main.group()
def rules() -> None:
    """Look into the rulebook."""


@rules.command("list")
@on_day
@with_rulebooks
def list_rules(day: datetime | None, over: Folders) -> None:
    """List the rules by topic, with what each does."""
    show_rules(_console(), _rulebook(day, HOME, over))


@rules.command("show")
@click.argument("name", metavar="ID")
@on_day
@with_rulebooks
def show_rule(name: str, day: datetime | None, over: Folders) -> None:
    """Show one rule: its claim, condition, sources and examples."""
    rulebook = _rulebook(day, HOME, over)
    try:
        show_why(_console(), rulebook, name)
    except KeyError as error:
        _refuse(str(error.args[0]))


@rules.command("check")
@click.argument("folder", type=click.Path(path_type=Path), default=HOUSE)
@on_day
@with_rulebooks
@in_region
def check_rules(folder: Path, day: datetime | None, over: Folders, region: str) -> None:
    """Check a rulebook folder: every mistake of every file, and what is past its review date or old."""
    rulebook = _rulebook(day, region, over, folder)
    show_check(_console(), rulebook, len(_or_exit(lambda: rulebook.cases)))


@rules.command("claims")
@on_day
def list_claims(day: datetime | None) -> None:
    """List the podcast's claims, with what carries each; exit with 1 where one is not accounted for."""
    rulebook = _rulebook(day, HOME, ())
    show_claims(_console(), rulebook.claims)
    if any(unaccounted(rulebook.claims)):
        sys.exit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=HOUSE / "cases")
@click.option("--without-each-rule", is_flag=True, help="Leave out each rule in turn instead (some minutes).")
@on_day
@with_rulebooks
def cases(folder: Path, without_each_rule: bool, day: datetime | None, over: Folders) -> None:
    """Score the verdicts on a folder of published decisions, a line a case, and those of trivial advisors."""
    engine = Engine(_rulebook(day, HOME, over))
    found = _or_exit(lambda: load_cases(folder, engine.rulebook.facts))
    if without_each_rule:
        show_left_out(_console(), leave_out_each(engine, found, Settings(worlds=WORLDS)), WORLDS)
        return
    outcomes = [judge_case(case, partial(headline_on, engine, settings=Settings())) for case in found]
    rivals = {name: Score.of([compare(case, rival(case.answers)) for case in found]) for name, rival in RIVALS.items()}
    show_cases(_console(), outcomes, rivals)


@main.command()
@click.option(
    "--systems",
    type=click.IntRange(min=2),
    default=2000,
    show_default=True,
    help="Systems to play.",
)
@on_day
@with_rulebooks
def simulate(systems: int, day: datetime | None, over: Folders) -> None:
    """Play complete systems through the interview, half from the priors, half from a broader spread."""
    show_simulation(_console(), play_systems(partial(_rulebook, day, HOME, over), systems))


@main.command(cls=ServeCommand)
def serve() -> None:
    """Serve the Telegram bot, by polling or, where WEBHOOK_URL is set, by a webhook."""
    # What only the bot needs takes half a second to import, for which no other command should wait.
    from bot.serving import Clock, serve_from_environment

    status, mistakes = serve_from_environment(Clock(_now, time.monotonic))
    for mistake in mistakes:
        click.echo(mistake, err=True)
    sys.exit(status)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default="docs")
def docs(folder: Path) -> None:
    """Write the pages of a docs folder: the rulebook to be read, and the verdicts on its archetypes."""
    rulebook = _or_exit(lambda: load_rulebook(DAY_OF_DOCS))
    archetypes = _or_exit(lambda: load_archetypes(folder / ARCHETYPES, rulebook.facts))
    pages = all_pages(Engine(rulebook), archetypes)
    try:
        write_pages(pages, folder)
    except OSError as error:
        _refuse(f"{error.filename}: cannot be written: {error.strerror}. Name a folder that can be.")
    click.echo(f"{len(pages)} pages in {folder}.")


def to_json(verdict: Verdict) -> str:
    """Write a verdict as JSON."""
    return json.dumps(verdict.model_dump(mode="json", by_alias=True), indent=1)


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()


def _rulebook(day: datetime | None, region: str, over: Folders, folder: Path = HOUSE) -> Rulebook:
    return _or_exit(lambda: load_rulebook(day.date() if day else _today(), folder, region, over))


def _answers(file: Path, rulebook: Rulebook) -> SubjectAnswers:
    return _or_exit(lambda: load_answers(file, rulebook.facts))


def _decide(engine: Engine, answers: SubjectAnswers, settings: Settings | None = None) -> Verdict:
    """Make the verdict; the published decisions, which are read for the first one, may have mistakes."""
    return _or_exit(lambda: decide(engine, answers.system, settings, answers.sides))


def _or_exit(read: Callable[[], T]) -> T:
    """Give what is read, or print one line for each mistake and exit with 2."""
    try:
        return read()
    except RulebookError as error:
        _refuse(*map(str, error.problems))


def _refuse(*mistakes: str) -> NoReturn:
    for mistake in mistakes:
        click.echo(mistake, err=True)
    sys.exit(2)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 80, highlight=False, soft_wrap=False)


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
