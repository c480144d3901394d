"""What is given up: what speaks for the next best, what speaks against the choice, and what may come of it later."""

from collections.abc import Collection, Iterable, Iterator

from bot.narrator.explaining.evidence import chosen_option
from bot.narrator.explaining.plainly.reasons import LIKELY, doubted
from bot.words.figures import counted
from bot.words.names import option
from bot.words.paying import in_a_year
from bot.words.verdicts import by_share, ruled_out, speaking
from rules.verdict import OptionVerdict, Reason, Verdict

CLEAR = 0.25
"""Points by which a reason must put one option before another to be told as what the other has."""


def trade_offs(verdict: Verdict, told: Collection[str]) -> Iterator[str]:
    """Say what is given up and taken on.

    Args:
        verdict: what was found.
        told: the rules whose sentences are said already.
    """
    chosen = chosen_option(verdict)
    if chosen is None:
        yield "Which limit gives is yours to choose, and what gives with it is what you give up."
        return
    rival = _rival(verdict, chosen)
    lost = _lead(rival, chosen, {*told, *_against_others(verdict, chosen)}) if rival else None
    if lost and rival:
        yield f"You give up what speaks for {option(rival.option)}: {doubted(lost.because, lost.share)}"
    taken = _likeliest(_against(chosen, {*told, lost.rule} if lost else told))
    if taken:
        yield f"You take on what speaks against {option(chosen.option)}: {doubted(taken.because, taken.share)}"
    if not lost and not taken:
        yield "Nothing that you said speaks clearly against it."
    yield from _later(verdict)


def _rival(verdict: Verdict, chosen: OptionVerdict) -> OptionVerdict | None:
    """Give the best option that was not chosen."""
    others = (each for each in by_share(verdict) if each.option != chosen.option and not ruled_out(each))
    return next(others, None)


def _lead(rival: OptionVerdict, chosen: OptionVerdict, told: Collection[str]) -> Reason | None:
    """Find the reason that puts the rival furthest before what was chosen."""
    mine = {reason.rule: reason.points for reason in chosen.reasons}
    before = {reason.rule: reason.points - mine.get(reason.rule, 0.0) for reason in rival.reasons}
    clear = (each for each in speaking(rival.reasons, len(rival.reasons), 1) if before[each.rule] >= CLEAR)
    return _likeliest(sorted((each for each in clear if each.rule not in told), key=lambda each: -before[each.rule]))


def _against_others(verdict: Verdict, chosen: OptionVerdict) -> Iterator[str]:
    """Give the rules that speak against another option and say nothing of what was chosen: they are no loss to it."""
    about_it = {reason.rule for reason in chosen.reasons}
    others = (reason for each in verdict.options if each is not chosen for reason in each.reasons)
    yield from (reason.rule for reason in others if reason.points < 0 and reason.rule not in about_it)


def _against(chosen: OptionVerdict, told: Collection[str]) -> Iterator[Reason]:
    return (each for each in speaking(chosen.reasons, len(chosen.reasons), -1) if each.rule not in told)


def _likeliest(strongest_first: Iterable[Reason]) -> Reason | None:
    """Give the strongest that is likely to hold, or where none is the strongest."""
    reasons = list(strongest_first)
    return next((each for each in reasons if each.share >= LIKELY), reasons[0] if reasons else None)


def _later(verdict: Verdict) -> Iterator[str]:
    later = verdict.in_12_months.verdict
    if later is not None and later != verdict.verdict:
        yield f"In a year: {in_a_year(verdict)}"
    if not verdict.plan and verdict.unknown:
        fact = verdict.unknown[0]
        yield f"Worth finding out: {fact.label}, in {counted(fact.minutes, 'minute')}."
