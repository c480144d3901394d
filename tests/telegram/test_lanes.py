"""Lanes: in order within a chat, side by side between chats, and no failure stops one."""

import asyncio

import pytest

from bot.telegram.lanes import Lanes

pytestmark = pytest.mark.anyio


class Log:
    """Notes what was done and shown, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def show(self, chat: str) -> None:
        """Note that what is due in a chat was shown."""
        self.lines.append(f"{chat} shown")

    def job(self, line: str, waits_for: asyncio.Event | None = None):
        """Give a job that notes a line, once something has happened."""

        async def work() -> None:
            if waits_for is not None:
                await waits_for.wait()
            self.lines.append(line)

        return work


async def test_jobs_of_a_chat_are_done_in_order_and_shown_once_after_all() -> None:
    log = Log()
    lanes = Lanes(log.show)
    lanes.add("a", log.job("a1"), log.job("a2"))
    lanes.add("a", log.job("a3"))
    await lanes.drain()
    assert log.lines == ["a1", "a2", "a3", "a shown"]
    assert lanes.busy == 0


async def test_a_slow_chat_delays_no_other() -> None:
    log, released, shown = Log(), asyncio.Event(), asyncio.Event()

    async def show(chat: str) -> None:
        await log.show(chat)
        shown.set()

    lanes = Lanes(show)
    lanes.add("slow", log.job("slow1", released))
    lanes.add("b", log.job("b1"))
    await shown.wait()
    await asyncio.sleep(0)
    assert log.lines == ["b1", "b shown"]
    assert lanes.has("slow")
    assert not lanes.has("b")
    released.set()
    await lanes.drain()
    assert log.lines[2:] == ["slow1", "slow shown"]


async def test_a_job_that_fails_stops_neither_its_lane_nor_the_showing(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    log = Log()
    lanes = Lanes(log.show)
    lanes.add("a", fail, log.job("a2"))
    await lanes.drain()
    assert log.lines == ["a2", "a shown"]
    assert "a job failed" in caplog.text


async def test_what_is_added_while_a_chat_is_shown_is_done_and_shown_as_well() -> None:
    log = Log()

    async def show(chat: str) -> None:
        await log.show(chat)
        if len(log.lines) == 2:
            lanes.add("a", log.job("a2"))

    lanes = Lanes(show)
    lanes.add("a", log.job("a1"))
    await lanes.drain()
    assert log.lines == ["a1", "a shown", "a2", "a shown"]


async def test_a_chat_that_is_being_shown_is_looked_at_once_more_where_something_is_due_again() -> None:
    log = Log()

    async def show(chat: str) -> None:
        await log.show(chat)
        if len(log.lines) == 1:
            lanes.add("a")

    lanes = Lanes(show)
    lanes.add("a")
    await lanes.drain()
    assert log.lines == ["a shown", "a shown"]


async def test_what_is_abandoned_ends_at_once() -> None:
    log = Log()
    lanes = Lanes(log.show)
    lanes.add("a", log.job("a1", asyncio.Event()))
    await asyncio.sleep(0)
    await lanes.abandon()
    assert log.lines == []
    assert lanes.busy == 0


async def test_no_lane_waits_for_what_runs_beside_and_the_end_does() -> None:
    log, released = Log(), asyncio.Event()

    async def show(chat: str) -> None:
        await log.show(chat)
        released.set()

    lanes = Lanes(show)
    lanes.beside(log.job("beside", waits_for=released))
    lanes.add("a", log.job("a1"))
    await lanes.drain()
    assert log.lines == ["a1", "a shown", "beside"]


async def test_a_failure_beside_is_nobodys() -> None:
    log = Log()
    lanes = Lanes(log.show)

    async def fail() -> None:
        raise ZeroDivisionError

    lanes.beside(fail)
    lanes.add("a", log.job("a1"))
    await lanes.drain()
    assert log.lines == ["a1", "a shown"]
