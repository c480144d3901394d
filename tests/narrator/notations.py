"""Figures as people write them, in four languages and several notations."""

from typing import ClassVar

from bot.words.figures import percent

_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_POINT = {"en": ".", "de": ",", "fr": ",", "es": ","}
_COMMA = {"en": ",", "de": ".", "fr": "\u202f", "es": "."}


def _word(number: int, language: str) -> str:
    words = _WORDS[language].split()
    return words[number] if number < len(words) else str(number)


def _written(number: float, language: str) -> str:
    text = f"{number:,.10g}" if number % 1 else f"{number:,.0f}"
    return text.translate({ord(","): _COMMA[language], ord("."): _POINT[language]})


class Money:
    """Dollars, rounded as a person rounds them: `$`, `k`, `usd` or `words`."""

    _DOLLARS: ClassVar = {"en": "${}", "de": "{} Dollar", "fr": "{} $", "es": "{} dólares"}
    _THOUSANDS: ClassVar = {"en": "{}k USD", "de": "{} Tsd. Dollar", "fr": "{} k$", "es": "{} mil dólares"}
    _MILLIONS: ClassVar = {"en": "{}M USD", "de": "{} Mio. Dollar", "fr": "{} M$", "es": "{} millones de dólares"}
    _SPOKEN: ClassVar = {
        "en": "{} thousand dollars",
        "de": "{}tausend Dollar",
        "fr": "{} mille dollars",
        "es": "{} mil dólares",
    }

    def __init__(self, usd: float, language: str) -> None:
        self.usd, self.language = usd, language

    def __format__(self, notation: str) -> str:
        if self.usd < 2:
            return self._in(self._DOLLARS, round(self.usd), 1)
        rounded = float(f"{self.usd:.2g}")
        if notation == "k" and self.usd >= 1e6:
            return self._in(self._MILLIONS, float(f"{self.usd / 1e6:.3g}"))
        if notation == "k" and self.usd >= 1000:
            return self._in(self._THOUSANDS, rounded / 1000)
        if notation == "words" and 1500 <= self.usd < 12500:
            return self._SPOKEN[self.language].format(_word(round(self.usd / 1000), self.language))
        if notation == "words" and self.language == "en" and 1100 <= self.usd < 1250:
            return f"{_word(round(self.usd / 100), 'en')} hundred dollars"
        if notation == "usd":
            return (
                f"USD {_written(rounded, 'en')}" if self.language == "en" else f"{_written(rounded, self.language)} USD"
            )
        return self._in(self._DOLLARS, float(f"{self.usd:.3g}") if self.usd < 1e6 else rounded)

    def _in(self, forms: dict[str, str], number: float, _: int = 0) -> str:
        return forms[self.language].format(_written(number, self.language))


class Share:
    """A share: `%`, ` %`, `pct` (in letters) or `in` (nine in ten)."""

    _PER_CENT: ClassVar = {"en": "percent", "de": "Prozent", "fr": "pour cent", "es": "por ciento"}
    _IN_TEN: ClassVar = {"en": "{} in ten", "de": "{} von zehn", "fr": "{} dixièmes", "es": "{} de cada diez"}

    def __init__(self, share: float, language: str) -> None:
        self.share, self.language = share, language

    def __format__(self, notation: str) -> str:
        if not 0.01 < self.share < 0.99:
            return percent(self.share)
        if notation == "in" and 2 <= round(self.share * 10) <= 9 and abs(self.share * 10 % 1 - 0.5) > 0.25:
            return self._IN_TEN[self.language].format(_word(round(self.share * 10), self.language))
        hundredths = f"{self.share * 100:.0f}"
        if notation == "pct":
            return f"{hundredths} {self._PER_CENT[self.language]}"
        return f"{hundredths}%" if notation == "%" and self.language == "en" else f"{hundredths} %"


class Span:
    """Days or months: `days` or `months`, small ones in letters."""

    _NAMES: ClassVar = {
        "days": {
            "en": ("half a day", "day"),
            "de": ("einen halben Tag", "Tag"),
            "fr": ("une demi-journée", "jour"),
            "es": ("medio día", "día"),
        },
        "months": {"en": ("", "month"), "de": ("", "Monat"), "fr": ("", "mois"), "es": ("", "mes")},
    }
    _MANY: ClassVar = {"en": "s", "de": "e", "fr": "s", "es": "s"}

    def __init__(self, number: float, language: str) -> None:
        self.number, self.language = number, language

    def __format__(self, notation: str) -> str:
        half, name = self._NAMES[notation][self.language]
        if self.number == 0.5:
            return half
        number = round(self.number)
        many = "" if number == 1 or name == "mois" else "es" if name == "mes" else self._MANY[self.language]
        return f"{_word(number, self.language)} {name}{many}"
