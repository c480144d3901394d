"""How long a start takes: from exec until the bot asks for updates, and until one that waited is answered."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.telegram.victim import OURS, Victim
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import card_of

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start, in milliseconds since the process was begun.

    Attributes:
        serving: when it asked for updates, with the file open, Telegram reached and the rulebook loaded.
        answered: when the person was answered who had written before.
        processor: what it took of the processor, with the end in order that follows; other programs do not change it.
    """

    serving: float
    answered: float
    processor: float


async def starts(times: int) -> list[Start]:
    """Start the bot so often on the same file, which a start before these has made."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(keep_calls=0) as api:
            victim = Victim(OURS, api, Path(folder) / "bot.sqlite3", Random(1))
            await _start(victim, api.private(1000))
            return [await _start(victim, api.private(1001 + at)) for at in range(times)]


async def _start(victim: Victim, person: PrivateChat) -> Start:
    await person.say("/start")
    began, spent = time.perf_counter(), _spent_by_ended()
    async with victim.running():
        serving = time.perf_counter()
        await person.until(card_of, PATIENCE_SECONDS)
        answered = time.perf_counter()
    return Start((serving - began) * 1000, (answered - began) * 1000, (_spent_by_ended() - spent) * 1000)


def _spent_by_ended() -> float:
    """Give the seconds of the processor that processes took which this one started and which have ended."""
    times = os.times()
    return times.children_user + times.children_system
