"""What becomes of updates, and how long a chat waits for it: counted around the parts that see to them."""

import json
from collections.abc import Awaitable, Callable, Iterable

from bot.metrics.declared import Metrics
from bot.store import Incoming, StoreError
from bot.telegram.events import kind_of
from bot.telegram.handling import Handled


class Tally:
    """Counts updates and verdicts, and times steps: from an update that is written down until its chat is shown."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._begun_at: dict[str, list[float]] = {}

    def repeated(self, updates: Iterable[Incoming]) -> None:
        """Count updates that had come before."""
        for each in updates:
            self._metrics.updates.ended(kind_of(json.loads(each.payload)), "repeated")

    def begin(self, chat: str) -> None:
        """Note that a chat waits from now on."""
        self._begun_at.setdefault(chat, []).append(self._metrics.seconds())

    def counted(self, handle: Callable[[Incoming], Awaitable[Handled]]) -> Callable[[Incoming], Awaitable[None]]:
        """Count whatever is handled."""

        async def handle_and_count(incoming: Incoming) -> None:
            kind = kind_of(json.loads(incoming.payload))
            try:
                handled = await handle(incoming)
            except StoreError:
                self._metrics.updates.ended(kind, "postponed")
                raise
            self._metrics.updates.ended(kind, handled.outcome)
            if handled.made is not None:
                self._metrics.verdicts.made(handled.made)

        return handle_and_count

    def timed(self, show: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[None]]:
        """Let what shows all that is due in a chat end the steps that were begun before it."""

        async def show_and_time(chat: str) -> None:
            # Those that begin meanwhile are shown by the next one.
            begun = self._begun_at.pop(chat, ())
            try:
                await show(chat)
            finally:
                for begun_at in begun:
                    self._metrics.updates.shown(self._metrics.seconds() - begun_at)

        return show_and_time
