"""A sentence with what is known of its words: of this verdict, of the trade, ordinary, or strange."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.narrator.checks.figures import read_figures
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.lists import topics
from bot.narrator.checks.names import named
from bot.narrator.checks.rounding import is_grounded
from bot.narrator.checks.scripts import script_of
from bot.narrator.checks.units import CURRENCIES, MONEY, SCALES, SHARE, UNITS
from bot.narrator.checks.words import (
    CommonWords,
    common_words,
    general_compounds,
    general_words,
    is_compound,
    root,
    stem,
    words_of,
)

WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’][^\W\d_]+)*(?![^\W_])")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ex|p\.\s?ej)\.", re.IGNORECASE)
_COUNTED = re.compile(rf"{CURRENCIES}|{MONEY}|{SHARE}|{UNITS}|{'|'.join(map(re.escape, SCALES))}", re.IGNORECASE)
"""What a number counts belongs to the number, which is checked as a whole."""
_COGNATE = 4
"""A word of the grounds with as many letters may stand in other languages as it is: "Container", "Team"."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with what is known of its words."""

    text: str
    grounds: Grounds
    language: str

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in it, in small letters."""
        return frozenset(written.lower() for written, _ in named(self.text))

    @cached_property
    def words(self) -> list[str]:
        """The words, as written, that are no part of a name."""
        inside = {part for name in self.names for part in words_of(name)}
        return [word for word in WORD.findall(_ABBREVIATED.sub(" ", self.text)) if word.lower() not in inside]

    @cached_property
    def strong(self) -> int:
        """How many figures and names it has that the grounds have, too."""
        figures = [each for each in read_figures(self.text, self.language) if not each.is_small]
        return sum(is_grounded(each, self.grounds, yearly=True) for each in figures) + len(self.names)

    @cached_property
    def weak(self) -> int:
        """How many different words of the trade it has, or of this verdict and of no common list."""
        common = common_words(self.language)
        if common is None:
            return self._topics() + self._cognates()
        stems = {stem(word, self.language) for word in self.words}
        topical = {each for each in stems if each in common.topical}
        if self.language == "en":
            return len(topical | {each for each in stems & self.grounds.stems if each not in common.ordinary})
        return max(len(topical), self._cognates(), sum(self._has_topical_part(word, common) for word in self.words))

    def _has_topical_part(self, word: str, common: CommonWords) -> bool:
        return self.language == "de" and any(word.lower().startswith(each) for each in common.topical if len(each) >= 5)

    def _topics(self) -> int:
        beginnings = topics(self.language)
        if self.language in {"zh", "ja"}:
            return sum(each in self.text for each in beginnings)
        if self.language in {"ar", "fa", "he"}:  # articles and prepositions stand at their front
            return sum(any(each in word for each in beginnings) for word in self.words)
        return sum(word.lower().startswith(beginnings) for word in self.words)

    def _cognates(self) -> int:
        roots = _roots(self.grounds.tokens) if self.language != "en" else frozenset()
        return sum(
            (len(word) >= _COGNATE and word.lower() in self.grounds.tokens) or root(word) in roots
            for word in self.words
        )

    @cached_property
    def strange(self) -> list[str]:
        """The words that no explanation is made of, and that the grounds do not have."""
        common = common_words(self.language)
        return [word for word in self.words if not self._is_known(word, common)] if common else []

    @cached_property
    def unknown(self) -> list[str]:
        """Those of them that are no ordinary words either."""
        general = general_words(self.language)
        return [word for word in self.strange if not self._is_general(word, general)]

    def _is_general(self, word: str, general: frozenset[str]) -> bool:
        """Tell whether a word is ordinary; one with a capital only where nouns have one, and at the beginning."""
        if not word.islower() and self.language != "de" and not self.begins_with(word):
            return False
        apart = word.lower().replace("’", "'").rpartition("'")[2] if self.language != "en" else word.lower()
        if not word[1:].islower():
            return False
        own = stem(apart, self.language)
        return own in general or (self.language == "de" and is_compound(apart, general_compounds()))

    def begins_with(self, word: str) -> bool:
        """Tell whether a word has its capital from standing first."""
        return self.text.lstrip("\"'“‘«¿¡(").startswith(word)

    def _is_known(self, word: str, common: CommonWords) -> bool:
        small = word.lower().replace("’", "'")
        if small in self.grounds.tokens or _COUNTED.fullmatch(small):
            return True
        own = stem(small, self.language)
        if own in common.ordinary or own in common.topical:
            return True
        if own in self.grounds.stems or own in self.grounds.vocabulary:
            return self.language == "en" or len(own) >= _COGNATE
        if self.language == "en":
            return False
        if root(small.rpartition("'")[2]) in _roots(self.grounds.vocabulary | self.grounds.tokens):
            return True
        apart = small.rpartition("'")[2]
        return stem(apart, self.language) in common.ordinary | common.topical or (
            self.language == "de" and is_compound(small, common)
        )

    @cached_property
    def length(self) -> int:
        """How many words it has; where no spaces part them, two characters count as one."""
        solid = sum(script_of(letter) in {"CJK", "HIRAGANA", "KATAKANA", "THAI"} for letter in self.text)
        return len(self.words) + len(self.names) + solid // 2


@lru_cache(maxsize=64)
def _roots(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(root, words)) - {""}
