"""The engine: a question at once, a verdict in a thread, so that it lets updates in and cards out."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from bot.interview.advisor import Advisor

T = TypeVar("T")


class Thinker:
    """Runs one piece of work at a time, since the engine's memory is not for two threads.

    A verdict takes as long as dozens of questions, and no question waits for somebody else's: work is tried first, and
    put off where it needs a verdict; then it is done from its start, and whenever the verdict pauses one that waits is
    let in. Work must change nothing, since it may be begun twice.

    While no verdict is made there is nothing to run beside, so work is tried at once and not in the thread: two threads
    that share Python's one lock, which numpy lets go of for every column, hold each other up.

    Args:
        make: makes the rulebook of a day ready.
        today: the clock's day; prices and limits are those of the day on which one asks.
    """

    def __init__(self, make: Callable[[date], Advisor], today: Callable[[], date]) -> None:
        self._make, self._today = make, today
        self._thread = ThreadPoolExecutor(1, "engine")
        self._day: date | None = None
        self._advisor: Advisor | None = None
        self._asked: deque[_Asked] = deque()
        self._put_off: deque[_Asked] = deque()
        self._handed_over: list[Future[Any]] = []

    async def __call__(self, work: Callable[[Advisor], T], /) -> T:
        """Run work in the order in which it was asked for, but for what needs a verdict."""
        advisor = self._free()
        if advisor is not None:
            with suppress(_PutOff):
                return work(replace(advisor, pause=_put_off))
        done: Future[T] = Future()
        self._handed_over.append(done)
        self._asked.append(_Asked(work, done))
        self._thread.submit(self._work_off)
        return await asyncio.wrap_future(done)

    def _free(self) -> Advisor | None:
        """Give the advisor where it is ready for today, and the thread is done with all that was handed over to it."""
        self._handed_over = [each for each in self._handed_over if not each.done()]
        return None if self._handed_over or self._today() != self._day else self._advisor

    def close(self) -> None:
        """End the thread, after all that was asked for."""
        self._thread.shutdown()

    def _work_off(self) -> None:
        while self._put_off or self._asked:
            if self._put_off:
                self._run(self._put_off.popleft(), pause=self._letting_in())
            else:
                self._let_one_in()

    def _letting_in(self) -> Callable[[], None]:
        """Give what lets one in at each pause of a verdict, until one is put off.

        Where many wait for verdicts, trying them all first would keep the first verdict from ever being ready.
        """
        waiting = len(self._put_off)
        return lambda: self._let_one_in() if len(self._put_off) <= waiting else None

    def _let_one_in(self) -> None:
        asked = self._asked.popleft() if self._asked else None
        if asked is not None and asked.done.set_running_or_notify_cancel():
            self._run(asked, pause=_put_off)

    def _run(self, asked: "_Asked", pause: Callable[[], None]) -> None:
        try:
            given = asked.work(replace(self._ready(), pause=pause))
        except _PutOff:
            self._put_off.append(asked)
        except BaseException as error:  # noqa: BLE001 - whatever it is, whoever asked is told
            asked.done.set_exception(error)
        else:
            asked.done.set_result(given)

    def _ready(self) -> Advisor:
        day = self._today()
        if self._advisor is None or day != self._day:
            self._day, self._advisor = day, self._make(day)
        return self._advisor


class _Asked(NamedTuple):
    """Work, and what its caller waits for."""

    work: Callable[[Advisor], Any]
    done: "Future[Any]"


class _PutOff(Exception):
    """The work needs a verdict."""


def _put_off() -> None:
    raise _PutOff
