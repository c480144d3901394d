"""The explanation without a model: in English, from the rulebook's sentences, as many of them as fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, TypeAlias

from bot.narrator.explaining.explanation import ITEM, Explanation, Worded
from bot.narrator.explaining.length import MOST_WORDS, words_in
from bot.narrator.explaining.plainly.costs import costs
from bot.narrator.explaining.plainly.opening import opening
from bot.narrator.explaining.plainly.reasons import reasons
from bot.narrator.explaining.plainly.steps import steps
from bot.narrator.explaining.plainly.trade_offs import trade_offs
from bot.words.names import bare
from rules.rulebook import Rulebook
from rules.verdict import Verdict

PLAIN_LANGUAGE = "en"
Part: TypeAlias = Literal["opening", "reasons", "costs", "gives_up", "steps"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence or two that is told whole or not at all, and the rule or step that it is about."""

    part: Part
    text: str
    name: str = ""


def plain_explanation(verdict: Verdict, rulebook: Rulebook) -> Explanation:
    """Explain a verdict in plain English, in less than 250 words.

    Args:
        verdict: what was found.
        rulebook: what it was found with; the sentences and labels are its own.
    """
    told = _that_fit(_by_weight(_parts(verdict, rulebook)))
    return Explanation(
        language=PLAIN_LANGUAGE,
        opening=_text(told, "opening"),
        reasons=_worded(told, "reasons"),
        costs=_text(told, "costs"),
        gives_up=_text(told, "gives_up"),
        steps=_worded(told, "steps"),
    )


def _parts(verdict: Verdict, rulebook: Rulebook) -> Iterator[list[_Piece]]:
    """Give the pieces of every part; the parts and the pieces of each with the weightiest first."""
    why = list(reasons(verdict, rulebook))
    yield [_Piece("opening", text) for text in opening(verdict, rulebook)]
    yield [_Piece("reasons", each.text, each.name) for each in why]
    yield [_Piece("costs", text) for text in costs(verdict, rulebook)]
    yield [_Piece("steps", each.text, each.name) for each in steps(verdict)]
    yield [_Piece("gives_up", text) for text in trade_offs(verdict, {each.name for each in why})]


def _by_weight(parts: Iterable[Sequence[_Piece]]) -> Iterator[_Piece]:
    """Give the first piece of every part, then the second of every part, and so on."""
    for row in zip_longest(*parts):
        yield from (piece for piece in row if piece is not None)


def _that_fit(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Take pieces while there is room; of a part from which one is left out, no later one is taken."""
    taken: list[_Piece] = []
    full: set[Part] = set()
    left = MOST_WORDS
    for piece in pieces:
        words = words_in(ITEM + piece.text if piece.name else piece.text)
        if piece.part in full or words > left:
            full.add(piece.part)
        else:
            taken.append(piece)
            left -= words
    return taken


def _text(told: Iterable[_Piece], part: Part) -> str:
    return bare(" ".join(piece.text for piece in told if piece.part == part))


def _worded(told: Iterable[_Piece], part: Part) -> tuple[Worded, ...]:
    return tuple(Worded(piece.name, bare(piece.text)) for piece in told if piece.part == part)
