"""Long waits show that something happens, and wait for nothing else."""

import asyncio

import pytest

from bot.telegram.busy import while_busy

pytestmark = pytest.mark.anyio


async def test_work_that_takes_long_is_shown_to_be_under_way() -> None:
    shown = asyncio.Event()

    async def show_busy() -> None:
        shown.set()

    async def long_work() -> str:
        await shown.wait()
        return "the verdict"

    assert await while_busy(long_work(), show_busy, slow_seconds=0) == "the verdict"


async def test_work_that_takes_longer_than_a_chat_shows_it_is_shown_again() -> None:
    shown, thrice = [], asyncio.Event()

    async def show_busy() -> None:
        shown.append(True)
        if len(shown) == 3:
            thrice.set()

    assert await while_busy(thrice.wait(), show_busy, slow_seconds=0, shown_seconds=0)
    assert len(shown) == 3


async def test_work_that_is_done_at_once_is_not() -> None:
    shown = []

    async def show_busy() -> None:
        shown.append(True)

    async def short_work() -> str:
        return "a question"

    assert await while_busy(short_work(), show_busy) == "a question"
    assert shown == []


async def test_a_showing_that_hangs_or_fails_holds_nothing_up() -> None:
    shown = asyncio.Event()

    async def hang() -> None:
        shown.set()
        await asyncio.Event().wait()

    async def fail() -> None:
        shown.set()
        raise OSError("no network")

    for show_busy in (hang, fail):
        shown.clear()
        assert await while_busy(shown.wait(), show_busy, slow_seconds=0)


async def test_work_that_fails_tells_its_own_error() -> None:
    async def show_busy() -> None:
        pass

    async def wrong() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        await while_busy(wrong(), show_busy)
