"""Findings and gates: what stands outside the choice, what rules options out, and rules that were switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.answers import Answers
from rules.at_hand import at_hand
from rules.averages import share
from rules.conditions import Verdict3
from rules.rule import Rule
from rules.rulebook import Rulebook
from rules.scoring import Engine, Scores
from rules.standards import RuleSwitchedOff
from rules.verdict import Finding

GAP = 0.3
"""Difference between a stated bill and the model of it that is worth telling."""


def gates(engine: Engine, scores: Scores) -> tuple[Finding, ...]:
    """List the gates that fire in most worlds."""
    often = ((rule, scores.firing_share(rule.id)) for rule in engine.rulebook.gates)
    return tuple(_finding(rule, share) for rule, share in often if share >= 0.5)


def findings(sure: Iterable[Rule], scores: Scores, *, moving: bool) -> tuple[Finding, ...]:
    """List what the answers surely show about safety and practice, and a bill that the model cannot explain.

    Args:
        sure: the rules that the answers surely fulfil.
        scores: the worlds, scored.
        moving: whether anything moves; what is to be known of a move is told to nobody else.
    """
    told = (rule for rule in sure if rule.file.kind == "finding" and (moving or rule.file.steps_for != "moving"))
    return (*(_finding(rule, 1.0) for rule in told), *_gap(scores))


def switched_off(rulebook: Rulebook, answers: Answers) -> tuple[RuleSwitchedOff, ...]:
    """List the rules that a rulebook switched off, and tell whether each would hold here."""
    possible = rulebook.possible(answers)
    return tuple(
        RuleSwitchedOff(
            rule=off.rule.id,
            rulebook=off.rulebook,
            because=off.rule.file.because,
            why=off.why,
            holds=off.rule.when.judge(possible),
        )
        for off in rulebook.off
    )


def fired(rulebook: Rulebook, answers: Answers) -> tuple[Rule, ...]:
    """Give the findings and the advice that the answers surely fulfil, what matters most first."""
    return tuple(sorted(_judged(rulebook, answers, {"finding", "advice"}, True), key=_matters))


def open_tunings(rulebook: Rulebook, answers: Answers) -> tuple[Rule, ...]:
    """Give the findings that the answers leave open, and of which a step tunes what runs."""
    left = _judged(rulebook, answers, {"finding"}, None)
    return tuple(rule for rule in left if any(step.saves for step in rule.file.steps))


def _judged(rulebook: Rulebook, answers: Answers, kinds: set[str], verdict: Verdict3) -> Iterator[Rule]:
    """List the rules of some kinds of which the answers say yes, no or nothing."""
    possible = rulebook.possible(answers)
    told = (rule for rule in rulebook.rules if rule.file.kind in kinds and at_hand(rule.file.on, answers))
    return (rule for rule in told if rule.when.judge(possible) is verdict)


def _matters(rule: Rule) -> tuple[bool, bool, bool, bool]:
    """Order by how all else is to be read, what is saved for sure, what is no opinion, and what a pain asks for."""
    return (
        set(rule.facts) != {"cloud"},
        not any(step.saves for step in rule.file.steps),
        rule.file.opinion,
        "pains" not in rule.facts,
    )


def _finding(rule: Rule, share: float) -> Finding:
    return Finding(rule=rule.id, because=rule.file.because, share=share, sources=rule.cited)


def _gap(scores: Scores) -> Iterator[Finding]:
    # The bill has told of the load already, as far as that was open.
    gap = scores.today.gap
    if gap is None or abs(gap) <= GAP:
        return
    words = _more_than_modelled(scores, gap) if gap > 0 else _less_than_modelled(gap)
    yield Finding(rule="stated-bill-against-model", because=words)


def _more_than_modelled(scores: Scores, gap: float) -> str:
    """Say what a bill may hold beside the model: what that leaves out, and what else is known to make bills larger."""
    elsewhere, idle = scores.today.priced_otherwise, scores.load.has("pains", "idle_capacity")
    others = {"other prices than those used here": elsewhere, "capacity that waits": idle}
    rest = ", ".join(["the rest is these", *(words for words, holds in others.items() if share(holds) >= 0.5)])
    left_out = "which leaves out databases and other services"
    return (
        f"The stated bill is {gap + 1:.1f} times what the model explains, {left_out}: {rest}, or something that was "
        "not described."
    )


def _less_than_modelled(gap: float) -> str:
    less = "the load is lighter, or the prices lower, than assumed"
    return f"The stated bill is {_percent(gap + 1)} of what the model expects: {less}."


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.01 else "less than 1 %"
