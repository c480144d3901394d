"""Contact with Telegram: when a poll succeeded last, or whether the webhook could be registered."""

from collections.abc import Callable

LONGEST_WITHOUT_SECONDS = 60.0
"""A poll takes 35 s at most, so that one has failed by then; half a minute later the watchdog ends the process."""


class Contact:
    """Notes when Telegram was heard.

    Args:
        now: a clock that only moves forward, in seconds.
        polls: updates are polled for; a webhook, once it is registered, may be silent for as long as nobody speaks.
    """

    def __init__(self, now: Callable[[], float], polls: bool) -> None:
        self._now, self._polls = now, polls
        self._heard_at = now()
        self._is_registered = False

    def heard(self) -> None:
        """Note that a poll succeeded, or that the webhook is registered."""
        self._heard_at, self._is_registered = self._now(), not self._polls

    def trouble(self) -> str | None:
        """Say what is wrong; None where nothing is."""
        seconds = self._now() - self._heard_at
        if self._is_registered or seconds <= LONGEST_WITHOUT_SECONDS:
            return None
        if self._polls:
            return f"no poll has succeeded for {seconds:.0f} s"
        return f"the webhook could not be registered for {seconds:.0f} s"
