"""Answers: what a team said of each fact, known, a range or unknown, and what is impossible."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from rules.facts import Fact, Vocabulary
from rules.problems import Problems, did_you_mean, plain, shown

Value: TypeAlias = "float | bool | str | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class Known:
    """One value: a number, a flag, a choice, or the chosen ones in the vocabulary's order."""

    value: Value


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two bounds, both included; one of them may be open."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """The range of a choice: one of some of its values, in the vocabulary's order."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Asked, and not known; worth the same as never asked, but not asked again."""


Answer: TypeAlias = Known | Range | Among | Unknown
Answers: TypeAlias = Mapping[str, Answer]


class ImpossibleAnswer(ValueError):
    """An answer that no system can have; the message gives the reason."""


def parse_answer(fact: Fact, raw: object) -> Answer:
    """Read a value as answer files hold it.

    Args:
        fact: what is answered.
        raw: a scalar, a list of choices, `{low, high}` (numbers, in the fact's unit), `{among = [...]}`
            (some of the choices) or `{unknown = true}`.

    Raises:
        ImpossibleAnswer: the value does not fit the fact.
    """
    if isinstance(raw, Mapping):
        return _parse_table(fact, raw)
    if fact.kind == "several":
        return Known(_several(fact, raw))
    if fact.kind == "choice":
        return Known(_choice(fact, raw))
    if fact.kind == "flag":
        if not isinstance(raw, bool):
            raise ImpossibleAnswer(f"{shown(raw)} is neither true nor false.")
        return Known(raw)
    return Known(_number(fact, raw))


def to_raw(answer: Answer) -> object:
    """Write an answer as answer files hold it; the inverse of `parse_answer`."""
    if isinstance(answer, Known):
        return list(answer.value) if isinstance(answer.value, tuple) else answer.value
    if isinstance(answer, Range):
        return {key: bound for key, bound in (("low", answer.low), ("high", answer.high)) if bound is not None}
    return {"among": list(answer.values)} if isinstance(answer, Among) else {"unknown": True}


def raw_answers(answers: Answers) -> dict[str, object]:
    """Write answers as answer files hold them, by fact."""
    return {name: to_raw(answer) for name, answer in answers.items()}


def parse_answers(
    file: str, raw: Mapping[str, object], facts: Vocabulary, problems: Problems, table: str = "answers"
) -> dict[str, Answer]:
    """Read a table of answers and note every mistake in it.

    Args:
        file: the name that mistakes show.
        raw: the table, by fact.
        facts: the vocabulary.
        problems: where mistakes are noted.
        table: the table's own key in the file.
    """
    answers: dict[str, Answer] = {}
    for name, value in raw.items():
        if name not in facts:
            problems.add(file, f"{table}.{name}", f'no fact "{name}".', did_you_mean(name, facts))
            continue
        try:
            answers[name] = parse_answer(facts[name], value)
        except ImpossibleAnswer as error:
            problems.add(file, f"{table}.{name}", str(error), _form(facts[name]))
    for name, reason in contradictions(answers):
        problems.add(file, f"{table}.{name}", reason, "Correct one of the two.")
    return answers


ORDERED_PAIRS = (
    ("requests_per_second", "peak_requests_per_second", "the peak cannot be below the mean"),
    ("teams", "engineers", "there cannot be more teams than engineers"),
    ("on_call_people", "engineers", "there cannot be more people on call than engineers"),
)
"""Pairs of facts of which the first can never exceed the second, with the reason."""


def contradictions(answers: Answers) -> Iterable[tuple[str, str]]:
    """Find answers that cannot both hold: the later fact of each pair, and why."""
    for small, large, reason in ORDERED_PAIRS:
        if small in answers and large in answers and bounds(answers[small])[0] > bounds(answers[large])[1]:
            yield large, f"{reason} ({small} is at least {plain(bounds(answers[small])[0])})."


def known_in(answers: Answers) -> dict[str, Answer]:
    """Leave out the answers that say that something is not known."""
    return {name: answer for name, answer in answers.items() if not isinstance(answer, Unknown)}


def said(answers: Answers) -> frozenset[str]:
    """Name the facts of which something is known."""
    return frozenset(name for name, answer in answers.items() if not isinstance(answer, Unknown))


def bounds(answer: Answer) -> tuple[float, float]:
    """Give the least and the greatest number an answer allows."""
    if isinstance(answer, Known) and isinstance(answer.value, int | float):
        return float(answer.value), float(answer.value)
    if isinstance(answer, Range):
        return (-math.inf if answer.low is None else answer.low), (math.inf if answer.high is None else answer.high)
    return -math.inf, math.inf


def _form(fact: Fact) -> str:
    """Tell how answer files write a value of a fact."""
    if fact.kind == "flag":
        return "Write true or false."
    if fact.choices:
        choice = next(iter(fact.choices))
        return (
            f'Write a choice, such as "{choice}".' if fact.kind == "choice" else f'Write a list, such as ["{choice}"].'
        )
    unit = f" in {fact.unit}" if fact.unit not in {"", "1"} else ""
    return f"Write a number{unit}, or {{ low = ..., high = ... }} with one or both."


def _parse_table(fact: Fact, raw: Mapping[Any, Any]) -> Answer:
    if set(raw) == {"unknown"} and raw["unknown"] is True:
        return Unknown()
    if set(raw) == {"among"} and fact.kind == "choice":
        return _among(fact, raw["among"])
    if not fact.numeric:
        raise ImpossibleAnswer(f"{shown(dict(raw))} is not a {fact.kind}: only numbers have low and high.")
    if set(raw) - {"low", "high"} or all(bound is None for bound in raw.values()):
        raise ImpossibleAnswer(f"{shown(dict(raw))} is not a range.")
    low, high = (None if raw.get(end) is None else _number(fact, raw[end]) for end in ("low", "high"))
    if low is not None and high is not None and low > high:
        raise ImpossibleAnswer(f"low {low:.15g} is above high {high:.15g}.")
    return Known(low) if low is not None and low == high else Range(low, high)


def _number(fact: Fact, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ImpossibleAnswer(f"{shown(raw)} is not a number.")
    number = _float(raw)
    if math.isnan(number):
        raise ImpossibleAnswer(f"{shown(raw)} is not a number.")
    if not fact.lowest <= number <= fact.highest or math.isinf(number):
        raise ImpossibleAnswer(f"{plain(number)} is not possible: {_limits(fact)}.")
    if fact.kind == "count" and not number.is_integer():
        raise ImpossibleAnswer(f"{plain(number)} is not a whole number.")
    return number


def _float(raw: float) -> float:
    """Give a whole number of any length as a float: one that is too long is infinite."""
    try:
        return float(raw)
    except OverflowError:
        return math.inf if raw > 0 else -math.inf


def _limits(fact: Fact) -> str:
    unit = f" {fact.unit}" if fact.unit not in {"", "1"} else ""
    if math.isinf(fact.highest):
        return f"it is at least {plain(fact.lowest)}{unit}"
    return f"it lies between {plain(fact.lowest)} and {plain(fact.highest)}{unit}"


def _choice(fact: Fact, raw: object) -> str:
    if not isinstance(raw, str) or raw not in fact.choices:
        cure = did_you_mean(raw if isinstance(raw, str) else "", fact.choices)
        raise ImpossibleAnswer(f"no choice {shown(raw)}. {cure}".rstrip())
    return raw


def _among(fact: Fact, raw: object) -> Answer:
    values = _listed(fact, raw)
    if not values or len(values) == len(fact.choices):
        raise ImpossibleAnswer("none or all of the choices say nothing; leave the fact out.")
    return Known(values[0]) if len(values) == 1 else Among(values)


def _several(fact: Fact, raw: object) -> tuple[str, ...]:
    chosen = _listed(fact, raw)
    if not chosen and "none" in fact.choices:
        raise ImpossibleAnswer('an empty list says nothing; say ["none"].')
    if len(chosen) > (fact.most or len(fact.choices)):
        raise ImpossibleAnswer(f"{len(chosen)} are too many: at most {fact.most}.")
    if "none" in chosen and len(chosen) > 1:
        raise ImpossibleAnswer('"none" excludes the others.')
    return chosen


def _listed(fact: Fact, raw: object) -> tuple[str, ...]:
    """Read a list of choices, in the vocabulary's order."""
    if not isinstance(raw, list | tuple):
        raise ImpossibleAnswer(f"{shown(raw)} is not a list of choices.")
    chosen = {_choice(fact, item) for item in raw}
    return tuple(choice for choice in fact.choices if choice in chosen)
