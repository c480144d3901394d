"""One rule: its claim, how much it weighs, when it holds, where it comes from, and its examples."""

from collections.abc import Mapping

from bot.telegram.html import Html, bold, code, escape, folded, join, link
from bot.telegram.views.pieces import bullets, section
from bot.words.conditions import condition_lines
from bot.words.figures import day, fact_value
from bot.words.names import fact_label
from bot.words.rules import EXAMPLES, weight
from rules.facts import Vocabulary
from rules.rule import Rule, Source, Step
from rules.rulebook import Rulebook

_INDENT = "   "


def rule_view(rulebook: Rulebook, rule_id: str) -> tuple[Html, ...]:
    """Show one rule.

    Raises:
        KeyError: there is no such rule; the message names the nearest.
    """
    rule = rulebook.rule(rule_id)
    book = [f"It is in the rulebook {rule.rulebook}."] if len(rulebook.books) > 1 else []
    steps = [section("What to do", bullets(map(_step, rule.file.steps)))] if rule.file.steps else []
    return (
        join((bold(rule.file.because), code(rule.id))),
        join((weight(rule.file), *book)),
        section("It holds when", _condition(rule, rulebook)),
        section("Sources", bullets(map(_source, rule.file.sources))),
        *steps,
        folded(join(_examples(rule, rulebook.facts), "\n\n")),
    )


def _condition(rule: Rule, rulebook: Rulebook) -> list[Html]:
    lines = condition_lines(rule.when, rulebook.facts, rulebook.quantities)
    return [escape(_INDENT * line.depth, line.words) for line in lines]


def _source(source: Source) -> Html:
    return escape(link(source.url, source.what), f", {day(source.date.isoformat())}")


def _step(step: Step) -> Html:
    return join((step.do, f"Done when: {step.done_when}"))


def _examples(rule: Rule, facts: Vocabulary) -> list[Html]:
    return [_example(title, getattr(rule.file.examples, name), facts) for name, title in EXAMPLES.items()]


def _example(title: str, answers: Mapping[str, object], facts: Vocabulary) -> Html:
    told = [f"{fact_label(facts, name)}: {fact_value(facts.get(name), value)}" for name, value in answers.items()]
    return section(title, told or ["no answers at all"])
