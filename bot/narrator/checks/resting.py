"""Resting: what a model says rests on words of the facts, which it quotes as they stand there.

No wording that a check knows nothing of can be told from another; but who writes something else than the facts has no
words of theirs to quote.
"""

import re

LEAST_WORDS = 3
"""A quote has as many words, or is all that the facts say there."""
_WORD = re.compile(r"[^\W_]+")


def rests_on(quote: str, facts: str) -> bool:
    """Tell whether a quote stands in the facts: the same words in the same order, whatever parts them.

    Args:
        quote: what a model says that it puts into words.
        facts: what it was told there.
    """
    quoted, told = _WORD.findall(quote.casefold()), _WORD.findall(facts.casefold())
    return len(quoted) >= min(LEAST_WORDS, len(told)) > 0 and f" {' '.join(quoted)} " in f" {' '.join(told)} "
