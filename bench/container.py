"""A container with the bot, run by the docker of this machine as a small platform runs it."""

import asyncio
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import httpx

from bot.web import HEALTH

LIMITS = (
    *("--network", "host", "--memory", "256m", "--memory-swap", "256m", "--read-only", "--tmpfs", "/tmp"),  # noqa: S108 - in the container
    *("--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
)
BETWEEN_LOOKS_SECONDS = 0.02
PATIENCE_SECONDS = 60.0


class DockerError(Exception):
    """Docker refused; the message is its own."""


async def docker(*arguments: str) -> str:
    """Run a command of docker's, and give what it prints.

    Raises:
        DockerError: it failed.
    """
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec("docker", *arguments, stdout=pipe, stderr=pipe)
    out, err = await running.communicate()
    if running.returncode:
        raise DockerError(f"docker {' '.join(arguments)}\n{err.decode()}")
    return out.decode().strip()


class Container:
    """One container of an image, on the network of this machine; removed at the end of `async with`.

    Args:
        image: its name.
        volume: the folder that is its volume.
        settings: what the bot is told, the port among them.
        options: further options of docker's.
    """

    def __init__(self, image: str, volume: Path, settings: Mapping[str, str], *options: str) -> None:
        told = [each for name, value in settings.items() for each in ("--env", f"{name}={value}")]
        self._command = ("create", "--volume", f"{volume}:/data", *LIMITS, *options, *told, image)
        self._health = f"http://127.0.0.1:{settings['PORT']}{HEALTH}"
        self._id = ""

    async def __aenter__(self) -> "Container":
        self._id = await docker(*self._command)
        return self

    async def __aexit__(self, *_: object) -> None:
        await docker("rm", "--force", self._id)

    async def start(self) -> float:
        """Start it, and give the milliseconds until it is healthy.

        Raises:
            DockerError: it ended instead, or took too long; the message has what the bot said.
        """
        await docker("start", self._id)
        deadline = time.monotonic() + PATIENCE_SECONDS
        async with httpx.AsyncClient() as client:
            while not await self._is_healthy(client):
                if time.monotonic() > deadline or await self.inspect("State.Running") == "false":
                    raise DockerError(f"it is not healthy; it said:\n{await self.said()}")
                await asyncio.sleep(BETWEEN_LOOKS_SECONDS)
        began = datetime.fromisoformat(await self.inspect("State.StartedAt"))
        return (time.time() - began.timestamp()) * 1000

    async def kill(self) -> None:
        """End it as a failing machine does."""
        await docker("kill", "--signal", "KILL", self._id)

    async def stop(self) -> tuple[float, int]:
        """End it as a platform does, with SIGTERM, and give the milliseconds that it takes and its exit code."""
        began = time.monotonic()
        await docker("stop", "--time", "30", self._id)
        return (time.monotonic() - began) * 1000, int(await self.inspect("State.ExitCode"))

    async def resident_mb(self, which: str = "VmRSS") -> float:
        """Give the memory of the bot: VmRSS is what it has, VmHWM the most it had since it was started."""
        status = dict(line.split(":", 1) for line in (await self.run("cat", "/proc/1/status")).splitlines())
        return int(status[which].split()[0]) * 1024 / 1e6

    async def run(self, *command: str) -> str:
        """Run a command in it, and give what it prints."""
        return await docker("exec", self._id, *command)

    async def inspect(self, what: str) -> str:
        """Give what docker knows of it."""
        return await docker("inspect", "--format", f"{{{{.{what}}}}}", self._id)

    async def said(self) -> str:
        """Give all that the bot wrote."""
        return await docker("logs", self._id)

    async def _is_healthy(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(self._health)).status_code == 200
        except httpx.TransportError:
            return False
