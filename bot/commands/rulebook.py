"""The commands that look into the rulebook, and try it."""

import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from bot.clock import Clock
from bot.commands.shared import rulebook_on, terminal
from bot.interview.simulation import simulate as play_systems
from bot.terminal.check import show_check
from bot.terminal.options import Folders, in_region, on_day, or_exit, refuse, with_rulebooks
from bot.terminal.tables import show_cases, show_claims, show_left_out, show_rules, show_simulation
from bot.terminal.view import show_why
from rules.cases import Score, compare, judge_case, load_cases
from rules.claims import unaccounted
from rules.decide import Settings, headline_on
from rules.leave_out import without_each_rule as leave_out_each
from rules.prices import HOME
from rules.rivals import RIVALS
from rules.rulebook import HOUSE, load_rulebook
from rules.scoring import Engine


@click.group()
def rules() -> None:
    """Look into the rulebook."""


@rules.command("list")
@on_day
@with_rulebooks
@click.pass_obj
def list_rules(clock: Clock, day: datetime | None, over: Folders) -> None:
    """List the rules by topic, with what each does."""
    show_rules(terminal(), rulebook_on(clock, day, HOME, over))


@rules.command("show")
@click.argument("name", metavar="ID")
@on_day
@with_rulebooks
@click.pass_obj
def show_rule(clock: Clock, name: str, day: datetime | None, over: Folders) -> None:
    """Show one rule: its claim, condition, sources and examples."""
    rulebook = rulebook_on(clock, day, HOME, over)
    try:
        show_why(terminal(), rulebook, name)
    except KeyError as error:
        refuse(str(error.args[0]))


@rules.command("check")
@click.argument("folder", type=click.Path(path_type=Path), default=HOUSE)
@on_day
@with_rulebooks
@in_region
@click.pass_obj
def check_rules(clock: Clock, folder: Path, day: datetime | None, over: Folders, region: str) -> None:
    """Check a rulebook folder: every mistake of every file, and what is past its review date or old."""
    rulebook = rulebook_on(clock, day, region, over, folder)
    show_check(terminal(), rulebook, len(or_exit(lambda: rulebook.cases)))


@rules.command("claims")
@on_day
@click.pass_obj
def list_claims(clock: Clock, day: datetime | None) -> None:
    """List the podcast's claims, with what carries each; exit with 1 where one is not accounted for."""
    rulebook = rulebook_on(clock, day, HOME, ())
    show_claims(terminal(), rulebook.claims)
    if any(unaccounted(rulebook.claims)):
        sys.exit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=HOUSE / "cases")
@click.option("--without-each-rule", is_flag=True, help="Leave out each rule in turn instead (some minutes).")
@on_day
@with_rulebooks
@click.pass_obj
def cases(clock: Clock, folder: Path, without_each_rule: bool, day: datetime | None, over: Folders) -> None:
    """Score the verdicts on a folder of published decisions, a line a case, and those of trivial advisors."""
    engine = Engine(rulebook_on(clock, day, HOME, over))
    found = or_exit(lambda: load_cases(folder, engine.rulebook.facts))
    if without_each_rule:
        settings = Settings()
        show_left_out(terminal(), leave_out_each(engine, found, settings), settings.worlds)
        return
    outcomes = [judge_case(case, partial(headline_on, engine, settings=Settings())) for case in found]
    rivals = {name: Score.of([compare(case, rival(case.answers)) for case in found]) for name, rival in RIVALS.items()}
    show_cases(terminal(), outcomes, rivals)


@click.command()
@click.option("--systems", type=click.IntRange(min=2), default=2000, show_default=True, help="Systems to play.")
@on_day
@with_rulebooks
@click.pass_obj
def simulate(clock: Clock, systems: int, day: datetime | None, over: Folders) -> None:
    """Play complete systems through the interview, half from the priors, half from a broader spread."""
    show_simulation(terminal(), play_systems(partial(rulebook_on, clock, day, HOME, over), systems))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default="docs")
def docs(folder: Path) -> None:
    """Write the pages of a docs folder: the rulebook to be read, and the verdicts on its archetypes."""
    from bot.docs.archetypes import load_archetypes
    from bot.docs.licences import LOCK
    from bot.docs.pages import DAY as DAY_OF_DOCS
    from bot.docs.pages import all_pages, write_pages
    from bot.docs.sensitivity import FOLDER as ARCHETYPES

    rulebook = or_exit(lambda: load_rulebook(DAY_OF_DOCS))
    archetypes = or_exit(lambda: load_archetypes(folder / ARCHETYPES, rulebook.facts))
    pages = all_pages(Engine(rulebook), archetypes, folder.parent / LOCK)
    try:
        write_pages(pages, folder)
    except OSError as error:
        refuse(f"{error.filename}: cannot be written: {error.strerror}. Name a folder that can be.")
    click.echo(f"{len(pages)} pages in {folder}.")
