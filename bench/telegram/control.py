"""A control: the same bot and the same inbox, but the updates come by the polling of python-telegram-bot itself.

It asks for the next updates, and so confirms those before, while these still wait in a queue in memory.
"""

import asyncio
import signal
import time
from datetime import UTC, datetime
from functools import partial

from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, TypeHandler, Updater

from bot.clock import Clock
from bot.metrics.declared import Metrics
from bot.serving import connected, keeping, load_advisor
from bot.settings import read_settings
from bot.store import open_store
from bot.telegram.pacing import Unpaced
from bot.telegram.service import Service, assemble, run_until
from bot.telegram.thinking import Thinker


async def poll(bot: Bot, service: Service) -> None:
    """Poll as the library does, until cancelled."""
    application = Application.builder().bot(bot).updater(None).build()

    async def take(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await service.intake.take([update.to_dict()])

    application.add_handler(TypeHandler(Update, take))
    async with application:
        await application.start()
        updater = Updater(bot, application.update_queue)
        async with updater:
            await updater.start_polling(poll_interval=0, bootstrap_retries=-1)
            try:
                await asyncio.Event().wait()
            finally:
                await updater.stop()
                await application.stop()


async def main() -> None:
    """Serve until SIGTERM."""
    settings, clock, stop = read_settings(), Clock(lambda: datetime.now(UTC), time.monotonic), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    thinker = Thinker(partial(load_advisor, settings), clock.today)
    async with await open_store(settings.database) as store, connected(settings) as (bot, _):
        metrics = Metrics(clock.seconds, settings.database)
        service = assemble(store, bot, Unpaced(), thinker, clock.now, keeping(settings), metrics)
        await run_until(stop, service, poll(bot, service))
    thinker.close()


if __name__ == "__main__":
    asyncio.run(main())
