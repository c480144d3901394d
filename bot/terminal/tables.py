"""Lists for the terminal: rules, claims, scored cases, and what a simulation found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console

from bot.interview.simulation import Result
from bot.terminal.view.message import WARN
from bot.terminal.view.paper import LOUD, say
from rules.cases import Outcome, Score
from rules.claims import Account, unaccounted
from rules.leave_out import MOST_CASES, LeftOut
from rules.rulebook import Rulebook

CLAIM_INDENT = 5
"""Blanks under the number of a claim."""


def show_rules(console: Console, rulebook: Rulebook) -> None:
    """Print the rules by topic, a line each: what it does, and its id."""
    topic = ""
    for rule in sorted(rulebook.rules, key=lambda rule: (rule.file.topic, rule.file.kind, rule.id)):
        heading, topic = (rule.file.topic if rule.file.topic != topic else ""), rule.file.topic
        book = f"{rule.rulebook:14} " if len(rulebook.books) > 1 else ""
        words = f"{heading:14} {book}{rule.file.kind:8} {rule.file.strength or '':1} {rule.id}"
        console.print(words, soft_wrap=True, markup=False, highlight=False)


def show_claims(console: Console, accounts: Sequence[Account]) -> None:
    """Print each claim with what carries it, or why nothing does, and how many are accounted for."""
    for account in accounts:
        claim = account.claim
        say(console, f"{claim.number:3}  {claim.title:60} {claim.standing}", style=LOUD)
        for words in _carried(account):
            say(console, words, CLAIM_INDENT)
    open_ = list(unaccounted(accounts))
    for problem in open_:
        say(console, str(problem), style=WARN)
    say(console, f"{len(accounts) - len(open_)} of {len(accounts)} accounted for", style=LOUD)


def _carried(account: Account) -> Iterator[str]:
    """Say what carries a claim, a line each, or why nothing does."""
    yield from (f"{carrier.kind:10} {carrier.id}" for carrier in account.carriers)
    yield from (f"{'file':10} {path}" for path in account.claim.carried_by)
    if account.claim.nothing:
        yield f"nothing: {account.claim.nothing}"
    elif not account.given:
        yield "open"


def show_cases(console: Console, outcomes: Sequence[Outcome], rivals: Mapping[str, Score]) -> None:
    """Print a line a case, the score, and the scores of trivial advisors."""
    for outcome in outcomes:
        word = "ok" if outcome.acceptable else "FORBIDDEN" if outcome.forbidden else "-"
        labels, decision = " / ".join(outcome.labels) or "blocked", outcome.case.decision
        console.print(
            f"{word:9} {outcome.case.id:38} {labels:20} {decision.ambiguity:6} {', '.join(decision.acceptable)}",
            soft_wrap=True,
        )
    for name, score in rivals.items():
        console.print(f"{name}: {_scored(score)}", soft_wrap=True)
    console.print(_scored(Score.of(outcomes)), soft_wrap=True)


def _scored(score: Score) -> str:
    return (
        f"acceptable {score.acceptable} of {score.cases}, of the clear ones {score.clear_acceptable} of {score.clear}, "
        f"forbidden {score.forbidden}"
    )


def show_left_out(console: Console, left_out: Iterable[LeftOut], worlds: int) -> None:
    """Print the rules without which a case comes out differently, and at the end those on which most cases hang."""
    scored: dict[str, int] = {}
    for each in left_out:
        scored[each.rule.id] = each.cases_scored_otherwise
        for before, after in each.changed:
            words = f"{_outcome(before)} becomes {_outcome(after)}"
            console.print(f"without {each.rule.id}: {before.case.id}: {words}", soft_wrap=True)
        if each.for_one_case:
            console.print(f"fires in {each.fires_in[0]} alone, and carries no claim: {each.rule.id}", soft_wrap=True)
    most = max(scored.values(), default=0)
    names = ", ".join(rule for rule, cases in scored.items() if cases == most > 0) or "none"
    words = f"{most} cases at most are scored otherwise (bound {MOST_CASES}), without {names}"
    console.print(f"{len(scored)} rules left out in turn, in {worlds:,} worlds a case: {words}.", soft_wrap=True)


def _outcome(outcome: Outcome) -> str:
    return f"{' / '.join(outcome.labels) or 'blocked'} ({outcome.standing})"


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
