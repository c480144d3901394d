"""Words: how a text falls into them, what is left without their endings,
and which of them a language commonly has."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = {
    "en": ("ations", "ation", "nesses", "ness", "ments", "ment", "ingly", "edly", "ings", "ing", "ally",
        "ily", "ies", "ied", "iest", "ier",
           "ers", "er", "est", "ed", "es", "ly", "s", "y", "e"),
    "de": (
        "ationen", "ation", "ierungen", "ierung", "ierten", "ierte", "ieren", "iert", "ungen", "ung",
        "heiten", "heit", "keiten", "keit", "ischen", "ische", "isch", "lichen", "liche", "lich",
        "esten", "este", "ende", "enden", "sten", "ste", "tem", "ten", "tes", "ter", "te", "em", "en", "er", "es", "st",
        "et", "e", "n", "s", "t",
    ),
    "fr": (
        "issements", "issement", "eraient", "issant", "issent", "issons", "issez", "ations", "ation",
        "ements", "ement", "ments", "ment", "erait", "erais", "eriez", "aient", "erons", "eront",
        "erez", "irait", "irez", "iront", "ions", "iez", "era", "ais", "ait", "ant", "ons", "ent",
        "ees", "ee", "es", "ez", "er", "ir", "is", "it", "e", "s", "x",
    ),
    "es": (
        "aciones", "acion", "amientos", "amiento", "amente", "mente", "ariamos", "arian", "arias",
        "aria", "erian", "eria", "irian", "iria", "abamos", "aremos", "eremos", "aban", "aba", "aron",
        "ieron", "aran", "eran", "iran", "ara", "era", "ira", "iendo", "ando", "adas", "ados", "ada",
        "ado", "idas", "idos", "ida", "ido", "amos", "emos", "imos", "asteis", "ais", "eis", "ad", "ed",
        "id", "ian", "ia", "ar", "er", "ir", "es", "an", "en", "as", "os", "io", "a", "o", "e", "s",
    ),
}  # fmt: skip


_SHORTENED = re.compile(r"(?:'(?:s|d|ve|ll|re|m)|n't|(?<=s)')+$")
"""What English puts short behind a word: "there'd", "team's", "would've"."""
_DATIVE = re.compile(r"(?<=\w{2}e[rl])n$")
"""What German adds to many of a kind: "Fehlern", "Containern"."""
_ACCENTED = {"fr", "es"}
"""Languages in which forms of one word differ in accents: "imagen" and "imágenes"."""
_WITH_PRONOUNS = re.compile(r"(?<=(?:ar|er|ir|an|en))(?:se|me|te|nos|os|l[aeo]s?){1,2}$")
"""What Spanish writes together with a verb: "aprenderlo", "métanlas"."""
_MANY = re.compile(r"(?<=\w{3}[nrld])es$|(?<=\w{3}[aeo])s$")
"""What makes a Spanish word many, before its own ending is taken off: "imágenes"."""


def words_of(text: str) -> list[str]:
    """Give the words of a text, written small, without digits and signs."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(maxsize=4_000)
def stem(word: str, language: str = "en") -> str:
    """Take the ending off a word: "deploys", "deployed" and "deploying" become one."""
    return _without_ending(word, language)


def _without_ending(word: str, language: str) -> str:
    word = _SHORTENED.sub("", word.lower())
    if language == "de":
        word = _DATIVE.sub("", word)
    if language in _ACCENTED:
        word = _without_accents(word)
    if language == "es":
        word = _MANY.sub("", _WITH_PRONOUNS.sub("", word))
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word.removesuffix("i") if len(word) > 4 else word


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")


_SOUNDS = str.maketrans({"k": "c", "z": "c", "y": "i", "j": "i"})
_KIN = 6


@lru_cache(maxsize=4_000)
def root(word: str) -> str:
    """Give the letters that a word of the trade shares with its kin in other languages; nothing for a short word.

    "Transaktion" and "transaction", "sesión" and "session" have the same.
    """
    plain = _without_accents(word.lower()).translate(_SOUNDS).replace("ph", "f").replace("th", "t")
    letters = "".join(letter for at, letter in enumerate(plain) if at == 0 or letter != plain[at - 1])
    return letters[:_KIN] if len(letters) >= _KIN else ""


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


@cache
def general_compounds() -> CommonWords:
    """Give what German compounds are made of: its ordinary words, those of explanations included."""
    common = common_words("de")
    return CommonWords(
        general_words("de") | (common.ordinary if common else frozenset()), common.topical if common else frozenset()
    )


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
