"""Grounds: what may be said of a verdict, drawn from texts and figures that are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.narrator.checks.amounts import Amount
from bot.narrator.checks.figures import Figure, read_figures
from bot.narrator.checks.names import names_in
from bot.narrator.checks.words import stem, words_of


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What may be said: words, names and figures of trusted texts, and raw numbers.

    Attributes:
        figures: the figures of the texts.
        raw: numbers of any unit; one from 0 to 1 is a share as well.
        totals: dollars a month that may be compared: their differences and ratios may be said.
        stems: the words of the texts, without their endings.
        names: the technologies that the texts name.
        tokens: every word of the texts, names with signs and digits included, written small.
        vocabulary: further words, without their endings, that are spoken in and prove nothing.
        advised: the options that the verdict leads to; none where that is not known.
        amounts: the figures of the verdict, each with what it is and whose.
        quotable: the program's own sentences, which may be quoted as they are, with the commands in them.
    """

    figures: tuple[Figure, ...] = ()
    raw: tuple[float, ...] = ()
    totals: tuple[float, ...] = ()
    stems: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()
    advised: frozenset[str] = frozenset()
    amounts: tuple[Amount, ...] = ()
    quotable: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str], figures: Iterable[float] = ()) -> Grounds:
        """Take what trusted texts and numbers hold.

        Args:
            texts: what the program itself says, and answers said back; in English.
            figures: further numbers, of any unit.
        """
        return cls().also(texts, figures)

    def also(self, texts: Iterable[str], figures: Iterable[float] = ()) -> Grounds:
        """Add what further texts and numbers hold."""
        held = [_held(text) for text in dict.fromkeys(texts)]
        return replace(
            self,
            figures=tuple(dict.fromkeys((*self.figures, *(figure for each in held for figure in each.figures)))),
            raw=tuple(dict.fromkeys((*self.raw, *map(float, figures)))),
            stems=self.stems.union(*(each.stems for each in held)),
            names=self.names.union(*(each.names for each in held)),
            tokens=self.tokens.union(*(each.tokens for each in held)),
        )

    def without_quotes(self, text: str) -> str:
        """Take the program's own sentences out of a text."""
        for sentence in self.quotable:
            text = text.replace(sentence, " ")
        return text


@dataclass(frozen=True, slots=True)
class _Held:
    """What one text holds."""

    figures: tuple[Figure, ...]
    stems: frozenset[str]
    names: frozenset[str]
    tokens: frozenset[str]


@lru_cache(maxsize=640)
def _held(text: str) -> _Held:
    """Find what a text holds; those of the last verdict and the rulebook's come again, and each takes 2 kB."""
    figures = tuple(map(_as_written, read_figures(text, "en")))
    return _Held(figures, frozenset(map(stem, words_of(text))), names_in(text), tokens_of(text))


def _as_written(figure: Figure) -> Figure:
    """Take a figure of our own texts as they write it: "2,000" is never two."""
    return replace(figure, readings=figure.readings[:1])


_TOKEN = re.compile(r"[^\W_](?:[\w.+#/&-]*[\w+#])?")


def tokens_of(text: str) -> frozenset[str]:
    """Give the words of a text with the signs and digits inside them, and their parts, written small."""
    whole = [each.lower() for each in _TOKEN.findall(text)]
    return frozenset(whole) | {part for each in whole for part in re.split(r"[/.-]", each) if part}
