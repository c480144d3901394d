"""Honest sentences in wording that nobody tuned the checks for, each with the figures of a real verdict.

A line of a file is `needs|sentence`: what the verdict must have for the sentence to be true (a rule that may be named,
a rule of the plan, an action, an option, or nothing: `-`), and the sentence with its figures as `{name:notation}`.
"""

import random
import string
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from bot.narrator.explaining.evidence import chosen_option, evidence, numbered
from bot.words.names import variant
from rules.rulebook import Rulebook
from rules.verdict import OptionVerdict, Verdict
from tests.narrator.notations import Money, Share, Span
from tests.narrator.verdicts import NAMES, rulebook, verdict_on

FOLDER = Path(__file__).parent / "data" / "plainspoken"
EACH = 2
"""Verdicts of which each sentence is told."""
LONG_MONTHS = 60
"""Nobody says of a longer time that a move pays back."""
OPTIONS = {
    "en": {"lambda": "AWS Lambda", "containers": "containers", "monolith": "a monolith"},
    "de": {"lambda": "AWS Lambda", "containers": "Container", "monolith": "ein Monolith"},
    "fr": {"lambda": "AWS Lambda", "containers": "les conteneurs", "monolith": "un monolithe"},
    "es": {"lambda": "AWS Lambda", "containers": "los contenedores", "monolith": "un monolito"},
}


def lines(name: str, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """Read the sentences of a file, each with what it needs."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if line and line[0] not in "#["]
    return [(need, sentence) for need, _, sentence in (line.partition("|") for line in told)]


def said(need: str, sentence: str, of: "Told") -> str | None:
    """Fill a sentence from a verdict; None where it would not be true of it."""
    names = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
    return sentence.format(**of.figures) if need in of.has and names <= of.figures.keys() else None


def texts(file: str, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """Fill each sentence of a file from some verdicts that it is true of, and name the verdict."""
    told: list[tuple[str, str]] = []
    every = lines(file, folder)
    for need, sentence in every:
        names = random.Random(sentence).sample(NAMES, len(NAMES))
        filled = ((name, said(need, sentence, told_of(name, file[:2]))) for name in names)
        found = [(name, text) for name, text in filled if text][:EACH]
        two_on = partial(_two_on, every, language=file[:2])
        told += [(name, f"{two_on(name)} {text}") for name, text in found] if need == "beside" else found
    return told


def _two_on(every: list[tuple[str, str]], name: str, language: str) -> str:
    """Give two sentences that say something of a verdict."""
    filled = (said(need, sentence, told_of(name, language)) for need, sentence in every if need != "beside")
    return " ".join(islice(filter(None, filled), 2))


class Told:
    """What may be said of a verdict in a language: what it has, and its figures by name."""

    def __init__(self, verdict: Verdict, rulebook: Rulebook, language: str) -> None:
        self.has = frozenset(_has(verdict, rulebook))
        self.figures = dict(_figures(verdict, language))


@cache
def told_of(name: str, language: str) -> Told:
    """Give what may be said of a verdict, once."""
    return Told(verdict_on(name), rulebook(), language)


def _has(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    yield from ("-", "beside")
    chosen, payback = chosen_option(verdict), verdict.payback
    if chosen is not None:
        yield from (chosen.option, verdict.headline.rest or verdict.headline.action or "-")
    there = {"plan": verdict.plan, "flips": verdict.flips, "today": verdict.today.tuned}
    yield from (name for name, part in there.items() if part)
    if payback is not None and (payback.months.expected or 0) < LONG_MONTHS:
        yield "payback"
    planned = {step.rule for step in numbered(verdict).values() if step.rule}
    yield from planned
    # Sentences of a finding whose steps are for some alone tell these steps.
    for_some = {rule.id for rule in rulebook.rules if rule.file.steps_for}
    yield from (rule for rule in evidence(verdict, rulebook) if rule not in for_some)


def _figures(verdict: Verdict, language: str) -> Iterator[tuple[str, Any]]:
    best = chosen_option(verdict)
    if best is None:
        return
    others = sorted((each for each in verdict.options if each is not best), key=lambda each: -each.share)
    yield from _of_options(best, others[0], language)
    yield "runs", variant(best.variant)
    yield "sure", Share(verdict.headline.confidence, language)
    if verdict.plan:
        yield "days", Span(verdict.plan[0].days, language)
    if verdict.today.tuned:
        yield "today", Money(verdict.today.tuned.expected, language)
    yield from _of_payback(verdict, language)


def _of_options(best: OptionVerdict, second: OptionVerdict, language: str) -> Iterator[tuple[str, Any]]:
    cost, other = best.cost_usd_month, second.cost_usd_month
    yield from (("best", OPTIONS[language][best.option]), ("second", OPTIONS[language][second.option]))
    yield from (("wins", Share(best.share, language)), ("second_wins", Share(second.share, language)))
    for name, usd in (("low", cost.low), ("high", cost.high), ("cost", cost.expected), ("cash", cost.cash)):
        yield name, Money(usd, language)
    yield from (("people", Money(cost.people, language)), ("year", Money(cost.expected * 12, language)))
    yield "second_cost", Money(other.expected, language)
    if other.expected - cost.expected > cost.expected / 20:
        yield "difference", Money(other.expected - cost.expected, language)


def _of_payback(verdict: Verdict, language: str) -> Iterator[tuple[str, Any]]:
    payback = verdict.payback
    if payback is None:
        return
    yield "within", Share(payback.within_18_months, language)
    yield "move", Money(payback.migration_usd.expected or 0, language)
    yield "move_high", Money(payback.migration_usd.high or 0, language)
    for name, months in (("payback", payback.months.expected), ("payback_low", payback.months.low)):
        if months is not None and months >= 2:
            yield name, Span(months, language)
