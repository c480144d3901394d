"""The served bot from its settings: store, engine, transport and chat, put together and run to the end."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any

from starlette.applications import Starlette
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.backups.errors import BackupError
from bot.backups.keeping import backups_of
from bot.backups.new_disk import open_or_bring_back
from bot.clock import Clock
from bot.garbage import none_made
from bot.heap.snapshots import on_signal
from bot.interview.advisor import Advisor
from bot.logs import set_up_logs
from bot.metrics.declared import Metrics
from bot.metrics.declared import Model as ModelFigures
from bot.narrator.allowance import Caps
from bot.narrator.breaker import Breaker
from bot.narrator.metering import Metered
from bot.narrator.narrator import Narrator
from bot.narrator.settings import ModelSettings
from bot.settings import ServeSettings, SettingsError, read_settings
from bot.store import Store, StoreError
from bot.telegram.chores import Keeping
from bot.telegram.counting import KeptUsage
from bot.telegram.errors import NOT_A_BOT, Ended, Refused, seconds_to_wait
from bot.telegram.pacing import Pacer, Unpaced
from bot.telegram.polling import Polling
from bot.telegram.service import Service, assemble, introduce, make_bot, run_until
from bot.telegram.thinking import Thinker
from bot.telegram.watchdog import Watchdog
from bot.telegram.webhook import Webhook
from bot.vitals import Vitals
from bot.web import PATH, add_webhook, application, listen, secret_of, serve, why_not
from rules.decide import Settings
from rules.problems import RulebookError
from rules.rulebook import HOUSE, load_rulebook
from rules.scoring import Engine

LOG = logging.getLogger(__name__)
FAILED, WRONG_SETTINGS, STUCK = 1, 2, 70
"""Exit codes; the last is that of a process in which nothing moved any more."""


def serve_from_environment(clock: Clock) -> tuple[int, list[str]]:
    """Serve as the environment says, until told to stop.

    Returns:
        the exit code, and what is wrong, a sentence each.
    """
    try:
        settings = read_settings()
        set_up_logs(settings.log_level, settings.secrets)
        asyncio.run(run_bot(settings, clock))
    except SettingsError as error:
        return WRONG_SETTINGS, error.problems
    except RulebookError as error:
        return WRONG_SETTINGS, [str(problem) for problem in error.problems]
    except (BackupError, StoreError, Ended, Refused) as error:
        return FAILED, [str(error)]
    except asyncio.CancelledError:
        LOG.info("told to stop before the start was over")
    except Exception:
        # Written by the log, which hides what is secret; Python itself would print whatever the error holds.
        LOG.critical("the bot ends with an error that nobody foresaw", exc_info=True)
        return FAILED, []
    return 0, []


async def run_bot(settings: ServeSettings, clock: Clock) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        RulebookError: a rulebook has mistakes.
        SettingsError: the port cannot be had, or Telegram refuses the address of the webhook.
        BackupError: the disk is new, and what the lost one held cannot be brought back.
        StoreError: the file cannot be used.
        Ended: the token is not valid, or another program takes this bot's updates.
        Refused: Telegram does not accept a call of the start, and never will.
        CancelledError: it was told to stop before it served.
    """
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    starting = asyncio.ensure_future(_cancel_on(stop, asyncio.current_task()))
    metrics = Metrics(clock.seconds, settings.database)
    thinker = Thinker(partial(_load, settings, metrics, clock), clock.today)
    loading = asyncio.ensure_future(thinker(lambda advisor: advisor.rulebook.day))
    try:
        async with await open_or_bring_back(settings) as store:
            vitals = Vitals(store, metrics, clock.now, settings.webhook_url is None, loading.done)
            app = application(vitals.state)
            async with (
                on_signal(settings.database, clock.now),
                _meanwhile(vitals.run()),
                _meanwhile(serve(app, _listener(settings))) as answering,
                connected(settings) as (bot, polls),
                narrating(settings, store, clock, metrics.model) as narrator,
            ):
                service = assemble(
                    store,
                    bot,
                    _pace(settings, clock),
                    thinker,
                    clock.now,
                    keeping(settings),
                    metrics,
                    narrator,
                    settings.doors,
                )
                watchdog = Watchdog(clock.seconds, settings.webhook_url is None, _give_up)
                heard = _both(watchdog.heard, vitals.heard)
                polling = Polling(polls, bot.base_url, service.intake.take, heard, metrics.telegram.failed)
                transport = await _transport(settings, bot, service, polling, app, heard)
                heard()
                await loading
                starting.cancel()
                LOG.info("serving", extra={"bot": bot.username, "by": "webhook" if settings.webhook_url else "polling"})
                async with _meanwhile(_introduced(bot)):
                    await run_until(stop, service, watchdog.run(), answering, *transport)
            LOG.info("stopped")
    finally:
        await _cancelled(loading)
        thinker.close()


def _both(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def tell() -> None:
        first()
        second()

    return tell


@asynccontextmanager
async def _meanwhile(part: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Future[None]]:
    """Do something besides, for as long as the block lasts."""
    doing = asyncio.ensure_future(part)
    try:
        yield doing
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
    """Make the rulebook of a day ready; it stays, so that no search for garbage need look through it."""
    with none_made():
        rulebook = load_rulebook(day, HOUSE, settings.advisor_region, settings.rulebooks)
    return Advisor(Engine(rulebook), Settings(horizon_months=settings.horizon_months))


def _load(settings: ServeSettings, metrics: Metrics, clock: Clock, day: date) -> Advisor:
    """Make the rulebook of a day ready, and tell which it is and, from then on, how much of it is out of date."""
    advisor = load_advisor(settings, day)
    metrics.rulebook.read(advisor.rulebook, clock.today)
    return advisor


@asynccontextmanager
async def narrating(
    settings: ModelSettings, store: Store, clock: Clock, figures: ModelFigures
) -> AsyncIterator[Narrator | None]:
    """Give the language model that is set, or None; nothing is asked of it yet, and it is closed after."""
    provider = settings.provider()
    if provider is None:
        yield None
        return
    try:
        yield Narrator(
            complete=Breaker(Metered(provider, figures, clock.seconds), clock.seconds),
            spent=KeptUsage(store),
            caps=Caps(settings.openai_tokens_per_chat, settings.openai_tokens_per_day),
            today=clock.today,
            # A slow model may be asked twice: for what it says, and for what it says once it was told what is wrong.
            deadline_seconds=2 * settings.openai_deadline_seconds,
            model=settings.openai_model,
            fell_back=figures.fell_back,
        )
    finally:
        await provider.close()


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
    """Try until Telegram answers: at a start it may be away.

    Raises:
        Ended: the token is not valid.
        Refused: Telegram answers that it does not accept the call, and it never will.
    """
    wait_seconds = 0.2
    while True:
        try:
            await call()
            return
        except InvalidToken:
            raise Ended(NOT_A_BOT) from None
        except BadRequest as error:
            raise Refused(f"Telegram refuses a call of the start: {error}") from None
        except TelegramError as error:
            told_seconds = seconds_to_wait(error)
            said = {"reason": str(error), "wait_seconds": told_seconds or wait_seconds}
            LOG.warning("Telegram wants patience" if told_seconds else "Telegram does not answer", extra=said)
            await asyncio.sleep(told_seconds or wait_seconds)
            wait_seconds = min(2 * wait_seconds, 10.0)


async def _introduced(bot: Bot) -> None:
    """Tell Telegram what people see before they begin; without it the bot serves all the same."""
    try:
        await _insist(lambda: introduce(bot))
    except Refused as error:
        LOG.error("the commands or the descriptions are not shown", extra={"reason": str(error)})


async def _transport(
    settings: ServeSettings, bot: Bot, service: Service, polling: Polling, app: Starlette, heard: Callable[[], None]
) -> list[Coroutine[Any, Any, None]]:
    """Choose how updates come in: by a webhook where it has an address, else by polls; either runs for ever.

    Raises:
        SettingsError: Telegram refuses the address.
    """
    if settings.webhook_url is None:
        await _insist(bot.delete_webhook)
        return [polling.run()]
    secret = secret_of(settings.telegram_bot_token.get_secret_value())
    add_webhook(app, service.intake.take, secret)
    webhook = Webhook(bot, settings.webhook_url + PATH, secret, heard)
    try:
        await _insist(webhook.register)
    except Refused as error:
        cure = "Set it to a public address that begins with https://, or to nothing for polling."
        raise SettingsError([f"WEBHOOK_URL: {error}. {cure}"]) from None
    return [webhook.run()]


def _listener(settings: ServeSettings) -> socket.socket:
    try:
        listener = listen(settings.host, settings.port)
    except (OSError, UnicodeError) as error:
        raise SettingsError([why_not(settings.host, settings.port, error)]) from None
    LOG.info("listening", extra={"port": listener.getsockname()[1]})
    return listener


def _pace(settings: ServeSettings, clock: Clock) -> Pacer | Unpaced:
    return Pacer(clock.seconds) if settings.pacing else Unpaced()


def keeping(settings: ServeSettings) -> Keeping:
    """Say how long things are kept."""
    retention = timedelta(days=settings.retention_days)
    return Keeping(retention, backups_of(settings), settings.chores_every_seconds)


def _give_up(trouble: str) -> None:
    LOG.critical("the process is stuck and ends", extra={"reason": trouble})
    logging.shutdown()
    os._exit(STUCK)
