"""Grounding: a sentence is about this verdict, in words that explanations are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.interview.tidying import listed
from bot.narrator.checks.figures import read_figures
from bot.narrator.checks.grounds import Grounds, tokens_of
from bot.narrator.checks.lists import elsewhere, topics
from bot.narrator.checks.names import named
from bot.narrator.checks.rounding import is_grounded
from bot.narrator.checks.scripts import is_written_in_latin, script_of
from bot.narrator.checks.sentences import sentences_of
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

_CONNECTIVE = 14
"""A sentence without anchor has no more words than these: "That is all there is to it." """
_WORDS_AN_UNKNOWN_ONE = 14
_WORDS_AN_UNKNOWN_ONE_ELSEWHERE = 7
"""So many words a sentence has for each that no list knows; fewer where the lists are shorter."""
_WINDOW = 8
_STRANGE_IN_A_WINDOW = 3
"""The most words in so many that are no words of explanations."""
_WORDS_AN_ANCHOR = 25
"""In languages without a list, a sentence needs an anchor in so many words; a word of Chinese is two characters."""
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’][^\W\d_]+)*(?![^\W_])")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ex|p\.\s?ej)\.", re.IGNORECASE)
_COUNTED = re.compile(rf"{CURRENCIES}|{MONEY}|{SHARE}|{UNITS}|{'|'.join(map(re.escape, SCALES))}", re.IGNORECASE)
"""What a number counts belongs to the number, which is checked as a whole."""
_ENGLISH = re.compile(
    r"[a-z'’]{2,}(?:ly|ing|ed|s|tion|sion|ment|ness|ity|able|ible|ive|al|ful|less|ous|ise|ize|ify|en|er|est|ance|ence|ent|ant|"
    r"ward|wise|age|ship|hood|ure|ary|ory|ish|some|y|th|ght)"
)
"""Words that end as English ones do; a made-up name rarely does."""
_LONG_QUESTION = 6
_COGNATE = 4
"""A word of the grounds with as many letters may stand in other languages as it is: "Container", "Team"."""
_FUNCTION_WORDS = frozenset(
    listed(
        "the and of to is that with for you your this are it be have not from will what which would can should all "
        "were when do does it's they their there been has or by if but"
    )
)
_SOME_ENGLISH = 4
"""So many of them within a window are English."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what is known of its words."""

    text: str
    grounds: Grounds
    language: str

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(written.lower() for written, _ in named(self.text))

    @cached_property
    def words(self) -> list[str]:
        """The words, as written, that are no part of a name."""
        inside = {part for name in self.names for part in words_of(name)}
        return [word for word in _WORD.findall(_ABBREVIATED.sub(" ", self.text)) if word.lower() not in inside]

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


def ungrounded(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    """Say which words and sentences are not about the verdict.

    Args:
        text: what a model wrote.
        grounds: what may be said.
        language: the primary tag of its language.
    """
    sentences = [_Sentence(each, grounds, language) for each in sentences_of(text)]
    yield from _unknown_words(sentences, language)
    yield from _without_anchor(sentences, language)
    for sentence in sentences:
        for word in sentence.words:
            if word.lower() in elsewhere() and word.lower() not in grounds.tokens:
                yield f'"{word}" has nothing to do with this verdict: leave it out.'
        yield from _unknown_names(sentence)
        if sentence.text.rstrip("\"'”’»)").endswith(("?", "？", "؟")) and sentence.length > _LONG_QUESTION:
            yield f'"{_shortened(sentence.text)}" asks: explain, and leave the questions out.'
        yield from _wrong_language(sentence)


def _unknown_words(sentences: list[_Sentence], language: str) -> Iterator[str]:
    for sentence in sentences:
        brands = language == "en" and not all(_is_english(word, sentence) for word in sentence.unknown)
        if len(sentence.unknown) > _unknown_allowed(sentence) or brands:
            yield from (_no_word(word) for word in sentence.unknown)
        elif _is_crowded(sentence):
            yield from (_no_word(word) for word in sentence.strange)


def _is_english(word: str, sentence: _Sentence) -> bool:
    return _ENGLISH.fullmatch(word.lower() if sentence.begins_with(word) else word) is not None


def _unknown_allowed(sentence: _Sentence) -> int:
    if sentence.strong + sentence.weak < 1:
        return 0
    every = _WORDS_AN_UNKNOWN_ONE if sentence.language == "en" else _WORDS_AN_UNKNOWN_ONE_ELSEWHERE
    return max(1, sentence.length // every)


def _is_crowded(sentence: _Sentence) -> bool:
    """Tell whether words that no explanation is made of stand close together somewhere in a sentence."""
    strange = [word in sentence.strange for word in sentence.words]
    windows = (sum(strange[at : at + _WINDOW]) for at in range(max(len(strange) - _WINDOW, 0) + 1))
    return max(windows) > _STRANGE_IN_A_WINDOW


def _no_word(word: str) -> str:
    return f'"{word}" is no word of this verdict: say it in plain words about the system.'


def _without_anchor(sentences: list[_Sentence], language: str) -> Iterator[str]:
    listed = common_words(language) is not None
    bare = [each for each in sentences if not _is_anchored(each, listed)]
    fine = (len(sentences) + 1) // 3 if listed else len(sentences) // 5
    for at, sentence in enumerate(bare):
        if at >= fine or sentence.length > _CONNECTIVE or _is_odd_company(sentence):
            yield f'"{_shortened(sentence.text)}" says nothing of this verdict: name a figure, an option or a reason.'


def _is_odd_company(sentence: _Sentence) -> bool:
    return bool(sentence.unknown) or len(sentence.strange) > 2


def _is_anchored(sentence: _Sentence, listed: bool) -> bool:
    anchors = sentence.strong + sentence.weak
    return anchors >= 1 if listed else anchors * _WORDS_AN_ANCHOR >= max(sentence.length, 1)


def _unknown_names(sentence: _Sentence) -> Iterator[str]:
    """Find what looks like a name and is none of the grounds': CamelCase, letters with digits, capitals within."""
    if not is_written_in_latin(sentence.language):
        known = sentence.grounds.tokens
        latin = (word for word in sentence.words if word[0].isascii() and word.lower() not in known)
        yield from (_drop(word) for word in latin if not _is_abbreviation(word))
        return
    start = True
    for word in _WORD.findall(sentence.text):
        if _looks_like_a_name(word, start, sentence):
            yield _drop(word)
        start = False


def _is_abbreviation(word: str) -> bool:
    common = common_words("en")
    return common is not None and stem(word) in common.topical


def _looks_like_a_name(word: str, first: bool, sentence: _Sentence) -> bool:
    if word.lower() in sentence.grounds.tokens or _is_abbreviation(word) or word.lower() in " ".join(sentence.names):
        return False
    if re.search(r"[a-zà-ÿ][A-ZÀ-Ý]", word):
        return "'" not in word and "’" not in word
    if common_words(sentence.language) is None:
        return not first and word[0].isupper()
    capital = not first and word[0].isupper() and sentence.language != "de"
    return capital and word in sentence.unknown


def _drop(word: str) -> str:
    return f'"{word}" is not in the facts: leave it out.'


def _wrong_language(sentence: _Sentence) -> Iterator[str]:
    if sentence.language == "en" or len(sentence.words) < 3:
        return
    english = sum(word.lower() in _FUNCTION_WORDS for word in sentence.words)
    marks = [word.lower() in _FUNCTION_WORDS for word in sentence.words]
    windows = (sum(marks[at : at + _WINDOW]) for at in range(len(marks)))
    if english * 10 >= 3 * len(sentence.words) or max(windows) >= _SOME_ENGLISH:
        yield f'"{_shortened(sentence.text)}" is English: write in the language with the tag "{sentence.language}".'


def odd_tokens(text: str, grounds: Grounds) -> Iterator[str]:
    """Find words that mix letters with digits or dots and are none of the grounds'."""
    for token in re.findall(r"[^\W_][\w.+#/&-]*[\w+#]|[^\W_]", text):
        small = token.lower()
        if small in grounds.tokens or re.fullmatch(r"[\d.,:/–-]+", token):
            continue
        for part in re.split(r"[/–-]", small):
            if part not in grounds.tokens and _is_odd(part):
                yield token
                break


_QUANTITY = re.compile(
    r"[\d.,]+(?:k|m|b|bn|mn|x|ms|s|h|d|min|kb|mb|gb|tb|kib|mib|gib|vcpu|rps|th|st|nd|rd|er|e|º|ª|usd|eur)?",
    re.IGNORECASE,
)


def _is_odd(part: str) -> bool:
    mixed = any(each.isdigit() for each in part) and any(each.isalpha() for each in part)
    if mixed and not _QUANTITY.fullmatch(part) and not re.fullmatch(r"p\d{2}|v\d", part):
        return any(each.isascii() and each.isalpha() for each in part)
    return re.search(r"[^\W\d_]\.[^\W\d_]", part) is not None and part not in {
        "e.g",
        "i.e",
        "z.b",
        "d.h",
        "p.ex",
        "u.a",
        "u.s",
    }


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


__all__ = ["odd_tokens", "tokens_of", "ungrounded"]
