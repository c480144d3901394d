"""Peers that echo, each in a process of its own: `python -m bench.telegram.peers ours | bare | per-query`.

ours        the inbox, lanes and store of the advisor, with a handler that echoes
bare        python-telegram-bot that stores nothing
per-query   python-telegram-bot that stores what ours stores, with a connection opened for each query
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import aiosqlite
from telegram import Bot, Message, Update
from telegram.ext import Application, CallbackContext, MessageHandler, Updater, filters
from telegram.request import HTTPXRequest

from bot.interview.advisor import Advisor
from bot.metrics.declared import Metrics
from bot.store import Incoming, Store, open_store
from bot.telegram.calls import Calls
from bot.telegram.effects import notice
from bot.telegram.events import Typed, event_in
from bot.telegram.handling import Handled
from bot.telegram.html import escape
from bot.telegram.intake import Intake
from bot.telegram.lanes import Lanes
from bot.telegram.pacing import Unpaced
from bot.telegram.polling import Polling
from bot.telegram.service import make_bot
from bot.telegram.showing import Showing
from bot.telegram.tally import Tally

T = TypeVar("T")
PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA busy_timeout=5000")


async def ours(token: str, url: str, database: Path, stop: asyncio.Event) -> None:
    """Echo through the inbox of the advisor."""
    bot, polls = make_bot(token, url)
    async with await open_store(database) as store, bot:
        metrics = Metrics(time.monotonic, database)
        tally, failing = Tally(metrics), metrics.telegram.failed
        lanes = Lanes(tally.timed(Showing(store, Calls(bot, Unpaced(), failing), _never_think).show))
        intake = Intake(store, lanes, tally.counted(_echo_from(store)), lambda: datetime.now(UTC), tally)
        polling = asyncio.ensure_future(Polling(polls, bot.base_url, intake.take, lambda: None, failing).run())
        await stop.wait()
        polling.cancel()
        await lanes.drain()


def _echo_from(store: Store) -> Callable[[Incoming], Awaitable[Handled]]:
    async def handle(incoming: Incoming) -> Handled:
        event = event_in(json.loads(incoming.payload), "")
        assert isinstance(event, Typed)
        effect = notice(event.chat, escape(event.text))

        async def work(book) -> None:
            if await book.inbox.done(incoming.update):
                await effect.write(book)

        await store.transact(work)
        return Handled("handled")

    return handle


async def _never_think(work: Callable[[Advisor], T], /) -> T:
    raise AssertionError(f"an echo needs no engine, but {work} came")


async def bare(token: str, url: str, _database: Path, stop: asyncio.Event) -> None:
    """Echo with python-telegram-bot alone."""

    async def echo(update: Update, _context: CallbackContext) -> None:
        message = _message(update)
        await message.reply_text(message.text or "")

    await _serve(token, url, echo, stop)


async def per_query(token: str, url: str, database: Path, stop: asyncio.Event) -> None:
    """Echo with python-telegram-bot, and write down each update and that it was answered, each over a new one."""
    await _query(database, "CREATE TABLE inbox (id INTEGER PRIMARY KEY, chat TEXT, payload TEXT)")

    async def echo(update: Update, _context: CallbackContext) -> None:
        message = _message(update)
        row = (update.update_id, str(message.chat_id), update.to_json())
        await _query(database, "INSERT INTO inbox VALUES (?, ?, ?)", row)
        await message.reply_text(message.text or "")
        await _query(database, "DELETE FROM inbox WHERE id = ?", (update.update_id,))

    await _serve(token, url, echo, stop)


def _message(update: Update) -> Message:
    assert update.message is not None, "only texts come"
    return update.message


async def _query(database: Path, statement: str, values: tuple = ()) -> None:
    async with aiosqlite.connect(database) as connection:
        for pragma in PRAGMAS:
            await connection.execute(pragma)
        await connection.execute(statement, values)
        await connection.commit()


async def _serve(token: str, url: str, echo: Callable, stop: asyncio.Event) -> None:
    requests = [HTTPXRequest(size, httpx_kwargs={"verify": False}) for size in (8, 1)]
    bot = Bot(token, f"{url}/bot", request=requests[0], get_updates_request=requests[1])
    application = Application.builder().bot(bot).updater(None).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    updater = Updater(bot, application.update_queue)
    async with application, updater:
        await application.start()
        await updater.start_polling(poll_interval=0)
        await stop.wait()
        await updater.stop()
        await application.stop()


async def main(name: str) -> None:
    """Run one until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    run = {"ours": ours, "bare": bare, "per-query": per_query}[name]
    environ = os.environ
    await run(environ["TELEGRAM_BOT_TOKEN"], environ["TELEGRAM_API_URL"], Path(environ["DATABASE"]), stop)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
