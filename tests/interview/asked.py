"""Facts for the tests of the interview, some made up, and the whole vocabulary; and records of answers to them."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.interview.record import Entry, Record
from rules.facts import Fact, parse_fact
from rules.files import read_folder
from rules.problems import Problems
from tests.rules.deciding import answers

FOLDER = Path(__file__).parents[2] / "rules" / "facts"
BAD_ANSWER = "Say it in another way."


def answered(**raw: object) -> Record:
    """Give a record in which facts were answered one by one."""
    return Record(tuple(Entry(name, {name: answer}) for name, answer in answers(**raw).items()))


def asked(kind: str, unit: str = "", **more: Any) -> Fact:
    """Make a fact of which only what is given matters."""
    table = {
        "id": "thing",
        "kind": kind,
        "unit": unit,
        "topic": "scale",
        "label": "Thing",
        "question": "How much?",
        "why": "Because.",
        "examples": ["1", "2"],
        "bad_answer": BAD_ANSWER,
        "effort": 1,
        "measure": {"how": "Ask.", "minutes": 1},
        "prior": {"source": "assumption", "low": 1, "mid": 2, "high": 3},
    }
    if kind == "flag":
        table["prior"] = {"source": "assumption", "yes": 0.5}
    return Fact.model_validate(table | more)


def asked_choice(kind: str = "choice", most: int | None = None, **labels: str) -> Fact:
    """Make a fact with choices, given as id and label."""
    choices = {name: {"label": label} for name, label in labels.items()}
    prior = {"source": "assumption", "weights": {next(iter(labels)): 1}}
    return asked(kind, choices=choices, most=most, prior=prior)


@cache
def vocabulary() -> dict[str, Fact]:
    """Load every fact of the rulebook."""
    problems = Problems()
    facts = [parse_fact(file, problems) for file in read_folder(FOLDER, problems)]
    problems.raise_if_any()
    return {fact.id: fact for fact in facts if fact}
