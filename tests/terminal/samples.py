"""A realistic verdict, made by hand: a team on Lambda that should move to one program on EC2."""

from io import StringIO
from typing import Any

from rich.console import Console

from rules.compared import Compared, Precedent
from rules.standards import AssumptionUsed, RulebookName
from rules.verdict import (
    Cost,
    CostLine,
    CriterionSum,
    Finding,
    Flip,
    Headline,
    Later,
    Months,
    OptionVerdict,
    Payback,
    PlanStep,
    Reason,
    Regret,
    Span,
    SplitPart,
    Today,
    VariantShare,
    Verdict,
    WorthKnowing,
)

COMMAND = (
    'aws cloudwatch get-metric-statistics --namespace AWS/EBS --metric-name VolumeReadOps --query "Datapoints[].Sum"'
)
SOURCE = "Shopify Engineering, Deconstructing the Monolith, 2019-02-21, https://shopify.engineering/deconstructing-the-monolith"
LONG_SOURCE = (
    "AWS agent toolkit, serverless in production, 2026-08-20, https://github.com/aws/agent-toolkit-for-aws/blob/"
    "d6ad2e44d5e3077b85b63f322e007c84f94f3a6c/skills/core-skills/aws-serverless/references/production.md"
)
LONGEST_SENTENCE = (
    "A function keeps nothing between two calls, so a system whose every step needs what the step before it has just"
    " worked out pays for storage, for waiting and for the engineers who keep all of that together."
)


def cost(cash: float, people: float) -> Cost:
    """Build a bill of two cash lines and one of people."""
    lines = (
        CostLine(
            item="Fargate memory, idle headroom",
            quantity=120.0,
            unit="GB-hour",
            usd=cash / 4,
            price="fargate.arm.gb_hour",
            assumed=True,
        ),
        CostLine(
            item="machines, busy",
            quantity=1460,
            unit="hour",
            usd=cash * 3 / 4,
            price="ec2.c7g",
            assumed=False,
            recalled=True,
            stale=True,
        ),
        CostLine(
            item="engineers running it",
            quantity=2.5,
            unit="engineer days",
            usd=people,
            price="",
            assumed=True,
            people=True,
        ),
    )
    total = cash + people
    return Cost(low=total * 0.7, expected=total, high=total * 1.6, cash=cash, people=people, lines=lines)


def reason(rule: str, points: float, because: str, **changes: Any) -> Reason:
    """Build a reason about the team."""
    facts = {"criterion": "team", "share": 1.0, "facts": ("teams",), "sources": (SOURCE,)}
    return Reason(**{"rule": rule, "points": points, "because": because, **facts, **changes})


def option(
    name: str, variants: tuple[str, ...], share: float, points: float, bill: Cost, **changes: Any
) -> OptionVerdict:
    """Build an option whose first variant is its best."""
    parts = {
        "regret": Regret(expected=0.4, p95=2.0),
        "variants": tuple(
            VariantShare(variant=each, share=share, blocked_by=(), cost_usd_month=bill.expected) for each in variants
        ),
        "reasons": (),
        "criteria": (CriterionSum(criterion="team", points=points, doubled=points),),
    }
    given = {"option": name, "variant": variants[0], "share": share, "points": points, "cost_usd_month": bill}
    return OptionVerdict(**{**given, **parts, **changes})


MONOLITH = option(
    "monolith",
    ("monolith_ec2", "monolith_fargate", "monolith_paas"),
    0.87,
    6.5,
    cost(1050, 2050),
    reasons=(
        reason("third-strongest", 1.5, "Third: a load for one machine needs no spreading."),
        reason("strongest", 3.0, f"First: {LONGEST_SENTENCE}", share=0.64, opinion=True),
        reason("fourth-strongest", 0.5, "Fourth: this reason is too weak to be shown."),
        reason("second-strongest", 2.0, "Second: one team favours one deployable.", sources=(SOURCE, LONG_SOURCE)),
        reason("against", -1.5, "Against: audited machines must be patched.", criterion="security"),
        reason("weakly-against", -0.5, "Weakly: this reason against it is too weak to be shown."),
    ),
    criteria=(
        CriterionSum(criterion="team", points=3.5, doubled=3.5),
        CriterionSum(criterion="cost", points=-0.5, doubled=-1.0),
        CriterionSum(criterion="latency", points=0.01, doubled=0.01),
    ),
)
CONTAINERS = option("containers", ("fargate", "ecs_ec2", "eks"), 0.08, 2.1, cost(2800, 3400))
LAMBDA = option("lambda", ("lambda", "lambda_managed"), 0.05, -3.5, cost(12_400, 900))


PRECEDENT = Precedent(
    id="a-shop",
    organisation="A shop",
    year=2021,
    url="https://example.org/why-we-stayed",
    chose="stay",
    stayed_on="functions",
    outcome="Two thirds off the bill.",
    strength="measured",
    read="secondary",
    shares=(
        Compared(fact="workload", label="Main workload", yours="web_app", theirs="web_app"),
        Compared(
            fact="pains", label="Pain points", yours=["cloud_bill", "outages"], theirs=["cloud_bill", "tangled_code"]
        ),
        Compared(fact="requests_per_second", label="Load, mean", yours=12.0, theirs={"low": 20.0, "high": 30.0}),
    ),
    differs=(Compared(fact="teams", label="Teams", yours=1, theirs=9.0),),
    nearness=0.72,
)


def sample_verdict(**changes: Any) -> Verdict:
    """Build the verdict, with some of its parts changed."""
    parts: dict[str, Any] = {
        "answers": {"teams": 1},
        "made_on": "2026-11-23",
        "region": "us-east-1",
        "rulebooks": (RulebookName(name="house", fingerprint="a7b5cf556152"),),
        "recalled": ("ec2.c7g",),
        "stale": ("ec2.c7g",),
        "headline": Headline(
            action="move", to="monolith", confidence=0.81, tie=False, because=f"Because {LONGEST_SENTENCE}"
        ),
        "verdict": "monolith",
        "variant": "monolith_ec2",
        "action": "move",
        "confidence": 0.87,
        "split": {
            "scheduled_jobs": SplitPart(
                verdict="lambda",
                variant="lambda",
                confidence=0.9,
                apart=True,
                cost_usd_month=cost(12, 120),
                because="It comes and goes.",
                started_by=("schedule", "queue"),
            ),
            "notifications": SplitPart(
                verdict="monolith",
                variant="monolith_ec2",
                confidence=0.6,
                apart=False,
                cost_usd_month=None,
                because="It costs less there.",
            ),
        },
        "today": Today(
            stated_usd_month=21_000, variant="lambda", modelled=cost(14_000, 1100), tuned=cost(12_400, 900), gap=0.5
        ),
        "options": (LAMBDA, CONTAINERS, MONOLITH),
        "gates": (),
        "findings": (
            Finding(rule="tenants", because=f"Mend: {LONGEST_SENTENCE}"),
            Finding(rule="routes", because=f"Lock: {LONGEST_SENTENCE}", share=0.4),
            Finding(rule="logs", because="Expire: a log group keeps everything for ever unless a retention is set."),
        ),
        "precedents": (PRECEDENT,),
        "flips": (
            Flip(
                fact="utilisation",
                at=0.2,
                direction="below",
                to="lambda",
                assumption=True,
                label="processor use that is reached",
                unit="share",
            ),
            Flip(
                fact="requests_per_second", at=14.2, direction="above", to="containers", label="Load, mean", unit="1/s"
            ),
            Flip(fact="state", at="stateless", direction="is", to="lambda"),
        ),
        "payback": Payback(
            months=Months(low=4, expected=7.5, high=20),
            within_18_months=0.93,
            horizon_months=18,
            migration_usd=Span(low=12_000, expected=22_300, high=40_000),
            saving_usd_month=Span(low=1200, expected=2950, high=5400),
            most_effort_worth_days=45.2,
        ),
        "plan": (
            PlanStep(
                step="Set a retention of 30 days.",
                part="fix",
                rule="logs",
                days=0.5,
                saves_usd_month=120,
                done_when="No group shows 'Never'.",
                undo="Set it back.",
            ),
            PlanStep(
                step="Merge the functions of one flow.",
                part="advice",
                rule="strongest",
                days=5,
                saves_usd_month=None,
                done_when="One is left.",
                undo="Split it.",
            ),
        ),
        "in_12_months": Later(verdict="containers", confidence=0.61),
        "unknown": (
            WorthKnowing(
                fact="storage_iops", value=0.12, label="Disk operations per second", measure=COMMAND, minutes=3
            ),
            WorthKnowing(
                fact="teams",
                value=0.001,
                label="Teams",
                measure="Ask each lead which of last month's releases waited for another team, and how long.",
                minutes=1,
            ),
        ),
        "next_question": "storage_iops",
        "assumptions": (
            AssumptionUsed(name="utilisation", what="processor use", value=0.45, low=0.25, high=0.65, unit="share"),
        ),
    }
    return Verdict(**{**parts, **changes})


def console(terminal: bool = False, width: int = 80) -> Console:
    """Make a console that writes into memory: piped, or as a terminal with colours."""
    return Console(file=StringIO(), force_terminal=terminal, width=width, color_system="standard" if terminal else None)


def written(on: Console) -> str:
    """Give what was written to such a console."""
    assert isinstance(on.file, StringIO)
    return on.file.getvalue()


def joined(text: str) -> str:
    """Undo the wrapping of lines, so that a sentence can be looked for."""
    return " ".join(text.split())
