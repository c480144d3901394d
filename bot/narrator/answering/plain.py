"""Answers without a model: what of a verdict a question names, in the program's own words."""

import re
from collections.abc import Iterable

from bot.narrator.answering.answers import ELSEWHERE, Answer
from bot.narrator.answering.matching import nearest
from bot.narrator.answering.topics import all_topics
from rules.rulebook import Rulebook
from rules.verdict import Verdict

MOST_WORDS = 150
MOST_TOPICS = 3
_RULE = re.compile(r"\([a-z0-9-]+\)$")
"""The id of the rule that a paragraph ends with."""


def plain_answer(verdict: Verdict, rulebook: Rulebook, question: str) -> Answer:
    """Answer a question about a verdict from what is known of it, or say what can be asked.

    Args:
        verdict: what the question is about.
        rulebook: what it was made with.
        question: anything.
    """
    told = nearest(list(all_topics(verdict, rulebook, question)), question)
    paragraphs = _short(dict.fromkeys(words for topic in told[:MOST_TOPICS] for words in topic.tell() if words))
    return Answer("answer", paragraphs) if paragraphs else ELSEWHERE


def _short(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Keep the first paragraphs that are short together, and no rule twice; the very first is always kept."""
    kept: list[str] = []
    for words in paragraphs:
        if kept and sum(len(each.split()) for each in (*kept, words)) > MOST_WORDS:
            break
        rule = _RULE.search(words)
        if rule is None or not any(rule[0] in each for each in kept):
            kept.append(words)
    return tuple(kept)
