"""What was decided: what to do, how surely, and what else a person must hear before the reasons."""

from collections.abc import Iterator

from bot.narrator.explaining.evidence import chosen_option, rule_saying, stays
from bot.words.figures import percent
from bot.words.names import RUNS_ON, capital, option, variant
from bot.words.places import places
from bot.words.verdicts import action, flip_words, flips_in_order, how_sure, winner
from rules.options import OPTION_OF
from rules.rulebook import Rulebook
from rules.verdict import Verdict

CLOSE = 0.65
"""A headline that is less sure than this is a close call."""


def opening(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    """Say what was decided, then how close a call it is, and what stays together although it could stand apart."""
    if verdict.verdict is None:
        yield winner(verdict)
        return
    yield " ".join((*_tie(verdict), _decision(verdict), *_because(verdict, rulebook)))
    if verdict.headline.confidence < CLOSE:
        yield f"It is a close call. {_what_would_change(verdict, rulebook)}"
    if verdict.headline.action != "split":
        yield from (place.words for place in places(verdict, rulebook.facts))


def _tie(verdict: Verdict) -> Iterator[str]:
    if verdict.headline.tie:
        yield winner(verdict)


def _decision(verdict: Verdict) -> str:
    return f"{action(verdict)}{_where(verdict)} ({how_sure(verdict)})."


def _where(verdict: Verdict) -> str:
    """Say what it runs on, unless the action says that."""
    if stays(verdict):
        today = verdict.today.variant
        return f", on {variant(today)}" if today and _surely_runs(verdict, today) else ""
    chosen = chosen_option(verdict)
    named = chosen is None or verdict.headline.rest or f" on {RUNS_ON[chosen.variant]}" in action(verdict)
    return "" if chosen is None or named else f", as {variant(chosen.variant)}"


def _surely_runs(verdict: Verdict, today: str) -> bool:
    """Tell whether what runs today is as good as known: it is what the headline stays with, and not moved to."""
    stays_with = OPTION_OF[today] == verdict.headline.to
    return (
        verdict.headline.action == "stay"
        and stays_with
        and not verdict.headline.because.startswith(f"{capital(option(verdict.headline.to))} would")
    )


def _because(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    """Say why where no rule does, and who wins on its own merits where that is not what to do."""
    chosen = chosen_option(verdict)
    if rule_saying(verdict.headline.because, verdict, rulebook) is None:
        yield verdict.headline.because
    elif chosen is not None and chosen.option != verdict.verdict and not verdict.headline.tie:
        yield f"On its merits alone {option(verdict.verdict)} would win ({percent(verdict.confidence)} sure)."


def _what_would_change(verdict: Verdict, rulebook: Rulebook) -> str:
    for flip in flips_in_order(verdict):
        return f"What would change it: {flip_words(flip, rulebook.facts)}."
    return "No single answer would change it, but several together might."
