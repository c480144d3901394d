"""Finding what a question names: topics with the words that name them, of which rare ones tell most."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.interview.tidying import listed, singular

MENTIONED = 0.4
"""What a word counts that is in a topic's sentences, beside one that names it."""
INFORMATIVE = 0.1
"""A word tells something where at most this share of the topics has it."""
NEAR = 0.8
"""Topics are told together that come as near to the question as this share of what the nearest reaches."""
Weights: TypeAlias = Mapping[str, float]
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    listed(
        """a about ai all also am an and any are as at be because been but by can could did do does doing else even
        every for from get give go going got had has have he her here him his how i if in into is it its joke just
        kind know less let like look lot made make many matter me mean mine more most much must my need no not now
        of on once one only or our out over own please put really same say see she should show so some such take
        tell than that the their them then there these they thing think this those to too try under until up us use
        used using very want was way we were what when where whether which while who why will with without would
        write yes you your yours"""
    )
)
_ALIKE = {
    "k8s": "kubernetes", "traffic": "load requests", "rps": "load requests", "serverless": "lambda functions",
    "functions": "lambda", "salary": "engineer people", "salaries": "engineer people", "developer": "engineers",
    "developers": "engineers", "staff": "engineers people", "postgres": "database relational",
    "postgresql": "database relational", "mysql": "database relational", "dynamodb": "database key_value",
    "sql": "database relational", "datadog": "monitoring", "observability": "monitoring", "cheaper": "cost",
    "cheapest": "cost", "expensive": "cost", "price": "cost", "spend": "cost", "logging": "logs", "egress": "data out",
    "monolithic": "monolith", "docker": "containers", "container": "containers", "microservices": "containers services",
    "websocket": "sockets", "websockets": "sockets", "certain": "sure", "confident": "sure", "confidence": "sure",
    "worth": "payback", "roi": "payback", "monday": "todo", "first": "todo",
    "nodejs": "node", "fly": "paas", "heroku": "paas", "alb": "balancer", "apigateway": "api",
}  # fmt: skip
"""Words that people use for what is named otherwise here."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that can be told of a verdict.

    Attributes:
        names: the words that name it.
        about: the sentences that speak of it, by which it is found less surely.
        tell: gives the paragraphs.
    """

    names: str
    about: str
    tell: Callable[[], Iterable[str]]


def words_in(text: str) -> tuple[str, ...]:
    """Give the words of a text in their plainest form, each once; those that tell nothing are left out."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return tuple(dict.fromkeys(singular(word) for word in found if word not in _EMPTY))


def nearest(topics: Sequence[Topic], question: str) -> list[Topic]:
    """Find the topics that a question names, nearest first; none where no word of it tells anything.

    A word counts by how few topics have it: in full where it names one, by those that it names.
    """
    by_name = _weighed([topic.names for topic in topics], 1.0)
    by_sentences = _weighed([topic.about for topic in topics], MENTIONED)
    asked = [frozenset((word, *_ALSO.get(word, ()))) for word in words_in(question)]
    scores = [_score(asked, *weights) for weights in zip(by_name, by_sentences, strict=True)]
    best = max(scores, default=0.0)
    if best < MENTIONED * math.log(1 / INFORMATIVE):
        return []
    order = sorted(range(len(topics)), key=lambda at: -scores[at])
    return [topics[at] for at in order if scores[at] >= NEAR * best]


def _weighed(texts: Sequence[str], factor: float) -> list[dict[str, float]]:
    """Weigh the words of each text by how few of the texts have them."""
    words = [words_in(text) for text in texts]
    found_in = Counter(word for each in words for word in each)
    return [{word: factor * math.log(len(texts) / found_in[word]) for word in each} for each in words]


def _score(asked: Sequence[frozenset[str]], named: Weights, mentioned: Weights) -> float:
    """Add up what each word of a question counts, or the best of those that are alike."""
    return sum(max(max(named.get(word, 0.0), mentioned.get(word, 0.0)) for word in alike) for alike in asked)


_ALSO = {singular(word): words_in(others) for word, others in _ALIKE.items()}
