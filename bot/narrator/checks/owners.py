"""Owners: a clause that gives an option a price gives it its own, and not that of another."""

import re
from collections.abc import Collection, Iterable, Iterator

from bot.narrator.checks.cues import roles_in
from bot.narrator.checks.figures import Figure, read_figures
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.rounding import is_amount
from bot.narrator.checks.sentences import thoughts_of
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


_CHOSEN = re.compile(
    r"\b(?:winner|first place|(?:recommended|chosen|winning) (?:option|solution|one)|sieger\w*|gewinner\w*|"
    r"empfohlene\w*|platz eins|(?:option|solution) (?:retenue|gagnante|recommandée)|"
    r"opción (?:elegida|ganadora|recomendada)|lo recomendado)\b",
    re.IGNORECASE,
)
"""What the verdict leads to, without its name."""
_IT = re.compile(
    r"\b(?:for it|with it|it (?:costs|comes)|dafür|damit|elle coûte|avec elle|cuesta ella)\b", re.IGNORECASE
)


def wrong_owners(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    """Find prices that are given to one option and are those of another: "Lambda costs" with what the monolith costs.

    Args:
        text: what a model wrote.
        grounds: what may be said, with the prices of each option.
        language: the primary tag of its language.
    """
    before = ""
    for sentence in thoughts_of(text) if grounds.amounts else ():
        alone = len([each for each in read_figures(sentence, language) if each.kind == "money"]) == 1
        wider = (sentence, *([f"{before} {sentence}"] if _IT.search(sentence) else ())) if alone else ()
        for clause in clauses_of(sentence):
            owner = _owner((clause, *wider), grounds)
            for figure in read_figures(clause, language) if owner else ():
                if figure.kind == "money" and _is_of_another(figure, owner, roles_in("money", sentence), grounds):
                    yield f'"{figure.written}" is no price of {owner}: give the one that is.'
        before = sentence


def clauses_of(sentence: str) -> list[str]:
    """Cut a sentence where what it speaks of may change."""
    return _CLAUSE.split(sentence)


def options_in(text: str) -> list[str]:
    """Give the options that a text names."""
    return [option for option, words in _WORDS.items() if words.search(text)]


def _owner(scopes: Iterable[str], grounds: Grounds) -> str:
    """Give the one option that the narrowest scope which names any names; nothing where it compares, or names more."""
    for scope in scopes:
        named = options_in(scope)
        if not named and _CHOSEN.search(scope):
            named = list(grounds.advised)
        if named:
            return named[0] if len(named) == 1 and not _OF_MORE_THAN_ONE.search(scope) else ""
    return ""


def _is_of_another(figure: Figure, owner: str, roles: Collection[str], grounds: Grounds) -> bool:
    """Tell whether a figure is what another option costs, and nothing of the owner's that is spoken of."""
    found = [each for each in grounds.amounts if each.kind == "money" and is_amount(figure, each.value)]
    others = [each for each in found if each.role == "total" and each.owner not in {owner, ""}]
    own = [each for each in found if each.owner in {owner, ""}]
    return bool(others) and not [each for each in own if each.role in {"total", *roles}]
