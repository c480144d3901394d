"""Words: how a text falls into them, what is left without their endings,
and which of them a language commonly has."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = {
    "en": ("ations", "ation", "nesses", "ness", "ments", "ment", "ingly", "edly", "ings", "ing", "ally",
        "ily", "ies", "ied", "iest", "ier",
           "ers", "er", "est", "ed", "es", "ly", "s", "y", "e"),
    "de": ("ungen", "ung", "heiten", "heit", "keiten", "keit", "ischen", "ische", "isch", "lichen", "liche",
        "lich", "ende", "enden",
           "sten", "ste", "tem", "ten", "tes", "ter", "te", "em", "en", "er", "es", "st", "et", "e", "n", "s", "t"),
    "fr": ("issements", "issement", "ements", "ement", "ments", "ment", "ations", "ation", "eraient",
        "erait", "aient", "erons", "eront",
           "era", "ait", "ant", "ons", "ent", "ées", "ée", "és", "er", "ez", "es", "é", "e", "s", "x"),
    "es": ("aciones", "ación", "amente", "mente", "amientos", "amiento", "arían", "aría", "arán", "ará",
        "iendo", "ando", "adas", "ados",
           "ada", "ado", "idas", "idos", "ida", "ido", "aban", "aba", "ará", "ar", "er", "ir", "es", "an",
           "en", "as", "os", "a", "o", "e", "s"),
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """Give the words of a text, written small, without digits and signs."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(maxsize=4_000)
def stem(word: str, language: str = "en") -> str:
    """Take the ending off a word: "deploys", "deployed" and "deploying" become one."""
    return _without_ending(word, language)


def _without_ending(word: str, language: str) -> str:
    word = word.lower().removesuffix("'s").removesuffix("s'").removesuffix("n't")
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word.removesuffix("i") if len(word) > 4 else word


@dataclass(frozen=True, slots=True)
class CommonWords:
    """The words that explanations of a language are made of, without endings.

    Attributes:
        ordinary: words that prove nothing.
        topical: words of the trade, which tell that a sentence is about systems.
    """

    ordinary: frozenset[str]
    topical: frozenset[str]


@cache
def common_words(language: str) -> CommonWords | None:
    """Read the list of a language; None where there is none."""
    file = files("bot.narrator.checks") / "common" / f"{language}.txt"
    if not file.is_file():
        return None
    ordinary, _, topical = file.read_text(encoding="utf-8").partition("\n# topical\n")
    return CommonWords(*(_stems(part, language) for part in (ordinary, topical)))


@cache
def general_words(language: str) -> frozenset[str]:
    """Read the further ordinary words of a language, without endings; none where there is no list."""
    file = files("bot.narrator.checks") / "general" / f"{language}.txt"
    if not file.is_file():
        return frozenset()
    return _stems(file.read_text(encoding="utf-8"), language)


def _stems(part: str, language: str) -> frozenset[str]:
    """Take the endings off the words of a list, which is read once: to remember them would take more than the list."""
    lines = (line for line in part.splitlines() if not line.startswith("#"))
    return frozenset(_without_ending(word, language) for line in lines for word in line.split())


_LINKS = ("", "s", "es", "n", "en", "e", "er")


def is_compound(word: str, common: CommonWords, depth: int = 3) -> bool:
    """Tell whether a German word is made of known ones: "Betriebsaufwand"."""
    if stem(word, "de") in common.ordinary | common.topical:
        return True
    if depth == 0:
        return False
    for at in range(4, len(word) - 3):
        head, tail = word[:at], word[at:]
        known = any(
            head.endswith(link) and stem(head.removesuffix(link), "de") in common.ordinary | common.topical
            for link in _LINKS
        )
        if known and is_compound(tail, common, depth - 1):
            return True
    return False
