"""Numbers in words, written as digits: "twelve hundred", "neun von zehn", "un tiers", "三百"."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Literal, TypeAlias

from text_to_num import alpha2digit

from bot.interview.tidying import listed
from bot.narrator.checks.units import SCALES

READ_OUT = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "da"})
"""Languages whose numbers in words are read; in others, digits are asked for."""
Share: TypeAlias = Literal["part", "order"]
Part: TypeAlias = tuple[str, float, Share]
"""Words, their number, and whether that is a part or multiple ("a third", "twice") or an order ("hundreds")."""


@dataclass(frozen=True)
class _Words:
    """How a language says percents, parts and multiples, and which of its words look like numbers and are none."""

    percent: str = ""
    none: str = ""
    parts: dict[str, float] = field(default_factory=dict)
    many: dict[str, float] = field(default_factory=dict)
    of: str = "/"
    orders: dict[str, float] = field(default_factory=dict)

    @cached_property
    def sizes(self) -> tuple[tuple[re.Pattern[str], float, Share], ...]:
        """The patterns of the orders, parts and multiples, each with its size."""
        kinds: Iterator[tuple[str, float, Share]] = chain(
            ((pattern, size, "order") for pattern, size in self.orders.items()),
            ((pattern, size, "part") for pattern, size in chain(self.parts.items(), self.many.items())),
        )
        return tuple(
            (re.compile(rf"\b(?:(?P<count>{_ONE})[ -])?(?:{pattern})\b", re.IGNORECASE), size, kind)
            for pattern, size, kind in kinds
        )

    @cached_property
    def any_size(self) -> re.Pattern[str]:
        """What any of the patterns of the sizes would find."""
        return re.compile(rf"\b(?:{'|'.join((*self.parts, *self.many, *self.orders, '(?!)'))})\b", re.IGNORECASE)


_ENGLISH = _Words(
    percent="per ?cent",
    none=r"seconds?\b(?! (?:half|third))|first|third(?! (?:less|more|of|cheaper|lower|higher))|fourth|sixth"
    r"|(?:this|next|last|per|every|each) quarter|one another|no one|no-one|someone|one day|at one(?: with)?|for one",
    parts={
        r"half|halves|halved?|halving": 1 / 2, "thirds?": 1 / 3, "quarters?": 1 / 4, "fifths?": 1 / 5, "sixths?": 1 / 6,
        "eighths?": 1 / 8, "tenths?": 1 / 10, "twentieth": 1 / 20, "hundredths?": 1 / 100, "thousandths?": 1 / 1000,
    },
    many={
        r"doubl(?:e|es|ed|ing)|twice|twofold": 2, "tripl(?:e|es|ed|ing)|thrice|threefold": 3,
        "quadrupl(?:e|es|ed)|fourfold": 4, "fivefold": 5, "tenfold|order of magnitude": 10,
        "hundredfold|orders of magnitude": 100, "thousandfold|millionfold": 1000,
    },
    of=r"in|in every|out of|out of every|of every",
    orders={"dozens": 12, "tens of thousands": 1e4, "hundreds of thousands": 1e5, "hundreds": 100, "thousands": 1e3,
            "millions": 1e6, "billions": 1e9},
)  # fmt: skip
_GERMAN = _Words(
    percent="von hundert",
    none=r"ein(?:e|en|em|er|es)?(?! (?:Hälfte|Drittel|Viertel|Fünftel|Zehntel))|erst(?:e|en|er|es|em)?",
    parts={
        "Hälfte|halb(?:e|en|er|es|so)?|halbier(?:t|en|te)": 1 / 2, "Drittel": 1 / 3, "Viertel": 1 / 4, "Fünftel": 1 / 5,
        "Sechstel": 1 / 6, "Achtel": 1 / 8, "Zehntel": 1 / 10,
    },
    many={
        r"doppelt\w*|verdoppel\w*|zweifach\w*|zweimal": 2, r"dreifach\w*|dreimal|verdreifach\w*": 3,
        r"vierfach\w*|viermal": 4,
        r"zehnfach\w*|zehnmal|Größenordnung": 10, r"hundertfach\w*|Größenordnungen": 100,
    },
    of="von|aus|in",
    orders={"Dutzende": 12, "Hunderttausende": 1e5, "Zehntausende": 1e4, "Hunderte": 100, "Tausende": 1e3},
)  # fmt: skip
_FRENCH = _Words(
    percent="pour ?cent",
    none="une?|premi(?:er|ère)s?|secondes?|second",
    parts={"moitié|demi(?:e|es)?": 1 / 2, "tiers": 1 / 3, "quarts?": 1 / 4, "cinquièmes?": 1 / 5, "dixièmes?": 1 / 10},
    many={"doubl(?:e|er|es|ent|ant)": 2, "tripl(?:e|er|es|ent)": 3, "décuple|ordre de grandeur": 10},
    of="sur",
    orders={"dizaines": 10, "centaines": 100, "milliers": 1e3},
)
_SPANISH = _Words(
    percent="por ?ciento",
    none="unos|unas|una?|uno|primer[oa]?s?|segund[oa]s?",
    parts={"mitad|medio": 1 / 2, "tercios?": 1 / 3, "cuartos?|cuarta parte": 1 / 4, "quintos?|quinta parte": 1 / 5,
        "décim[oa]s?": 1 / 10},
    many={r"dobles?|duplic\w+": 2, r"triples?|triplic\w+": 3, "orden de magnitud": 10},
    of="de|de cada",
    orders={"docenas": 12, "decenas": 10, "cientos|centenares": 100, "millares": 1e3},
)  # fmt: skip
_ITALIAN = _Words(
    percent="per ?cento",
    none="una?|uno|prim[oaie]|second[oaie]",
    parts={
        "metà|mezz[oa]": 1 / 2,
        "terzi": 1 / 3,
        "un terzo": 1 / 3,
        "quarti|un quarto": 1 / 4,
        "quinti|un quinto": 1 / 5,
    },
    many={r"doppi[oa]|raddoppi\w+": 2, r"tripl[oa]|triplic\w+": 3, "ordine di grandezza": 10},
    of="su",
)
_PORTUGUESE = _Words(
    percent="por ?cento",
    none="uma?|primeir[oa]s?|segund[oa]s?",
    parts={"metade|mei[oa]": 1 / 2, "terços?": 1 / 3, "um quarto": 1 / 4, "quintos?": 1 / 5, "décim[oa]s?": 1 / 10},
    many={r"dobros?|duplic\w+": 2, r"triplo|triplic\w+": 3, "ordem de grandeza": 10},
    of="em|em cada|de cada",
)
_DUTCH = _Words(
    none="een|één|eerste|seconden?",
    parts={"helft|halve|half": 1 / 2, "derde": 1 / 3, "kwart": 1 / 4, "vijfde": 1 / 5, "tiende": 1 / 10},
    many={r"dubbel\w*|verdubbel\w*": 2, r"driedubbel\w*": 3, "orde van grootte": 10},
    of="op|van de|op de",
)
_LANGUAGES = {
    "en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "it": _ITALIAN, "pt": _PORTUGUESE, "nl": _DUTCH,
}  # fmt: skip
_ONE = r"\d+|an?|one|eine?[nmr]?|une?|una|um|uma|een"
_SMALL_ENGLISH = dict(zip(listed("one two three four five six seven eight nine"), range(1, 10), strict=True))
_SMALL_FRENCH = dict(zip(listed("deux trois quatre cinq six sept huit neuf"), range(2, 10), strict=True))
_CJK = re.compile("[〇零一二三四五六七八九十百千万萬亿億两兩]+")
_CJK_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_CJK_PLACES = {"十": 10, "百": 100, "千": 1000}
_CJK_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def with_digits(text: str, language: str) -> tuple[str, list[Part]]:
    """Write the numbers that a text spells out in digits.

    Args:
        text: a text.
        language: the primary tag of its language.

    Returns:
        The text, and the parts and multiples that it names ("a third", "twice"), which stand in it no longer.
    """
    if language in {"zh", "ja", "yue"}:
        return _from_cjk(text), []
    words = _LANGUAGES.get(language, _Words())
    parts: list[Part] = []
    text = _AFTER_DIGITS.sub(_exponent, _replaced(words.percent, text, lambda _: " % "))
    if language == "en":
        # Its parts are read first: "a third" and "the third" are the same to what reads numbers.
        text = _taken(_plain_english(text), words, parts)
    if language == "fr":
        # What reads numbers takes "sept dixièmes" for two of them.
        text = _taken(_plain_french(text), words, parts)
    text = _replaced(words.none, text, lambda _: " , ")
    text = alpha2digit(text, language, 0) if language in READ_OUT else text
    if language != "en":
        text = _taken(text, words, parts)
    return _ratios(_fractions(text, parts), words, parts), parts


_AFTER_DIGITS = re.compile(
    r"(?<=\d)[ -]?(?P<scale>hundred|thousand|million|billion|tausend|millionen|milliarden?|mille|"
    r"millions?|milliards?|mil|"
    r"mill[oó]n(?:es)?|mila|milioni|miliardi|milhões|miljoen|miljard|duizend)\b",
    re.IGNORECASE,
)
"""Scales after digits, which the library would write as numbers of their own."""


def _exponent(match: re.Match[str]) -> str:
    return f"e{round(math.log10(SCALES.get(match['scale'].lower(), 1e6)))}"


def _plain_english(text: str) -> str:
    """Write the small numbers that parts are counted in, and what says one and a half, as digits."""
    small = "|".join(_SMALL_ENGLISH)
    text = re.sub(
        rf"\b({small})\b(?=[ -](?:half|thirds?|quarters?|fifths?|eighths?|tenths?|and an? half)\b)", _small, text
    )
    text = re.sub(r"\ban? (\w+) and a half\b", r"1.5 \1", re.sub(r"(\d+) and an? half\b", r"\1.5", text))
    text = re.sub(r"\b(?:an? )?(?:couple|pair) of\b", "2", re.sub(r"\b(?:half an? )dozen\b", "6", text))
    return re.sub(r"\b(?:an? )?dozen\b", "12", re.sub(r"(?<=[a-z\d])-fold\b", " fold", text))


def _plain_french(text: str) -> str:
    """Write the small numbers that parts are counted in as digits."""
    return re.sub(
        rf"\b({'|'.join(_SMALL_FRENCH)})\b(?= (?:tiers|quarts|cinquièmes|dixièmes)\b)",
        lambda match: str(_SMALL_FRENCH[match[0].lower()]),
        text,
        flags=re.IGNORECASE,
    )


def _replaced(pattern: str, text: str, by: Callable[[re.Match[str]], str]) -> str:
    return re.sub(rf"\b(?:{pattern})\b", by, text, flags=re.IGNORECASE) if pattern else text


def _small(match: re.Match[str]) -> str:
    return str(_SMALL_ENGLISH[match[0].lower()])


def _taken(text: str, words: _Words, parts: list[Part]) -> str:
    """Take the parts, multiples and orders out of a text; most texts have none."""
    if not words.any_size.search(text):
        return text
    for pattern, size, kind in words.sizes:
        text = pattern.sub(partial(_take, parts, size, kind), text)
    return text


def _take(parts: list[Part], size: float, kind: Share, match: re.Match[str]) -> str:
    count = int(match["count"]) if match["count"] and match["count"].isdigit() else 1
    parts.append((match[0].strip(), count * size, kind))
    return " , "


def _ratios(text: str, words: _Words, parts: list[Part]) -> str:
    """Take out "9 in 10" and what else says a share by two numbers."""

    def take(match: re.Match[str]) -> str:
        part, whole = int(match["part"]), int(match["whole"])
        if not 0 < part < whole or (match["of"].lower() in {"of", "de", "von"} and whole < 4):
            return match[0]
        parts.append((match[0], part / whole, "part"))
        return " , "

    pattern = rf"(?<![\d.,$])(?P<part>\d{{1,3}}) (?P<of>of|{words.of}) (?P<whole>4|5|10|20|100|1000|\d)(?![\d.,]*[\d%])"
    return re.sub(pattern, take, text, flags=re.IGNORECASE)


def _fractions(text: str, parts: list[Part]) -> str:
    """Take out fractions such as 3/4; "24/7" is none."""

    def take(match: re.Match[str]) -> str:
        if match[0] == "24/7":
            return " , "
        parts.append((match[0], int(match[1]) / max(int(match[2]), 1), "part"))
        return " , "

    return re.sub(r"(?<![\w.,/])(\d{1,3})/(\d{1,3})(?![\w/])", take, text)


def _from_cjk(text: str) -> str:
    text = re.sub("百分之([〇零一二三四五六七八九十百]+|[0-9.]+)", lambda match: f"{_from_cjk(match[1])}%", text)
    return _CJK.sub(lambda match: match[0] if len(match[0]) == 1 else f" {_cjk_value(match[0])} ", text)


def _cjk_value(letters: str) -> int:
    if not set(letters) & (_CJK_PLACES.keys() | _CJK_SCALES.keys()):
        return int("".join(str(_CJK_DIGITS[letter]) for letter in letters))
    total, part, digit = 0, 0, 0
    for letter in letters:
        if letter in _CJK_SCALES:
            total, part, digit = (total + part + digit or 1) * _CJK_SCALES[letter], 0, 0
        elif letter in _CJK_PLACES:
            part, digit = part + (digit or 1) * _CJK_PLACES[letter], 0
        else:
            digit = _CJK_DIGITS[letter]
    return total + part + digit
