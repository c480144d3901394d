"""The evaluation summed up: how often a model is right, how often what it says is grounded, and what it takes. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bot.narrator.completing import Usage, Why
from bot.narrator.evaluation.running import Outcome, Task
from bot.narrator.evaluation.scoring import Tally


@dataclass(frozen=True, slots=True)
class Times:
    """How long a task takes, in seconds."""

    median_seconds: float
    p90_seconds: float


@dataclass(frozen=True, slots=True)
class TaskSum:
    """One task summed up.

    Attributes:
        texts: how many there are.
        right: how many came out as expected.
        failures: how many gave nothing, by the reason.
        usage: the tokens of all of them.
        times: how long one takes.
    """

    texts: int
    right: int
    failures: Mapping[Why, int]
    usage: Usage
    times: Times


@dataclass(frozen=True, slots=True)
class Report:
    """All of it summed up.

    Attributes:
        tasks: each task.
        facts: how it went with each fact, of all texts that were read.
        languages: how it went with each language that was read.
        grounded: of the explanations and answers in words of its own, the share of which every word passed the
            checks; None where there were none.
        refusals: how often it refused.
    """

    tasks: Mapping[Task, TaskSum]
    facts: Mapping[str, Tally]
    languages: Mapping[str, Tally]
    grounded: float | None
    refusals: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing came at all, so that there is nothing to judge."""
        return all(sum(task.failures.values()) == task.texts for task in self.tasks.values())

    @property
    def all_facts(self) -> Tally:
        """How it went with all facts together."""
        return sum(self.facts.values(), Tally())


def summed_up(outcomes: Sequence[Outcome]) -> Report:
    """Sum up outcomes."""
    tasks = {outcome.task: [each for each in outcomes if each.task == outcome.task] for outcome in outcomes}
    told = [(fact, tally, outcome.language) for outcome in outcomes for fact, tally in outcome.tallies.items()]
    return Report(
        tasks={task: _task(of_task) for task, of_task in tasks.items()},
        facts=_added((fact, tally) for fact, tally, _ in told),
        languages=_added((language, tally) for _, tally, language in told),
        grounded=grounded_share(outcomes),
        refusals=sum(outcome.why == "refused" for outcome in outcomes),
    )


def grounded_share(outcomes: Sequence[Outcome]) -> float | None:
    """Give the share of what was said that passed the checks; what never came, or says nothing, is not counted."""
    passed, failed = (sum(outcome.spoke for outcome in outcomes), sum(each.why == "unfounded" for each in outcomes))
    return passed / (passed + failed) if passed + failed else None


def times_of(seconds: Sequence[float]) -> Times:
    """Give the median, and the time within which nine of ten were done."""
    p90 = quantiles(seconds, n=10, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return Times(median(seconds), p90)


def _task(outcomes: Sequence[Outcome]) -> TaskSum:
    return TaskSum(
        texts=len(outcomes),
        right=sum(outcome.is_right for outcome in outcomes),
        failures=Counter(outcome.why for outcome in outcomes if outcome.why is not None),
        usage=sum((outcome.usage for outcome in outcomes), Usage()),
        times=times_of([outcome.seconds for outcome in outcomes]),
    )


def _added(tallies: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    added: dict[str, Tally] = {}
    for name, tally in tallies:
        added[name] = added.get(name, Tally()) + tally
    return added
