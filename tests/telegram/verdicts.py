"""Verdicts to be shown: real ones, and ones that somebody wrote to break the cards."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.docs.archetypes import Archetype, load_archetypes
from rules.decide import Settings, decide
from rules.scoring import Engine
from rules.verdict import Finding, Headline, Verdict
from tests.rules.books import house
from tests.terminal.samples import CONTAINERS, LAMBDA, MONOLITH, sample_verdict

_SETTINGS = Settings(worlds=500, flips=2, side_worlds=500)
_WRITTEN_BY_PEOPLE = {
    "because", "why", "label", "outcome", "organisation", "stayed_on", "step", "done_when", "undo", "measure", "item",
    "unit", "rule", "criterion", "price", "name", "fingerprint", "region", "rulebook",
}  # fmt: skip
_LISTS_WRITTEN_BY_PEOPLE = {"sources", "stale", "stale_elsewhere", "recalled", "own"}


@cache
def archetypes() -> dict[str, Archetype]:
    """Read the archetypes of the docs."""
    folder = Path(__file__).parents[2] / "docs" / "archetypes"
    return {each.id: each for each in load_archetypes(folder, house().facts)}


@cache
def verdict_on(name: str) -> Verdict:
    """Make the verdict on an archetype, its side workloads included, once."""
    answers = archetypes()[name].answers
    return decide(Engine(house()), answers.system, _SETTINGS, answers.sides)


def tie() -> Verdict:
    """Build a verdict in which two options are level."""
    options = (
        LAMBDA.model_copy(update={"share": 0.12}),
        CONTAINERS.model_copy(update={"share": 0.42}),
        MONOLITH.model_copy(update={"share": 0.46}),
    )
    headline = Headline(action="stay", to="lambda", confidence=0.5, tie=True, because="Nothing is gained.")
    return sample_verdict(options=options, headline=headline, confidence=0.46)


def blocked(gates: int = 2) -> Verdict:
    """Build a verdict in which gates block every option."""
    shares = {
        each.option: tuple(
            share.model_copy(update={"blocked_by": ("gate-0",), "share": 0.0}) for share in each.variants
        )
        for each in (LAMBDA, CONTAINERS, MONOLITH)
    }
    options = tuple(
        each.model_copy(update={"share": 0.0, "variants": shares[each.option]})
        for each in (LAMBDA, CONTAINERS, MONOLITH)
    )
    return sample_verdict(
        options=options,
        verdict=None,
        variant=None,
        action=None,
        headline=Headline(action=None, to=None, confidence=0, tie=False, because="One of these limits must give."),
        gates=tuple(Finding(rule=f"gate-{at}", because=f"Limit {at} holds.") for at in range(gates)),
        payback=None,
        findings=(),
    )


def written_by(verdict: Verdict, text: str) -> Verdict:
    """Put a text wherever a verdict holds words that somebody wrote."""
    storable = text.encode("utf-8", "ignore").decode()
    return Verdict.model_validate(_with(verdict.model_dump(by_alias=True), storable))


def _with(part: Any, text: str) -> Any:
    if isinstance(part, dict):
        return {key: _of(key, value, text) for key, value in part.items()}
    return [_with(each, text) for each in part] if isinstance(part, list | tuple) else part


def _of(key: str, value: Any, text: str) -> Any:
    if key in _WRITTEN_BY_PEOPLE and isinstance(value, str):
        return text
    if key in _LISTS_WRITTEN_BY_PEOPLE and isinstance(value, tuple):
        return [text, f"{text} https://example.org/{text}"]
    return _with(value, text)
