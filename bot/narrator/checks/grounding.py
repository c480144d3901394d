"""Grounding: a sentence is about this verdict, in words that explanations are made of."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.interview.tidying import listed
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.lists import elsewhere
from bot.narrator.checks.scripts import is_written_in_latin
from bot.narrator.checks.sentence import WORD, Sentence
from bot.narrator.checks.sentences import asks, sentences_of
from bot.narrator.checks.words import common_words, stem

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
_ENGLISH = re.compile(
    r"[a-z'’]{2,}(?:ly|ing|ed|s|tion|sion|ment|ness|ity|able|ible|ive|al|ful|less|ous|ise|ize|ify|en|er|est|ance|ence|ent|ant|"
    r"ward|wise|age|ship|hood|ure|ary|ory|ish|some|y|th|ght)"
)
"""Words that end as English ones do; a made-up name rarely does."""
_LONG_QUESTION = 6
_FUNCTION_WORDS = frozenset(
    listed(
        "the and of to is that with for you your this are it be have not from will what which would can should all "
        "were when do does it's they their there been has or by if but"
    )
)
_SOME_ENGLISH = 4
"""So many of them within a window are English."""


def ungrounded(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    """Say which words and sentences are not about the verdict.

    Args:
        text: what a model wrote.
        grounds: what may be said.
        language: the primary tag of its language.
    """
    sentences = _answered([Sentence(each, grounds, language) for each in sentences_of(text)])
    yield from _unknown_words(sentences, language)
    yield from _without_anchor(sentences, language)
    for sentence in sentences:
        for word in sentence.words:
            if word.lower() in elsewhere() and word.lower() not in grounds.tokens:
                yield f'"{word}" has nothing to do with this verdict: leave it out.'
        yield from _unknown_names(sentence)
        if asks(sentence.text) and sentence.length > _LONG_QUESTION:
            yield f'"{_shortened(sentence.text)}" asks: explain, and leave the questions out.'
        yield from _wrong_language(sentence)


def _answered(sentences: list[Sentence]) -> list[Sentence]:
    """Take a question, and a sentence about the verdict that answers it, for one: "How long? About a year." """
    taken: list[Sentence] = []
    for each in sentences:
        if taken and asks(taken[-1].text) and each.strong + each.weak:
            taken[-1] = replace(each, text=f"{taken[-1].text} {each.text}")
        else:
            taken.append(each)
    return taken


def _unknown_words(sentences: list[Sentence], language: str) -> Iterator[str]:
    for sentence in sentences:
        brands = language == "en" and not all(_is_english(word, sentence) for word in sentence.unknown)
        if len(sentence.unknown) > _unknown_allowed(sentence) or brands:
            yield from (_no_word(word) for word in sentence.unknown)
        elif _is_crowded(sentence):
            yield from (_no_word(word) for word in sentence.strange)


def _is_english(word: str, sentence: Sentence) -> bool:
    return _ENGLISH.fullmatch(word.lower() if sentence.begins_with(word) else word) is not None


def _unknown_allowed(sentence: Sentence) -> int:
    if sentence.strong + sentence.weak < 1:
        return 0
    every = _WORDS_AN_UNKNOWN_ONE if sentence.language == "en" else _WORDS_AN_UNKNOWN_ONE_ELSEWHERE
    return max(1, sentence.length // every)


def _is_crowded(sentence: Sentence) -> bool:
    """Tell whether words that no explanation is made of stand close together somewhere in a sentence."""
    strange = [word in sentence.strange for word in sentence.words]
    windows = (sum(strange[at : at + _WINDOW]) for at in range(max(len(strange) - _WINDOW, 0) + 1))
    return max(windows) > _STRANGE_IN_A_WINDOW


def _no_word(word: str) -> str:
    return f'"{word}" is no word of this verdict: say it in plain words about the system.'


def _without_anchor(sentences: list[Sentence], language: str) -> Iterator[str]:
    listed = common_words(language) is not None
    bare = [each for each in sentences if not _is_anchored(each, listed)]
    fine = (len(sentences) + 1) // 3 if listed else len(sentences) // 5
    for at, sentence in enumerate(bare):
        if at >= fine or sentence.length > _CONNECTIVE or _is_odd_company(sentence):
            yield f'"{_shortened(sentence.text)}" says nothing of this verdict: name a figure, an option or a reason.'


def _is_odd_company(sentence: Sentence) -> bool:
    return bool(sentence.unknown) or len(sentence.strange) > 2


def _is_anchored(sentence: Sentence, listed: bool) -> bool:
    anchors = sentence.strong + sentence.weak
    return anchors >= 1 if listed else anchors * _WORDS_AN_ANCHOR >= max(sentence.length, 1)


def _unknown_names(sentence: Sentence) -> Iterator[str]:
    """Find what looks like a name and is none of the grounds': CamelCase, letters with digits, capitals within."""
    if not is_written_in_latin(sentence.language):
        known = sentence.grounds.tokens
        latin = (word for word in sentence.words if word[0].isascii() and word.lower() not in known)
        yield from (_drop(word) for word in latin if not _is_abbreviation(word))
        return
    start = True
    for word in WORD.findall(sentence.text):
        if _looks_like_a_name(word, start, sentence):
            yield _drop(word)
        start = False


def _is_abbreviation(word: str) -> bool:
    common = common_words("en")
    return common is not None and stem(word) in common.topical


def _looks_like_a_name(word: str, first: bool, sentence: Sentence) -> bool:
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


def _wrong_language(sentence: Sentence) -> Iterator[str]:
    if sentence.language == "en" or len(sentence.words) < 3:
        return
    english = sum(word.lower() in _FUNCTION_WORDS for word in sentence.words)
    marks = [word.lower() in _FUNCTION_WORDS for word in sentence.words]
    windows = (sum(marks[at : at + _WINDOW]) for at in range(len(marks)))
    if english * 10 >= 3 * len(sentence.words) or max(windows) >= _SOME_ENGLISH:
        yield f'"{_shortened(sentence.text)}" is English: write in the language with the tag "{sentence.language}".'


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
