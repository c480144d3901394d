"""People who keep a bot busy while its hourly jobs run every moment and the line to Telegram fails again and again."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import httpx

from bench.soak.looking import Look
from bench.telegram.crash import make_trouble
from bench.telegram.victim import Victim
from bench.telegram.weight import talk
from bot.telegram.views.plain import FORGOTTEN
from bot.web import METRICS, listen
from rules.rulebook import Rulebook
from tests.metrics.scraped import Scraped
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import MANNERS, PATIENCE_SECONDS, Player, questions_by_text
from tests.telegram.playing import has

OURS, LEAKING = ("-m", "bot", "serve"), ("-m", "bench.soak.leaking")
BACKUPS_LEFT = 2
"""A backup a second for an hour would fill a disk; the bot itself deletes them by age."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long a bot is watched.

    Attributes:
        runs: of hourly jobs, of which three come in a round.
        steps: that people take.
        round_seconds: from one round of jobs to the next.
        look_seconds: from one look to the next.
        at_once: people at the same time.
        connections: ends it early, once so many are open.
    """

    runs: int
    steps: int
    round_seconds: float = 1.0
    look_seconds: float = 5.0
    at_once: int = 40
    connections: int = 250

    def is_over(self, look: Look) -> bool:
        """Tell whether enough was seen."""
        return (look.runs >= self.runs and look.steps >= self.steps) or look.connections >= self.connections


async def soak(plan: Plan, command: Sequence[str], rulebook: Rulebook, saw: Callable[[Look], None]) -> list[Look]:
    """Keep a bot busy, and give every look at it.

    Args:
        plan: how long.
        command: serves the bot.
        rulebook: that of the bot.
        saw: is told of each look.

    Raises:
        ExceptionGroup: somebody waited for an answer in vain, or the bot told nothing of itself.
        RuntimeError: it did not end in order.
    """
    numbers, questions = count(), questions_by_text(rulebook)
    with tempfile.TemporaryDirectory() as folder:
        database, port = Path(folder) / "bot.sqlite3", _free_port()
        async with BotApi(seed=1, keep_calls=0, keep_messages=6, keep_versions=1) as api:
            make_trouble(api)
            victim = Victim(command, api, database, Random(1), _settings(plan, port))

            async def come_and_go() -> None:
                for at in numbers:
                    playing, talking = api.private(1000 + 2 * at), api.private(1001 + 2 * at)
                    await Player(playing, questions, MANNERS[at % len(MANNERS)], Random(at)).play()
                    await talk(talking)
                    # What months would delete by age is deleted here, or an hour's work would be copying one file.
                    await asyncio.gather(_be_forgotten(playing), _be_forgotten(talking))

            async with victim.running(), asyncio.TaskGroup() as group:
                people = [group.create_task(come_and_go()) for _ in range(plan.at_once)]
                looks = [look async for look in _watch(plan, port, database.parent / "backups", saw)]
                for each in people:
                    each.cancel()
    if victim.exit_code:
        raise RuntimeError(f"the bot ended with {victim.exit_code}")
    return looks


async def _be_forgotten(chat: PrivateChat) -> None:
    await chat.say("/forget yes")
    await chat.until(has(FORGOTTEN), PATIENCE_SECONDS)


def _settings(plan: Plan, port: int) -> dict[str, str]:
    every = str(plan.round_seconds)
    return {"HOST": "127.0.0.1", "PORT": str(port), "BACKUP_DAYS": "1", "CHORES_EVERY_SECONDS": every}


async def _watch(plan: Plan, port: int, backups: Path, saw: Callable[[Look], None]) -> AsyncIterator[Look]:
    started = time.monotonic()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        while True:
            told = await client.get(METRICS)
            look = Look.at(time.monotonic() - started, Scraped(told.raise_for_status().text))
            saw(look)
            yield look
            if plan.is_over(look):
                return
            _clear(backups)
            await asyncio.sleep(plan.look_seconds)


def _clear(backups: Path) -> None:
    for old in sorted(backups.glob("*.sqlite3.gz"))[:-BACKUPS_LEFT]:
        old.unlink(missing_ok=True)


def _free_port() -> int:
    with listen("127.0.0.1", 0) as listener:
        port: int = listener.getsockname()[1]
        return port
