"""One rule: its claim, how much it weighs, when it holds, where it comes from, and its examples."""

from collections.abc import Mapping

from rich.console import Console

from bot.terminal.view.conditions import condition_lines
from bot.terminal.view.figures import fact_value
from bot.terminal.view.footing import day
from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, source
from bot.terminal.view.words import fact_label, option, target, variant
from rules.facts import Vocabulary
from rules.rule import RuleFile
from rules.rulebook import Rulebook

_STRENGTHS = {1: "A hint", 2: "A reason", 3: "A strong reason"}
_ADVICE = {
    "stay": "stay as you are",
    "regroup": "stay and regroup the parts",
    "move": "leave what runs today, whatever that saves",
}
_TRIES = {"build": "build it as", "move": "move to", "split": "split side work off to"}
_EXAMPLES = {"fires": "An example", "silent": "It does not hold here", "undecided": "It cannot be decided here"}


def show_why(console: Console, rulebook: Rulebook, rule_id: str) -> None:
    """Print one rule.

    Raises:
        KeyError: there is no such rule; the message names the nearest.
    """
    rule = rulebook.rule(rule_id)
    say(console, rule.file.because, style=LOUD)
    say(console, rule.id, style=QUIET)
    console.print()
    say(console, _weight(rule.file))
    heading(console, "It holds when")
    for line in condition_lines(rule.when, rulebook.facts, rulebook.quantities):
        say(console, line.words, INDENT + line.depth * INDENT)
    _show_sources(console, rule.file)
    _show_steps(console, rule.file)
    for name, words in _EXAMPLES.items():
        _show_example(console, words, getattr(rule.file.examples, name), rulebook.facts)


def _weight(rule: RuleFile) -> str:
    """Say what kind of evidence a rule is, and what it does to whom."""
    opinion = ", and an opinion" if rule.opinion else ""
    if rule.kind == "gate":
        return f"A hard limit{opinion}: it rules out {', '.join(variant(name) for name in rule.blocks)}."
    if rule.kind == "advice":
        return f"Advice to {_ADVICE[rule.advises or 'stay']}{opinion}."
    if rule.tries is not None:
        return f"A pilot, where the verdict is to {_TRIES[rule.tries.action]} {option(rule.tries.to)}{opinion}."
    if rule.kind == "finding":
        return f"A finding, whatever is chosen{opinion}."
    points = ", ".join(f"{points:+d} {target(name)}" for name, points in rule.points.items())
    return f"{_STRENGTHS[rule.strength]} about {rule.criterion}{opinion}: {points}."


def _show_sources(console: Console, rule: RuleFile) -> None:
    heading(console, "Sources")
    for each in rule.sources:
        say(console, f"{each.what}, {day(each.date.isoformat())}", INDENT)
        say(console, source(each.url), INDENT * 2)


def _show_steps(console: Console, rule: RuleFile) -> None:
    if rule.steps:
        heading(console, "What to do")
    for step in rule.steps:
        say(console, step.do, INDENT, "- ")
        say(console, step.done_when, INDENT * 2, "Done when: ", QUIET)


def _show_example(console: Console, title: str, answers: Mapping[str, object], facts: Vocabulary) -> None:
    heading(console, title)
    for name, value in answers.items():
        say(console, f"{fact_label(facts, name)}: {fact_value(facts.get(name), value)}", INDENT)
    if not answers:
        say(console, "no answers at all", INDENT)
