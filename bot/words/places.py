"""What runs where, in words: the main work, and each side workload apart from it or with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.words.figures import percent
from bot.words.names import capital, variant, workload
from rules.facts import Vocabulary
from rules.options import OPTION_OF
from rules.verdict import Cost, SplitPart, Verdict

STARTED = {"lambda": "function", "containers": "container", "monolith": "program"}
"""What is started, by option."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the work runs: in a sentence, its bill, and what else is to be said of it."""

    words: str
    cost: Cost | None = None
    more: tuple[str, ...] = ()


def places_title(verdict: Verdict) -> str:
    """Name the list of places."""
    return "What runs where" if verdict.something_apart else "Side work"


def places(verdict: Verdict, facts: Vocabulary) -> Iterator[Place]:
    """Say what becomes of each side workload, and of the main work beside those that go apart."""
    if verdict.something_apart:
        yield _main(verdict)
    for name, part in verdict.split.items():
        label = capital(workload(facts, name))
        if part.apart:
            yield _apart(label, part, facts)
        else:
            where = "with the rest. " if part.verdict else ""
            yield Place(f"{label}: {where}{part.because}".rstrip(": "))


def main_runs_on(verdict: Verdict) -> str | None:
    """Name the variant of the main work: what runs today where it stays, else what the headline leads to."""
    headline, today = verdict.headline, verdict.today.variant
    if headline.rest in {"stay", "regroup"} and today is not None:
        return today
    return verdict.option(headline.to).variant if headline.to else None


def _main(verdict: Verdict) -> Place:
    runs_on = main_runs_on(verdict)
    stays = runs_on == verdict.today.variant and verdict.today.tuned is not None
    cost = verdict.today.tuned if stays else verdict.option(OPTION_OF[runs_on]).cost_usd_month if runs_on else None
    return Place(f"The main work: {'stays on' if stays else 'on'} {variant(runs_on)}.", cost)


def _where_apart(part: SplitPart) -> str:
    """Say that it goes apart, and where to: both as sure as they are, where these differ."""
    where, sure = variant(part.variant), percent(part.confidence)
    if part.apart_confidence is None or percent(part.apart_confidence) == sure:
        return f"apart, on {where} ({sure} sure)"
    return f"apart ({percent(part.apart_confidence)} sure), most likely on {where} ({sure})"


def _apart(label: str, part: SplitPart, facts: Vocabulary) -> Place:
    words = f"{label}: {_where_apart(part)}."
    more = []
    if part.verdict and part.started_by:
        choices = facts["triggers"].choices
        starters = " or ".join(choices[name].label for name in part.started_by if name in choices)
        more.append(f"{capital(starters)} starts the {STARTED[part.verdict]}, beside the main work.")
    if part.because:
        more.append(f"Why: {part.because}")
    return Place(words, part.cost_usd_month, tuple(more))
