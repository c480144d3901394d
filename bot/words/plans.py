"""Plans in words: what to do in which part, and what to find out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.words.figures import counted, percent, rough_money
from rules.verdict import PlanStep, Verdict, WorthKnowing

_NOTABLE = 0.005
_FULL_STOP = re.compile(r"[^\s./][.?]$")
"""A point behind a word; one that stands alone, as in `du .`, is a folder."""
_PARTS = {
    "fix": "Right whatever you choose",
    "likely": "Likely to pay: first see whether the bill has that line",
    "advice": "As things stand",
    "pilot": "One part first, before the rest follows",
}


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Steps of one kind: what they are and how long they take, and the steps with their numbers in the plan."""

    title: str
    steps: tuple[tuple[int, PlanStep], ...]


def plan_parts(plan: tuple[PlanStep, ...]) -> Iterator[PlanPart]:
    """Part a plan into the fixes, what likely saves, the advice and the pilot, with the days of each."""
    for part, steps in groupby(enumerate(plan, 1), key=lambda each: each[1].part):
        listed = tuple(steps)
        days = counted(sum(step.days for _, step in listed), "day", 3)
        yield PlanPart(f"{_PARTS[part]}, {days}:", listed)


def no_plan(verdict: Verdict) -> str:
    """Say why a plan has no steps."""
    if verdict.headline.action != "stay":
        return "The plan has no steps."
    if verdict.today.known:
        return "The plan has no steps: nothing has to be done."
    return "The plan has no steps: what has to be done hangs on what runs today, and that was not said."


def step_words(step: PlanStep) -> str:
    """Say what to do, how long it takes and what it saves."""
    saves = f", saves about {rough_money(step.saves_usd_month)} a month" if step.saves_usd_month else ""
    return f"{step.step} ({counted(step.days, 'day')}{saves})"


def worth_knowing(fact: WorthKnowing) -> str:
    """Say how much surer a fact would make the verdict, and how long it takes to find out."""
    surer = f"{percent(fact.value)} surer" if fact.value >= _NOTABLE else "a little surer"
    return f"{fact.label}: {surer}, in {counted(fact.minutes, 'minute')}"


def is_command(words: str) -> bool:
    """Tell a command to be copied from a console path, which begins with a capital letter, and from a sentence."""
    return not words[:1].isupper() and _FULL_STOP.search(words) is None
