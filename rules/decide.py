"""Deciding: answers in, the whole verdict out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from rules.actions import ACTIONS, MOVE, Actions, choose_actions, headline_action, variant_moved_to
from rules.answers import Answers, known_in, raw_answers, said
from rules.apart import split_part
from rules.findings import findings, fired, gates, open_tunings, switched_off
from rules.flips import find_flips
from rules.freshness import stale_in
from rules.grounds import own_in, prices_in
from rules.headline import Advice, Chosen, because
from rules.horizon import in_twelve_months
from rules.open_ends import assumptions_of, flip_of, worth_knowing
from rules.option_verdicts import likeliest_variant, option_verdict
from rules.options import OPTION_NAMES
from rules.payback import payback_of
from rules.plan import Holding, likely_savings, plan
from rules.precedents import precedents
from rules.rulebook import Rulebook
from rules.scoring import Engine, Scores, Winners
from rules.splits import main_variant, side_workloads
from rules.standards import RulebookName
from rules.standing import standing_today
from rules.subjects import Sides, declared_sides
from rules.value import WORLDS, next_question, rank_facts
from rules.verdict import Headline, Later, SplitPart, Verdict
from rules.winning import NOBODY, TIE


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set of a verdict.

    Attributes:
        worlds: how many worlds are drawn.
        horizon_months: how long a migration may take to earn its salaries back.
        flips: how many flips are searched for; 0 leaves them out.
        side_worlds: how many worlds are drawn for each side workload.
    """

    worlds: int = 10_000
    horizon_months: float = 18.0
    flips: int = 6
    side_worlds: int = 2_000


def decide(
    engine: Engine,
    answers: Answers,
    settings: Settings | None = None,
    sides: Sides = MappingProxyType({}),
    pause: Callable[[], None] = lambda: None,
) -> Verdict:
    """Make the verdict.

    Args:
        engine: the rulebook made ready, for a day and a region.
        answers: what is known of the system, in the vocabulary.
        settings: worlds, horizon, flips.
        sides: what is known of side workloads, by workload; of one that is not declared it counts for nothing.
        pause: is called before each piece of it; whatever is done then with the engine changes nothing here.
    """
    settings = settings or Settings()
    pause()
    engine.make_room()
    known, won, told = _told(engine, answers, settings, sides)
    pause()
    settled, later = _settled_and_later(engine, won, said(known))
    unknown = [value for value in rank_facts(engine, settled, known) if value.gain > 0]
    worth = (value.question for value in unknown)
    flips = find_flips(engine, known, won, worth, settings.flips, pause) if settings.flips else []
    verdict = Verdict(
        **told,
        flips=tuple(flip_of(engine.rulebook, trial) for trial in flips),
        in_12_months=_later(later),
        unknown=worth_knowing(engine.rulebook, unknown, known),
        next_question=next_question(engine, settled, answers),
    )
    return verdict.model_copy(update=_stands_on(engine.rulebook, verdict))


def headline_on(engine: Engine, answers: Answers, settings: Settings) -> Headline:
    """Make the headline of a verdict alone, in a fraction of its time."""
    return _choose(engine, answers, settings, {}).headline


class _Told(NamedTuple):
    """What is known, the winners of the worlds around it, and what a verdict tells of those worlds."""

    known: Answers
    won: Winners
    parts: dict[str, Any]


def _told(engine: Engine, answers: Answers, settings: Settings, sides: Sides) -> _Told:
    """Tell what the worlds of a verdict say, and keep no more of them than the search for flips needs.

    All that they are made of is as large as what each flip is confirmed by, and a small machine has no room for both.
    """
    chosen = _choose(engine, answers, settings, sides)
    known, scores, best, headline = chosen.known, chosen.scores, chosen.best, chosen.headline
    sure = fired(engine.rulebook, known)
    tunings = open_tunings(engine.rulebook, known)
    holding = Holding(sure, likely_savings(tunings, scores, settings.horizon_months))
    parts = {
        "answers": raw_answers(answers),
        "side_answers": {name: raw_answers(sides[name]) for name in declared_sides(known) if sides.get(name)},
        **_judged_by(engine.rulebook, known),
        "headline": headline,
        "verdict": best.option,
        "variant": best.variant,
        "action": headline.action,
        "confidence": best.share,
        "split": chosen.split,
        "today": standing_today(engine.rulebook, scores),
        "options": tuple(
            option_verdict(engine.rulebook, scores, option, best.variant if option == best.option else None)
            for option in OPTION_NAMES
        ),
        "gates": gates(engine, scores),
        "findings": findings(sure, scores, moving=headline.moves_something),
        "precedents": precedents(engine.rulebook.cases, known, engine.rulebook.facts),
        "payback": payback_of(scores, _moved_to(scores, headline, best), settings.horizon_months),
        "plan": plan(engine, holding, scores, chosen.actions, headline, chosen.split),
    }
    return _Told(known, scores.winners(), parts)


def _judged_by(rulebook: Rulebook, known: Answers) -> dict[str, Any]:
    """Tell by what a verdict is made: the day, the region, the rulebooks and what they switch off, and assumptions."""
    return {
        "made_on": str(rulebook.day),
        "region": rulebook.region,
        "rulebooks": tuple(RulebookName(name=name, fingerprint=digest) for name, digest in rulebook.books.items()),
        "switched_off": switched_off(rulebook, known),
        "assumptions": assumptions_of(rulebook),
    }


def _stands_on(rulebook: Rulebook, verdict: Verdict) -> dict[str, Any]:
    """Tell what a verdict stands on that is there: what is stale or recalled of it, and what is of whose rulebook."""
    prices = rulebook.prices
    stale, own = stale_in(rulebook, verdict), own_in(rulebook, verdict)
    return {
        "stale": stale,
        "stale_elsewhere": tuple(name for name in prices.stale if name not in stale),
        "recalled": tuple(name for name in prices_in(rulebook, verdict) if prices[name].recalled),
        "rulebooks": tuple(book.model_copy(update={"own": own.get(book.name, ())}) for book in verdict.rulebooks),
    }


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a verdict tells: the worlds it was made in, what is best in them, and what to do."""

    known: Answers
    scores: Scores
    actions: Actions
    best: Chosen
    split: dict[str, SplitPart]
    headline: Headline


def _choose(engine: Engine, answers: Answers, settings: Settings, sides: Sides) -> _Choice:
    known = known_in(answers)
    scores = engine.score(known, settings.worlds)
    actions = choose_actions(engine, scores, settings.horizon_months)
    best = _as_moved_to(_best(scores), actions, scores)
    split = _split(engine, known, sides, main_variant(scores, actions), settings.side_worlds)
    return _Choice(known, scores, actions, best, split, _headline(engine, scores, actions, best, split, settings))


def _best(scores: Scores) -> Chosen:
    shares = scores.shares()
    if not shares.any():
        return Chosen(None, None, 0.0, tie=False)
    option = OPTION_NAMES[int(shares.argmax())]
    first, second = np.sort(shares)[::-1][:2]
    return Chosen(option, likeliest_variant(scores, option), float(first), tie=bool(first - second < TIE))


def _as_moved_to(best: Chosen, actions: Actions, scores: Scores) -> Chosen:
    """Let the best option run as what is moved to where it is moved to, and not as what other worlds keep."""
    action, to, _ = headline_action(actions, scores)
    if best.option is None or action != MOVE or OPTION_NAMES[to] != best.option:
        return best
    return replace(best, variant=variant_moved_to(actions, scores, best.option))


def _split(engine: Engine, known: Answers, sides: Sides, main: str | None, worlds: int) -> dict[str, SplitPart]:
    """Tell what becomes of the declared side workloads, one after another, where the system itself gets anything."""
    told = {workload: known_in(own) for workload, own in sides.items()}
    scored = side_workloads(engine, known, told, main, worlds) if main else ()
    return {side.workload: split_part(engine, side) for side in scored}


def _headline(
    engine: Engine, scores: Scores, actions: Actions, best: Chosen, split: dict[str, SplitPart], settings: Settings
) -> Headline:
    if best.option is None:
        reason = because(engine, scores, actions, best, Advice(None, None), settings.horizon_months)
        return Headline(action=None, to=None, confidence=0.0, tie=False, because=reason)
    at, to, confidence = headline_action(actions, scores)
    action = ACTIONS[at]
    target = best.option if to == NOBODY else OPTION_NAMES[to]
    # A move may lead elsewhere than to what wins most worlds, and its reason must speak for where it leads.
    moved_to = action == "move" and target != best.option
    argued = replace(best, option=target, variant=likeliest_variant(scores, target)) if moved_to else best
    reason = because(engine, scores, actions, argued, Advice(action, target), settings.horizon_months)
    moves = actions.share(MOVE) if action == "move" else None
    whole = Headline(
        action=action, to=target, confidence=confidence, tie=best.tie, because=reason, move_confidence=moves
    )
    apart = [part for part in split.values() if part.apart]
    return _of_split(whole, apart) if apart else whole


def _of_split(rest: Headline, apart: Sequence[SplitPart]) -> Headline:
    """Make the headline of a split of that of the rest, and of the side workloads that run apart from it."""
    # The whole is no surer than its least sure part.
    sure = min(rest.confidence, *(part.apart_confidence or part.confidence for part in apart))
    reason = apart[0].because if rest.action in {"stay", "regroup"} else rest.because
    return Headline(action="split", to=rest.to, confidence=sure, tie=rest.tie, because=reason, rest=rest.action)


def _moved_to(scores: Scores, headline: Headline, best: Chosen) -> str | None:
    """Name the variant whose payback is told: that of where the headline moves to, or else of what wins."""
    option = headline.moves_to(best.option)
    return best.variant if option in {None, best.option} else likeliest_variant(scores, str(option))


def _settled_and_later(engine: Engine, won: Winners, answered: frozenset[str]) -> list[Winners]:
    """Find the winners of the first worlds were they settled, and of the same worlds in twelve months."""
    first = won.worlds.first(WORLDS)
    blocks = [engine.settled(first), in_twelve_months(engine.rulebook.facts, first)]
    return engine.winners(blocks, answered, settled=(True, False))


def _later(later: Winners) -> Later:
    shares = later.shares()
    if not shares.any():
        return Later(verdict=None, confidence=0.0)
    at = int(shares.argmax())
    return Later(verdict=OPTION_NAMES[at], confidence=float(shares[at]))
