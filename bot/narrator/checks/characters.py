"""Characters: none that cannot be seen, that turns text around, or that looks like another."""

import re
import unicodedata
from collections.abc import Iterator

from bot.narrator.checks.scripts import script_of

_PLAIN_SIGNS = frozenset(
    " \n.,;:!?'\"()-/%&$€£+=~<>"
    "–—…•·≈±×≤≥°§²³→\u00a0\u202f\u2009"
    "“”‘’«»„‚‹›¿¡´′″"
    "、。，；：？！（）「」『』・％～"
    "،؛؟٪٫٬।־׳״"
    "½⅓¼¾⅔⅛⅕¢¥₹µ"
)
"""Punctuation and signs of plain text; signs that markup, code and addresses are made of are not among them."""
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
"""Letters and marks that show nothing."""
_JOINERS = frozenset("\u200c\u200d")
_JOINING = frozenset(
    {"ARABIC", "DEVANAGARI", "BENGALI", "GUJARATI", "KANNADA", "MALAYALAM", "ORIYA", "SINHALA", "TELUGU"}
)
"""Scripts that need joiners to be written right."""
_LOOKALIKES = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
"""Scripts whose letters look like those of another; no word mixes two of them."""
_MOST_MARKS = {"LATIN": 1, "CYRILLIC": 1, "GREEK": 1}
_OVERLAY = 1
"""The combining class of marks that strike a letter through."""
_WORD = re.compile(r"[^\W\d_]+")


def odd_characters(text: str) -> Iterator[str]:
    """Name each character, and each word of mixed scripts, that plain text does not have."""
    text = unicodedata.normalize("NFC", text)
    yield from dict.fromkeys(_name(letter) for at, letter in enumerate(text) if not _is_plain(text, at))
    yield from (f'"{word}", which mixes scripts' for word in _WORD.findall(text) if _is_mixed(word))


def _name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    shown = f'"{letter}", ' if letter.isprintable() else ""
    return f"{shown}U+{ord(letter):04X} {name}".rstrip()


def _is_plain(text: str, at: int) -> bool:
    letter = text[at]
    kind = unicodedata.category(letter)
    if letter in _PLAIN_SIGNS:
        return True
    if letter in _JOINERS:
        return at > 0 and script_of(text[at - 1]) in _JOINING
    if letter in _FILLERS:
        return False
    if kind[0] == "M":
        return _is_modest_mark(text, at)
    return (kind[0] == "L" or kind == "Nd") and _is_ordinary(letter)


def _is_ordinary(letter: str) -> bool:
    """Tell letters and digits of running text from styled, small, enclosed and phonetic ones."""
    if unicodedata.normalize("NFKC", letter) != letter:
        return False
    point = ord(letter)
    return script_of(letter) != "LATIN" or point < 0x250 or 0x1E00 <= point <= 0x1EFF


def _is_modest_mark(text: str, at: int) -> bool:
    """Allow the marks that a script needs, and no tower of them."""
    if at == 0 or unicodedata.name(text[at], "").startswith("VARIATION SELECTOR"):
        return False
    if unicodedata.combining(text[at]) == _OVERLAY or unicodedata.category(text[at]) == "Me":
        return False
    start = at
    while start > 0 and unicodedata.category(text[start])[0] == "M":
        start -= 1
    base = script_of(text[start])
    return base != "" and at - start <= _MOST_MARKS.get(base, 3)


def _is_mixed(word: str) -> bool:
    scripts = {script_of(letter) for letter in word.removeprefix("μ")} & _LOOKALIKES
    return len(scripts) > 1
