"""The commands that use a language model: a text read, a verdict explained and asked about, the model tried."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from bot.clock import Clock
from bot.commands.shared import Told, on_file, rulebook_on, terminal
from bot.interview.advisor import Advisor
from bot.narrator.answering import Case
from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer
from bot.terminal.asking import asker
from bot.terminal.explaining import explainer
from bot.terminal.found import NOTHING, ReadOut
from bot.terminal.model import reader
from bot.terminal.options import Folders, in_language, on_day, or_exit, refuse, with_rulebooks
from bot.terminal.view import show_answer, show_explanation, show_tried
from rules.prices import HOME
from rules.scoring import Engine


@click.command("read")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@click.option("--toml", "form", flag_value="toml", help="Print a file of answers, as `decide` takes it.")
@click.option("--json", "form", flag_value="json", help="Print the answers and their words as JSON.")
@on_day
@with_rulebooks
@click.pass_obj
def read_file(clock: Clock, file: TextIO, form: str | None, day: datetime | None, over: Folders) -> None:
    """Find answers in a text with a language model, each with the words that it comes from; - reads what is piped in.

    The model is set by OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL.
    """
    rulebook = rulebook_on(clock, day, HOME, over)
    with reader(rulebook, Console(stderr=True), clock.seconds) as read:
        if read is None:
            refuse("There is no language model to read with. Set OPENAI_API_KEY, or answer questions with `chat`.")
        try:
            found = ReadOut.of(rulebook, read(file.read(), None))
        except NoAnswer as error:
            refuse(words_for(error), status=1)
    for sentence in found.left_out or (() if found.drafts else (NOTHING,)):
        click.echo(sentence, err=True)
    click.echo({"toml": found.toml, "json": found.json}.get(form or "", found.text)(), nl=form == "json")


@click.command()
@in_language
@on_file
def explain(told: Told, language: str) -> None:
    """Explain the verdict on the answers of a TOML file; without a language model in plain words."""
    verdict = told.verdict()
    with explainer(told.rulebook, Console(stderr=True), told.clock.seconds, language) as explain_it:
        explained = explain_it(verdict)
    show_explanation(terminal(), explained.explanation, explained.without)


@click.command()
@on_file
@click.argument("question")
def ask(told: Told, question: str) -> None:
    """Answer a question about the verdict on the answers of a TOML file; without a language model in plain words."""
    verdict = told.verdict()
    with asker(told.advisor, Console(stderr=True), told.clock.seconds) as ask_about:
        asked = ask_about(Case(verdict, told.answers), question)
    console = terminal()
    show_answer(console, asked.answer, asked.without)
    show_tried(console, asked.answer, "Change the file to keep it.")


@click.command("eval")
@click.option(
    "--texts",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="A folder of other texts, in the form of those in bot/narrator/evaluation/texts.",
)
@on_day
@with_rulebooks
@click.pass_obj
def evaluate(clock: Clock, folder: Path | None, day: datetime | None, over: Folders) -> None:
    """Let the language model read, explain and answer sixty texts, and score it; exit with 1 where it says nothing."""
    # What only this command needs takes long to import, for which no other command should wait.
    from bot.environment import SettingsError, read_from_environment
    from bot.narrator.evaluation.running import Evaluation
    from bot.narrator.evaluation.texts import FOLDER, load_cases_of, load_texts
    from bot.narrator.settings import ModelSettings
    from bot.terminal.evaluating import show_evaluation

    try:
        # Without the breaker: a slow model is asked every text all the same.
        complete = read_from_environment(ModelSettings).provider()
    except SettingsError as error:
        refuse(*error.problems)
    if complete is None:
        refuse("There is no language model to evaluate. Set OPENAI_API_KEY in the environment.")
    rulebook = rulebook_on(clock, day, HOME, over)
    texts = or_exit(lambda: load_texts(rulebook.facts, folder or FOLDER))
    decisions = or_exit(lambda: load_cases_of(texts, rulebook.facts))
    evaluation = Evaluation(complete, Advisor(Engine(rulebook)), texts, decisions, clock.seconds)
    if asyncio.run(show_evaluation(terminal(), evaluation)).is_silent:
        sys.exit(1)
