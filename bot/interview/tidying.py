"""Typed text made plain: one form for each dash, quote, space and digit, and nothing invisible."""

import re
import unicodedata

MOST_CHARACTERS = 10_000
"""Longer texts are no answers, and are not looked at."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("≈∼∽≃", "~"),
        **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "^"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f", None),
        "≥": ">=",
        "≤": "<=",
        "×": "x",
        "⁄": "/",
    }
)
_VULGAR = re.compile("([0-9]{0,9}) ?([¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


_HEDGES = re.compile(
    r"\b(?:(?:(?:i'?m|i am|we'?re|we are) )?not (?:(?:so|quite|really|entirely) )?(?:sure|certain)(?:,? but\b)?"
    r"|i(?:'d| would|'ll| will)? (?:say|guess|think|believe|assume|suppose)(?! so\b)(?: (?:that|it'?s|it is)\b)?"
    r"|let'?s say|afaik|as far as i know|give or take|on average|somewhere|something like|more or less(?! than)|of us"
    r"|or so|at the moment|right now)\b|[? ]+$",
    re.IGNORECASE,
)
"""What says that somebody is not sure of an answer, and nothing of the answer."""


def listed(words: str) -> list[str]:
    """Give the words of a table written as one string."""
    return words.split()


def tidy(text: str) -> str | None:
    """Give the text in plain characters, its lines apart, or None where it cannot be an answer."""
    if len(text) > MOST_CHARACTERS:
        return None
    plain = alike(text)
    if len(plain) > MOST_CHARACTERS or any(map(_is_hidden, plain)):
        return None
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line) or None


def unhedged(text: str) -> str:
    """Leave out the words that only say how sure an answer is: "not sure, maybe 5?" is "maybe 5"."""
    return re.sub(" +", " ", _HEDGES.sub(" ", text)).strip(" ,")


def alike(text: str) -> str:
    """Give each dash, quote and digit that is written in several ways one form."""
    plain = _VULGAR.sub(_decimal, text.translate(_SAME))
    return unicodedata.normalize("NFKC", plain).translate(_SAME)


def singular(word: str) -> str:
    """Leave out the s of several things; it may be one of one thing, so both sides of a comparison need this."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _decimal(match: re.Match[str]) -> str:
    return str(int(match[1] or 0) + unicodedata.numeric(match[2]))


def _is_hidden(character: str) -> bool:
    return character not in "\t\n\r" and unicodedata.category(character) in _HIDDEN
