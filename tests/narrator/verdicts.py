"""Real verdicts to explain: published decisions and archetypes, decided on one day."""

from functools import cache
from pathlib import Path

from bot.narrator.checks import Grounds, grounds_of_verdict
from rules.answer_files import load_answers
from rules.decide import Settings, decide
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.verdict import Verdict
from tests.rules.books import house

ROOT = Path(__file__).parents[2]
CASES = (
    "prime-video-vqa",
    "khan-academy-goliath",
    "insider-web-server-lambda-to-fargate",
    "govuk-app-backend",
    "cinch-k8s-to-serverless",
    "taco-bell-order-middleware",
    "istio-istiod",
)
ARCHETYPES = (
    "bank-web-app",
    "chat-product",
    "internal-tool",
    "nightly-jobs",
    "steady-api",
    "two-person-startup",
    "video-pipeline",
)
FILES = (
    *(ROOT / "rules" / "cases" / f"{name}.toml" for name in CASES),
    *(ROOT / "docs" / "archetypes" / f"{name}.toml" for name in ARCHETYPES),
)
NAMES = tuple(file.stem for file in FILES)
_SETTINGS = Settings(worlds=1000, side_worlds=500, flips=2)


@cache
def engine() -> Engine:
    """Make the project's own rulebook ready, once."""
    return Engine(house())


def rulebook() -> Rulebook:
    """Give the project's own rulebook."""
    return engine().rulebook


@cache
def verdict_on(name: str) -> Verdict:
    """Make the verdict on a case or an archetype, once."""
    file = next(file for file in FILES if file.stem == name)
    answers = load_answers(file, rulebook().facts)
    return decide(engine(), answers.system, _SETTINGS, answers.sides)


@cache
def grounds_on(name: str) -> Grounds:
    """Draw the grounds of a verdict, once."""
    return grounds_of_verdict(verdict_on(name), rulebook())
