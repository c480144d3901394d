"""Questions about a verdict in the terminal: answered by the model, or in plain words with the reason why."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from rich.console import Console

from bot.interview.advisor import Advisor
from bot.narrator.answering import Answer, Case, answer, plain_answer
from bot.narrator.completing import Complete, NoAnswer
from bot.terminal.model import complete_or_refuse
from rules.rulebook import Rulebook

WHOLE_ANSWER_SECONDS = 60.0
"""How long somebody waits for an answer, all calls of the model together."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and why it is in the plain words where the model did not give it."""

    answer: Answer
    without: NoAnswer | None = None


Ask: TypeAlias = Callable[[Case, str], Asked]
"""Answers a question about a verdict; never raises."""


def plainly(rulebook: Rulebook, without: NoAnswer) -> Ask:
    """Give what answers in plain words, for a reason."""
    return lambda case, question: Asked(plain_answer(case.verdict, rulebook, question), without)


@contextmanager
def asker(advisor: Advisor, console: Console, monotonic: Callable[[], float]) -> Iterator[Ask]:
    """Give what answers questions, with the model that the environment describes where it describes one.

    Args:
        advisor: runs what-ifs.
        console: where is shown that something happens.
        monotonic: a clock that never goes back, in seconds.
    """
    complete = complete_or_refuse(monotonic)
    if complete is None:
        yield plainly(advisor.rulebook, NoAnswer("off"))
        return
    with asyncio.Runner() as runner:

        def ask(case: Case, question: str) -> Asked:
            with console.status("Answering ..."):
                return runner.run(_ask(complete, advisor, case, question))

        yield ask


async def _ask(complete: Complete, advisor: Advisor, case: Case, question: str) -> Asked:
    async def think(work: Callable[[Advisor], T], /) -> T:
        return work(advisor)

    try:
        async with asyncio.timeout(WHOLE_ANSWER_SECONDS):
            return Asked(await answer(complete, think, case, question))
    except TimeoutError:
        return plainly(advisor.rulebook, NoAnswer("late"))(case, question)
    except NoAnswer as error:
        return plainly(advisor.rulebook, error)(case, question)
