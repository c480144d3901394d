"""Notices that nothing moves any more, so that the process ends with an error and the platform starts it anew."""

import asyncio
import threading
from collections.abc import Callable

BEAT_SECONDS = 1.0
LONGEST_SILENCE_SECONDS = 90.0
"""A network that swallows everything raises nothing: only the silence tells."""
LONGEST_STALL_SECONDS = 30.0


class Watchdog:
    """Watches the event loop, and the polls where there are any, from a thread that neither can hold up.

    Args:
        now: a clock that only moves forward, in seconds.
        polls: updates are polled for; a webhook may be silent for as long as nobody speaks.
        give_up: is told what is wrong, and ends the process.
    """

    def __init__(self, now: Callable[[], float], polls: bool, give_up: Callable[[str], None]) -> None:
        self._now, self._polls, self._give_up = now, polls, give_up
        self._heard_at = self._beaten_at = now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def heard(self) -> None:
        """Note that Telegram answered a poll."""
        self._heard_at = self._now()

    def beat(self) -> None:
        """Note that the event loop is alive."""
        self._beaten_at = self._now()

    def trouble(self) -> str | None:
        """Say what is wrong; None where nothing is."""
        stalled, silent = self._now() - self._beaten_at, self._now() - self._heard_at
        if stalled > LONGEST_STALL_SECONDS:
            return f"the event loop has stood still for {stalled:.0f} s"
        if self._polls and silent > LONGEST_SILENCE_SECONDS:
            return f"no poll has succeeded for {silent:.0f} s"
        return None

    async def run(self) -> None:
        """Watch until cancelled."""
        self._thread.start()
        try:
            while True:
                self.beat()
                await asyncio.sleep(BEAT_SECONDS)
        finally:
            self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            trouble = self.trouble()
            if trouble is not None:
                self._give_up(trouble)
                return
