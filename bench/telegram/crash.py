"""Interviews while the bot is killed again and again: nothing said may be lost, and nothing decided twice.

`python -m bench.telegram.crash` plays a thousand; `--control` does the same with the polling of python-telegram-bot
itself, which confirms updates before they are handled, and must fail.
"""

import argparse
import asyncio
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from bench.telegram.victim import CONTROL, OURS, ContainedVictim, Victim
from bot.store import open_store
from rules.rulebook import Rulebook, load_rulebook
from tests.telegram.botapi.calls import DROPPED
from tests.telegram.botapi.faults import AnswerDropped, ClosedBefore, Repeated, ServerError, TooManyRequests
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import MANNERS, Player, questions_by_text
from tests.telegram.truth import differences

FAILING, DUPLICATED = 0.15, 0.20
PATIENCE_SECONDS = 120.0
"""How long a player waits for a card before the interview counts as lost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played: how many interviews, how many at once, against which command or image, and by which chances.

    After `minutes` no further interview begins, so that a slow machine comes to an end too.
    """

    interviews: int = 1000
    at_once: int = 40
    command: Sequence[str] = OURS
    seed: int = 1
    patience_seconds: float = PATIENCE_SECONDS
    image: str | None = None
    minutes: float = math.inf

    def victim(self, api: BotApi, database: Path) -> Victim:
        """Give what is killed."""
        random = Random(self.seed)
        if self.image is not None:
            return ContainedVictim(self.image, api, database, random)
        return Victim(self.command, api, database, random)


@dataclass
class Outcome:
    """What became of the interviews.

    Attributes:
        gave_up: what those saw who waited too long for a card, by chat.
        waiting: updates that are still in the inbox; what a chat with any of them said cannot be judged yet.
        lost: what was said and is not kept, and verdicts made twice.
    """

    begun: int = 0
    finished: int = 0
    answers: int = 0
    gave_up: dict[int, str] = field(default_factory=dict)
    waiting: int = 0
    lost: list[str] = field(default_factory=list)
    kills: int = 0
    repeated: Counter[int] = field(default_factory=Counter)
    lost_replies: int = 0
    exit_code: int | None = None
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Tell whether the guarantee holds."""
        whole = self.finished == self.begun and not self.lost and self.exit_code == 0
        most = max(self.repeated.values(), default=0)
        return whole and most <= self.kills + self.lost_replies

    def __str__(self) -> str:
        lost, gave_up = (
            "".join(f"\n    {each}" for each in told[:10]) for told in (self.lost, [*self.gave_up.values()])
        )
        return (
            f"{self.finished} of {self.begun} interviews finished, {self.answers} answers, {self.seconds:.0f} s\n"
            f"{len(self.gave_up)} players gave up, {self.waiting} updates wait in the inbox{gave_up}\n"
            f"{self.kills} kills, {self.lost_replies} replies to a new message lost on their way\n"
            f"{len(self.lost)} answers lost or verdicts made twice{lost}\n"
            f"{self.repeated.total()} messages repeated, at most {max(self.repeated.values(), default=0)} in a chat\n"
            f"exit code on SIGTERM: {self.exit_code}\n"
            f"{'the guarantee holds' if self.holds else 'the guarantee does not hold'}"
        )


async def crash(plan: Plan, rulebook: Rulebook) -> Outcome:
    """Play interviews against a bot that is killed, and see what became of them."""
    outcome, questions = Outcome(), questions_by_text(rulebook)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bot.sqlite3"
        async with BotApi(seed=plan.seed, keep_calls=0) as api:
            make_trouble(api)
            players = [
                Player(
                    api.private(1000 + at), questions, MANNERS[at % 3], Random(plan.seed + at), plan.patience_seconds
                )
                for at in range(plan.interviews)
            ]
            victim = plan.victim(api, database)
            begun = await _play_all(players, victim, plan, outcome)
            outcome.lost_replies = api.calls.count("sendMessage", DROPPED)
            api.faults.clear()
            async with victim.running():
                pass
        outcome.kills, outcome.exit_code = victim.kills, victim.exit_code
        outcome.repeated = _repeated(begun)
        await _find_lost(database, rulebook, begun, outcome)
    return outcome


def make_trouble(api: BotApi) -> None:
    """Let calls fail by chance, in every way, and updates come twice."""
    faults = (TooManyRequests(retry_after=1), ServerError(502), ClosedBefore(), AnswerDropped())
    # One after another has its chance, so that together they strike as often as is wished.
    left = 1.0
    for fault in faults:
        share = FAILING / len(faults) / left
        api.faults.often(fault, share)
        left *= 1 - share
    api.faults.often(Repeated(), DUPLICATED)


async def _play_all(players: Sequence[Player], victim: Victim, plan: Plan, outcome: Outcome) -> list[Player]:
    """Play until all have ended that began in time; those are given."""
    over, places, started = asyncio.Event(), asyncio.Semaphore(plan.at_once), time.monotonic()
    begun: list[Player] = []

    async def play(player: Player) -> None:
        async with places:
            if time.monotonic() - started > plan.minutes * 60:
                return
            begun.append(player)
            try:
                await player.play()
                outcome.finished += 1
            except TimeoutError as error:
                outcome.gave_up[player.chat.id] = str(error)

    killing = asyncio.ensure_future(victim.be_killed_until(over))
    await asyncio.gather(*map(play, players))
    over.set()
    await killing
    outcome.begun, outcome.seconds = len(begun), time.monotonic() - started
    return begun


def _repeated(players: Sequence[Player]) -> Counter[int]:
    """Count, by chat, the messages that the bot sent more than once."""
    repeated: Counter[int] = Counter()
    for player in players:
        sent = Counter(player.chat.sent_by_bot)
        repeated[player.chat.id] = sent.total() - len(sent)
    return +repeated


async def _find_lost(database: Path, rulebook: Rulebook, players: Sequence[Player], outcome: Outcome) -> None:
    async with await open_store(database) as store:
        left = await store.transact(lambda book: book.inbox.waiting())
        outcome.waiting, unjudged = len(left), {each.chat for each in left}
        for player in players:
            outcome.answers += len(player.said)
            if str(player.chat.id) not in unjudged:
                ended = player.chat.id not in outcome.gave_up
                wrong = await differences(store, rulebook, player, ended=ended)
                outcome.lost += [f"chat {player.chat.id}: {each}" for each in wrong]


def main() -> None:
    """Run it, print what became of it, and fail where the guarantee does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.telegram.crash", description=__doc__)
    parser.add_argument("--interviews", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=math.inf, help="after these no further interview begins")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=PATIENCE_SECONDS, help="seconds to wait for a card")
    parser.add_argument("--control", action="store_true", help="python-telegram-bot's own polling instead")
    parser.add_argument("--image", help="a container image instead of the checkout; docker is needed")
    told = parser.parse_args()
    command = CONTROL if told.control else OURS
    plan = Plan(
        told.interviews,
        command=command,
        seed=told.seed,
        patience_seconds=told.patience,
        image=told.image,
        minutes=told.minutes,
    )
    outcome = asyncio.run(crash(plan, load_rulebook(date.today())))  # noqa: DTZ011
    print(outcome)
    sys.exit(not outcome.holds)


if __name__ == "__main__":
    main()
