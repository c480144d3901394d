"""Roles: what is said to be the cash, the worst case or a year's bill is that figure, and no other of the verdict."""

import re
from collections.abc import Collection, Iterator

from bot.narrator.checks.amounts import Amount
from bot.narrator.checks.cues import roles_in
from bot.narrator.checks.figures import Figure, read_figures
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.owners import clauses_of, options_in
from bot.narrator.checks.rounding import is_amount
from bot.narrator.checks.sentences import YEARS, thoughts_of

KINDS = ("money", "share", "time")
_PARTS = {"people", "cash"}
"""What another clause may say of the same figure: "most of it people's time"."""
_A_YEAR = re.compile(
    r"\b(?:(?:a|per|each|every|full|whole) year|yearly|annual\w*|per annum|(?:im|aufs) (?:ganzen? )?jahr|pro jahr|"
    r"jährlich\w*|par an|l['’]année|annuel\w*|sur un an|al año|por año|año entero|anual\w*|"
    r"(?:twelve|zwölf|douze|doce|12) (?:months|monat\w*|mois|meses))\b",
    re.IGNORECASE,
)
_A_MONTH = re.compile(
    r"\bmonth(?:ly)?\b|/\s?mo\b|\bmonat(?:lich\w*|s\w*)?\b|\b(?:par|chaque)\s+mois\b|\bmensuel\w*|\bmes\b|\bmensual\w*",
    re.IGNORECASE,
)


def wrong_roles(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    """Find figures of a verdict that are said to be another of its figures than they are.

    Args:
        text: what a model wrote.
        grounds: what may be said, with the figures of the verdict and what each is.
        language: the primary tag of its language.
    """
    for sentence in thoughts_of(text) if grounds.amounts else ():
        for figure, clause, part in _placed(sentence, language):
            meant = _meant(figure, sentence, grounds)
            wanted = _wanted(figure, clause, part)
            if meant is not None and not _agrees(meant, wanted, sentence, part):
                yield f'"{figure.written}" is not what its sentence says it is: give the figure that is.'


def _placed(sentence: str, language: str) -> Iterator[tuple[Figure, str, str]]:
    """Give each figure, its clause, and what speaks of it: all of the sentence where it is alone of its kind."""
    alone = [_kind(figure) for figure in read_figures(sentence, language)]
    for clause in clauses_of(sentence):
        for figure in read_figures(clause, language):
            if _kind(figure) in KINDS:
                yield figure, clause, sentence if alone.count(_kind(figure)) == 1 else clause


def _kind(figure: Figure) -> str:
    return "time" if figure.time else figure.kind


def _meant(figure: Figure, sentence: str, grounds: Grounds) -> list[Amount] | None:
    """Give the amounts of the verdict that a figure may be; None where it may be none of them, but something else."""
    kind = _kind(figure)
    found = [each for each in grounds.amounts if each.kind == kind and is_amount(figure, each.value)]
    if not found or any(is_amount(figure, each) for each in grounds.raw):
        return None
    if kind != "money" or not YEARS.search(sentence):
        return [each for each in found if not each.yearly]
    if _A_MONTH.search(sentence) or not _A_YEAR.search(sentence):
        return found
    return [each for each in found if each.yearly or each.role == "move"]


def _wanted(figure: Figure, clause: str, part: str) -> set[str]:
    """Give the roles that the words around a figure speak of."""
    kind = _kind(figure)
    return {role for role in roles_in(kind, part) if role not in _PARTS} | roles_in(kind, clause)


def _agrees(meant: Collection[Amount], wanted: Collection[str], sentence: str, part: str) -> bool:
    """Tell whether one of the amounts is what the words say, of the option that they name if that is one."""
    if not meant:
        return False
    fitting = [each for each in meant if each.role in wanted] if wanted else list(meant)
    options = options_in(part) if len(options_in(part)) == 1 else options_in(sentence)
    if "wins" in wanted and len(options) == 1:
        return any(each.owner in {options[0], ""} for each in fitting)
    return bool(fitting)
