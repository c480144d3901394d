"""Who decided the same before: the nearest published decisions, what came of them, and how far they compare."""

from rich.console import Console

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, source
from bot.words.figures import fact_value
from rules.facts import Fact, Vocabulary
from rules.verdict import Compared, Precedent, Verdict

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


def show_precedents(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print the nearest published decisions."""
    if not verdict.precedents:
        return
    heading(console, "Others who decided this")
    for precedent in verdict.precedents:
        _show_precedent(console, precedent, facts)
    say(console, "They show what became of a choice; none of them counts for the verdict.", INDENT, style=QUIET)


def _show_precedent(console: Console, precedent: Precedent, facts: Vocabulary) -> None:
    on = f" on {precedent.stayed_on}" if precedent.stayed_on else ""
    say(console, f"{precedent.organisation}, {precedent.year}: {_CHOSE[precedent.chose]}{on}", INDENT, "- ", LOUD)
    say(console, _outcome(precedent), INDENT * 2)
    for title, tell, compared in (
        ("Like you: ", _shared, precedent.shares),
        ("Unlike you: ", _theirs, precedent.differs),
    ):
        told = [tell(each, facts.get(each.fact)) for each in compared[:_TOLD]]
        if told:
            say(console, f"{'; '.join(told)}.", INDENT * 2, title, QUIET)
    say(console, source(precedent.url), INDENT * 2)


def _outcome(precedent: Precedent) -> str:
    """Say what came of it, and how well that is known."""
    known = [_STRENGTH.get(precedent.strength or ""), _READ.get(precedent.read or "")]
    notes = ", ".join(note for note in known if note)
    words = precedent.outcome.rstrip(".") or "What came of it was not published"
    return f"{words} ({notes})." if notes else f"{words}."


def _shared(each: Compared, fact: Fact | None) -> str:
    """Say what both have: of several choices those in common."""
    if isinstance(each.theirs, list) and isinstance(each.yours, list):
        return f"{each.label}: {fact_value(fact, [choice for choice in each.theirs if choice in each.yours])}"
    return _theirs(each, fact)


def _theirs(each: Compared, fact: Fact | None) -> str:
    """Say what they had, and what you have where that is not the same."""
    same = f"{each.label}: {fact_value(fact, each.theirs)}"
    return same if each.theirs == each.yours else f"{same} (you: {fact_value(fact, each.yours)})"
