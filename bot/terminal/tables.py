"""Lists for the terminal: rules, scored cases, and what a simulation found."""

from collections.abc import Sequence

from rich.console import Console

from bot.interview.simulation import Result
from rules.cases import Outcome
from rules.rulebook import Rulebook


def show_rules(console: Console, rulebook: Rulebook) -> None:
    """Print the rules by topic, a line each: what it does, and its id."""
    topic = ""
    for rule in sorted(rulebook.rules, key=lambda rule: (rule.file.topic, rule.file.kind, rule.id)):
        heading, topic = (rule.file.topic if rule.file.topic != topic else ""), rule.file.topic
        book = f"{rule.rulebook:14} " if len(rulebook.books) > 1 else ""
        words = f"{heading:14} {book}{rule.file.kind:8} {rule.file.strength or '':1} {rule.id}"
        console.print(words, soft_wrap=True, markup=False, highlight=False)


def show_cases(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print a line a case, and the score."""
    for outcome in outcomes:
        word = "ok" if outcome.acceptable else "FORBIDDEN" if outcome.forbidden else "-"
        labels, decision = " / ".join(outcome.labels) or "blocked", outcome.case.decision
        console.print(
            f"{word:9} {outcome.case.id:38} {labels:20} {decision.ambiguity:6} {', '.join(decision.acceptable)}",
            soft_wrap=True,
        )
    clear = [outcome for outcome in outcomes if outcome.case.decision.ambiguity == "low"]
    console.print(
        f"acceptable {sum(each.acceptable for each in outcomes)} of {len(outcomes)}, "
        f"of the clear ones {sum(each.acceptable for each in clear)} of {len(clear)}, "
        f"forbidden {sum(each.forbidden for each in outcomes)}",
        soft_wrap=True,
    )


def show_simulation(console: Console, results: dict[str, Result]) -> None:
    """Print what a simulation found, a line for each spread and one for all."""
    for name, result in results.items():
        console.print(
            f"{name}: {result.systems} systems, "
            f"questions median {result.median_questions:g}, 90 % {result.p90_questions:g}; "
            f"right in {result.right_of_clear:.1%} of the {result.clear} whose full verdict is clear, "
            f"{result.right_of_all:.1%} of all",
            soft_wrap=True,
        )
