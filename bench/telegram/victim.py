"""The bot in a process of its own, or in a container, which is killed or ended."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random
from types import MappingProxyType

from bench.container import LIMITS, DockerError, docker
from tests.telegram.botapi.server import BotApi

OURS, CONTROL = ("-m", "bot", "serve"), ("-m", "bench.telegram.control")
BETWEEN_KILLS_SECONDS = (0.5, 3.0)
KILLED_AT_START = 0.1
"""Share of kills that come while the bot starts."""
AGAIN_AFTER_SECONDS = 0.1


class Victim:
    """A command that serves the bot on a stand-in for Telegram.

    Attributes:
        kills: how often it was killed.
        exit_code: that of the last run that was ended and not killed.
    """

    def __init__(
        self,
        command: Sequence[str],
        api: BotApi,
        database: Path,
        random: Random,
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._command, self._api, self._random = command, api, random
        self._settings = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url.removesuffix("/bot"),
            "DATABASE": str(database),
            "PORT": "0",
            "PACING": "off",
            "UPDATES_PER_MINUTE": "0",
            "LOG_LEVEL": "ERROR",
            "BACKUP_DAYS": "0",
            **more,
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
                await self._kill(process)
            await process.wait()

    async def _start(self) -> asyncio.subprocess.Process:
        # Where compiled code may not be kept, a fifth of every start would be the compiler's.
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **self._settings}
        return await asyncio.create_subprocess_exec(sys.executable, *self._command, env=environment)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        process.kill()

    async def _has_polled(self, process: asyncio.subprocess.Process) -> None:
        """Wait until it asks for updates, or ends by itself."""
        ended = asyncio.ensure_future(process.wait())
        polls = asyncio.ensure_future(self._api.updates.next_poll())
        await asyncio.wait([ended, polls], return_when=asyncio.FIRST_COMPLETED)
        for waiting in (ended, polls):
            waiting.cancel()


class ContainedVictim(Victim):
    """An image that serves the bot; the process is that of docker, which hands a SIGTERM on and ends with its code."""

    def __init__(self, image: str, api: BotApi, database: Path, random: Random) -> None:
        super().__init__((), api, database, random)
        database.parent.chmod(0o777)
        told = {**self._settings, "DATABASE": f"/data/{database.name}"}
        given = [each for name, value in told.items() for each in ("--env", f"{name}={value}")]
        self._run = ("run", "--rm", *LIMITS, "--volume", f"{database.parent}:/data", *given)
        self._image, self._runs = image, 0

    async def _start(self) -> asyncio.subprocess.Process:
        self._runs += 1
        return await asyncio.create_subprocess_exec("docker", *self._run, "--name", self._name, self._image)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        while process.returncode is None:
            # Docker knows nothing of a container that it only begins to make, or that ended in this moment.
            with suppress(DockerError):
                await docker("kill", "--signal", "KILL", self._name)
            await asyncio.sleep(AGAIN_AFTER_SECONDS)

    @property
    def _name(self) -> str:
        return f"victim-{os.getpid()}-{self._runs}"
