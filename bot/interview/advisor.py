"""The advisor: the rulebook made ready, which finds the next step and makes the verdict; and whatever runs it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from rules.decide import Settings, decide
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

from bot.interview.record import Record
from bot.interview.steps import Step, next_step

REMEMBERED_STEPS = 256


@dataclass(frozen=True, slots=True)
class Advisor:
    """The rulebook made ready, and the settings of its verdicts.

    Before each piece of a verdict it pauses, so that something else may be done in between.
    """

    engine: Engine
    settings: Settings = field(default_factory=Settings)
    pause: Callable[[], None] = lambda: None
    _steps: dict[str, Step] = field(default_factory=dict)

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook."""
        return self.engine.rulebook

    def step(self, record: Record) -> Step:
        """Find the next step of an interview; those found last are remembered, as everybody begins alike."""
        said = repr(record.entries)
        if said not in self._steps:
            if len(self._steps) >= REMEMBERED_STEPS:
                self._steps.clear()
            self._steps[said] = next_step(self.engine, record)
        return self._steps[said]

    def decide(self, record: Record) -> Verdict:
        """Make the verdict on a record."""
        return self.decide_on(record.by_subject)

    def decide_on(self, answers: SubjectAnswers) -> Verdict:
        """Make the verdict on answers."""
        return decide(self.engine, answers.system, self.settings, answers.sides, self.pause)


T = TypeVar("T")


class Think(Protocol):
    """Runs work that needs the advisor, wherever that may run."""

    async def __call__(self, work: Callable[[Advisor], T], /) -> T:
        """Run it, and give what it gives."""
