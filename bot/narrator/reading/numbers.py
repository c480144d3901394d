"""The numbers that a text names, in any notation: "five thousand", "5k", "5.000", "fünftausend", "५०००", "五千"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from text_to_num import alpha2digit

from bot.interview.numerals import Tokens, Unreadable, low, read_number, tokens_of
from bot.narrator.reading.scales import WORDS, scale_of

_SPELLED = ("en", "de", "fr", "es", "pt", "it", "nl", "da")
"""The languages whose spelled numbers the library reads."""
_LETTERS: tuple[dict[str, int], ...] = ({"k": 10**3, "K": 10**3}, {"k": 10**3, "m": 10**6, "M": 10**6, "b": 10**9})
"""What a letter behind an English number may scale it by: "5m" is five minutes or five million."""

_DIGITS = re.compile(r"\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?(?!\d)|\d(?:[\d.,]*\d)?")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[〇零一二三四五六七八九十百千万萬億亿两兩]+")
_ALSO_TWO = str.maketrans("两兩萬", "二二万")
_BETWEEN = re.compile(r"[^\w.;:]{0,3}(?:[^\W\d_]{1,4})?[^\w.;:]{0,3}")
"""What may stand between the two ends of a range: "2-3k", "2 bis 3 Millionen"."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number in digits, where it stands, what the digits may mean, and the scales that may follow them."""

    start: int
    end: int
    digits: frozenset[Fraction]
    scales: frozenset[int]

    def values(self, scales: Iterable[int]) -> frozenset[Fraction]:
        return frozenset(number * scale for number in self.digits for scale in scales)


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> frozenset[Fraction]:
    """Give every number that a text may name, in whatever notation.

    Args:
        text: a few words in any language.
    """
    plain = _ascii_digits(text).casefold()
    mentions = tuple(_mentions(plain))
    found = {value for each in mentions for value in each.values(each.scales)}
    for left, right in pairwise(mentions):
        if left.scales == {1} and _BETWEEN.fullmatch(plain, left.end, right.start):
            found |= left.values(right.scales)
    for words in _apart(plain, mentions):
        found |= set(_spelled(words))
    return frozenset(found)


def english_numbers(text: str) -> tuple[frozenset[Fraction], ...]:
    """Give the numbers of a value as it is typed in English, each with what it may mean; none where it has none."""
    try:
        tokens = tokens_of(text)
    except Unreadable:
        return ()
    readings = tuple(tuple(_read_all(tokens, letters)) for letters in _LETTERS)
    if len(readings[0]) != len(readings[1]):
        return (frozenset({number for each in readings for number in each}),)
    return tuple(map(frozenset, zip(*readings, strict=True)))


def _read_all(tokens: Tokens, letters: dict[str, int]) -> Iterator[Fraction]:
    while tokens:
        number = None if low(tokens[0]) in {"a", "an"} else read_number(tokens, letters)
        if number is not None:
            yield number.value
        tokens = tokens[1:] if number is None else number.rest


def _ascii_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9, with the signs that part them."""
    plain = unicodedata.normalize("NFKC", text).replace("٫", ".").replace("٬", ",").replace("’", "'")
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain)


def _mentions(text: str) -> Iterator[_Mention]:
    for match in _DIGITS.finditer(text):
        scales, end = _scales(text, match.end())
        yield _Mention(match.start(), end, frozenset(_digits(match[0])), frozenset(scales))


def _digits(written: str) -> Iterator[Fraction]:
    """Give what digits may mean where a comma or a point parts thousands here and decimals there."""
    digits = re.sub("[ '_]", "", written)
    signs = re.findall("[.,]", digits)
    if not signs:
        yield Fraction(digits)
        return
    last = digits.rindex(signs[-1])
    if len(digits) - last - 1 == 3 or len(set(signs)) == 1 < len(signs):
        yield Fraction(re.sub("[.,]", "", digits))
    if signs.count(signs[-1]) == 1:
        yield Fraction(re.sub("[.,]", "", digits[:last]) + "." + digits[last + 1 :])


def _scales(text: str, end: int) -> tuple[set[int], int]:
    """Give the scales that the words behind a number may give it, such as "k" or "hundred thousand", and their end."""
    scales = {1}
    while (word := _WORD.match(text, end + 1 if text[end : end + 1] in {" ", "-"} else end)) and (
        further := scale_of(word[0])
    ):
        scales, end = {scale * factor for scale in scales for factor in further}, word.end()
    return scales, end


def _apart(text: str, mentions: Iterable[_Mention]) -> Iterator[str]:
    """Give the words between the numbers in digits; what scales a number is no number of its own."""
    start = 0
    for mention in mentions:
        yield text[start : mention.start]
        start = mention.end
    yield text[start:]


def _spelled(words: str) -> Iterator[Fraction]:
    for number, form in WORDS.items():
        if form.search(words):
            yield number
    for language in _SPELLED:
        for match in _DIGITS.finditer(alpha2digit(words, language, threshold=0)):
            yield from _digits(match[0])
    yield from (number for each in english_numbers(re.sub(r"[^\x20-\x7e]", " ", words)) for number in each)
    yield from (_han(match[0]) for match in _HAN.finditer(words))


def _han(signs: str) -> Fraction:
    """Read a number in Chinese or Japanese signs: "三千五百", "二〇"."""
    total, section, digit = Fraction(0), Fraction(0), Fraction(0)
    for sign in signs.translate(_ALSO_TWO):
        value = Fraction(unicodedata.numeric(sign))
        if value < 10:
            digit = digit * 10 + value
        elif value < 10**4:
            section, digit = section + (digit or 1) * value, Fraction(0)
        else:
            total, section, digit = total + (section + digit or 1) * value, Fraction(0), Fraction(0)
    return total + section + digit
