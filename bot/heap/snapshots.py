"""Snapshots of a running bot's heap, one at each SIGUSR1; until the first nothing is traced, and nothing weighs."""

import asyncio
import fcntl
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

LOG = logging.getLogger(__name__)
FOLDER, NAMED = "snapshots", "heap-%Y%m%dT%H%M%S.%fZ"
KEPT = 12
"""So many snapshots stay; a volume is small."""
FRAMES = 8
"""How far back it is known who asked for a block; each further frame slows the bot down while it is traced."""


class NoBot(Exception):
    """No running bot can be asked."""


@asynccontextmanager
async def on_signal(database: Path, now: Callable[[], datetime]) -> AsyncIterator[None]:
    """Write a snapshot at every SIGUSR1 that comes during the block, and tell by a file whom to send it to.

    Args:
        database: the file that keeps everything; the snapshots lie in a folder beside it.
        now: the clock, which names them.
    """
    write = partial(write_snapshot, database.parent / FOLDER, now)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, write)
    with ExitStack() as until_the_end:
        try:
            _tell(until_the_end.enter_context(_told(database).open("a+", encoding="utf-8")))
        except OSError as error:
            # A full disk, or a file that a start as another user left: no reason not to serve.
            LOG.warning("`profile` cannot find this bot; SIGUSR1 reaches it", extra={"reason": str(error)})
        yield


def _tell(told: TextIO) -> None:
    # The lock ends with the process, also when it is killed, so that a number that is left over misleads nobody.
    with suppress(BlockingIOError):
        fcntl.flock(told, fcntl.LOCK_EX | fcntl.LOCK_NB)
        told.truncate(0)
        told.write(str(os.getpid()))
        told.flush()


def running(database: Path) -> int:
    """Give the number of the process that serves a file.

    Raises:
        NoBot: none does.
    """
    try:
        with _told(database).open(encoding="utf-8") as told:
            fcntl.flock(told, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(_told(database).read_text("utf-8"))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise NoBot(f"{_told(database)}: {error.strerror}. Run it as the user of the bot.") from None
    raise NoBot(f"No bot serves {database} on this machine. Set DATABASE to the file of the one that runs.")


def write_snapshot(folder: Path, now: Callable[[], datetime]) -> None:
    """Write down what is traced, and begin to trace where nothing is yet; the first snapshot is empty then."""
    # Not at a start, which would pay for what is hardly ever needed.
    import tracemalloc

    # Where it traces already, as PYTHONTRACEMALLOC lets it from the start, this changes nothing.
    tracemalloc.start(FRAMES)
    taken = tracemalloc.take_snapshot()
    path = folder / now().astimezone(UTC).strftime(NAMED)
    unfinished = path.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        taken.dump(str(unfinished))
        unfinished.rename(path)
        for old in snapshots_in(folder)[:-KEPT]:
            old.unlink()
    except OSError as error:
        LOG.error("no snapshot of the heap could be written", extra={"reason": str(error)})
    else:
        LOG.info("a snapshot of the heap was written", extra={"file": str(path), "blocks": len(taken.traces)})


def snapshots_in(folder: Path) -> list[Path]:
    """List the snapshots in a folder, the oldest first."""
    return sorted(folder.glob("heap-*Z"))


def _told(database: Path) -> Path:
    return Path(f"{database}.pid")
