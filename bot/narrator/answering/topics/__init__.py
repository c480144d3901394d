"""What can be told of a verdict without a model, topic by topic."""

from collections.abc import Iterator

from bot.narrator.answering.matching import Topic
from bot.narrator.answering.topics.bills import bill_topics
from bot.narrator.answering.topics.facts import fact_topics
from bot.narrator.answering.topics.options import option_topics
from bot.narrator.answering.topics.outlook import outlook_topics
from bot.narrator.answering.topics.rules import rule_topics
from rules.rulebook import Rulebook
from rules.verdict import Verdict


def all_topics(verdict: Verdict, rulebook: Rulebook, question: str) -> Iterator[Topic]:
    """Give all topics; of those that are equally near to a question the first is told first."""
    yield from bill_topics(verdict, question)
    yield from option_topics(verdict, rulebook)
    yield from outlook_topics(verdict, rulebook)
    yield from fact_topics(verdict, rulebook, question)
    yield from rule_topics(verdict, rulebook)
