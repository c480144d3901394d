"""After the verdict: bills, rules and what-ifs, until the input ends."""

from collections.abc import Callable, Iterator

from rich.console import Console
from rules.answers import Answers
from rules.options import OPTION_NAMES
from rules.scoring import Engine
from rules.verdict import Verdict

from bot.interview.editing import edited_fact
from bot.interview.reading import Understood, read
from bot.terminal.view import show_compare, show_costs, show_why

OFFER = 'More: "costs containers", "why RULE", "engineers = 12" (what if), or "quit".'
WORDS = {"functions": "lambda", "serverless": "lambda"}
STOP = {"quit", "exit", "bye", "q", ""}


def after_verdict(
    engine: Engine,
    console: Console,
    lines: Iterator[str],
    verdict: Verdict,
    answers: Answers,
    decide: Callable[[Answers], Verdict],
) -> None:
    """Answer follow-up questions; a what-if never changes what is kept."""
    console.print(f"\n{OFFER}", markup=False, highlight=False)
    for text in lines:
        line = text.strip().lstrip("/")
        if line.casefold() in STOP:
            return
        change = edited_fact(engine.rulebook, line)
        if change is not None:
            _what_if(engine, console, verdict, answers, decide, *change)
        else:
            _show(engine, console, verdict, line)


def _what_if(
    engine: Engine,
    console: Console,
    verdict: Verdict,
    answers: Answers,
    decide: Callable[[Answers], Verdict],
    fact: str,
    text: str,
) -> None:
    reading = read(engine.rulebook.facts[fact], text)
    if isinstance(reading, Understood):
        after = decide({**answers, fact: reading.answer})
        show_compare(console, verdict, after, f"{fact} = {reading.said_back}")
    else:
        console.print(f"  {engine.rulebook.facts[fact].bad_answer}", markup=False)


def _show(engine: Engine, console: Console, verdict: Verdict, line: str) -> None:
    word, _, name = line.partition(" ")
    option = WORDS.get(name.strip().casefold(), name.strip().casefold())
    if word.casefold() == "costs" and option in OPTION_NAMES:
        show_costs(console, verdict, option)
    elif word.casefold() == "why" and any(rule.id == name.strip() for rule in engine.rulebook.rules):
        show_why(console, engine.rulebook, name.strip())
    else:
        console.print(OFFER, markup=False, highlight=False)
