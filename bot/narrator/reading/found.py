"""What was found in a text: the answers whose words the text holds, and why others were dropped."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from bot.interview.commands import Command
from bot.interview.doubts import with_decimals
from bot.interview.reading import Understood, read
from bot.interview.record import Draft
from bot.interview.sides import labelled
from bot.interview.tidying import alike
from bot.interview.units import unit_of
from bot.narrator.reading.numbers import english_numbers, numbers_in
from bot.narrator.reading.quantities import contradicts, quantities_in, states
from bot.narrator.reading.schema import UNKNOWN, Intent, Said
from rules.answers import Answer, ImpossibleAnswer, Known, Range, Unknown, bounds, parse_answer
from rules.facts import Fact
from rules.rulebook import Rulebook

LONGEST_QUOTE = 300
"""Characters; an answer that needs more words than that was inferred, not said."""

Why: TypeAlias = Literal["not_said", "too_long", "other_number", "other_unit", "other_money", "not_possible"]
_WORDS: dict[Why, str] = {
    "not_said": "the words that it should come from are not in the text",
    "too_long": "no few words of the text say it",
    "other_number": "the words that it should come from hold another number or none",
    "other_unit": "the words that it should come from give the number another unit",
    "other_money": "please say it in US dollars",
    "not_possible": "that is no possible answer",
}
_OTHER_MONEY = re.compile(r"[€£¥₹₽₩]|\b(?:eur|euros?|gbp|chf|jpy|inr|pounds?|pfund)\b", re.IGNORECASE)
_NOT_ENGLISH = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d\d0(?![\d.])")
"""A number such as "5.000", which is five in English and was five thousand in the text."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An answer that the model gave and that cannot be kept, and why; nothing in it is the model's own text."""

    fact: str
    subject: str
    why: Why

    def told(self, rulebook: Rulebook) -> str:
        """Say in a sentence what was dropped and why."""
        return f"{labelled(rulebook, self.subject, rulebook.facts[self.fact].label)}: left out, {_WORDS[self.why]}."


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says: answers to be confirmed, what it asks of the program, and what was dropped.

    Attributes:
        drafts: the answers, one a fact and subject, each with the words of the text that it came from.
        intent: what is asked for apart from them.
        dropped: what the model gave and the text does not hold.
        unread: how many characters at the end were not read, since the text is too long.
    """

    drafts: tuple[Draft, ...] = ()
    intent: Intent = "none"
    dropped: tuple[Dropped, ...] = ()
    unread: int = 0


def sift(
    rulebook: Rulebook, said: Iterable[Said], texts: Sequence[str]
) -> tuple[tuple[Draft, ...], tuple[Dropped, ...]]:
    """Keep the answers that the text holds; of two about the same the later one.

    Args:
        rulebook: the facts.
        said: the answers as the model gave them.
        texts: the text as it was written, and as it was sent.
    """
    plain = [spaced(text) for text in texts]
    sifted = [_sifted(rulebook, each, plain) for each in said]
    drafts = {each.name: each for each in sifted if isinstance(each, Draft)}
    return tuple(drafts.values()), tuple(each for each in sifted if isinstance(each, Dropped))


def spaced(text: str) -> str:
    """Give each sign one form and each gap one space."""
    return " ".join(alike(text).split())


def _sifted(rulebook: Rulebook, said: Said, texts: Sequence[str]) -> Draft | Dropped:
    fact = rulebook.facts[said.fact]
    words = spaced(said.quote)
    if len(words) > LONGEST_QUOTE:
        return Dropped(fact.id, said.subject, "too_long")
    quote = next((found for text in texts if (found := _in_text(words, text))), "")
    if not quote:
        return Dropped(fact.id, said.subject, "not_said")
    answer = _answer(fact, said.value)
    if answer is None:
        return Dropped(fact.id, said.subject, "not_possible")
    why = _why_not_its_number(fact, str(said.value), answer, quote) if fact.numeric else None
    return Dropped(fact.id, said.subject, why) if why else Draft(fact.id, answer, quote, said.subject)


def _in_text(words: str, text: str) -> str:
    """Find words in a text, whatever their case, and give them as they stand there, with no word or number cut."""
    if not re.search(r"\w", words):
        return ""
    places = [_whole(text, *match.span()) for match in re.finditer(re.escape(words), text, re.IGNORECASE)]
    return min(places, key=len, default="").strip(" .,;:")


def _whole(text: str, start: int, end: int) -> str:
    """Give a part of a text, with what is left of the word or number at either end of it."""
    while start > 0 and _joined(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return text[start:end]


def _joined(left: str, right: str) -> bool:
    """Whether two signs side by side belong to one word or number; words of some scripts stand without a gap."""
    return all(each.isdigit() or each in ".,'" or each.lower() != each.upper() for each in (left, right))


def _answer(fact: Fact, value: str | bool | list[str]) -> Answer | None:
    """Turn a value into the answer; numbers, with their units, are read as if somebody had typed them."""
    if value == UNKNOWN:
        return Unknown()
    try:
        return _typed(fact, str(value)) if fact.numeric else parse_answer(fact, value)
    except ImpossibleAnswer:
        return None


def _typed(fact: Fact, text: str) -> Answer | None:
    reading = None if _NOT_ENGLISH.search(text) else read(fact, with_decimals(text))
    if isinstance(reading, Understood):
        return reading.answer
    return Unknown() if reading == Command("dont_know") else None


def _why_not_its_number(fact: Fact, value: str, answer: Answer, quote: str) -> Why | None:
    """Tell why a quote does not carry a number: it holds another one, or is in another money."""
    if unit_of(fact).of == "dollar" and _OTHER_MONEY.search(quote):
        return "other_money"
    if isinstance(answer, Unknown):
        return None
    quantities, numbers = quantities_in(fact, quote), numbers_of(answer)
    if states(quantities, tuple(map(float, numbers))):
        return None
    held = numbers_in(quote)
    mentions = english_numbers(value) or tuple(frozenset({number}) for number in numbers)
    if not all(_held(fact, each, held) for each in mentions):
        return "other_number"
    mentioned = frozenset().union(*mentions)
    wrong = any(contradicts(each, mentioned, tuple(map(float, numbers))) for each in quantities)
    return "other_unit" if wrong else None


def _held(fact: Fact, mention: frozenset[Fraction], held: frozenset[Fraction]) -> bool:
    """Whether the quote names a number of the value; a share may be said in percent, or as a part."""
    also = {number * factor for number in mention for factor in (100, Fraction(1, 100))}
    return bool(held & (mention | also if fact.kind == "share" or unit_of(fact).of == "percent" else mention))


def numbers_of(answer: Answer) -> tuple[Fraction, ...]:
    """Give the numbers of an answer, in the unit of its fact."""
    if not isinstance(answer, Known | Range):
        return ()
    return tuple(Fraction(end) for end in dict.fromkeys(bounds(answer)) if abs(end) != float("inf"))
