"""One rule: a piece of evidence as data, with its source and its examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from rules.conditions import Condition
from rules.facts import Strict
from rules.options import COST, CRITERIA, OPTIONS, VARIANTS

RuleKind = Literal["reason", "gate", "finding", "advice"]
STRONGEST = 3


class Source(Strict):
    """Where a claim comes from, and when that was read; `value` names a price or limit."""

    what: str = Field(min_length=1)
    url: str = Field(pattern=r"^https://")
    date: date
    value: str | None = None


class Step(Strict):
    """Something to do: how long it takes, how to know that it worked, how to undo it."""

    do: str = Field(min_length=1)
    days: float = Field(gt=0)
    done_when: str = Field(min_length=1)
    undo: str = Field(min_length=1)


class Examples(Strict):
    """Answers with which the rule fires, stays silent (a near miss), and cannot be decided."""

    fires: Mapping[str, Any]
    silent: Mapping[str, Any]
    undecided: Mapping[str, Any]


class RuleFile(Strict):
    """A rule as its file holds it; the condition is still raw."""

    id: str
    topic: str
    kind: RuleKind
    because: str = Field(min_length=1)
    when: Mapping[str, Any]
    sources: tuple[Source, ...] = Field(min_length=1)
    examples: Examples
    criterion: str | None = None
    points: Mapping[str, int] = Field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    advises: Literal["stay", "regroup"] | None = None
    opinion: bool = False
    claims: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        needed: dict[str, tuple[str, ...]] = {
            "reason": ("criterion", "points"),
            "gate": ("blocks",),
            "finding": (),
            "advice": ("advises",),
        }
        for key in ("criterion", "points", "blocks", "advises"):
            if bool(getattr(self, key)) != (key in needed[self.kind]):
                raise ValueError(f"a {self.kind} {'needs' if key in needed[self.kind] else 'cannot have'} `{key}`")
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if self.criterion is not None and (self.criterion not in CRITERIA or self.criterion == COST):
            raise ValueError(f'no criterion "{self.criterion}"; known: {", ".join(c for c in CRITERIA if c != COST)}')
        for name in self.points:
            if name not in OPTIONS and name not in VARIANTS:
                raise ValueError(f'no option or variant "{name}"')
        for name in self.blocks:
            if name not in VARIANTS:
                raise ValueError(f'no variant "{name}"; known: {", ".join(VARIANTS)}')
        return self

    @model_validator(mode="after")
    def _points_are_modest(self) -> Self:
        for name, points in self.points.items():
            if points == 0 or abs(points) > STRONGEST:
                raise ValueError(f"points.{name} is {points}: it must be 1 to {STRONGEST}, or the same below zero")
        if self.opinion and self.strength == STRONGEST:
            raise ValueError(f"an opinion cannot have a strength of {STRONGEST}")
        return self

    @property
    def strength(self) -> int:
        """1 a hint, 2 a reason, 3 a strong reason."""
        return max((abs(points) for points in self.points.values()), default=0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its condition read."""

    file: RuleFile
    when: Condition

    @property
    def id(self) -> str:
        """The name of the file, which states the claim."""
        return self.file.id

    def points_for(self, variant: str, option: str) -> int:
        """Give the points for a variant: its own where it has some, else those of its option."""
        return self.file.points.get(variant, self.file.points.get(option, 0))
