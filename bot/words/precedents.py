"""Published decisions in words: what was chosen, what came of it, and how far it compares."""

from bot.words.figures import fact_value
from rules.compared import Compared, Precedent
from rules.facts import Fact, Vocabulary

DISCLAIMER = "They show what became of a choice; none of them counts for the verdict."
_CHOSE = {
    "functions": "chose functions",
    "containers": "chose containers",
    "monolith": "chose a monolith",
    "hybrid": "split it",
    "stay": "stayed",
}
_STRENGTH = {"measured": "measured", "reported": "as they tell it", "decision_only": "only the decision is known"}
_READ = {"opening": "only its opening was read", "secondary": "known at second hand"}
_TOLD = 5
"""Facts in common, and facts that differ, that are told; those that weigh most come first."""


def decision(precedent: Precedent) -> str:
    """Say who decided what, and when."""
    on = f" on {precedent.stayed_on}" if precedent.stayed_on else ""
    return f"{precedent.organisation}, {precedent.year}: {_CHOSE[precedent.chose]}{on}"


def outcome(precedent: Precedent) -> str:
    """Say what came of it, and how well that is known."""
    known = [_STRENGTH.get(precedent.strength or ""), _READ.get(precedent.read or "")]
    notes = ", ".join(note for note in known if note)
    words = precedent.outcome.rstrip(".") or "What came of it was not published"
    return f"{words} ({notes})." if notes else f"{words}."


def likeness(precedent: Precedent, facts: Vocabulary) -> list[tuple[str, str]]:
    """Say what is alike and what is not, each under its title."""
    alike = [_shared(each, facts.get(each.fact)) for each in precedent.shares[:_TOLD]]
    unlike = [_theirs(each, facts.get(each.fact)) for each in precedent.differs[:_TOLD]]
    return [(title, f"{'; '.join(told)}.") for title, told in (("Like you", alike), ("Unlike you", unlike)) if told]


def _shared(each: Compared, fact: Fact | None) -> str:
    """Say what both have: of several choices those in common."""
    if isinstance(each.theirs, list) and isinstance(each.yours, list):
        return f"{each.label}: {fact_value(fact, [choice for choice in each.theirs if choice in each.yours])}"
    return _theirs(each, fact)


def _theirs(each: Compared, fact: Fact | None) -> str:
    """Say what they had, and what you have where that is not the same."""
    same = f"{each.label}: {fact_value(fact, each.theirs)}"
    return same if each.theirs == each.yours else f"{same} (you: {fact_value(fact, each.yours)})"
