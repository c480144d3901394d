"""Resting: what a model says rests on words of the facts, which it quotes as they stand there.

No wording that a check knows nothing of can be told from another; but who writes something else than the facts has no
words of theirs to quote.
"""

import re

from bot.narrator.checks.words import stem, words_of

LEAST_WORDS = 3
"""A quote has as many words, or is all that the facts say there."""
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""Words of no more letters than these say what others are about, and nothing themselves."""
_IDLE = frozenset(
    map(
        stem,
        words_of(
            "that with your this have from will what which would could should were when does they their there been "
            "than then them more most less many much every each into only just also very other some such same whom "
            "whose where here still even it's don't isn't can't you're that's"
        ),
    )
)


def rests_on(quote: str, facts: str) -> bool:
    """Tell whether a quote stands in the facts: the same words in the same order, whatever parts them.

    Args:
        quote: what a model says that it puts into words.
        facts: what it was told there.
    """
    quoted, told = _WORD.findall(quote.casefold()), _WORD.findall(facts.casefold())
    return len(quoted) >= min(LEAST_WORDS, len(told)) > 0 and f" {' '.join(quoted)} " in f" {' '.join(told)} "


def is_about(text: str, facts: str) -> bool:
    """Tell whether an English text shares a word with the facts that it is to put into other words.

    Args:
        text: what a model wrote.
        facts: the sentences of the rule or step that it names.
    """
    return bool(_telling(text) & _telling(facts))


def _telling(text: str) -> set[str]:
    return {stem(word) for word in words_of(text) if len(word) > _SHORT} - _IDLE
