"""Words that scale a number or name one, in the languages people write in."""

import re
from collections.abc import Mapping
from fractions import Fraction

from bot.narrator.checks.units import SCALES

_PERHAPS = frozenset({"m", "b"})
"""What may scale a number, and may as well be a unit: minutes, bytes."""
_UNIT = re.compile("(?<=^[km])(?:rps|qps|tps|iops|reqs?|usd|eur)$")

_UNSPACED = tuple((name, scale) for name, scale in SCALES.items() if not name.isascii())

_NUMBERS: Mapping[Fraction, str] = {
    Fraction(0): (
        "no none nobody nothing zero without never not null pas personne sans nadie nada sin senza niente ninguém sem "
        "niets zonder не нет без nie brak nikt nichts ohne niemand nul noll kein* aucun* ning* nessun* nenhum* geen* "
        "никт* никого žádn*"
    ),
    Fraction(1, 2): (
        "half halb halbe hälfte halve helft moitié demi demie mitad media medio metà mezzo mezza metade meio meia pół "
        "половин* połow*"
    ),
    Fraction(1): (
        "alone single solo myself all every everything always allein alle alles seul seule tous toutes todo todos "
        "todas tutti tutte sozinho sozinha tudo все всё один одна wszystkie sam"
    ),
    Fraction(2): "twice couple pair paar вдвое doubl* doppel* verdoppel* dobl* duplic* dobr* raddopp* verdubbel* удво*",
    Fraction(3): "thrice втрое tripl* verdreifach* утро* potro* dritt",
    **{Fraction(number): word for number, word in enumerate(("viert", "fünft", "sechst", "siebt", "acht", "neunt"), 4)},
    Fraction(12): "dozen dozzina douzaine docena dutzend dúzia dozijn",
}
"""Words that name a number and are no numerals; `*` stands for any ending."""
_ANYWHERE: Mapping[Fraction, str] = {Fraction(0): "なし ない 无 無 没 沒 없", Fraction(1, 2): "半", Fraction(1): "全"}
"""Signs of scripts that leave no space between words."""


def _form(words: str) -> re.Pattern[str]:
    return re.compile("|".join(word.replace("*", r"[^\W\d_]*") for word in words.split()))


WORDS: Mapping[Fraction, re.Pattern[str]] = {
    number: re.compile(rf"\b(?:{_form(words).pattern})\b|" + (_form(_ANYWHERE.get(number, "")).pattern or "(?!)"))
    for number, words in _NUMBERS.items()
}
"""Numbers by the words that name them beside their numerals, in small letters."""


def scale_of(word: str) -> frozenset[int]:
    """Give the scales that a word behind a number may stand for: 1000 for "k", 1 or a million for "m".

    Args:
        word: in small letters; in scripts that leave no space between words it may go on.

    Returns:
        none where it is no scale.
    """
    bare = _UNIT.sub("", word)
    found = (
        {int(SCALES[bare])} if bare in SCALES else {int(scale) for name, scale in _UNSPACED if bare.startswith(name)}
    )
    return frozenset(found | {1}) if bare in _PERHAPS else frozenset(found)
