"""The circuit breaker, with a clock that stands still until it is moved."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.breaker import FAILURES_OF_THE_SERVER, Breaker
from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, Why

SCHEMA = Schema("any", {"type": "object"})
FINE = Completion({})


class Server:
    """Answers as it is told to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.why: Why | None = "away"
        self.asked = 0
        self.hangs = False

    async def __call__(
        self, _messages: Sequence[Message], _schema: Schema, _tools: Sequence[Tool] = (), /
    ) -> Completion:
        """Answer, or fail."""
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.why is not None:
            raise NoAnswer(self.why)
        return FINE


class Played:
    """A breaker with its server and its clock."""

    def __init__(self, why: Why | None = "away") -> None:
        self.server, self.now_seconds = Server(), 1000.0
        self.server.why = why
        self.breaker = Breaker(self.server, lambda: self.now_seconds, most_failures=5, open_seconds=60)

    def ask(self, times: int = 1) -> list[str]:
        """Ask so often, and give what came of it."""
        return [asyncio.run(self._ask()) for _ in range(times)]

    async def _ask(self) -> str:
        try:
            await self.breaker((), SCHEMA)
        except NoAnswer as failure:
            return failure.why
        return "fine"


def opened() -> Played:
    """Make a breaker that has just opened."""
    played = Played()
    played.ask(5)
    return played


def test_it_opens_after_five_failures_in_a_row() -> None:
    played = Played()
    assert played.ask(7) == ["away"] * 7
    assert played.server.asked == 5


def test_an_answer_between_failures_keeps_it_closed() -> None:
    played = Played()
    for _ in range(5):
        played.server.why = "away"
        played.ask(4)
        played.server.why = None
        assert played.ask() == ["fine"]
    assert played.server.asked == 25


@pytest.mark.parametrize("why", ["refused", "empty", "truncated", "malformed"])
def test_what_comes_of_a_text_never_opens_it(why: Why) -> None:
    played = Played(why)
    played.ask(20)
    assert played.server.asked == 20


@pytest.mark.parametrize("why", sorted(FAILURES_OF_THE_SERVER))
def test_every_failure_of_the_server_counts(why: Why) -> None:
    played = Played(why)
    played.ask(6)
    assert played.server.asked == 5


def test_it_stays_open_for_its_time() -> None:
    played = opened()
    played.server.why = None
    played.now_seconds += 59.9
    assert played.ask() == ["away"]
    assert played.server.asked == 5


def test_then_one_answer_closes_it() -> None:
    played = opened()
    played.server.why = None
    played.now_seconds += 60
    assert played.ask(2) == ["fine", "fine"]
    played.server.why = "late"
    played.ask(9)
    assert played.server.asked == 5 + 2 + 5


def test_then_one_failure_opens_it_for_as_long_again() -> None:
    played = opened()
    played.now_seconds += 60
    played.ask(3)
    assert played.server.asked == 6
    played.now_seconds += 59.9
    played.ask()
    assert played.server.asked == 6
    played.now_seconds += 0.1
    played.ask()
    assert played.server.asked == 7


def test_while_one_call_tries_others_do_not() -> None:
    played = opened()
    played.now_seconds += 60
    played.server.hangs = True

    async def play() -> None:
        trying = asyncio.create_task(played.breaker((), SCHEMA))
        await asyncio.sleep(0)
        with pytest.raises(NoAnswer):
            async with asyncio.timeout(5):
                await played.breaker((), SCHEMA)
        assert played.server.asked == 6
        trying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await trying

    asyncio.run(play())
    played.server.hangs, played.server.why = False, None
    assert played.ask() == ["fine"]


@given(st.lists(st.one_of(st.floats(0, 100), st.sampled_from(["away", "late", "refused", None])), max_size=60))
def test_a_server_is_asked_at_most_five_times_in_any_minute_while_it_is_down(script: list[object]) -> None:
    played = Played()
    asked_at: list[float] = []
    for step in script:
        if isinstance(step, float):
            played.now_seconds += step
            continue
        before = played.server.asked
        played.server.why = step  # type: ignore[assignment]
        played.ask()
        if played.server.asked > before:
            asked_at = [*asked_at, played.now_seconds] if step in FAILURES_OF_THE_SERVER else []
    for first, sixth in zip(asked_at, asked_at[5:], strict=False):
        assert sixth - first >= 60
