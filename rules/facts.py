"""What can be known about a system: the vocabulary of the interview, one file a fact."""

from collections.abc import Mapping
from typing import Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rules.files import TomlFile
from rules.priors import Prior
from rules.problems import Problems, did_you_mean

Kind = Literal["count", "number", "share", "flag", "choice", "several"]
NUMERIC: frozenset[str] = frozenset({"count", "number", "share"})


class Strict(BaseModel):
    """A part of a rulebook file: immutable, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Strict):
    """One value of a choice: its label, and the criteria whose points it doubles."""

    label: str = Field(min_length=1)
    doubles: tuple[str, ...] = ()


class Measure(Strict):
    """How a fact is measured: one command or console path, and the minutes it takes."""

    how: str = Field(min_length=1)
    minutes: float = Field(ge=0)


class Tick(Strict):
    """How a fact is put in a checklist; `above` splits a number into ticked and not."""

    checklist: str
    label: str = Field(min_length=1)
    above: float | None = None


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
    choices: Mapping[str, Choice] = Field(default_factory=dict)
    most: int | None = None
    min: float | None = None
    max: float | None = None
    tick: Tick | None = None

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        if (self.kind in {"choice", "several"}) != bool(self.choices):
            raise ValueError(f"a {self.kind} fact {'needs' if not self.choices else 'cannot have'} choices")
        if self.kind == "several" and self.most is None:
            raise ValueError("a several fact needs `most`")
        if self.tick and (self.tick.above is None) == self.numeric:
            raise ValueError("a tick needs `above` for a number, and only there")
        return self

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

    @property
    def codes(self) -> dict[str, int]:
        """Each choice's number in a column of worlds."""
        return {choice: code for code, choice in enumerate(self.choices)}


Vocabulary: TypeAlias = Mapping[str, Fact]


def check_priors(facts: Vocabulary, problems: Problems) -> None:
    """Refuse a prior that hangs on a fact that is not there or does not fit, or on itself."""
    for fact in facts.values():
        _check_parent(fact, facts, problems)
        fact.prior.check(f"{fact.id}.toml", fact, problems)
    for name in _in_cycle(facts):
        problems.add(f"{name}.toml", "prior", "this fact's prior hangs on itself.", "Break the cycle of given and times.")


def _check_parent(fact: Fact, facts: Vocabulary, problems: Problems) -> None:
    for key, parent, kinds in (
        ("prior.given", fact.prior.given, {"choice", "flag"}),
        ("prior.times", fact.prior.times, {"number", "count"}),
    ):
        if parent is None:
            continue
        if parent not in facts:
            problems.add(f"{fact.id}.toml", key, f'no fact "{parent}".', did_you_mean(parent, facts))
        elif facts[parent].kind not in kinds:
            problems.add(f"{fact.id}.toml", key, f'"{parent}" is a {facts[parent].kind}.', f"Name a {' or '.join(sorted(kinds))}.")
        elif key == "prior.given":
            _check_rows(fact, facts[parent], problems)


def _check_rows(fact: Fact, parent: Fact, problems: Problems) -> None:
    values = ("yes", "no") if parent.kind == "flag" else tuple(parent.choices)
    for row in fact.prior.by:
        if row not in values:
            problems.add(
                f"{fact.id}.toml", f"prior.by.{row}", f'"{parent.id}" is never "{row}".', did_you_mean(row, values)
            )


def drawing_order(facts: Vocabulary) -> tuple[str, ...]:
    """Order the facts so that each comes after those its prior hangs on.

    A number that others are multiples of comes after what those multiples hang on, since it may be inferred from one.
    """
    order: dict[str, None] = {}
    before: dict[str, list[str]] = {name: list(fact.prior.parents) for name, fact in facts.items()}
    for fact in facts.values():
        if fact.prior.times in before and fact.prior.given is not None:
            before[fact.prior.times].append(fact.prior.given)

    def visit(name: str) -> None:
        if name in order or name not in facts:
            return
        for parent in before[name]:
            visit(parent)
        order[name] = None

    for name in sorted(facts):
        visit(name)
    return tuple(order)


def _in_cycle(facts: Vocabulary) -> list[str]:
    def hangs_on(name: str, seen: frozenset[str]) -> bool:
        return any(p in seen or (p in facts and hangs_on(p, seen | {p})) for p in facts[name].prior.parents)

    return [name for name in facts if hangs_on(name, frozenset({name}))]


def parse_fact(file: TomlFile, problems: Problems) -> Fact | None:
    """Read one fact file; its id is the file's name.

    Returns None, with the mistakes noted, when it cannot be read.
    """
    return file.parse(Fact, problems)
