"""Every measurement of the served bot in one run: `python -m bench.telegram`; `--short` only shows that it works."""

import argparse
import asyncio
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from statistics import median, quantiles

from bench.measuring import Measured
from bench.telegram.beside import question_milliseconds
from bench.telegram.peak import peak_mb
from bench.telegram.rates import echo_rate
from bench.telegram.start import starts
from bench.telegram.steps import steps_a_second, steps_a_second_beside_a_hang, tap_milliseconds
from bench.telegram.weight import WARM_UP_CHATS, weigh
from rules.rulebook import Rulebook, load_rulebook

DAY = date(2026, 11, 23)
ROUNDS = 3
"""How often the rates are measured, in turns, on a machine that is not quiet."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured.

    Attributes:
        starts: how often the bot is started.
        people: who answer questions.
        updates: messages that are echoed.
        rounds: how often the peers take turns.
        interviews: those that are held with the language model, one after another.
        chats: those that talk while the bot is weighed.
    """

    starts: int
    people: int
    updates: int
    rounds: int
    interviews: int
    chats: int


FULL, SHORT = Scale(9, 120, 1600, ROUNDS, 5, 9000), Scale(1, 2, 32, 1, 1, 0)


def measure(scale: Scale, rulebook: Rulebook) -> Iterator[str]:
    """Measure, and give each line as soon as it is known."""
    yield _start(scale.starts)
    rate = asyncio.run(steps_a_second(rulebook, scale.people))
    yield str(Measured("steps of the interview", rate, 100, "/s"))
    yield _beside_a_hang(scale, rulebook, rate)
    waits = asyncio.run(tap_milliseconds(rulebook, scale.people))
    yield str(Measured("a tap until its edit, 99 of 100, 15 taps a second", quantiles(waits, n=100)[98], 60, "ms"))
    waits = asyncio.run(question_milliseconds(rulebook, scale.people))
    yield str(Measured("a question while verdicts are made, 99 of 100", quantiles(waits, n=100)[98], 60, "ms"))
    yield from _echoes(scale)
    peak = asyncio.run(peak_mb(rulebook, scale.interviews))
    yield str(Measured("peak memory, interviews with the language model", peak, 170, "MB"))
    if scale.chats:
        yield _weight(scale.chats)


def _beside_a_hang(scale: Scale, rulebook: Rulebook, first: float) -> str:
    """Compare the rate with that beside a language model that hangs, in turns."""
    alone, beside = [first], [asyncio.run(steps_a_second_beside_a_hang(rulebook, scale.people))]
    for _ in range(scale.rounds - 1):
        alone.append(asyncio.run(steps_a_second(rulebook, scale.people)))
        beside.append(asyncio.run(steps_a_second_beside_a_hang(rulebook, scale.people)))
    note = f"alone {median(alone):.1f} steps a second, beside a model that hangs on every call {median(beside):.1f}"
    return str(Measured("the same while the model hangs", median(beside) / median(alone), 0.9, "times", note))


def _start(times: int) -> str:
    found = asyncio.run(starts(times))
    serving, answered, processor = (median(each) for each in zip(*map(astuple, found), strict=True))
    note = f"median of {times}; who waited is answered after {answered:,.0f} ms; {processor:,.0f} ms of the processor"
    return str(Measured("a start, from exec to serving", serving, 1500, "ms", note))


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
