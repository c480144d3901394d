"""A running bot, asked for a snapshot of its heap."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from bot.heap.snapshots import FOLDER, NoBot, running, snapshots_in

BETWEEN_LOOKS_SECONDS, LOOKS = 0.05, 1200


def ask(database: Path, sleep: Callable[[float], None]) -> Path:
    """Let the bot that serves a file write a snapshot, and give its path once it is there.

    Raises:
        NoBot: none serves it, or it writes nothing within a minute.
    """
    folder, process = database.parent / FOLDER, running(database)
    before = set(snapshots_in(folder))
    os.kill(process, signal.SIGUSR1)
    for _ in range(LOOKS):
        if new := [each for each in snapshots_in(folder) if each not in before]:
            return new[0]
        sleep(BETWEEN_LOOKS_SECONDS)
    raise NoBot(f"Process {process} wrote no snapshot into {folder} within a minute; its log says why.")
