"""The bot in a process of its own, which is killed or ended."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from tests.telegram.botapi.server import BotApi

OURS, CONTROL = ("-m", "bot", "serve"), ("-m", "bench.telegram.control")
BETWEEN_KILLS_SECONDS = (0.5, 3.0)
KILLED_AT_START = 0.1
"""Share of kills that come while the bot starts."""


class Victim:
    """A command that serves the bot on a stand-in for Telegram.

    Attributes:
        kills: how often it was killed.
        exit_code: that of the last run that was ended and not killed.
    """

    def __init__(self, command: Sequence[str], api: BotApi, database: Path, random: Random) -> None:
        self._command, self._api, self._random = command, api, random
        self._environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url.removesuffix("/bot"),
            "DATABASE": str(database),
            "PACING": "off",
            "LOG_LEVEL": "ERROR",
            "BACKUP_DAYS": "0",
        }
        self.kills = 0
        self.exit_code: int | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Let it take updates, and end it as a platform does."""
        process = await self._start()
        try:
            await self._has_polled(process)
            yield process
        finally:
            process.terminate()
            self.exit_code = await process.wait()

    async def be_killed_until(self, over: asyncio.Event) -> None:
        """Start it and kill it, again and again, until the event is set."""
        while not over.is_set():
            process = await self._start()
            if self._random.random() >= KILLED_AT_START:
                await self._has_polled(process)
            try:
                async with asyncio.timeout(self._random.uniform(*BETWEEN_KILLS_SECONDS)):
                    await over.wait()
            except TimeoutError:
                self.kills += 1
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(sys.executable, *self._command, env=self._environment)

    async def _has_polled(self, process: asyncio.subprocess.Process) -> None:
        """Wait until it asks for updates, or ends by itself."""
        ended = asyncio.ensure_future(process.wait())
        polls = asyncio.ensure_future(self._api.updates.next_poll())
        await asyncio.wait([ended, polls], return_when=asyncio.FIRST_COMPLETED)
        for waiting in (ended, polls):
            waiting.cancel()
