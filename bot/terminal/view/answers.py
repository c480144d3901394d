"""What was said so far, as it is changed: a line each, by its name."""

from rich.console import Console

from bot.interview.record import Record
from bot.interview.saying import say
from rules.facts import Vocabulary
from rules.subjects import SYSTEM, named


def show_answers(console: Console, facts: Vocabulary, record: Record) -> None:
    """List the answers of the system and of its side workloads."""
    told = record.by_subject
    answers = [(SYSTEM, told.system), *told.sides.items()]
    lines = [(named(subject, name), say(facts[name], each[name])) for subject, each in answers for name in each]
    for name, words in lines:
        console.print(f"  {name} = {words}", markup=False, highlight=False)
    if not lines:
        console.print("  Nothing yet.")
