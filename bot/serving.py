"""The served bot from its settings: store, engine, transport and chat, put together and run to the end."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.interview.advisor import Advisor
from bot.logs import set_up_logs
from bot.settings import ServeSettings, SettingsError, read_settings
from bot.store import StoreError, open_store
from bot.telegram.chores import Keeping
from bot.telegram.errors import Ended
from bot.telegram.pacing import Pacer, Unpaced
from bot.telegram.polling import ALLOWED, Polling
from bot.telegram.service import Service, assemble, introduce, make_bot, run_until
from bot.telegram.thinking import Thinker
from bot.telegram.watchdog import Watchdog
from rules.decide import Settings
from rules.problems import RulebookError
from rules.rulebook import HOUSE, load_rulebook
from rules.scoring import Engine

LOG = logging.getLogger(__name__)
FAILED, WRONG_SETTINGS, STUCK = 1, 2, 70
"""Exit codes; the last is that of a process in which nothing moved any more."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The clocks, handed in by whoever has them.

    Attributes:
        now: the moment.
        seconds: a clock that only moves forward.
    """

    now: Callable[[], datetime]
    seconds: Callable[[], float]

    def today(self) -> date:
        """Give the day."""
        return self.now().date()


def serve_from_environment(clock: Clock) -> tuple[int, list[str]]:
    """Serve as the environment says, until told to stop.

    Returns:
        the exit code, and what is wrong, a sentence each.
    """
    try:
        settings = read_settings()
        set_up_logs(settings.log_level, [settings.telegram_bot_token.get_secret_value()])
        asyncio.run(run_bot(settings, clock))
    except SettingsError as error:
        return WRONG_SETTINGS, error.problems
    except RulebookError as error:
        return WRONG_SETTINGS, [str(problem) for problem in error.problems]
    except (StoreError, Ended) as error:
        return FAILED, [str(error)]
    except asyncio.CancelledError:
        LOG.info("told to stop before the start was over")
    return 0, []


async def run_bot(settings: ServeSettings, clock: Clock) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        RulebookError: a rulebook has mistakes.
        StoreError: the file cannot be used.
        Ended: the token is not valid, or another program takes this bot's updates.
        CancelledError: it was told to stop before it served.
    """
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    starting = asyncio.ensure_future(_cancel_on(stop, asyncio.current_task()))
    thinker = Thinker(partial(load_advisor, settings), clock.today)
    loading = asyncio.ensure_future(thinker(lambda advisor: advisor.rulebook.day))
    try:
        async with await open_store(settings.database) as store, connected(settings) as (bot, polls):
            service = assemble(store, bot, _pace(settings, clock), thinker, clock.now, keeping(settings))
            watchdog = Watchdog(clock.seconds, settings.webhook_url is None, _give_up)
            polling = Polling(polls, bot.base_url, service.intake.take, watchdog.heard)
            transport = await _transport(settings, bot, service, polling)
            await loading
            starting.cancel()
            LOG.info("serving", extra={"bot": bot.username, "by": "webhook" if settings.webhook_url else "polling"})
            async with _meanwhile(_insist(lambda: introduce(bot))):
                await run_until(stop, service, watchdog.run(), transport)
            LOG.info("stopped")
    finally:
        await _cancelled(loading)
        thinker.close()


@asynccontextmanager
async def _meanwhile(part: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do something besides, for as long as the block lasts."""
    doing = asyncio.ensure_future(part)
    try:
        yield
    finally:
        await _cancelled(doing)


async def _cancelled(doing: asyncio.Future[Any]) -> None:
    doing.cancel()
    await asyncio.gather(doing, return_exceptions=True)


async def _cancel_on(stop: asyncio.Event, task: asyncio.Task[None] | None) -> None:
    """Cancel a task once it is time to stop: at a start Telegram may be away for as long as it likes."""
    await stop.wait()
    if task is not None:
        task.cancel()


def load_advisor(settings: ServeSettings, day: date) -> Advisor:
    """Make the rulebook of a day ready."""
    rulebook = load_rulebook(day, HOUSE, settings.advisor_region, settings.rulebooks)
    return Advisor(Engine(rulebook), Settings(horizon_months=settings.horizon_months))


@asynccontextmanager
async def connected(settings: ServeSettings) -> AsyncIterator[tuple[Bot, BaseRequest]]:
    """Give the client of the Bot API once it knows its name, and close it after."""
    bot, polls = make_bot(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url)
    try:
        await _insist(bot.initialize)
        yield bot, polls
    finally:
        await bot.shutdown()


async def _insist(call: Callable[[], Awaitable[object]]) -> None:
    """Try until Telegram answers: at a start it may be away."""
    wait_seconds = 0.2
    while True:
        try:
            await call()
            return
        except InvalidToken:
            raise Ended("Telegram does not know this token. Set TELEGRAM_BOT_TOKEN to the one of @BotFather.") from None
        except TelegramError as error:
            LOG.warning("Telegram does not answer", extra={"reason": str(error), "wait_seconds": wait_seconds})
            await asyncio.sleep(wait_seconds)
            wait_seconds = min(2 * wait_seconds, 10.0)


async def _transport(
    settings: ServeSettings, bot: Bot, service: Service, polling: Polling
) -> Coroutine[Any, Any, None]:
    """Choose how updates come in: by a webhook where it has an address, else by polls."""
    if settings.webhook_url is None:
        await _insist(bot.delete_webhook)
        return polling.run()
    # The server is a twentieth of a second to import, for which a start that polls need not wait.
    from bot.web import PATH, application, secret_of, serve

    secret = secret_of(settings.telegram_bot_token.get_secret_value())
    address = settings.webhook_url + PATH
    await _insist(lambda: bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED))
    return serve(application(service.intake.take, secret), settings.host, settings.port)


def _pace(settings: ServeSettings, clock: Clock) -> Pacer | Unpaced:
    return Pacer(clock.seconds) if settings.pacing else Unpaced()


def keeping(settings: ServeSettings) -> Keeping:
    """Say how long things are kept."""
    folder = settings.database.parent / "backups" if settings.backup_days else None
    return Keeping(timedelta(days=settings.retention_days), folder, timedelta(days=settings.backup_days))


def _give_up(trouble: str) -> None:
    LOG.critical("the process is stuck and ends", extra={"reason": trouble})
    logging.shutdown()
    os._exit(STUCK)
