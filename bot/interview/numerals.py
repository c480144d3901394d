"""Numbers as people type them: "1,000,000", "1.5M", "two and a half", "a dozen", "three quarters"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from bot.interview.tidying import listed

Token: TypeAlias = Fraction | str
Tokens: TypeAlias = tuple[Token, ...]


class Unreadable(ValueError):
    """A text that is no answer; the message gives the reason in a sentence, or is empty."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from the front of some tokens: the scale it was given ("k" is 1000), and what is left."""

    value: Fraction
    scale: Fraction
    rest: Tokens


_GROUPS = (
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?",  # 1,000,000.5
    r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?",  # 1.000.000,5
    r"[1-9]\d{0,2}\.\d{3},\d+",  # 1.000,5
    r"[1-9]\d{0,2}(?:[ '_]\d{3})+(?:[.,]\d+)?",  # 1 000 000,5
    r"\d*[.,]?\d+",  # 1000000 or 0,5
)
_EXPONENT = r"(?:[eE][+-]?\d{1,3})?(?!\d)"
_TOKEN = re.compile(
    rf"(?P<number>(?:{'|'.join(_GROUPS)}){_EXPONENT})"
    r"|(?P<word>[kKmM](?=(?:rp[smhd]|qps|tps|iops|reqs?)\b)|[A-Za-zμ]+(?:'[a-z]+)?)"
    r"|(?P<range>\.{2,}(?=\s*\d))"
    r"|(?P<symbol>[<>]=?|[-+~=/%$€£])"
    r"|(?P<gap>[\s.,;:!()\"]+)"
    r"|(?P<other>.)",
    re.ASCII,
)
_HYPHEN = re.compile("(?<=[A-Za-z])-(?=[A-Za-z])|-?(?=fold)", re.IGNORECASE)

_SMALL_WORDS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = {word: number for number, word in enumerate(_SMALL_WORDS)}
_TENS_WORDS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_TENS = {word: 10 * ten for ten, word in enumerate(_TENS_WORDS, 2)}
_WHOLE = {
    "none": 0, "nothing": 0, "nobody": 0, "nil": 0, "never": 0, "free": 0, "once": 1, "single": 1, "couple": 2,
    "pair": 2, "double": 2, "twice": 2, "triple": 3, "thrice": 3,
}  # fmt: skip
_ARTICLES = frozenset({"a", "an"})
PARTS = {
    name + plural: part
    for part, names in {2: "half", 3: "third", 4: "quarter fourth", 5: "fifth", 8: "eighth", 10: "tenth"}.items()
    for name in listed(names)
    for plural in ("", "s")
}
_SCALES = {
    "hundred": 100, "thousand": 10**3, "thousands": 10**3, "grand": 10**3, "million": 10**6, "millions": 10**6,
    "mio": 10**6, "mln": 10**6, "mn": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "dozen": 12,
}  # fmt: skip


def low(token: Token) -> str:
    """Give a word or sign in small letters, and nothing for a number."""
    return token.lower() if isinstance(token, str) else ""


def tokens_of(text: str) -> Tokens:
    """Cut a tidied text into numbers, words and signs.

    Raises:
        Unreadable: it holds a character that no number or unit has.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(_HYPHEN.sub(" ", text)):
        if match.lastgroup == "other":
            raise Unreadable
        if match.lastgroup != "gap":
            found.append(_token(match))
    return tuple(found)


def _token(match: re.Match[str]) -> Token:
    if match.lastgroup == "number":
        return Fraction(Decimal(_with_point(match[0])))
    return "-" if match.lastgroup == "range" else match[0]


def _with_point(digits: str) -> str:
    """Drop what groups the digits, and make the decimal sign a point."""
    digits = re.sub("[ '_]", "", digits)
    if re.match(_GROUPS[0] + _EXPONENT + "$", digits):
        return digits.replace(",", "")
    if digits.count(".") > 1 or ("." in digits and "," in digits):
        digits = digits.replace(".", "")
    return digits.replace(",", ".")


def read_number(tokens: Tokens, letters: Mapping[str, int]) -> Number | None:
    """Read the number that the tokens begin with, if they do.

    Args:
        tokens: what was typed.
        letters: the letters that scale a number here; "m" is a million for money and a minute for a duration.
    """
    start = _whole(tokens)
    if start is None:
        return None
    value, rest = _with_half(*_with_part(*start))
    scale = Fraction(1)
    while rest and (factor := _scale(rest[0], letters)):
        scale, rest = scale * factor, rest[1:]
    return Number(value * scale, scale, rest)


def _whole(tokens: Tokens) -> tuple[Fraction, Tokens] | None:
    if tokens and isinstance(tokens[0], Fraction):
        return tokens[0], tokens[1:]
    if not tokens:
        return None
    word = low(tokens[0])
    if word in _ARTICLES:
        bare = len(tokens) < 2 or low(tokens[1]) in _ARTICLES
        return None if bare else _whole(tokens[1:]) or (Fraction(1), tokens[1:])
    if word in _WHOLE:
        return Fraction(_WHOLE[word]), tokens[2:] if low(_at(tokens, 1)) == "of" else tokens[1:]
    if word in PARTS or word in _SCALES:
        return Fraction(1), tokens
    return _words(tokens)


def _words(tokens: Tokens) -> tuple[Fraction, Tokens] | None:
    """Read a number in words up to 999: "two hundred and fifty"."""
    total, place = 0, 0
    while place < len(tokens):
        word = low(tokens[place])
        if word == "hundred" and 0 < total < 100:
            total *= 100
        elif _follows(word, total):
            total += _SMALL.get(word) or _TENS.get(word, 0)
        elif not (word == "and" and total >= 100 and _follows(low(_at(tokens, place + 1)), total)):
            break
        place += 1
    return (Fraction(total), tokens[place:]) if place else None


def _follows(word: str, total: int) -> bool:
    if total % 100 == 0:
        return word in _SMALL or word in _TENS
    return total % 10 == 0 and total % 100 >= 20 and 0 < _SMALL.get(word, 0) < 10


def _with_part(value: Fraction, rest: Tokens) -> tuple[Fraction, Tokens]:
    part = PARTS.get(low(_at(rest, 0)))
    if part is None:
        return value, rest
    rest = rest[1:]
    while low(_at(rest, 0)) in {"of", "a", "an"}:
        rest = rest[1:]
    return value / part, rest


def _with_half(value: Fraction, rest: Tokens) -> tuple[Fraction, Tokens]:
    if tuple(map(low, rest[:3])) == ("and", "a", "half"):
        return value + Fraction(1, 2), rest[3:]
    return value, rest


def _scale(token: Token, letters: Mapping[str, int]) -> int | None:
    return _SCALES.get(low(token)) or (letters.get(token) if isinstance(token, str) else None)


def _at(tokens: Tokens, place: int) -> Token:
    return tokens[place] if place < len(tokens) else ""
