"""The machine-readable verdict: what is printed as JSON, stored, shown and explained."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from rules.compared import Precedent
from rules.standards import AssumptionUsed, RulebookName, RuleSwitchedOff
from rules.verdict_part import VerdictPart

Action = Literal["build", "move", "stay", "regroup", "split"]
OptionName = Literal["lambda", "containers", "monolith"]
PlanPart = Literal["fix", "likely", "advice", "pilot"]
SCHEMA = 1


class Headline(VerdictPart):
    """What a person reads first: the action, with its own confidence and, beside a split, the rest's action.

    Beside a move `move_confidence` is the share of worlds in which it moves, wherever to.
    """

    action: Action | None
    to: OptionName | None
    confidence: float
    tie: bool
    because: str
    rest: Action | None = None
    move_confidence: float | None = None

    def moves_to(self, winner: str | None) -> str | None:
        """Name the option of whose move is spoken: where it says to move to, or else what wins."""
        return self.to if self.action == "move" and self.to else winner

    @property
    def moves_something(self) -> bool:
        """Whether anything moves: the whole, or side work that is split off."""
        return self.action in {"move", "split"}


class CostLine(VerdictPart):
    """One line of a bill: quantity times unit price, expected over the worlds."""

    item: str
    quantity: float
    unit: str
    usd: float
    price: str
    assumed: bool
    people: bool = False
    recalled: bool = False
    stale: bool = False


class Cost(VerdictPart):
    """USD a month: the mean, its 5 and 95 % points, cash and people apart, and the lines that sum to the mean."""

    low: float
    expected: float
    high: float
    cash: float
    people: float
    lines: tuple[CostLine, ...]


class Reason(VerdictPart):
    """A rule that fired for or against an option: its expected points and the share of worlds in which it fires."""

    rule: str
    criterion: str
    points: float
    share: float
    because: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    opinion: bool = False


class CriterionSum(VerdictPart):
    """What one criterion adds to an option: all but its strongest rule halved, then doubled where a pain names it."""

    criterion: str
    points: float
    doubled: float


class VariantShare(VerdictPart):
    """How often a variant is its option's best, and the gates that block it."""

    variant: str
    share: float
    blocked_by: tuple[str, ...]
    cost_usd_month: float


class Regret(VerdictPart):
    """Points lost by choosing an option where another was better."""

    expected: float
    p95: float


class OptionVerdict(VerdictPart):
    """One option: how often it wins, what it costs, and what speaks for and against it.

    `blocked_share` is the share of worlds in which hard limits leave none of its variants; points are of the rest.
    """

    option: OptionName
    variant: str
    share: float
    blocked_share: float = 0.0
    points: float
    regret: Regret
    variants: tuple[VariantShare, ...]
    cost_usd_month: Cost
    reasons: tuple[Reason, ...]
    criteria: tuple[CriterionSum, ...]


class PlanStep(VerdictPart):
    """Something to do on Monday: a fix that is right whatever is chosen, advice, or a pilot of what was chosen."""

    step: str
    part: PlanPart
    rule: str
    days: float
    saves_usd_month: float | None
    done_when: str
    undo: str


class Finding(VerdictPart):
    """A rule about safety or practice, outside the choice."""

    rule: str
    because: str
    share: float = 1.0
    sources: tuple[str, ...] = ()


class Flip(VerdictPart):
    """The nearest value of a fact or an assumption that changes the winner."""

    fact: str
    at: float | str | bool
    direction: Literal["above", "below", "is"]
    to: OptionName | None
    assumption: bool = False
    label: str = ""
    unit: str = ""


class Span(VerdictPart):
    """Low, expected and high of something."""

    low: float
    expected: float
    high: float


class Months(VerdictPart):
    """Months until salaries are earned back: 5 % point, migration over saving, 95 % point; None is never."""

    low: float | None
    expected: float | None
    high: float | None


class Payback(VerdictPart):
    """When a migration has earned its salaries back, in months of cash saved."""

    months: Months
    within_18_months: float
    horizon_months: float
    migration_usd: Span
    saving_usd_month: Span
    most_effort_worth_days: float


class Today(VerdictPart):
    """What runs today: the stated bill, the model of it, and what tuning would leave of it.

    `known` says whether it is known which option runs, or that nothing does, and `sure` in what share of the worlds it
    runs as the variant that is named. `costs_known` says whether a bill was stated, or the prices used here are those
    that are paid; elsewhere the model tells what the same would cost at these prices, and not what it costs.
    """

    stated_usd_month: float | None
    variant: str | None
    modelled: Cost | None
    tuned: Cost | None
    gap: float | None = None
    known: bool = True
    sure: float = 1.0
    costs_known: bool = True
    against: tuple[Reason, ...] = ()


class SplitPart(VerdictPart):
    """A side workload's own verdict: why it runs apart or with the rest, and what starts it, as `triggers` names it.

    `confidence` is the share of worlds that its option wins, `apart_confidence` that of all options which do not run
    where the rest does.
    """

    verdict: OptionName | None
    variant: str | None
    confidence: float
    apart: bool
    apart_confidence: float | None = None
    cost_usd_month: Cost | None
    because: str = ""
    started_by: tuple[str, ...] = ()


class Later(VerdictPart):
    """The verdict under the growth that is expected within a year."""

    verdict: OptionName | None
    confidence: float


class WorthKnowing(VerdictPart):
    """A fact that could still change the verdict: by what share it would make that surer, and how to measure it."""

    fact: str
    value: float
    label: str
    measure: str
    minutes: float


class Verdict(VerdictPart):
    """The whole answer to one assessment."""

    schema_: int = Field(default=SCHEMA, alias="schema", serialization_alias="schema")
    answers: dict[str, Any]
    side_answers: dict[str, dict[str, Any]] = Field(default_factory=dict)
    made_on: str
    region: str
    rulebooks: tuple[RulebookName, ...]
    stale: tuple[str, ...] = ()
    stale_elsewhere: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    switched_off: tuple[RuleSwitchedOff, ...] = ()
    headline: Headline
    verdict: OptionName | None
    variant: str | None
    action: Action | None
    confidence: float
    split: dict[str, SplitPart]
    today: Today
    options: tuple[OptionVerdict, ...]
    gates: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    precedents: tuple[Precedent, ...] = ()
    flips: tuple[Flip, ...]
    payback: Payback | None
    plan: tuple[PlanStep, ...]
    in_12_months: Later
    unknown: tuple[WorthKnowing, ...]
    next_question: str | None
    assumptions: tuple[AssumptionUsed, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @property
    def something_apart(self) -> bool:
        """Whether some side work runs apart from the main work."""
        return any(part.apart for part in self.split.values())

    @property
    def fired(self) -> dict[str, float]:
        """The rules of which it tells, each with the share of worlds in which it fires; steps of the plan apart."""
        found = {each.rule: each.share for each in (*self.findings, *self.gates)}
        return found | {reason.rule: reason.share for each in self.options for reason in each.reasons}

    def option(self, name: str) -> OptionVerdict:
        """Give one option's part."""
        return next(part for part in self.options if part.option == name)
