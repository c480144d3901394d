"""Flips: the nearest value of a fact or an assumption that changes the winner, found by search and confirmed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from rules.answers import Answers
from rules.costs.load import HEARD
from rules.scoring import Engine, Winners
from rules.trials import Trial, leader, rounded, trials_of
from rules.worlds import Worlds

SEARCH_WORLDS = 400
"""Worlds for each value that is tried; whatever is found is confirmed with as many as the verdict has."""
IN_ONE_PASS = 8
"""Values that are tried in one pass over their worlds: half as many again take 1 MB more and a tenth less time."""
REFINEMENTS = 5
"""Halvings between the last value that does not flip and the first that does."""
SPARE = 2
"""Candidates that are refined for each flip that is wanted, as some are not confirmed."""
UNKNOWN_TRIED = 6
"""Facts that are not known and are tried: those worth most to know."""


def find_flips(
    engine: Engine,
    answers: Answers,
    won: Winners,
    unknown: Iterable[str],
    most: int,
    pause: Callable[[], None] = lambda: None,
) -> list[Trial]:
    """Find the nearest changes that give another winner, nearest first.

    Args:
        engine: the rulebook made ready.
        answers: what is known.
        won: the worlds of the verdict.
        unknown: facts that are not known, by worth.
        most: how many flips are confirmed and given.
        pause: is called before each pass over worlds; whatever is done then with the engine changes nothing here.
    """
    search = _Search(engine, answers, won, pause)
    found = search.run(trials_of(engine, answers, won, islice(unknown, UNKNOWN_TRIED)))
    nearest: dict[tuple[str, object], Trial] = {}
    for trial in sorted((each for each in found if each.winner != search.winner), key=lambda each: each.distance):
        nearest.setdefault((trial.name, trial.value if trial.base is None else trial.above), trial)
    return sorted(_confirmed(search, list(nearest.values()), most), key=lambda each: each.distance)


def _confirmed(search: _Search, candidates: list[Trial], most: int) -> Iterator[Trial]:
    """Refine and confirm candidates, nearest first, until there are enough; of a fact's choices only one is given."""
    given: set[tuple[str, bool]] = set()
    for start in range(0, len(candidates), SPARE * most):
        batch = candidates[start : start + SPARE * most]
        for near, far in sorted(zip(_refined(search, batch), batch, strict=True), key=lambda pair: pair[0].distance):
            if len(given) < most and (near.name, near.above) not in given and (flip := search.confirm(near, far)):
                given.add((near.name, near.above))
                yield flip


class _Search:
    """Runs trials around one set of answers."""

    def __init__(self, engine: Engine, answers: Answers, won: Winners, pause: Callable[[], None]) -> None:
        self.engine, self._answers, self._of_verdict, self._pause = engine, answers, won.worlds, pause
        self.winner = leader(won.shares())
        self._base = engine.draw(answers, SEARCH_WORLDS)

    def run(self, trials: Iterable[Trial]) -> list[Trial]:
        """Run the trials that are possible on few worlds each, all of which the same was heard in one pass."""
        alike: defaultdict[frozenset[str], list[Trial]] = defaultdict(list)
        for trial in trials:
            if trial.possible(self._answers):
                alike[HEARD.intersection(trial.changes(self._answers))].append(trial)
        batches = ((heard, batch) for heard, group in alike.items() for batch in _batches(group))
        return [each for heard, batch in batches for each in self._run_alike(heard, batch)]

    def confirm(self, near: Trial, far: Trial) -> Trial | None:
        """Run a flip on all the worlds of the verdict; where few misled, try again on the way to the farther value."""
        for trial in dict.fromkeys((near, _between(self.engine, near, far), far)):
            if trial is not None:
                self._pause()
                changed, before = trial.changes(self._answers), self._of_verdict
                # Nothing but the shares is held, or it would be there twice at the next trial.
                winner = leader(self.engine.score(changed, before.size, trial.fixes(before.size), before).shares())
                if winner != self.winner:
                    return replace(trial, winner=winner)
        return None

    def _run_alike(self, heard: frozenset[str], trials: list[Trial]) -> list[Trial]:
        self._pause()
        winners = self.engine.winners([self._worlds(trial) for trial in trials], heard)
        return [replace(trial, winner=leader(each.shares())) for trial, each in zip(trials, winners, strict=True)]

    def _worlds(self, trial: Trial) -> Worlds:
        if not trial.assumption:
            return self.engine.draw(trial.changes(self._answers), SEARCH_WORLDS)
        worlds = Worlds(SEARCH_WORLDS, self._base.quantities)
        worlds.update({**self._base, **trial.fixes(SEARCH_WORLDS)})
        return worlds


def _batches(trials: list[Trial]) -> Iterator[list[Trial]]:
    return (trials[start : start + IN_ONE_PASS] for start in range(0, len(trials), IN_ONE_PASS))


def _refined(search: _Search, trials: list[Trial]) -> list[Trial]:
    """Halve, side by side, the way from what is held to the value that flips."""
    flipping, held = list(trials), [trial.at(trial.base) if trial.base else None for trial in trials]
    for _ in range(REFINEMENTS):
        middles = [_between(search.engine, near, far) for near, far in zip(held, flipping, strict=True)]
        run = {(each.name, each.value): each for each in search.run(each for each in middles if each)}
        for at, middle in enumerate(middles):
            tried = run.get((middle.name, middle.value)) if middle else None
            if tried and tried.winner != search.winner:
                flipping[at] = tried
            elif tried:
                held[at] = tried
    return flipping


def _between(engine: Engine, near: Trial | None, far: Trial) -> Trial | None:
    """Give the middle between two numbers, by factors; None where there is none, rounded as flips are told."""
    if near is None or near.base is None:
        return None
    ends = near.measured(near.number), far.measured(far.number)
    if min(ends) <= 0:
        return None
    middle = far.measured(math.sqrt(ends[0] * ends[1]))
    value = rounded(engine.rulebook.facts.get(far.name), middle)
    return None if value in {near.value, far.value} else far.at(value)
