"""A circuit breaker: after some failures in a row a server is left alone for a while, and nobody waits for it."""

import logging
from collections.abc import Callable, Sequence

from bot.narrator.completing import Complete, Completion, Message, NoAnswer, Schema, Tool, Why

_log = logging.getLogger(__name__)
FAILURES_OF_THE_SERVER: frozenset[Why] = frozenset({"away", "late", "busy", "forbidden"})
"""What counts. A refusal, or an answer that is empty, cut off or malformed, comes from a server that is there, and from
what was asked: nobody shall turn the model off for everybody by what they write."""


class Breaker:
    """A `Complete` that asks no more once its server failed several times in a row; then now and then one call tries.

    Closed, every call goes through. Open, none does. Once it was open long enough, the next call goes through alone:
    if it succeeds the breaker closes, if it fails it is open for as long again.
    """

    def __init__(
        self, complete: Complete, monotonic: Callable[[], float], most_failures: int = 5, open_seconds: float = 60.0
    ) -> None:
        """Take what is to be asked.

        Args:
            complete: asks.
            monotonic: a clock that never goes back, in seconds.
            most_failures: in a row, with which it opens.
            open_seconds: how long it stays open.
        """
        self._complete, self._monotonic = complete, monotonic
        self._most_failures, self._open_seconds = most_failures, open_seconds
        self._failures = 0
        self._opened_at: float | None = None
        self._is_trying = False

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, unless it is open.

        Raises:
            NoAnswer: it is open, or asking failed.
        """
        if self._opened_at is None:
            return await self._watched(messages, schema, tools)
        if self._is_trying or self._monotonic() - self._opened_at < self._open_seconds:
            raise NoAnswer("away", "left alone after some failures in a row")
        self._is_trying = True
        try:
            return await self._watched(messages, schema, tools)
        finally:
            self._is_trying = False

    async def _watched(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool]) -> Completion:
        try:
            completion = await self._complete(messages, schema, tools)
        except NoAnswer as failure:
            if failure.why in FAILURES_OF_THE_SERVER:
                self._failed()
            else:
                self._succeeded()
            raise
        self._succeeded()
        return completion

    def _failed(self) -> None:
        self._failures += 1
        if self._failures < self._most_failures:
            return
        if self._opened_at is None:
            _log.warning("The language model's server failed %d times in a row: it is left alone.", self._failures)
        self._opened_at = self._monotonic()

    def _succeeded(self) -> None:
        if self._opened_at is not None:
            _log.warning("The language model's server answers again.")
        self._failures, self._opened_at = 0, None
