"""How many updates a second: the inbox and transport with an echo, beside two peers."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from bench.telegram.victim import Victim
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi

AT_ONCE = 32
PEERS = ("bare", "per-query", "ours")
PATIENCE_SECONDS = 60.0


async def echo_rate(command: Sequence[str], updates: int) -> float:
    """Let people talk to a bot that echoes, and give the answers a second.

    Args:
        command: starts the bot.
        updates: how many messages are sent, by 32 people at once, each once the last was answered.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(keep_calls=0, keep_messages=4, keep_versions=1) as api:
            victim = Victim(command, api, Path(folder) / "bot.sqlite3", Random(1))
            people = [api.private(1000 + at) for at in range(AT_ONCE)]
            async with victim.running():
                await asyncio.gather(*(_talk(person, 3) for person in people))
                started = time.perf_counter()
                await asyncio.gather(*(_talk(person, updates // AT_ONCE) for person in people))
                return updates / (time.perf_counter() - started)


async def _talk(person: PrivateChat, messages: int) -> None:
    for at in range(messages):
        words = f"{at} of {messages}"
        await person.say(words)
        await person.until(_says(words), PATIENCE_SECONDS)


def _says(words: str) -> Callable[[PrivateChat], bool]:
    return lambda chat: chat.last_of_bot is not None and chat.last_of_bot.text == words


def main() -> None:
    """Print the rates."""
    for peer in sys.argv[1:] or PEERS:
        rate = asyncio.run(echo_rate(("-m", "bench.telegram.peers", peer), 1500))
        print(f"{peer:<12}{rate:8.0f} /s", flush=True)


if __name__ == "__main__":
    main()
