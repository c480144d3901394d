"""What a measurement is, and how it is printed."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured.

    Attributes:
        systems: complete systems that are played through the interview.
        cases: published cases whose verdict is made; all where it is None.
        rounds: how often engines are run that give the same each time.
        worlds: complete worlds on which engines are compared.
        states: interviews under way in which the choice of the next question is compared.
    """

    systems: int
    cases: int | None
    rounds: int
    worlds: int
    states: int


FULL = Scale(systems=30, cases=None, rounds=5, worlds=2_000, states=8)
SHORT = Scale(systems=1, cases=1, rounds=1, worlds=50, states=1)


LESS_IS_BETTER = ("ms", "bytes", "MB")


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: what was measured, its value and its target, and what was found equal.

    Attributes:
        value: milliseconds, bytes or megabytes, or how many times faster, or how many a second.
        unit: "ms", "bytes" or "MB", of which less is better; or "times" or "/s", of which more is.
    """

    what: str
    value: float
    target: float
    unit: str
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.value <= self.target if self.unit in LESS_IS_BETTER else self.value >= self.target

    def __str__(self) -> str:
        word = "at most" if self.unit in LESS_IS_BETTER else "at least"
        reached = "reached" if self.met else "missed"
        ratio = f"{self.value / self.target:.2f} of it"
        line = f"{self.what:<50}{self.value:>9,.1f} {self.unit:<6}target {word} {self.target:g}: {ratio}, {reached}"
        return f"{line}\n{'':<4}{self.note}" if self.note else line


def milliseconds(runs: Iterable[Callable[[], object]]) -> float:
    """Run each once, and give the median time."""
    return median(timed(run) for run in runs)


def timed(run: Callable[[], object]) -> float:
    """Give the milliseconds that one run takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000
