"""Showing that something happens, where an answer takes its time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

SLOW_SECONDS = 0.5
T = TypeVar("T")


async def while_busy(
    work: Awaitable[T], show_busy: Callable[[], Awaitable[None]], slow_seconds: float = SLOW_SECONDS
) -> T:
    """Do some work, and show that it is under way once it has taken for long; it never waits for the showing.

    Args:
        work: what is done.
        show_busy: shows it; it may fail.
        slow_seconds: after how long.
    """
    showing = asyncio.ensure_future(_later(show_busy, slow_seconds))
    try:
        return await work
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _later(show_busy: Callable[[], Awaitable[None]], seconds: float) -> None:
    await asyncio.sleep(seconds)
    await show_busy()
