"""By what a verdict judges: the rulebooks, the rules that these switch off, and the assumptions."""

from rules.verdict_part import VerdictPart


class RulebookName(VerdictPart):
    """A rulebook that the verdict was made with; `own` is what it added or changed of what the verdict stands on."""

    name: str
    fingerprint: str
    own: tuple[str, ...] = ()


class RuleSwitchedOff(VerdictPart):
    """A rule that a rulebook switched off: its claim, why it is off, and whether it would hold (None: undecided)."""

    rule: str
    rulebook: str
    because: str
    why: str
    holds: bool | None


class AssumptionUsed(VerdictPart):
    """An assumption of the model."""

    name: str
    what: str
    value: float
    low: float
    high: float
    unit: str
