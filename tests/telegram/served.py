"""The bot served within a test, on a stand-in for Telegram, with a clock that the test sets."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.interview.advisor import Advisor
from bot.store import Store, open_store
from bot.telegram.chores import Keeping
from bot.telegram.pacing import Unpaced
from bot.telegram.polling import Polling
from bot.telegram.service import Service, assemble, introduce, make_bot, run_until
from bot.web import PATH, application, secret_of, serve
from rules.decide import Settings
from rules.scoring import Engine
from tests.telegram.botapi.server import BotApi

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEW_WORLDS = 400
KEEPING = Keeping(timedelta(days=400), None, timedelta(days=30))


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.moment


@dataclass
class Served:
    """The bot while it is served.

    Attributes:
        api: the stand-in for Telegram.
        store: all that it keeps.
        service: its parts.
        clock: its clock.
        file: where it keeps everything.
        breaks: what the next pieces of the engine's work fail with, None for one that does not.
    """

    api: BotApi

    store: Store
    service: Service
    clock: Clock
    file: Path
    breaks: list[Exception | None]


@asynccontextmanager
async def served(
    api: BotApi, engine: Engine, file: Path, keeping: Keeping = KEEPING, by_webhook: bool = False
) -> AsyncIterator[Served]:
    """Serve the bot, by polling or by a webhook, until the block ends; it is then drained, as on SIGTERM."""
    advisor, clock, stop = Advisor(engine, Settings(worlds=FEW_WORLDS)), Clock(), asyncio.Event()

    breaks: list[Exception | None] = []

    async def think(work: Callable):
        error = breaks.pop(0) if breaks else None
        if error is not None:
            raise error
        return work(advisor)

    bot, polls = make_bot(api.token, api.url.removesuffix("/bot"))
    async with await open_store(file) as store, bot:
        await introduce(bot)
        service = assemble(store, bot, Unpaced(), think, clock, keeping)
        if by_webhook:
            transport = await _webhook(bot, service, api.token)
        else:
            transport = Polling(polls, bot.base_url, service.intake.take, lambda: None, _soon).run()
        running = asyncio.ensure_future(run_until(stop, service, transport))
        try:
            yield Served(api, store, service, clock, file, breaks)
        finally:
            stop.set()
            await running


async def _webhook(bot, service: Service, token: str):
    port = _free_port()
    secret = secret_of(token)
    serving = serve(application(service.intake.take, secret), "127.0.0.1", port)
    await bot.set_webhook(f"http://127.0.0.1:{port}{PATH}", secret_token=secret)
    return serving


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


async def _soon(_seconds: float) -> None:
    await asyncio.sleep(0)
