"""The podcast's leak, planted on purpose and found by two snapshots: `python -m bench.leak`.

The bot with one more hourly job, which opens a connection and never closes it, runs with its jobs sped up. It is asked
for a snapshot of its heap three times: the first begins the tracing, the others are compared.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bench.soak.driving import LEAKING
from bench.telegram.victim import Victim
from bench.telegram.weight import Weight
from tests.telegram.botapi.server import BotApi

ROUND_SECONDS, LOOK_SECONDS = 0.02, 0.05
LINES = ("--lines", "5")


async def leak(connections: int) -> list[str]:
    """Let the bot leak, and give the lines of what the profiles print, with the commands.

    Args:
        connections: how many are left open between the two snapshots that are compared.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = (Path(folder) / "bot.sqlite3").resolve()
        async with BotApi(keep_calls=0) as api:
            victim = Victim(LEAKING, api, database, Random(1), {"CHORES_EVERY_SECONDS": str(ROUND_SECONDS)})
            async with victim.running() as process:
                await _profile(database)
                await _opens(process.pid, database, connections)
                before = await _profile(database)
                await _opens(process.pid, database, connections)
                after = await _profile(database)
            return [
                *_said(("profile",), [_short(before)]),
                *_said(("profile",), [_short(after)]),
                *_said(
                    ("profile", "diff", _short(before), _short(after), *LINES),
                    await _bot("profile", "diff", before, after, *LINES),
                ),
            ]


async def _opens(process: int, database: Path, more: int) -> None:
    """Wait until a process has opened so many more connections."""
    enough = Weight.of(process, database).connections + more
    while Weight.of(process, database).connections < enough:  # noqa: ASYNC110 - it is another process that opens them
        await asyncio.sleep(LOOK_SECONDS)


async def _profile(database: Path) -> str:
    (path,) = await _bot("profile", "--database", str(database))
    return path


async def _bot(*arguments: str) -> list[str]:
    command = (sys.executable, "-m", "bot", *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    return printed.decode().splitlines()


def _said(command: Sequence[str], lines: Sequence[str]) -> list[str]:
    return [f"$ python -m bot {' '.join(command)}", *lines]


def _short(path: str) -> str:
    return f"snapshots/{Path(path).name}"


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(prog="python -m bench.leak", description=__doc__)
    parser.add_argument("--connections", type=int, default=100, help="left open between the two snapshots")
    print("\n".join(asyncio.run(leak(parser.parse_args().connections))))


if __name__ == "__main__":
    main()
