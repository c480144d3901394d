"""The bot served within a test, on a stand-in for Telegram, with a clock that the test sets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.interview.advisor import Advisor, Think
from bot.metrics.declared import Metrics
from bot.narrator.allowance import Caps
from bot.narrator.completing import Complete
from bot.narrator.metering import Metered
from bot.narrator.narrator import Narrator
from bot.store import Store, open_store
from bot.telegram.chores import Keeping
from bot.telegram.counting import KeptUsage
from bot.telegram.doors import Doors
from bot.telegram.pacing import Unpaced
from bot.telegram.polling import Polling
from bot.telegram.service import Service, assemble, introduce, make_bot, run_until
from bot.vitals import Vitals
from bot.web import PATH, add_webhook, application, listen, secret_of, serve
from rules.decide import Settings
from rules.scoring import Engine
from tests.telegram.botapi.server import BotApi

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEW_WORLDS = 400
DEADLINE_SECONDS = 60.0
CAPS = Caps(tokens_per_chat=1_000, tokens_per_day=10_000)
KEEPING = Keeping(timedelta(days=400))


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.moment = NOON

    def seconds(self) -> float:
        """Give the moment as a clock that only moves forward does."""
        return self.moment.timestamp()

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
        url: where it answers over HTTP.
        vitals: how it is.
    """

    api: BotApi
    store: Store
    service: Service
    clock: Clock
    file: Path
    breaks: list[Exception | None]
    url: str
    vitals: Vitals


@asynccontextmanager
async def served(
    api: BotApi,
    engine: Engine,
    file: Path,
    keeping: Keeping = KEEPING,
    by_webhook: bool = False,
    model: Complete | None = None,
    doors: Doors | None = None,
    think: Think | None = None,
) -> AsyncIterator[Served]:
    """Serve the bot, by polling or by a webhook, until the block ends; it is then drained, as on SIGTERM."""
    advisor, clock, stop = Advisor(engine, Settings(worlds=FEW_WORLDS)), Clock(), asyncio.Event()

    breaks: list[Exception | None] = []

    async def think_at_once(work: Callable):
        error = breaks.pop(0) if breaks else None
        if error is not None:
            raise error
        return work(advisor)

    bot, polls = make_bot(api.token, api.url.removesuffix("/bot"))
    metrics = Metrics(clock.seconds, file)
    metrics.rulebook.read(engine.rulebook, lambda: clock().date())
    async with await open_store(file) as store, bot:
        await introduce(bot)
        narrator = None if model is None else narrator_of(model, store, clock, metrics)
        service = assemble(store, bot, Unpaced(), think or think_at_once, clock, keeping, metrics, narrator, doors)
        vitals = Vitals(store, metrics, clock, not by_webhook, lambda: True)
        app, listener = application(vitals.state), listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        parts = [serve(app, listener)]
        if by_webhook:
            secret = secret_of(api.token)
            add_webhook(app, service.intake.take, secret)
            await bot.set_webhook(url + PATH, secret_token=secret)
            vitals.heard()
        else:
            failing = metrics.telegram.failed
            parts.append(Polling(polls, bot.base_url, service.intake.take, vitals.heard, failing, _soon).run())
        running = asyncio.ensure_future(run_until(stop, service, *parts))
        try:
            yield Served(api, store, service, clock, file, breaks, url, vitals)
        finally:
            stop.set()
            await running


def narrator_of(model: Complete, store: Store, clock: Clock, metrics: Metrics) -> Narrator:
    """Give a language model to the chats of a test."""
    metered, fell_back = Metered(model, metrics.model, lambda: 0.0), metrics.model.fell_back
    return Narrator(
        metered, KeptUsage(store), CAPS, lambda: clock().date(), DEADLINE_SECONDS, "model-of-the-test", fell_back
    )


async def _soon(_seconds: float) -> None:
    await asyncio.sleep(0)
