"""Showing that something happens, where an answer takes its time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

SLOW_SECONDS = 0.5
SHOWN_SECONDS = 4.5
"""How long Telegram shows it, nearly; what takes longer is shown again."""
T = TypeVar("T")


async def while_busy(
    work: Awaitable[T],
    show_busy: Callable[[], Awaitable[None]],
    slow_seconds: float = SLOW_SECONDS,
    shown_seconds: float = SHOWN_SECONDS,
) -> T:
    """Do some work, and show that it is under way once it has taken for long; it never waits for the showing.

    Args:
        work: what is done.
        show_busy: shows it; it may fail.
        slow_seconds: after how long.
        shown_seconds: after how much longer it is shown again.
    """
    showing = asyncio.ensure_future(_again_and_again(show_busy, slow_seconds, shown_seconds))
    try:
        return await work
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _again_and_again(show_busy: Callable[[], Awaitable[None]], first: float, then: float) -> None:
    await asyncio.sleep(first)
    while True:
        await show_busy()
        await asyncio.sleep(then)
