"""The served bot: its parts put together, and run until it is told to stop."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Bot, BotCommand
from telegram.request import BaseRequest

from bot.interview.advisor import Think
from bot.metrics.declared import Metrics
from bot.narrator.narrator import Narrator
from bot.store import Store
from bot.telegram.calls import Calls, Paces
from bot.telegram.chores import Chores, Keeping
from bot.telegram.doors import Doors
from bot.telegram.effects import Office, Work
from bot.telegram.handling import Handling
from bot.telegram.intake import Intake
from bot.telegram.lanes import Lanes
from bot.telegram.requests import AiohttpRequest
from bot.telegram.showing import Showing
from bot.telegram.tally import Tally
from bot.telegram.views.plain import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION

LOG = logging.getLogger(__name__)
SIDE_BY_SIDE = 32
"""Calls to Telegram at the same time."""
ANSWERED_WITHIN_SECONDS = 10.0
DRAINED_WITHIN_SECONDS = 5.0
CAUGHT_UP_SECONDS = 30.0
"""How often that is tried again which could not be handled or shown."""


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a bot that is ready to take updates."""

    intake: Intake
    lanes: Lanes
    chores: Chores
    work: Work


def make_bot(token: str, api_url: str) -> tuple[Bot, BaseRequest]:
    """Make the client of the Bot API and its connection for polls; nothing is asked of Telegram yet."""
    # Durations as the library will give them in future; any other way it warns.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    general, polls = (AiohttpRequest(api_url, most, ANSWERED_WITHIN_SECONDS) for most in (SIDE_BY_SIDE, 1))
    return Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", general, polls), polls


def assemble(
    store: Store,
    bot: Bot,
    pace: Paces,
    think: Think,
    now: Callable[[], datetime],
    keeping: Keeping,
    metrics: Metrics,
    narrator: Narrator | None = None,
    doors: Doors | None = None,
) -> Service:
    """Put the parts together.

    Args:
        store: where everything is kept.
        bot: the client of the Bot API, initialised, so that it knows its name.
        pace: says when a new message may be sent.
        think: runs the engine.
        now: the clock.
        keeping: how long things are kept.
        metrics: counts and times what happens.
        narrator: the language model; None where none is set.
        doors: know who may come in; None where everybody may.
    """
    tally = Tally(metrics)
    calls = Calls(bot, pace, metrics.telegram.failed)
    lanes = Lanes(tally.timed(Showing(store, calls, think).show))
    office = Office(store, think, now, narrator, keeping.backups, doors or Doors())
    handling = Handling(office, calls, bot.username, lanes.beside)
    return Service(
        intake=Intake(store, lanes, tally.counted(handling.handle), now, tally, office.doors),
        lanes=lanes,
        chores=Chores(store, lanes, keeping, now, metrics.jobs),
        work=office.work,
    )


async def introduce(bot: Bot) -> None:
    """Tell Telegram the commands and the descriptions that people see before they begin."""
    await bot.set_my_commands([BotCommand(name, words) for name, words in COMMANDS.items()])
    await bot.set_my_description(DESCRIPTION)
    await bot.set_my_short_description(SHORT_DESCRIPTION)


async def run_until(
    stop: asyncio.Event, service: Service, *parts: Coroutine[Any, Any, None] | asyncio.Future[None]
) -> None:
    """Run a service with its other parts until it is told to stop, then finish what is under way.

    Args:
        stop: is set when it is time.
        service: takes updates.
        parts: run for ever; one that fails ends everything with its error.
    """
    await service.intake.catch_up()
    everything = [*parts, service.chores.run(), _catch_up(service.intake)]
    tasks = [asyncio.ensure_future(each) for each in everything]
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
        failed = next((task.exception() for task in tasks if task.done() and not task.cancelled()), None)
        if failed is not None:
            raise failed
    finally:
        await _cancel([stopped, *tasks])
        await _drain(service.lanes)


async def _catch_up(intake: Intake, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    while True:
        await sleep(CAUGHT_UP_SECONDS)
        await intake.catch_up()


async def _cancel(tasks: list[asyncio.Future[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _drain(lanes: Lanes) -> None:
    try:
        async with asyncio.timeout(DRAINED_WITHIN_SECONDS):
            await lanes.drain()
    except TimeoutError:
        await lanes.abandon()
        LOG.warning("stopped before all was shown; the rest is shown at the next start")
