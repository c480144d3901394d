"""What to do first: of the fixes, the advice and the pilot the first step each."""

import re
from collections.abc import Iterator

from bot.narrator.explaining.evidence import numbered
from bot.narrator.explaining.explanation import Worded
from bot.words.figures import counted
from bot.words.plans import step_words
from rules.verdict import PlanStep, Verdict

FIRST, LATER = "On Monday: ", "After that: "
_FROM_ONE_PART = 2
"""Steps that are told where the plan has only one part."""
_COMMAND = re.compile(r": [a-z]\S* .*--")


def steps(verdict: Verdict) -> Iterator[Worded]:
    """Give the first steps, in the order of the plan."""
    plan = numbered(verdict)
    firsts = {step.part: name for name, step in reversed(plan.items())}
    names = sorted(firsts.values(), key=int) if len(firsts) > 1 else list(plan)[:_FROM_ONE_PART]
    for at, name in enumerate(names):
        yield Worded(name, (LATER if at else FIRST) + in_a_sentence(name, plan[name]))


def in_a_sentence(name: str, step: PlanStep) -> str:
    """Say a step; a command, which is to be copied, stands in the plan."""
    if _COMMAND.search(step.step) is None:
        return step_words(step)
    return f"Run the command in step {name} of the plan ({counted(step.days, 'day')}). Done when: {step.done_when}"
