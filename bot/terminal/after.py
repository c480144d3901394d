"""After the verdict: bills, rules and what-ifs, until the input ends."""

from collections.abc import Callable, Iterator

from rich.console import Console

from bot.interview.changes import read_changes
from bot.interview.editing import Change, edited_fact
from bot.interview.saying import say
from bot.terminal.view import show_compare, show_costs, show_why
from bot.words.names import bare
from rules.options import OPTION_NAMES
from rules.problems import RulebookError
from rules.scoring import Engine
from rules.subjects import SYSTEM, SubjectAnswers, named
from rules.verdict import Verdict

OFFER = 'More: "costs containers", "why RULE", "engineers = 12" (what if), or "quit".'
WORDS = {"functions": "lambda", "serverless": "lambda"}
LONGEST = 200
"""No rule has a longer name."""
STOP = {"quit", "exit", "bye", "q", ""}


def after_verdict(
    engine: Engine,
    console: Console,
    lines: Iterator[str],
    verdict: Verdict,
    answers: SubjectAnswers,
    decide: Callable[[SubjectAnswers], Verdict],
) -> None:
    """Answer follow-up questions; a what-if never changes what is kept."""
    console.print(f"\n{OFFER}", markup=False, highlight=False)
    for text in lines:
        line = text.strip().lstrip("/")
        if line.casefold() in STOP:
            return
        change = edited_fact(engine.rulebook, line)
        if change is not None:
            _what_if(engine, console, verdict, answers, decide, change)
        else:
            _show(engine, console, verdict, line)


def _what_if(
    engine: Engine,
    console: Console,
    verdict: Verdict,
    answers: SubjectAnswers,
    decide: Callable[[SubjectAnswers], Verdict],
    change: Change,
) -> None:
    name = named(change.subject, change.fact)
    try:
        changed = read_changes(engine.rulebook, answers, [f"{name}={change.text}"])
    except RulebookError as error:
        for problem in error.problems:
            console.print(f"  {problem.message} {problem.cure}".rstrip(), soft_wrap=True, markup=False, highlight=False)
        return
    own = changed.system if change.subject == SYSTEM else changed.sides[change.subject]
    said_back = say(engine.rulebook.facts[change.fact], own[change.fact])
    show_compare(console, verdict, decide(changed), f"{name} = {said_back}")


def _show(engine: Engine, console: Console, verdict: Verdict, line: str) -> None:
    word, _, name = line.partition(" ")
    option = WORDS.get(name.strip().casefold(), name.strip().casefold())
    if word.casefold() == "costs" and option in OPTION_NAMES:
        show_costs(console, verdict, option)
    elif word.casefold() == "why" and name.strip():
        _show_why(engine, console, name.strip()[:LONGEST])
    else:
        console.print(OFFER, markup=False, highlight=False)


def _show_why(engine: Engine, console: Console, rule: str) -> None:
    try:
        show_why(console, engine.rulebook, rule)
    except KeyError as error:
        console.print(f"  {bare(str(error.args[0]))}", soft_wrap=True, markup=False, highlight=False)
