"""Lists: data files of words, read once."""

from functools import cache
from importlib.resources import files

_EXACT = 4
"""A beginning of no more letters than these is a whole word."""


class Beginnings:
    """Words, and beginnings that stand for all words that begin with them."""

    def __init__(self, whole: frozenset[str], beginnings: frozenset[str]) -> None:
        self._whole = whole
        self._beginnings = beginnings
        self._lengths = sorted({len(each) for each in beginnings})

    def __contains__(self, word: str) -> bool:
        """Tell whether a word, written small, is among them."""
        return word in self._whole or any(word[:length] in self._beginnings for length in self._lengths)


def read_list(name: str) -> list[str]:
    """Read the lines of a data file, without its comments."""
    written = (files("bot.narrator.checks") / name).read_text(encoding="utf-8")
    return [line.strip() for line in written.splitlines() if line.strip() and not line.startswith("#")]


@cache
def elsewhere() -> Beginnings:
    """Give the words of what no explanation is about."""
    words = [word for line in read_list("elsewhere.txt") for word in line.split()]
    return Beginnings(
        frozenset(word for word in words if word[-1] != "-"), frozenset(word[:-1] for word in words if word[-1] == "-")
    )


@cache
def topics(language: str) -> tuple[str, ...]:
    """Give beginnings of words of the trade in a language that has no list of words; none where it has neither."""
    return _of_language("topics.txt").get(language, ())


@cache
def digits_wanted(language: str) -> Beginnings:
    """Give the number words of a language whose numbers in words are not read."""
    words = _of_language("digits_wanted.txt").get(language, ())
    return Beginnings(
        frozenset(word for word in words if len(word) <= _EXACT),
        frozenset(word for word in words if len(word) > _EXACT),
    )


@cache
def _of_language(name: str) -> dict[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in read_list(name))
    return {language: tuple(words.split()) for language, _, words in lines}
