"""Typed answers read into the four states of a fact, or into a command, or politely refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rules.answers import Answer, ImpossibleAnswer, parse_answer
from rules.facts import Fact

from bot.interview.amounts import read_amount
from bot.interview.asking_back import asks_back
from bot.interview.choices import Option, choose, choose_several, is_exact, read_flag
from bot.interview.commands import Command, command_in
from bot.interview.doubts import amount_in, grouped, with_decimals
from bot.interview.numerals import Unreadable
from bot.interview.saying import say
from bot.interview.tidying import tidy, unhedged

__all__ = ["Command", "Reading", "Refused", "Understood", "read", "read_ticks", "say"]


@dataclass(frozen=True, slots=True)
class Understood:
    """An answer, and how to say it back so that a misunderstanding is seen."""

    answer: Answer
    said_back: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Text that is no possible answer, and the reason in a sentence or two."""

    reason: str


Reading: TypeAlias = Understood | Command | Refused

_LONGEST_QUOTED = 30
_TICKS = 'Say the numbers of those that hold, such as "1, 3", or say "none" or "all".'


def read(fact: Fact, text: str) -> Reading:
    """Read what somebody typed in answer to a question; never raises.

    Args:
        fact: what was asked.
        text: anything.
    """
    plain = tidy(text)
    if plain is None:
        return Refused(fact.bad_answer)
    options = _options(fact)
    command = command_in(plain)
    if command and not is_exact(options, plain):
        return command
    if asks_back(text) and not is_exact(options, plain):
        return Refused(fact.bad_answer)
    try:
        answer = _answer(fact, options, plain if is_exact(options, plain) else unhedged(plain) or plain)
    except (Unreadable, ImpossibleAnswer) as error:
        return Refused(_reason(str(error), fact.bad_answer))
    return Understood(answer, say(fact, answer))


def read_ticks(labels: Sequence[str], text: str) -> frozenset[int] | Command | Refused:
    """Read what somebody typed to tick the lines of a checklist; never raises.

    Args:
        labels: the lines, which are typed by their number from 1, or by words of theirs.
        text: anything.

    Returns:
        the places of the ticked lines, counted from 0, or a command, or a refusal.
    """
    plain = tidy(text)
    if plain is None:
        return Refused(_TICKS)
    options = tuple(Option(label) for label in labels)
    command = command_in(plain)
    if command and not is_exact(options, plain):
        return command
    if asks_back(text) and not is_exact(options, plain):
        return Refused(_TICKS)
    amount = None if is_exact(options, plain) else amount_in(labels, plain)
    if amount is not None:
        return Refused(f'"{amount[:_LONGEST_QUOTED]}" is an amount, and ticks no line by itself. {_TICKS}')
    try:
        return choose_several(options, plain if is_exact(options, plain) else unhedged(plain) or plain)
    except Unreadable as error:
        return Refused(_reason(str(error), _TICKS))


def _options(fact: Fact) -> tuple[Option, ...]:
    return tuple(Option(choice.label, name, choice.also) for name, choice in fact.choices.items())


def _answer(fact: Fact, options: Sequence[Option], text: str) -> Answer:
    """Read a text; a number that can be read in two ways is asked for again where both are possible."""
    thousands = grouped(text) if fact.numeric else None
    if thousands is None:
        return parse_answer(fact, _raw(fact, options, text))
    decimals = with_decimals(text)
    if _possible(fact, thousands) and _possible(fact, decimals):
        raise Unreadable(f'That can be two numbers: please write "{thousands}" or "{decimals}".')
    return parse_answer(fact, read_amount(fact, thousands if _possible(fact, thousands) else decimals))


def _possible(fact: Fact, text: str) -> Answer | None:
    try:
        return parse_answer(fact, read_amount(fact, text))
    except (Unreadable, ImpossibleAnswer):
        return None


def _raw(fact: Fact, options: Sequence[Option], text: str) -> object:
    """Read a text into the form that answer files hold; no choice at all is an empty list."""
    if fact.numeric:
        return read_amount(fact, text)
    if fact.kind == "flag":
        return read_flag(text)
    if fact.kind == "choice":
        return options[choose(options, text)].id
    chosen = [options[place].id for place in choose_several(options, text)]
    return chosen or (["none"] if "none" in fact.choices else [])


def _reason(reason: str, cure: str) -> str:
    return f"{reason[0].upper()}{reason[1:]} {cure}" if reason else cure
