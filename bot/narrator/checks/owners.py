"""Owners: a clause that gives an option a price gives it its own, and not that of another."""

import re
from collections.abc import Iterator

from bot.narrator.checks.figures import Figure, read_figures
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.rounding import is_near
from bot.narrator.checks.sentences import sentences_of
from bot.narrator.checks.siding import OPTION_WORDS

_CLAUSE = re.compile(
    r"(?:[,;:](?!\d)|[–—()]|\b(?:while|whereas|versus|vs|against|than|but|and|compared|"
    r"während|gegenüber|gegen|statt|aber|und|als|contre|tandis|alors|mais|et|que|frente|mientras|pero|y)\b)",
    re.IGNORECASE,
)
_WORDS = {option: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for option, words in OPTION_WORDS.items()}
_OF_MORE_THAN_ONE = re.compile(
    r"\b(?:more|less|others?|alternatives?|runner|the (?:second|next|rest)|andere\w*|zweite\w*|autres?|otr[oa]s?|"
    r"segund[oa]|"
    r"mov\w+|migrat\w+|pays?|umz\w+|zieh\w+|migr\w+|déménag\w+|mud\w+|cheaper|dearer|saves?|saving|difference|over|above|below|instead|today\w*|current\w*|now|from|"
    r"mehr|weniger|billiger|teurer|spar\w*|unterschied|heut\w*|jetzig\w*|plus|moins|économ\w*|actuel\w*|aujourd\w*|"
    r"más|menos|ahorr\w*|diferencia|actual\w*|hoy)\b",
    re.IGNORECASE,
)
"""What compares, names another without its name, or speaks of today's system."""


def wrong_owners(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    """Find clauses that name one option and the price of another: "Lambda costs" with what the monolith costs.

    Args:
        text: what a model wrote.
        grounds: what may be said, with the prices of each option.
        language: the primary tag of its language.
    """
    for sentence in sentences_of(text) if grounds.prices else ():
        for part in _CLAUSE.split(sentence):
            named = _options_in(part)
            if len(named) == 1 and not _OF_MORE_THAN_ONE.search(part):
                figures = (each for each in read_figures(part, language) if each.kind == "money")
                yield from (_says(each, named[0]) for each in figures if _is_of_another(each, named[0], grounds))


def _options_in(text: str) -> list[str]:
    return [option for option, words in _WORDS.items() if words.search(text)]


def _is_of_another(figure: Figure, option: str, grounds: Grounds) -> bool:
    if is_near(figure, grounds.prices.get(option, ())):
        return False
    return any(is_near(figure, prices[:1]) for other, prices in grounds.prices.items() if other != option)


def _says(figure: Figure, option: str) -> str:
    return f'"{figure.written}" is no price of {option}: give the one that is.'
