"""The person's own guess, written down at the start and shown beside the verdict."""

import re

_GUESS = re.compile(r"^\s*/?(?:my\s+)?guess(?:\s+is)?\s*[:=]?\s*(.{1,60}?)\s*$", re.IGNORECASE)
_WORDS = {
    "lambda": "lambda",
    "functions": "lambda",
    "serverless": "lambda",
    "containers": "containers",
    "container": "containers",
    "kubernetes": "containers",
    "k8s": "containers",
    "fargate": "containers",
    "ecs": "containers",
    "microservices": "containers",
    "services": "containers",
    "monolith": "monolith",
    "a monolith": "monolith",
}


def guess_in(text: str) -> str | None:
    """Find the option that a text such as "guess monolith" names; None where it is not a guess."""
    found = _GUESS.match(text[:100])
    return _WORDS.get(found[1].casefold().removeprefix("aws ")) if found else None
