"""What was said so far, as it is changed: a line each, by its name."""

from rich.console import Console

from bot.interview.record import Record
from bot.interview.saying import say as said_back
from bot.terminal.view.paper import INDENT, say
from rules.facts import Vocabulary
from rules.subjects import SYSTEM, named


def show_answers(console: Console, facts: Vocabulary, record: Record) -> None:
    """List the answers of the system and of its side workloads."""
    told = record.by_subject
    answers = [(SYSTEM, told.system), *told.sides.items()]
    lines = [(named(subject, name), said_back(facts[name], each[name])) for subject, each in answers for name in each]
    for name, words in lines:
        say(console, f"{name} = {words}", INDENT)
    if not lines:
        say(console, "Nothing yet.", INDENT)
