"""Whole steps of the interview: how many a second, and how long a tap waits for its edit."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import MappingProxyType

from bench.telegram.victim import OURS, Victim
from rules.rulebook import Rulebook
from tests.narrator.openai_api.faults import Hang
from tests.narrator.openai_api.server import OpenAiApi
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import Player, is_verdict, questions_by_text

AT_ONCE = 20
QUESTIONS = 3
"""Steps that each person takes, early in an interview, since a verdict is another measurement."""
TAPS_A_SECOND = 15.0
WAITING = 8
"""Chats that wait for the language model all the while: as many as it is asked for at the same time."""
PROSE = "We are three developers with twenty functions, and Postgres dies at every peak of the year."


async def steps_a_second(rulebook: Rulebook, people: int) -> float:
    """Let people answer questions by taps, twenty at once, each as soon as it is put; one to tick counts once."""
    async with _api() as api, _served(api, rulebook, people) as players:
        return await _rate(players)


async def steps_a_second_beside_a_hang(rulebook: Rulebook, people: int) -> float:
    """Let people answer as many questions, while others wait for a language model that hangs on every call."""
    async with _api() as api, OpenAiApi() as model:
        model.always(Hang())
        set_up = {"OPENAI_API_KEY": model.key, "OPENAI_BASE_URL": model.url, "OPENAI_DEADLINE_SECONDS": "300"}
        async with _served(api, rulebook, people, set_up) as players:
            others = [api.private(9000 + at) for at in range(WAITING)]
            for other in others:
                await other.say("/start")
                await other.say(PROSE)
            await model.came(WAITING, within_seconds=60)
            return await _rate(players)


async def _rate(players: Sequence[Player]) -> float:
    for player in players:
        await player.chat.say("/start")
    await asyncio.gather(*(player.answer_one() for player in players))
    places = asyncio.Semaphore(AT_ONCE)

    async def answer_some(player: Player) -> None:
        async with places:
            for _ in range(QUESTIONS):
                await player.answer_one()
                if is_verdict(await player.sees_next()):
                    return

    started = time.perf_counter()
    await asyncio.gather(*map(answer_some, players))
    return sum(len(player.said) - 1 for player in players) / (time.perf_counter() - started)


async def tap_milliseconds(rulebook: Rulebook, people: int) -> list[float]:
    """Let people tap, fifteen times a second in all, and give how long each tap waited for its edit, in order."""
    async with _api() as api, _served(api, rulebook, people) as players:
        pace = Pace(TAPS_A_SECOND)
        tapping = [Tapping(player.chat, player.questions, "buttons", player.random, pace=pace) for player in players]
        for each in tapping:
            await each.chat.say("/start")
        await asyncio.gather(*(each.sees_next() for each in tapping))
        await asyncio.gather(*(each.answer_some() for each in tapping))
    return sorted(wait for each in tapping for wait in each.waits)


class Pace:
    """Lets one after another go, so many a second."""

    def __init__(self, a_second: float) -> None:
        self._between, self._due = 1 / a_second, time.perf_counter()

    async def turn(self) -> None:
        """Wait until it is one's turn."""
        self._due = max(self._due + self._between, time.perf_counter())
        await asyncio.sleep(self._due - time.perf_counter())


@dataclass
class Tapping(Player):
    """Somebody whose taps are paced and timed, those that only tick a choice too."""

    pace: Pace = field(default_factory=lambda: Pace(TAPS_A_SECOND))
    waits: list[float] = field(default_factory=list)

    async def answer_some(self) -> None:
        """Answer a few questions, or all to the verdict."""
        for _ in range(QUESTIONS):
            await self.answer_one()
            if is_verdict(await self.sees_next()):
                return

    async def _tap(self, card: Message, label: str) -> None:
        await self.pace.turn()
        before, started = card.now, time.perf_counter()
        await super()._tap(card, label)
        await self.chat.until(lambda _: card.now is not before, self.patience_seconds)
        self.waits.append((time.perf_counter() - started) * 1000)


@asynccontextmanager
async def _api() -> AsyncIterator[BotApi]:
    async with BotApi(keep_calls=0, keep_messages=6, keep_versions=1) as api:
        yield api


@asynccontextmanager
async def _served(
    api: BotApi, rulebook: Rulebook, people: int, more: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[list[Player]]:
    questions = questions_by_text(rulebook)
    with tempfile.TemporaryDirectory() as folder:
        victim = Victim(OURS, api, Path(folder) / "bot.sqlite3", Random(1), more)
        async with victim.running():
            yield [Player(api.private(1000 + at), questions, "buttons", Random(at)) for at in range(people)]
