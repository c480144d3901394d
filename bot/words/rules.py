"""Rules in words: what kind of evidence one is, and what it does to whom."""

from bot.words.names import option, target, variant
from rules.rule import RuleFile

EXAMPLES = {"fires": "An example", "silent": "It does not hold here", "undecided": "It cannot be decided here"}
"""What is said of each of a rule's examples."""
_STRENGTHS = {1: "A hint", 2: "A reason", 3: "A strong reason"}
_ADVICE = {
    "stay": "stay as you are",
    "regroup": "stay and regroup the parts",
    "move": "leave what runs today, whatever that saves",
}
_TRIES = {"build": "build it as", "move": "move to", "split": "split side work off to"}


def weight(rule: RuleFile) -> str:
    """Say what kind of evidence a rule is, and what it does to whom."""
    opinion = ", and an opinion" if rule.opinion else ""
    if rule.kind == "gate":
        return f"A hard limit{opinion}: it rules out {', '.join(variant(name) for name in rule.blocks)}."
    if rule.kind == "advice":
        return f"Advice to {_ADVICE[rule.advises or 'stay']}{opinion}."
    if rule.tries is not None:
        return f"A pilot, where the verdict is to {_TRIES[rule.tries.action]} {option(rule.tries.to)}{opinion}."
    if rule.kind == "finding":
        return f"A finding, whatever is chosen{opinion}."
    points = ", ".join(f"{points:+d} {target(name)}" for name, points in rule.points.items())
    of_whole = ", of side work nothing" if rule.whole_systems else ""
    return f"{_STRENGTHS[rule.strength]} about {rule.criterion}{opinion}: {points}{of_whole}."
