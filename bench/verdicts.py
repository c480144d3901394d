"""The time of a whole verdict, in a process that has made others before."""

from functools import partial
from statistics import median

from bench.measuring import Measured, Scale, timed
from rules.cases import load_cases
from rules.decide import Settings, decide
from rules.rulebook import HOUSE
from rules.scoring import Engine

CASES = HOUSE / "cases"
TARGET_MS = 30.0
TARGET_WITH_FLIPS_MS = 300.0


def measure_verdict(engine: Engine, scale: Scale) -> Measured:
    """Make the verdicts on the published cases, without flips."""
    return _measure(engine, scale, Settings(flips=0), "a verdict, {:,} worlds, costs, next question", TARGET_MS)


def measure_verdict_with_flips(engine: Engine, scale: Scale) -> Measured:
    """Make the verdicts on the published cases, with all flips."""
    return _measure(engine, scale, Settings(), "the same verdict with all flips", TARGET_WITH_FLIPS_MS)


def _measure(engine: Engine, scale: Scale, settings: Settings, what: str, target: float) -> Measured:
    cases = load_cases(CASES, engine.rulebook.facts)[: scale.cases]
    # Where nothing is known every column is drawn: in all but the first verdicts of a process most of them are there.
    decide(engine, {}, settings)
    runs = [partial(decide, engine, case.answers, settings) for case in cases]
    first, again = zip(*((timed(run), timed(run)) for run in runs), strict=True)
    taken = median(first)
    note = (
        f"{len(cases)} published cases, each on answers that were not seen before; at once again {median(again):.1f} ms"
    )
    return Measured(what.format(settings.worlds), taken, target, "ms", note)
