"""Rules as topics, by the words of their claims: those that fired, and those that do not hold here."""

from collections.abc import Iterator
from functools import partial

from bot.narrator.answering.matching import Topic
from bot.words.figures import likely
from bot.words.rules import weight
from rules.rule import Rule
from rules.rulebook import Rulebook
from rules.verdict import Verdict


def rule_topics(verdict: Verdict, rulebook: Rulebook) -> Iterator[Topic]:
    """Give a topic for each rule; of those that are equally near, the ones that fired are told first."""
    fired = verdict.fired
    for rule in sorted(rulebook.rules, key=lambda rule: rule.id not in fired):
        names = f"{rule.id.replace('-', ' ')} {rule.file.criterion or ''}"
        yield Topic(names, rule.file.because, partial(_rule, rule, fired.get(rule.id, 0.0)))


def _rule(rule: Rule, share: float) -> Iterator[str]:
    if share:
        yield f"{rule.file.because}{likely(share)} {weight(rule.file)} ({rule.id})"
    else:
        yield f"The rulebook knows this, though it does not count here: {rule.file.because} ({rule.id})"
