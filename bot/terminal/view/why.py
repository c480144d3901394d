"""One rule: its claim, how much it weighs, when it holds, where it comes from, and its examples."""

from collections.abc import Mapping

from rich.console import Console

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, source
from bot.words.conditions import condition_lines
from bot.words.figures import day, fact_value
from bot.words.names import fact_label
from bot.words.rules import EXAMPLES, weight
from rules.facts import Vocabulary
from rules.rule import RuleFile
from rules.rulebook import Rulebook


def show_why(console: Console, rulebook: Rulebook, rule_id: str) -> None:
    """Print one rule.

    Raises:
        KeyError: there is no such rule; the message names the nearest.
    """
    rule = rulebook.rule(rule_id)
    say(console, rule.file.because, style=LOUD)
    say(console, rule.id, style=QUIET)
    console.print()
    say(console, weight(rule.file))
    if len(rulebook.books) > 1:
        say(console, f"It is in the rulebook {rule.rulebook}.")
    heading(console, "It holds when")
    for line in condition_lines(rule.when, rulebook.facts, rulebook.quantities):
        say(console, line.words, INDENT + line.depth * INDENT)
    _show_sources(console, rule.file)
    _show_steps(console, rule.file)
    for name, words in EXAMPLES.items():
        _show_example(console, words, getattr(rule.file.examples, name), rulebook.facts)


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
