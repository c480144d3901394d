"""What is done every hour, over the same one connection as everything else: reminders, retention, a backup."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.backups.keeping import Backups
from bot.metrics.declared import Jobs
from bot.store import Book, Card, Notice, Store
from bot.telegram.desk import anew
from bot.telegram.lanes import Lanes
from bot.telegram.view import View
from bot.telegram.views import plain
from bot.words.figures import day
from bot.words.verdicts import action
from rules.verdict import Verdict

LOG = logging.getLogger(__name__)
EVERY_SECONDS = 3600.0
SEEN_FOR = timedelta(days=8)
"""Telegram repeats an update for a day at most; after a week of silence it may count anew."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long things are kept.

    Attributes:
        retention: an assessment that nobody touched for so long is deleted.
        backups: makes the hourly backups; None for none.
        every_seconds: how often that is seen to.
    """

    retention: timedelta
    backups: Backups | None = None
    every_seconds: float = EVERY_SECONDS


class Chores:
    """The hourly jobs.

    Args:
        store: everything goes through it.
        lanes: where reminders are shown.
        keeping: how long things are kept.
        now: the clock.
        figures: counts their runs.
    """

    def __init__(
        self, store: Store, lanes: Lanes, keeping: Keeping, now: Callable[[], datetime], figures: Jobs
    ) -> None:
        self._store, self._lanes, self._keeping, self._now, self._figures = store, lanes, keeping, now, figures
        self._jobs: tuple[Callable[[], Awaitable[None]], ...] = (self.remind, self.retire, self.back_up)
        figures.know(job.__name__ for job in self._jobs)

    async def run(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Do everything once an hour, for ever; what fails is tried again in the next."""
        while True:
            for job in self._jobs:
                await self._run(job)
            await sleep(self._keeping.every_seconds)

    async def _run(self, job: Callable[[], Awaitable[None]]) -> None:
        name = job.__name__
        try:
            await job()
        except Exception:
            LOG.exception("a chore failed", extra={"chore": name})
            self._figures.failed(name)
        else:
            self._figures.done(name, self._now())

    async def remind(self) -> None:
        """Remind of every assessment that it is time for, with its card below."""
        now = self._now()
        for each in await self._store.transact(lambda book: book.reminders.due(now)):
            # In the chat's own lane, since a turn under way there would write its card over this one.
            self._lanes.add(each.chat, partial(self._remind_of, each.id))

    async def _remind_of(self, assessment: int) -> None:
        await self._store.transact(lambda book: _remind(book, assessment, self._now()))

    async def retire(self) -> None:
        """Delete what nobody touched for long, and forget which updates were seen long ago."""
        now = self._now()

        async def work(book: Book) -> None:
            await book.assessments.retire(now - self._keeping.retention)
            await book.usage.retire((now - self._keeping.retention).date())
            await book.inbox.forget_seen(now - SEEN_FOR)

        await self._store.transact(work)
        # Also for a process that was killed between forgetting a chat and this.
        await self._store.erase()

    async def back_up(self) -> None:
        """Copy the file, and delete copies that are too old."""
        if self._keeping.backups is not None:
            await self._keeping.backups.make(self._store, self._now())


async def _remind(book: Book, assessment: int, now: datetime) -> None:
    if assessment not in {each.id for each in await book.reminders.due(now)}:
        return
    await book.reminders.drop(assessment)
    shown, kept = await book.cards.find(assessment), await book.assessments.verdict(assessment)
    if shown is None or kept is None or await book.chats.is_blocked(shown.card.chat):
        return
    said = action(Verdict.model_validate_json(kept.json))
    on = day(kept.made_at.date().isoformat())
    await book.notices.add(Notice(shown.card.chat, plain.reminder(said, on)))
    await book.cards.put(_with_verdict_below(shown.card, now))


def _with_verdict_below(card: Card, now: datetime) -> Card:
    verdict = View(shows="verdict").to_json()
    return replace(anew(card), view=verdict, revision=card.revision + 1, due=True, touched_at=now)
