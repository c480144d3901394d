"""Every measurement of the served bot in one run: `python -m bench.telegram`; `--short` only shows that it works."""

import argparse
import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from statistics import quantiles

from bench.measuring import Measured
from bench.telegram.rates import echo_rate
from bench.telegram.steps import steps_a_second, tap_milliseconds
from bench.telegram.weight import WARM_UP_CHATS, weigh
from rules.rulebook import Rulebook, load_rulebook

DAY = date(2026, 11, 23)
ROUNDS = 3
"""How often the rates are measured, in turns, on a machine that is not quiet."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured.

    Attributes:
        people: who answer questions.
        updates: messages that are echoed.
        rounds: how often the peers take turns.
        chats: those that talk while the bot is weighed.
    """

    people: int
    updates: int
    rounds: int
    chats: int


FULL, SHORT = Scale(120, 1600, ROUNDS, 9000), Scale(2, 32, 1, 0)


def measure(scale: Scale, rulebook: Rulebook) -> Iterator[str]:
    """Measure, and give each line as soon as it is known."""
    rate = asyncio.run(steps_a_second(rulebook, scale.people))
    yield str(Measured("steps of the interview", rate, 100, "/s"))
    waits = asyncio.run(tap_milliseconds(rulebook, scale.people))
    yield str(Measured("a tap until its edit, 99 of 100, 15 taps a second", quantiles(waits, n=100)[98], 60, "ms"))
    yield from _echoes(scale)
    if scale.chats:
        yield _weight(scale.chats)


def _echoes(scale: Scale) -> Iterator[str]:
    rates: dict[str, list[float]] = {"bare": [], "per-query": [], "ours": []}
    for _ in range(scale.rounds):
        for peer, found in rates.items():
            found.append(asyncio.run(echo_rate(("-m", "bench.telegram.peers", peer), scale.updates)))
    bare, per_query, ours = (sorted(found)[len(found) // 2] for found in rates.values())
    note = f"an echo, updates a second: ours {ours:.0f}, bare {bare:.0f}, a connection per query {per_query:.0f}"
    yield str(Measured("an echo through the inbox, against a bare one", ours / bare, 0.6, "times", note))
    yield str(Measured("the same, against a connection per query", ours / per_query, 2, "times"))


def _weight(chats: int) -> str:
    before, after = asyncio.run(weigh(chats))
    bytes_a_chat = (after.resident_kib - before.resident_kib) * 1024 / chats
    note = f"{before} after {WARM_UP_CHATS} chats; {after} after {chats} more"
    return str(Measured("memory a chat", bytes_a_chat, 150, "bytes", note))


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(prog="python -m bench.telegram", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few repetitions: the figures say nothing")
    parser.add_argument("--no-weight", action="store_true", help="leave out what takes a quarter of an hour")
    told = parser.parse_args()
    scale = SHORT if told.short else FULL
    for line in measure(replace(scale, chats=0) if told.no_weight else scale, load_rulebook(DAY)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
