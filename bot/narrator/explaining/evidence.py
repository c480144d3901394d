"""What an explanation may name: the rules that fired, each with its sentence, and the steps of the plan."""

from collections.abc import Iterator

from bot.words.verdicts import by_share, speaking
from rules.options import OPTION_OF
from rules.rulebook import Rulebook
from rules.verdict import OptionVerdict, PlanStep, Reason, Verdict

FOR, AGAINST = 4, 2
"""The strongest reasons of what was chosen that are evidence; of each other option half as many."""
LIKELY = 0.3
"""A reason that holds in fewer worlds than this is no evidence."""


def evidence(verdict: Verdict, rulebook: Rulebook) -> dict[str, str]:
    """Give the sentence of every rule that may be named, what the headline says first."""
    said = {rule: because for because in _quoted(verdict) if (rule := rule_saying(because, verdict, rulebook))}
    found = {each.rule: each.because for each in (*verdict.gates, *verdict.findings)}
    strongest = {reason.rule: reason.because for _, reason in strongest_reasons(verdict)}
    return said | strongest | found


def strongest_reasons(verdict: Verdict) -> Iterator[tuple[OptionVerdict, Reason]]:
    """Give the strongest reasons for and against each option, what was chosen first."""
    chosen = chosen_option(verdict)
    for option in sorted(by_share(verdict), key=lambda each: each is not chosen):
        part = 1 if option is chosen else 2
        likely = tuple(reason for reason in option.reasons if reason.share >= LIKELY)
        for most, sign in ((FOR // part, 1), (AGAINST // part, -1)):
            yield from ((option, reason) for reason in speaking(likely, most, sign))


def rule_saying(because: str, verdict: Verdict, rulebook: Rulebook) -> str | None:
    """Find the rule that says a sentence; None where it is not from a rule."""
    said = {rule.file.because: rule.id for rule in rulebook.rules}
    said |= {each.because: each.rule for each in (*verdict.gates, *verdict.findings)}
    said |= {reason.because: reason.rule for each in verdict.options for reason in each.reasons}
    return said.get(because)


def numbered(verdict: Verdict) -> dict[str, PlanStep]:
    """Give the steps of the plan by the names that an explanation has for them: their numbers."""
    return {str(number): step for number, step in enumerate(verdict.plan, 1)}


def chosen_option(verdict: Verdict) -> OptionVerdict | None:
    """Give the option that the headline leads to, or stays with; None where nothing fits."""
    headline, today = verdict.headline, verdict.today.variant
    if verdict.verdict is None:
        return None
    if headline.to is not None:
        return verdict.option(headline.to)
    return verdict.option(OPTION_OF[today] if today else verdict.verdict)


def stays(verdict: Verdict) -> bool:
    """Tell whether the main work stays where it runs today."""
    return (verdict.headline.rest or verdict.headline.action) in {"stay", "regroup"}


def _quoted(verdict: Verdict) -> list[str]:
    return [verdict.headline.because, *(part.because for part in verdict.split.values())]
