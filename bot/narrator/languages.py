"""Languages: which one somebody reads, and whether a text is in English."""

import re

ENGLISH = "en"
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_.@].*)?")
_ENGLISH_WORDS = frozenset(("the", "and", "to", "that", "with", "for", "your", "you", "are", "is", "it", "on"))
_ENGLISH_SHARE = 0.08
"""Of the words of a text, how many are among those above where it is English; a tenth of the usual share elsewhere."""


def language_of(*codes: str | None) -> str:
    """Give the primary tag of the first language code that is one; English where none is.

    Args:
        codes: such as `de`, `pt-br`, or `de_DE.UTF-8`, as Telegram and the environment give them.
    """
    tags = (_TAG.fullmatch(code) for code in codes if code)
    return next((tag[1].lower() for tag in tags if tag), ENGLISH)


def is_english(text: str) -> bool:
    """Tell whether a text of some sentences is in English, by the small words in it."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * max(len(words), 1)
