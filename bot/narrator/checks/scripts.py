"""Scripts: which one a letter belongs to, and which ones a language is written in."""

import re
import unicodedata
from functools import lru_cache

_OF_LANGUAGES = {
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg",
    "GREEK": "el",
    "ARABIC": "ar fa ur ps ckb ug sd",
    "HEBREW": "he yi",
    "DEVANAGARI": "hi mr ne",
    "BENGALI": "bn as",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am ti",
    "CJK": "zh ja yue",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
}
SCRIPTLESS = frozenset({"", "DIGIT"})
_LETTERS = re.compile(r"[^\W_]")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Name the script of a letter or digit, as its Unicode name begins; nothing for signs."""
    if not letter.isalnum():
        return ""
    first = unicodedata.name(letter, "").split(" ")[0]
    if first in {"ARABIC-INDIC", "EXTENDED"}:
        return "ARABIC"
    return "CJK" if first in {"IDEOGRAPHIC", "KATAKANA-HIRAGANA"} else first


def is_written_in_latin(language: str) -> bool:
    """Tell whether a language is written in Latin letters."""
    return not _scripts(language)


def foreign_letters(text: str, language: str) -> str:
    """Give the letters and digits that a language is not written in; names in Latin letters stand in every language."""
    allowed = {"LATIN", *_scripts(language)} | SCRIPTLESS
    return "".join(dict.fromkeys(each for each in _LETTERS.findall(text) if script_of(each) not in allowed))


def is_in_its_script(text: str, language: str) -> bool:
    """Tell whether most letters of a text are of the script that its language is written in."""
    own = _scripts(language)
    letters = [script_of(each) for each in text if each.isalpha()]
    return not own or sum(each in own for each in letters) * 3 >= len(letters)


@lru_cache(maxsize=256)
def _scripts(language: str) -> frozenset[str]:
    return frozenset(script for script, languages in _OF_LANGUAGES.items() if language in languages.split())
