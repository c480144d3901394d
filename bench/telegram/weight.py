"""What the bot weighs: memory, descriptors, threads and connections, while many chats talk to it."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.telegram.victim import OURS, Victim
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import card_of

AT_ONCE = 64
UPDATES_OF_EACH = 10
WARM_UP_CHATS = 1000
"""Chats that talk before the first look, so that what every process needs once is not counted."""
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Weight:
    """A look at a process from outside.

    Attributes:
        resident_kib: memory.
        descriptors: open files and sockets but for those to Telegram, which come and go.
        threads: all of them.
        connections: how often the database is open.
    """

    resident_kib: int
    descriptors: int
    threads: int
    connections: int

    @classmethod
    def of(cls, pid: int, database: Path) -> "Weight":
        """Look at a process, through /proc."""
        status = status_of(pid)
        opened = [_target(each) for each in Path(f"/proc/{pid}/fd").iterdir()]
        return cls(
            resident_kib=int(status["VmRSS"].split()[0]),
            descriptors=sum(not each.startswith("socket:") for each in opened),
            threads=int(status["Threads"]),
            connections=opened.count(str(database)),
        )


def status_of(pid: int) -> dict[str, str]:
    """Give what the system tells of a process: VmRSS is the memory that it has, VmHWM the most that it had."""
    return dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""


async def weigh(chats: int) -> tuple[Weight, Weight]:
    """Let chats talk, ten updates each, and give the weight after the first thousand and at the end."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(os.path.realpath(folder), "bot.sqlite3")  # noqa: ASYNC240 - nothing else runs yet
        async with BotApi(keep_calls=0, keep_messages=4, keep_versions=1) as api:
            victim = Victim(OURS, api, database, Random(1))
            async with victim.running() as process:
                await _talk_all(api, range(WARM_UP_CHATS))
                before = Weight.of(process.pid, database)
                await _talk_all(api, range(WARM_UP_CHATS, WARM_UP_CHATS + chats))
                return before, Weight.of(process.pid, database)


async def _talk_all(api: BotApi, numbers: range) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with places:
            await talk(api.private(10_000 + number))

    await asyncio.gather(*map(one, numbers))


async def talk(chat: PrivateChat) -> None:
    """Begin an interview, and open and fold the reasons for its first question."""
    await chat.say("/start")
    for at in range(UPDATES_OF_EACH - 1):
        label = "Hide why" if at % 2 else "Why?"
        await chat.tap(await chat.until(_card_with(label), PATIENCE_SECONDS), label)


def _card_with(label: str) -> Callable[[PrivateChat], Message | None]:
    def found(chat: PrivateChat) -> Message | None:
        card = card_of(chat)
        return card if card and any(button.text == label for row in card.buttons for button in row) else None

    return found
