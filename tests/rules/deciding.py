"""Answers, made-up rules and archetypes, to decide on in tests."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rules.answer_files import load_answers
from rules.answers import Answer, parse_answers
from rules.condition_files import ConditionReader, Names
from rules.decide import Settings, decide
from rules.options import VARIANTS
from rules.problems import Problems
from rules.rule import Rule, RuleFile
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.rules.books import house

QUICK = Settings(worlds=1000, flips=0, side_worlds=1000)
"""Enough worlds where the last digit does not matter."""
FOLDER = Path(__file__).parents[1] / "data" / "archetypes"
ARCHETYPES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def answers(**raw: object) -> dict[str, Answer]:
    """Read answers as files hold them."""
    problems = Problems()
    read = parse_answers("test.toml", raw, house().facts, problems)
    problems.raise_if_any()
    return read


def archetype(name: str) -> dict[str, Answer]:
    """Read the answers of an archetype."""
    return dict(load_answers(FOLDER / f"{name}.toml", house().facts).system)


@cache
def _engine() -> Engine:
    return Engine(house())


@cache
def verdict_on(name: str) -> Verdict:
    """Make the verdict on an archetype, once."""
    return decide(_engine(), archetype(name), QUICK)


def made_up(name: str, kind: str, when: dict[str, Any], **more: Any) -> Rule:
    """Make up a rule."""
    source = {"what": "A test", "url": "https://example.org", "date": house().day}
    examples: dict[str, dict[str, object]] = {"fires": {}, "silent": {}, "undecided": {}}
    file = RuleFile.model_validate(
        {"id": name, "topic": "test", "kind": kind, "because": f"{name}.", "when": when, "sources": [source]}
        | {"examples": examples}
        | more
    )
    problems = Problems()
    reader = ConditionReader(name, Names(house().facts, house().quantities, {}), problems)
    condition = reader.read(when)
    problems.raise_if_any()
    assert condition is not None
    return Rule(file, condition)


ALWAYS = {"fact": "engineers", "at_least": 2}
"""Holds for every team of the tests that use it: they have more engineers than one."""


def block_all(name: str = "nothing-fits") -> Rule:
    """Make up a gate that blocks every variant."""
    return made_up(name, "gate", ALWAYS, blocks=VARIANTS)


def engine_with(rules: Iterable[Rule]) -> Engine:
    """Make the project's rulebook ready with other rules."""
    return Engine(replace(house(), rules=tuple(rules)))


def plus(*rules: Rule) -> Rulebook:
    """Give the project's rulebook with some rules more."""
    return replace(house(), rules=(*house().rules, *rules))
