"""Quotes: whether a few words of a person may be shown back."""

import re

from bot.narrator.checks.characters import odd_characters
from bot.narrator.checks.instructions import instructions_in
from bot.narrator.checks.markup import links_in

_DOMAIN = re.compile(
    r"(?<![\w.])(?!(?:fly|socket|draw|cloud)\.io\b)[\w-]+\.(?:com|org|net|io|dev|app|info|xyz|cloud|link|site|online|shop|ru|cn)\b",
    re.IGNORECASE,
)
"""An address without what makes it a link; some programs are named like one."""


def clean_quote(text: str) -> bool:
    """Tell whether words of a person may be shown back: no link, markup or order, and nothing that cannot be seen."""
    plain = text.translate({ord(letter): " " for letter in "&_#*^@[]{}\t"})
    asked = re.sub(r"\bplease\b", "", text, flags=re.IGNORECASE)
    if _DOMAIN.search(text):
        return False
    return not any(odd_characters(plain)) and not any(links_in(text)) and not any(instructions_in(asked))
