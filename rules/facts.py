"""What can be known about a system: the vocabulary of the interview, one file a fact."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.files import TomlFile
from rules.priors import Prior, Spread, values_of
from rules.problems import Misfit, Misfits, Problems, did_you_mean, plain

Kind = Literal["count", "number", "share", "flag", "choice", "several"]
NUMERIC: frozenset[str] = frozenset({"count", "number", "share"})
MOST_CHOICES = 62
"""The chosen ones of a fact are a bit each of one whole number."""
Day: TypeAlias = Annotated[date, Field(strict=True)]
"""A date written as a date: no text, and no number of seconds."""
ClaimNumbers: TypeAlias = tuple[Annotated[int, Field(strict=True)], ...]
"""The claims of `claims.toml` that a part of the rulebook answers, with what is true of them today."""


class Strict(BaseModel):
    """A part of a rulebook file: immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Strict):
    """One value of a choice.

    Attributes:
        label: what it is called.
        also: what else people call it.
        doubles: the criteria whose points it doubles.
        asks: the fact that a consultant asks of whoever chose it, whatever that is worth to the choice of an option.
    """

    label: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    asks: str | None = None


class Measure(Strict):
    """How a fact is measured: one command or console path, and the minutes it takes.

    Where it needs AWS, or functions that run on it (`on`), `elsewhere` says how everybody else finds it out, and where
    nothing runs yet `planned`, how it is estimated.
    """

    how: str = Field(min_length=1)
    minutes: float = Field(ge=0)
    on: Literal["", "aws", "lambda"] = ""
    elsewhere: str = ""
    planned: str = ""

    @model_validator(mode="after")
    def _for_everybody(self) -> Self:
        if bool(self.on) != bool(self.elsewhere):
            raise Misfits(
                [Misfit("elsewhere", "is given exactly where `on` names what a measure needs.", "Give both.")]
            )
        return self


class Tick(Strict):
    """How a fact is put in a checklist: `above` splits a number into ticked and not, `among` a choice."""

    checklist: str
    label: str = Field(min_length=1)
    above: float | None = None
    among: tuple[str, ...] = ()


class Fact(Strict):
    """Something that can be known about a system, with the words to ask for it."""

    id: str
    kind: Kind
    topic: str
    label: str = Field(min_length=1, max_length=40)
    question: str = Field(min_length=1)
    why: str = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    bad_answer: str = Field(min_length=1)
    effort: float = Field(ge=1, le=4)
    measure: Measure
    prior: Prior
    unit: str = ""
    scope: Literal["system", "workload"] = "system"
    of_today: bool = False
    """Whether it tells of what runs today, so that nobody is asked where nothing does."""
    choices: Mapping[str, Choice] = Field(default_factory=dict)
    most: int | None = Field(default=None, ge=1)
    min: float | None = Field(default=None, ge=0)
    max: float | None = Field(default=None, ge=0)
    none: float | None = None
    """The number that "none" stands for where it is not zero, as where it means that there is no target."""
    tick: Tick | None = None
    claims: ClaimNumbers = ()
    file: str = ""

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        Misfits.raise_if_any((*self._choice_misfits(), *self._number_misfits()))
        return self

    def _choice_misfits(self) -> Iterator[Misfit]:
        if (self.kind in {"choice", "several"}) != bool(self.choices):
            word, cure = ("cannot have", "Leave them out.") if self.choices else ("needs", "Add a table for each.")
            yield Misfit("choices", f"a {self.kind} {word} choices.", cure)
        if len(self.choices) > MOST_CHOICES:
            yield Misfit("choices", f"{len(self.choices)} are too many.", f"Keep to {MOST_CHOICES}.")
        if (self.kind == "several") != (self.most is not None):
            word = "a several needs `most`." if self.most is None else f"a {self.kind} cannot have `most`."
            yield Misfit("most", word, "It is for several, and says how many may be chosen.")

    def _number_misfits(self) -> Iterator[Misfit]:
        for key, bound in (("min", self.min), ("max", self.max)):
            if bound is not None and self.kind not in {"number", "count"}:
                yield Misfit(key, f"a {self.kind} cannot have `{key}`.", "Leave it out.")
        if self.none is not None and not (self.numeric and self.lowest <= self.none <= self.highest):
            yield Misfit("none", f"{plain(self.none)} is no possible number.", "Keep it from `min` to `max`.")
        if self.lowest >= self.highest:
            yield Misfit("max", f"{plain(self.highest)} is not above min, {plain(self.lowest)}.", "Order them.")
        if self.tick is not None and (self.tick.above is None) == self.numeric:
            yield Misfit(
                "tick.above", "a tick needs `above` for a number, and only there.", "Say from where on it counts."
            )
        elif (
            self.tick is not None and self.tick.above is not None and not self.lowest <= self.tick.above < self.highest
        ):
            bounds = f"between {plain(self.lowest)} and {plain(self.highest)}"
            yield Misfit(
                "tick.above", f"{plain(self.tick.above)} does not lie {bounds}.", "Choose a limit that can be crossed."
            )

    @property
    def numeric(self) -> bool:
        """Whether the value is a number."""
        return self.kind in NUMERIC

    @property
    def lowest(self) -> float:
        """The least possible value of a number."""
        return 0.0 if self.kind == "share" or self.min is None else self.min

    @property
    def highest(self) -> float:
        """The greatest possible value of a number."""
        if self.kind == "share":
            return 1.0
        return float("inf") if self.max is None else self.max

    @cached_property
    def codes(self) -> dict[str, int]:
        """Each choice's number in a column of worlds."""
        return {choice: code for code, choice in enumerate(self.choices)}


Vocabulary: TypeAlias = Mapping[str, Fact]


def check_priors(facts: Vocabulary, problems: Problems, broken: frozenset[str] = frozenset()) -> None:
    """Refuse a prior that hangs on a fact that is not there or does not fit, or on itself, or has impossible values.

    Args:
        facts: the facts that could be read.
        problems: where mistakes are noted.
        broken: facts that are there and could not be read; their own mistakes are noted already.
    """
    for fact in facts.values():
        _check_parents(fact, facts, problems, broken)
        fact.prior.check(fact.file, fact, problems)
        for key, spread in fact.prior.rows:
            for misfit in _spread_misfits(fact, spread):
                problems.add(fact.file, f"{key}.{misfit.key}", misfit.message, misfit.cure)
    for fact in facts.values():
        way = _way_to_itself(fact.id, facts)
        if way:
            hangs = ", ".join(f"{child} on {parent}" for child, parent in pairwise(way))
            cure = "Break the cycle of given, times, falls_with and where."
            problems.add(fact.file, "prior", f"this fact's prior hangs on itself: {hangs}.", cure)


def _check_parents(fact: Fact, facts: Vocabulary, problems: Problems, broken: frozenset[str]) -> None:
    file, prior = fact.file, fact.prior
    for key, parent, kinds in (
        ("prior.given", prior.given, {"choice", "flag"}),
        ("prior.times", prior.times, {"number", "count"}),
        ("prior.falls_with", prior.falls_with, {"number", "count"}),
        *((f"prior.where.{name}", name, {"choice", "flag", "several"}) for name in prior.where),
    ):
        if parent is None or parent in broken:
            continue
        if parent not in facts:
            problems.add(file, key, f'no fact "{parent}".', did_you_mean(parent, facts))
        elif facts[parent].kind not in kinds:
            problems.add(file, key, f'"{parent}" is a {facts[parent].kind}.', f"Name a {' or '.join(sorted(kinds))}.")
        elif key not in {"prior.times", "prior.falls_with"}:
            rows = ("prior.by", prior.by) if key == "prior.given" else (key, prior.where[parent])
            _check_rows(file, *rows, facts[parent], problems)
    if prior.by and prior.given is None:
        problems.add(file, "prior.by", "rows need `given`.", "Name the fact whose values they are for.")
    if prior.given in prior.where:
        problems.add(file, f"prior.where.{prior.given}", "is the parent.", "Put these rows into `prior.by`.")
    if prior.times is not None and fact.kind not in {"number", "count"}:
        problems.add(file, "prior.times", f"a {fact.kind} is no multiple of a number.", "Leave it out.")


def _check_rows(file: str, key: str, rows: Iterable[str], parent: Fact, problems: Problems) -> None:
    values = values_of(parent)
    for row in rows:
        if row not in values:
            problems.add(file, f"{key}.{row}", f'"{parent.id}" is never "{row}".', did_you_mean(row, values))


_KEYS_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(NUMERIC, frozenset({"low", "mid", "high", "zero"})),
    "flag": frozenset({"yes"}),
    "choice": frozenset({"weights"}),
    "several": frozenset({"chance"}),
}


def _spread_misfits(fact: Fact, spread: Spread) -> Iterator[Misfit]:
    for key in sorted(spread.model_fields_set & Spread.model_fields.keys() - _KEYS_OF[fact.kind]):
        yield Misfit(key, f"is not for a {fact.kind}.", f"Give {', '.join(sorted(_KEYS_OF[fact.kind]))}.")
    if fact.numeric and fact.prior.times is None:
        yield from _point_misfits(fact, spread)
    for choice, weight in (spread.weights or {}).items():
        if not 0 <= weight < float("inf"):
            yield Misfit(f"weights.{choice}", f"{plain(weight)} is no weight.", "Give a number from 0 on.")
    for choice, chance in (spread.chance or {}).items():
        if not 0 <= chance <= 1:
            yield Misfit(f"chance.{choice}", f"{plain(chance)} is no share.", "Give a number between 0 and 1.")
        if choice == "none":
            yield Misfit("chance.none", "is drawn where no other is.", "Leave it out.")


def _point_misfits(fact: Fact, spread: Spread) -> Iterator[Misfit]:
    cure = f"It lies between {plain(fact.lowest)} and {plain(fact.highest)}."
    for key, point in (("low", spread.low), ("mid", spread.mid), ("high", spread.high)):
        if point is not None and not fact.lowest <= point <= fact.highest:
            yield Misfit(key, f'"{fact.id}" is never {plain(point)}.', cure)
    if spread.zero > 0 and fact.lowest > 0:
        yield Misfit("zero", f'"{fact.id}" is never 0.', cure)


def drawing_order(facts: Vocabulary) -> tuple[str, ...]:
    """Order the facts so that each comes after those its prior hangs on.

    A number that others are multiples of comes after what those multiples hang on, since it may be inferred from one.
    """
    order: dict[str, None] = {}
    before: dict[str, list[str]] = {name: list(fact.prior.parents) for name, fact in facts.items()}
    for fact in facts.values():
        if fact.prior.times in before:
            before[fact.prior.times] += [parent for parent in fact.prior.parents if parent != fact.prior.times]

    def visit(name: str) -> None:
        if name in order or name not in facts:
            return
        for parent in before[name]:
            visit(parent)
        order[name] = None

    for name in sorted(facts):
        visit(name)
    return tuple(order)


def _way_to_itself(name: str, facts: Vocabulary) -> tuple[str, ...]:
    """Give the shortest way from a fact through the priors' parents back to it; nothing where there is none."""
    seen: set[str] = set()
    ways: list[tuple[str, ...]] = [(name,)]
    for way in ways:
        parents = dict.fromkeys(parent for parent in facts[way[-1]].prior.parents if parent in facts)
        if name in parents:
            return (*way, name)
        ways += [(*way, parent) for parent in parents if parent not in seen]
        seen |= parents.keys()
    return ()


def parse_fact(file: TomlFile, problems: Problems) -> Fact | None:
    """Read one fact file; its id is the file's name.

    Returns None, with the mistakes noted, when it cannot be read.
    """
    return file.parse(Fact, problems, file=file.name)
