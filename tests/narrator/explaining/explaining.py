"""Verdicts to be explained, and explanations as a model gives them."""

from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from bot.narrator.explaining import Explanation, plain_explanation
from bot.narrator.explaining.briefing import briefing, texts_of
from rules.answer_files import load_answers
from rules.decide import Settings, decide
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.rules.books import house

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "rules" / "cases", ROOT / "docs" / "archetypes", ROOT / "tests" / "data" / "archetypes")
FILES = {path.stem: path for folder in FOLDERS for path in sorted(folder.glob("*.toml"))}
"""Every published decision and every archetype, by name."""
FEW = 4
_SETTINGS = Settings(worlds=500, flips=2, side_worlds=500)


@cache
def _engine() -> Engine:
    return Engine(house())


@cache
def verdict_on(name: str) -> Verdict:
    """Make the verdict on a published decision or an archetype, once."""
    answers = load_answers(FILES[name], house().facts)
    return decide(_engine(), answers.system, _SETTINGS, answers.sides)


@cache
def verdict_on_few(name: str) -> Verdict:
    """Make the verdict on the first few answers of a published decision or an archetype, once."""
    answers = load_answers(FILES[name], house().facts).system
    return decide(_engine(), dict(islice(answers.items(), FEW)), _SETTINGS)


def as_answer(explanation: Explanation, verdict: Verdict) -> dict[str, Any]:
    """Write an explanation as a model would give it."""
    parts = {
        "opening": explanation.opening,
        "reasons": [{"rule": each.name, "text": each.text} for each in explanation.reasons],
        "costs": explanation.costs,
        "gives_up": explanation.gives_up,
        "steps": [{"step": each.name, "text": each.text} for each in explanation.steps],
    }
    return quoting({name: part for name, part in parts.items() if part}, verdict)


def quoting(answer: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """Give each text of an answer some words of the facts that it rests on."""
    told = briefing(verdict, house())
    told_of = {"opening": told["decided"], "costs": told["options"], "gives_up": told["options"]}
    parts = {
        part: {"quote": quote_of(told_of[part]), "text": text} if isinstance(text, str) else text
        for part, text in answer.items()
        if part in told_of
    }
    for part, key, facts in (("reasons", "rule", "rules"), ("steps", "step", "plan")):
        if part in answer:
            parts[part] = [{"quote": quote_of(told[facts][each[key]]), **each} for each in answer[part]]
    return {part: parts[part] for part in answer}


def quote_of(facts: object) -> str:
    """Give the first words of facts."""
    return " ".join(" ".join(texts_of(facts)).split()[:6])


def honest(verdict: Verdict) -> dict[str, Any]:
    """Give an answer that holds to the verdict."""
    return as_answer(plain_explanation(verdict, house()), verdict)
