"""Thinking: one piece of work at a time; no question waits until somebody's verdict is complete."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bot.telegram.thinking import Thinker

pytestmark = pytest.mark.anyio
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@dataclass(frozen=True)
class StandIn:
    """Stands for the advisor of a day."""

    day: date
    pause: Callable[[], None] = lambda: None


@pytest.fixture
async def thinker() -> AsyncIterator[Thinker]:
    make: Any = StandIn
    thinker = Thinker(make, lambda: MONDAY)
    yield thinker
    thinker.close()


class Held:
    """The thread of a thinker, held up until the block ends; what is asked for meanwhile waits, and all of it is done.

    Attributes:
        log: what was done, in order.
    """

    def __init__(self, thinker: Thinker) -> None:
        self._thinker, self._may_go_on = thinker, threading.Event()
        self._asked: list[asyncio.Future] = []
        self.log: list[str] = []

    async def __aenter__(self) -> "Held":
        self._ask(lambda _advisor: self._may_go_on.wait(60))
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)
        self._may_go_on.set()
        await asyncio.gather(*self._asked)

    def ask(self, name: str) -> asyncio.Future:
        """Ask for a question."""
        return self._ask(lambda _advisor: self.log.append(name))

    def ask_verdict(self, name: str, pieces: int) -> asyncio.Future:
        """Ask for a verdict, which is made in pieces."""

        def make(advisor: Any) -> None:
            for piece in range(pieces):
                advisor.pause()
                self.log.append(f"{name}, piece {piece + 1}")

        return self._ask(make)

    def _ask(self, work: Callable) -> asyncio.Future:
        asked = asyncio.ensure_future(self._thinker(work))
        self._asked.append(asked)
        return asked


async def test_work_is_done_one_piece_at_a_time(thinker: Thinker) -> None:
    at_once: list[int] = []
    most: list[int] = []

    def work(_advisor: object) -> None:
        at_once.append(1)
        most.append(len(at_once))
        at_once.pop()

    await asyncio.gather(*(thinker(work) for _ in range(20)))
    assert most == [1] * 20


def where(_advisor: object) -> str:
    """Name the thread in which one thinks."""
    return threading.current_thread().name


async def test_a_day_is_made_ready_beside_the_loop_and_then_questions_are_answered_at_once(thinker: Thinker) -> None:
    assert await thinker(where) != threading.current_thread().name
    assert await thinker(where) == threading.current_thread().name


class LongVerdict:
    """A verdict that is under way until it may end."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, advisor: Any) -> str:
        advisor.pause()
        self.begun.set()
        self.may_end.wait(60)
        return threading.current_thread().name

    async def under_way(self, thinker: Thinker) -> asyncio.Future:
        """Ask for it on a day that is ready, and wait until it is begun."""
        await thinker(where)
        made = asyncio.ensure_future(thinker(self))
        await asyncio.to_thread(self.begun.wait, 60)
        return made


async def test_a_verdict_is_made_beside_the_loop_and_what_is_asked_meanwhile_is_too(thinker: Thinker) -> None:
    verdict = LongVerdict()
    made = await verdict.under_way(thinker)
    meanwhile = asyncio.ensure_future(thinker(where))
    await asyncio.sleep(0)
    verdict.may_end.set()
    assert await made == await meanwhile != threading.current_thread().name
    assert await thinker(where) == threading.current_thread().name


async def test_work_that_nobody_waits_for_any_more_still_keeps_others_out_until_it_ends(thinker: Thinker) -> None:
    verdict = LongVerdict()
    left = await verdict.under_way(thinker)
    left.cancel()
    await asyncio.gather(left, return_exceptions=True)
    other = asyncio.ensure_future(thinker(where))
    await asyncio.sleep(0)
    assert not other.done()
    verdict.may_end.set()
    assert await other != threading.current_thread().name


async def test_the_loop_goes_on_while_one_thinks(thinker: Thinker) -> None:
    may_end = threading.Event()
    thought = asyncio.ensure_future(thinker(lambda _advisor: may_end.wait(10)))
    await asyncio.sleep(0)
    may_end.set()
    assert await thought


async def test_questions_are_answered_in_the_order_in_which_they_were_asked(thinker: Thinker) -> None:
    async with Held(thinker) as held:
        for name in "abc":
            held.ask(name)
    assert held.log == ["a", "b", "c"]


async def test_before_each_piece_of_a_verdict_one_question_is_let_in(thinker: Thinker) -> None:
    async with Held(thinker) as held:
        held.ask_verdict("verdict", pieces=2)
        for name in "abc":
            held.ask(name)
    assert held.log == ["a", "verdict, piece 1", "b", "verdict, piece 2", "c"]


async def test_verdicts_are_made_one_after_another_in_the_order_in_which_they_were_asked(thinker: Thinker) -> None:
    async with Held(thinker) as held:
        for name in "abc":
            held.ask_verdict(name, pieces=2)
    assert held.log == [f"{name}, piece {piece}" for name in "abc" for piece in (1, 2)]


async def test_a_question_that_fails_between_two_pieces_tells_whoever_asked_and_not_the_verdict(
    thinker: Thinker,
) -> None:
    def fail(_advisor: object) -> None:
        raise ZeroDivisionError

    async with Held(thinker) as held:
        held.ask_verdict("verdict", pieces=1)
        failed = asyncio.ensure_future(thinker(fail))
    with pytest.raises(ZeroDivisionError):
        await failed
    assert held.log == ["verdict, piece 1"]


async def test_what_nobody_waits_for_any_more_is_not_begun(thinker: Thinker) -> None:
    async with Held(thinker) as held:
        nobody = asyncio.ensure_future(thinker(lambda _advisor: held.log.append("for nobody")))
        await asyncio.sleep(0)
        nobody.cancel()
        await asyncio.gather(nobody, return_exceptions=True)
        held.ask("for somebody")
    assert held.log == ["for somebody"]


async def test_a_thought_that_fails_says_so_to_whoever_asked_and_to_nobody_else(thinker: Thinker) -> None:
    with pytest.raises(ZeroDivisionError):
        await thinker(lambda _advisor: 1 // 0)
    assert await thinker(lambda _advisor: 7) == 7


async def test_the_rulebook_of_a_new_day_is_made_ready_once() -> None:
    made: list[date] = []

    def make(day: date) -> Any:
        made.append(day)
        return StandIn(day)

    days = [MONDAY]
    thinker = Thinker(make, lambda: days[-1])
    of_day: Callable[[Any], date] = lambda advisor: advisor.day  # noqa: E731
    thought_on = [await thinker(of_day) for _ in range(3)]
    days.append(TUESDAY)
    thought_on += [await thinker(of_day) for _ in range(3)]
    thinker.close()
    assert made == [MONDAY, TUESDAY]
    assert thought_on == [MONDAY] * 3 + [TUESDAY] * 3


async def test_of_many_who_wait_for_verdicts_one_is_tried_before_the_first_verdict_is_ready(thinker: Thinker) -> None:
    tried: list[str] = []

    def make(name: str) -> Callable[[Any], None]:
        def work(advisor: Any) -> None:
            tried.append(name)
            for _ in range(5):
                advisor.pause()
            tried.append(f"{name} is ready")

        return work

    names = "abcdef"
    async with Held(thinker):
        asked = [asyncio.ensure_future(thinker(make(name))) for name in names]
    await asyncio.gather(*asked)
    assert tried[: tried.index("a is ready")] == ["a", "a", "b"]
    assert [each for each in tried if each.endswith("is ready")] == [f"{name} is ready" for name in names]
