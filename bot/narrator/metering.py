"""Counting what the language model is asked, around whatever asks it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from bot.narrator.completing import Complete, Completion, Message, NoAnswer, Schema, Tool, Usage, Why


class Tally(Protocol):
    """Counts calls."""

    def called(self, outcome: Why | Literal["answered", "abandoned"], usage: Usage, seconds: float) -> None:
        """Count one.

        Args:
            outcome: why there was no answer, or that there was one, or that nobody waited for it any more.
            usage: the tokens that the server reported.
            seconds: how long it took.
        """


class Metered:
    """A `Complete` whose calls are counted.

    It belongs right around what asks the server, so that calls which an allowance or a breaker holds back are not
    counted as made.
    """

    def __init__(self, complete: Complete, tally: Tally, monotonic: Callable[[], float]) -> None:
        """Take what asks.

        Args:
            complete: asks.
            tally: counts.
            monotonic: a clock that never goes back, in seconds.
        """
        self._complete, self._tally, self._monotonic = complete, tally, monotonic

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, and count it, whatever came of it.

        Raises:
            NoAnswer: asking failed.
        """
        asked_at = self._monotonic()
        try:
            completion = await self._complete(messages, schema, tools)
        except NoAnswer as failure:
            self._tally.called(failure.why, failure.usage, self._monotonic() - asked_at)
            raise
        except asyncio.CancelledError:
            self._tally.called("abandoned", Usage(), self._monotonic() - asked_at)
            raise
        self._tally.called("answered", completion.usage, self._monotonic() - asked_at)
        return completion
