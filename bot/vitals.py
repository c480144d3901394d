"""How the served bot is: what is wrong with it, what it still lacks, and its figures, for whoever asks over HTTP."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.contact import Contact
from bot.lag import Lag
from bot.metrics.declared import Metrics
from bot.pulse import Pulse, write_and_look
from bot.store import Store
from bot.web import State


class Vitals:
    """Watches the store, the event loop and the contact with Telegram.

    Args:
        store: takes a small write again and again; it is open.
        metrics: the figures.
        now: the clock.
        polls: updates are polled for; else a webhook brings them.
        is_read: tells whether the rulebook is there.
    """

    def __init__(
        self, store: Store, metrics: Metrics, now: Callable[[], datetime], polls: bool, is_read: Callable[[], bool]
    ) -> None:
        self._metrics, self._now, self._polls, self._is_read = metrics, now, polls, is_read
        self.pulse = Pulse(partial(write_and_look, store, metrics.updates.wait, now), metrics.seconds)
        self.lag = Lag(metrics.seconds, metrics.loop.lagged)
        self.contact = Contact(metrics.seconds, polls)

    @property
    def state(self) -> State:
        """What is told over HTTP."""
        return State(self._troubles, self._missing, self._metrics.text)

    def heard(self) -> None:
        """Note that a poll succeeded, or that the webhook is registered."""
        self.contact.heard()
        self._metrics.telegram.heard("polling" if self._polls else "webhook", self._now())

    async def run(self) -> None:
        """Watch until cancelled."""
        await asyncio.gather(self.pulse.run(), self.lag.run())

    def _troubles(self) -> list[str]:
        said = (each.trouble() for each in (self.lag, self.contact, self.pulse))
        return [words for words in said if words is not None]

    def _missing(self) -> list[str]:
        return [] if self._is_read() else ["the rulebook"]
