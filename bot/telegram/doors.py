"""Who may come in and how often: the chats that the bot talks to, and how much one person may send in a minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

MINUTE = timedelta(minutes=1)
MOST_COUNTED = 10_000
"""People who are counted before those are looked for whose minute is over."""
_COUNTED = ("message", "edited_message", "callback_query")
"""What people send; of anything else, such as that they block the bot, nothing may be dropped."""


class Entry(Enum):
    """What becomes of an update at the door."""

    LET_IN = auto()
    DROPPED = auto()
    DROPPED_FIRST = auto()
    """The first of a person's that is dropped in a minute, of which they are told."""


@dataclass
class _Minute:
    """What one person sent in a minute that began with the first of it."""

    began: datetime
    updates: int = 0

    def lasts(self, now: datetime) -> bool:
        """Tell whether it is not over; one of a clock that was set back since would last until that is there again."""
        return timedelta(0) <= now - self.began < MINUTE


class Doors:
    """Knows who may come in.

    Args:
        allowed: the chats that the bot talks to; empty for all.
        admins: the chats that may ask how the bot is doing, which are allowed too.
        updates_per_minute: from one person, above which the rest is dropped; 0 for any number.
    """

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        admins: frozenset[str] = frozenset(),
        updates_per_minute: int = 0,
    ) -> None:
        self._allowed, self._admins, self._updates_per_minute = allowed, admins, updates_per_minute
        self._minutes: dict[str, _Minute] = {}

    def are_open_to(self, chat: str) -> bool:
        """Tell whether the bot talks to a chat."""
        return not self._allowed or chat in self._allowed or chat in self._admins

    def is_admin(self, chat: str) -> bool:
        """Tell whether a chat may ask how the bot is doing."""
        return chat in self._admins

    def enter(self, payload: Mapping[str, Any], now: datetime) -> Entry:
        """Count an update, given in JSON, and say what becomes of it."""
        person = _sender(payload)
        if person is None or not self._updates_per_minute:
            return Entry.LET_IN
        minute = self._minute_of(person, now)
        minute.updates += 1
        over = minute.updates - self._updates_per_minute
        return Entry.LET_IN if over <= 0 else Entry.DROPPED_FIRST if over == 1 else Entry.DROPPED

    def _minute_of(self, person: str, now: datetime) -> _Minute:
        minute = self._minutes.get(person)
        if minute is None or not minute.lasts(now):
            self._forget_over(now)
            minute = self._minutes[person] = _Minute(now)
        return minute

    def _forget_over(self, now: datetime) -> None:
        if len(self._minutes) >= MOST_COUNTED:
            self._minutes = {person: each for person, each in self._minutes.items() if each.lasts(now)}


def _sender(payload: Mapping[str, Any]) -> str | None:
    for kind in _COUNTED:
        sent = payload.get(kind)
        if isinstance(sent, Mapping) and not {"migrate_to_chat_id", "migrate_from_chat_id"} & sent.keys():
            person = sent.get("from")
            return str(person["id"]) if isinstance(person, Mapping) and "id" in person else None
    return None
