"""One rule: a piece of evidence as data, with its source and its examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from rules.conditions import Condition, comparisons
from rules.facts import ClaimNumbers, Day, Strict
from rules.options import COST, CRITERIA, OPTIONS, VARIANTS
from rules.problems import Misfit, Misfits, did_you_mean
from rules.tuning import TUNINGS
from rules.verdict import OptionName

RuleKind = Literal["reason", "gate", "finding", "advice", "pilot"]
STRONGEST = 3


class Source(Strict):
    """Where a claim comes from, and when that was read; `value` names a price or limit."""

    what: str = Field(min_length=1)
    url: str = Field(pattern=r"^https://")
    date: Day
    value: str | None = None


class Step(Strict):
    """Something to do: how long it takes, how to know that it worked, how to undo it, and which tuning it is."""

    do: str = Field(min_length=1)
    days: float = Field(gt=0)
    done_when: str = Field(min_length=1)
    undo: str = Field(min_length=1)
    saves: str | None = None

    @field_validator("saves")
    @classmethod
    def _saving_is_modelled(cls, saves: str | None) -> str | None:
        if saves is not None and saves not in TUNINGS:
            raise Misfits([Misfit("", f'no tuning "{saves}".', did_you_mean(saves, TUNINGS))])
        return saves


class Pilot(Strict):
    """What a pilot tries on one part: an action, and the option that it leads to."""

    action: Literal["build", "move", "split"]
    to: OptionName


class Examples(Strict):
    """Answers with which the rule fires, stays silent (a near miss), and cannot be decided."""

    fires: Mapping[str, Any]
    silent: Mapping[str, Any]
    undecided: Mapping[str, Any]


class RuleFile(Strict):
    """A rule as its file holds it; the condition is still raw.

    `whole_systems` says that it speaks of a system as a whole, and not of the side work in it. `steps_for` says for
    whom the steps of a finding are: for who stays, as they mend what a move leaves behind, or for who moves, who alone
    is told the finding. `on` says that a finding is of services of AWS, and no use to who runs elsewhere.
    """

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
    advises: Literal["stay", "regroup", "move"] | None = None
    tries: Pilot | None = None
    opinion: bool = False
    whole_systems: bool = False
    claims: ClaimNumbers = ()
    steps: tuple[Step, ...] = ()
    steps_for: Literal["staying", "moving"] | None = None
    on: Literal["", "aws"] = ""

    @field_validator("criterion")
    @classmethod
    def _criterion_is_known(cls, criterion: str | None) -> str | None:
        known = [name for name in CRITERIA if name != COST]
        if criterion == COST:
            raise Misfits([Misfit("", "the cost model alone speaks of cost.", f"Known: {', '.join(known)}.")])
        if criterion is not None and criterion not in known:
            raise Misfits([Misfit("", f'no criterion "{criterion}".', did_you_mean(criterion, known))])
        return criterion

    @field_validator("points")
    @classmethod
    def _points_are_modest(cls, points: Mapping[str, int]) -> Mapping[str, int]:
        names = {*OPTIONS, *VARIANTS}
        cure = f"Give 1 to {STRONGEST}, or the same below zero."
        unknown = [
            Misfit(name, f'no option or variant "{name}".', did_you_mean(name, names))
            for name in points
            if name not in names
        ]
        extreme = [
            Misfit(name, f"{each} are too many or none.", cure)
            for name, each in points.items()
            if not 1 <= abs(each) <= STRONGEST
        ]
        Misfits.raise_if_any((*unknown, *extreme))
        return points

    @field_validator("blocks")
    @classmethod
    def _blocked_are_variants(cls, blocks: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in blocks if name not in VARIANTS]
        Misfits.raise_if_any(Misfit("", f'no variant "{name}".', did_you_mean(name, VARIANTS)) for name in unknown)
        return blocks

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        Misfits.raise_if_any(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        needed: dict[RuleKind, tuple[str, ...]] = {
            "reason": ("criterion", "points"),
            "gate": ("blocks",),
            "finding": (),
            "advice": ("advises",),
            "pilot": ("tries",),
        }
        for key in ("criterion", "points", "blocks", "advises", "tries"):
            if bool(getattr(self, key)) != (key in needed[self.kind]):
                word, cure = ("needs", "Add it.") if key in needed[self.kind] else ("cannot have", "Leave it out.")
                yield Misfit(key, f"a {self.kind} {word} `{key}`.", cure)
        if self.whole_systems and self.kind != "reason":
            words = "speaks of side work, too" if self.kind == "gate" else "speaks of no side work anyway"
            yield Misfit("whole_systems", f"a {self.kind} {words}.", "Leave it out.")
        if self.steps_for is not None and (self.kind != "finding" or not self.steps):
            yield Misfit("steps_for", "only a finding with steps can have `steps_for`.", "Leave it out.")
        if self.on and self.kind != "finding":
            yield Misfit("on", "only a finding can have `on`.", "Leave it out.")
        if self.kind == "pilot" and not self.steps:
            yield Misfit("steps", "a pilot needs steps.", "Add [[steps]].")
        if self.opinion and self.strength == STRONGEST:
            yield Misfit(
                "points",
                f"an opinion cannot have a strength of {STRONGEST}.",
                "Give it less, or a source that measured it.",
            )

    @property
    def strength(self) -> int:
        """1 a hint, 2 a reason, 3 a strong reason."""
        return max((abs(points) for points in self.points.values()), default=0)


@dataclass(frozen=True)
class Rule:
    """A rule with its condition read, the limits and prices that it names, and the rulebook that it is from."""

    file: RuleFile
    when: Condition
    limits: frozenset[str] = frozenset()
    rulebook: str = ""

    @property
    def id(self) -> str:
        """The name of the file, which states the claim."""
        return self.file.id

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts and quantities that it looks at."""
        return tuple(dict.fromkeys(comparison.fact for comparison in comparisons(self.when)))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Its sources as they are told: what, when, where."""
        return tuple(f"{source.what}, {source.date}, {source.url}" for source in self.file.sources)

    def points_for(self, variant: str, option: str) -> int:
        """Give the points for a variant: its own where it has some, else those of its option."""
        points = self.file.points
        return points[variant] if variant in points else points.get(option, 0)
