"""How long a question waits for the engine's thread while verdicts are made, one after another."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import cycle
from random import Random

from bot.garbage import none_made
from bot.interview.advisor import Advisor
from bot.interview.record import Entry, Record
from bot.interview.steps import Step, next_step
from bot.telegram.thinking import Thinker
from rules.answers import Answers
from rules.cases import load_cases
from rules.rulebook import HOUSE, Rulebook
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

BETWEEN_SECONDS = 0.2
"""The longest pause between an answer and the next question, so that questions come at any moment of a verdict."""
LONGEST_INTERVIEW = 10


async def question_milliseconds(rulebook: Rulebook, questions: int) -> list[float]:
    """Ask for the next question of interviews under way, and give how long each took, in order."""
    # As the served bot begins: what other measurements have left would be searched for garbage in the midst of these.
    with none_made():
        advisor, random = Advisor(Engine(rulebook)), Random(1)
    told = [case.answers for case in load_cases(HOUSE / "cases", rulebook.facts)]
    thinker = Thinker(lambda _day: advisor, lambda: rulebook.day)
    # The first verdict takes longer than any other.
    await thinker(partial(_verdict, told[0]))
    judging = asyncio.ensure_future(_judge(thinker, told))
    waits = []
    for _ in range(questions):
        await asyncio.sleep(random.uniform(0, BETWEEN_SECONDS))
        known = list(random.choice(told).items())[: random.randrange(LONGEST_INTERVIEW)]
        record = Record(tuple(Entry(name, {name: answer}) for name, answer in known))
        started = time.perf_counter()
        await thinker(partial(_next, record))
        waits.append((time.perf_counter() - started) * 1000)
    judging.cancel()
    with suppress(asyncio.CancelledError):
        await judging
    thinker.close()
    return sorted(waits)


async def _judge(thinker: Thinker, told: Sequence[Answers]) -> None:
    """Have verdicts made, one after another and without end."""
    for answers in cycle(told):
        await thinker(partial(_verdict, answers))


def _verdict(answers: Answers, advisor: Advisor) -> Verdict:
    return advisor.decide_on(SubjectAnswers(answers))


def _next(record: Record, advisor: Advisor) -> Step:
    return next_step(advisor.engine, record)
