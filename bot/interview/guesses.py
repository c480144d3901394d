"""The person's own guess, written down at the start and shown beside the verdict."""

import re

from bot.interview.option_words import option_in

_GUESS = re.compile(r"^\s*/?(?:my\s+)?guess(?:\s+is)?\s*[:=]?\s*(.{1,60}?)\s*$", re.IGNORECASE)
_PLATFORMS = dict.fromkeys(("kubernetes", "k8s", "fargate", "ecs", "microservices", "services"), "containers")
"""What people say in place of an option, though it is only one way to run it."""


def guess_in(text: str) -> str | None:
    """Find the option that a text such as "guess monolith" names; None where it is not a guess."""
    found = _GUESS.match(text[:100])
    return option_in(found[1]) or _PLATFORMS.get(found[1].casefold().removeprefix("aws ")) if found else None
