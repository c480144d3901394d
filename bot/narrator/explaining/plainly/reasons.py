"""What decided: the rule that the headline quotes, then the strongest for what was chosen."""

from collections.abc import Iterator

from bot.narrator.explaining.evidence import chosen_option, rule_saying, strongest_reasons
from bot.narrator.explaining.explanation import Worded
from bot.words.figures import likely
from bot.words.names import capital, workload
from bot.words.verdicts import its_own, ruled_out_by
from rules.rulebook import Rulebook
from rules.verdict import Verdict

MOST = 3
"""Reasons that are told at most."""
LIKELY = 0.5
"""What holds in fewer worlds than this is not told, unless nothing else speaks."""


def reasons(verdict: Verdict, rulebook: Rulebook) -> Iterator[Worded]:
    """Give the reasons, each once; where nothing fits, the hard limits."""
    told = _gates(verdict) if verdict.verdict is None else _of_choice(verdict, rulebook)
    once = {each.name: each for each in reversed(list(told))}
    yield from list(reversed(once.values()))[:MOST]


def doubted(words: str, share: float) -> str:
    """Say how likely a sentence is to hold, inside of it, unless that is certain."""
    return words if not likely(share) else f"{words.rstrip('.')}{likely(share)}."


def _gates(verdict: Verdict) -> Iterator[Worded]:
    yield from (Worded(gate.rule, ruled_out_by(verdict, gate)) for gate in verdict.gates)


def _of_choice(verdict: Verdict, rulebook: Rulebook) -> Iterator[Worded]:
    rule = rule_saying(verdict.headline.because, verdict, rulebook)
    if rule is not None:
        yield Worded(rule, verdict.headline.because)
    yield from _of_sides(verdict, rulebook)
    chosen = chosen_option(verdict)
    found = [reason for each, reason in strongest_reasons(verdict) if each is chosen and reason.points > 0]
    strongest = list(its_own(verdict, chosen, found)) if chosen else []
    likely_ones = [reason for reason in strongest if reason.share >= LIKELY]
    for reason in likely_ones or strongest[:1]:
        yield Worded(reason.rule, doubted(reason.because, reason.share))


def _of_sides(verdict: Verdict, rulebook: Rulebook) -> Iterator[Worded]:
    """Say why side work runs apart."""
    for name, part in verdict.split.items():
        rule = rule_saying(part.because, verdict, rulebook) if part.apart else None
        if rule is not None:
            yield Worded(rule, f"{capital(workload(rulebook.facts, name))}: {part.because}")
