"""The hourly chores: what they delete and copy, and that a thousand hours of them leave nothing open."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import Engine as DatabaseEngine
from sqlalchemy import event

from bot.backups.folder import Folder
from bot.backups.keeping import Backups
from bot.metrics.declared import Jobs
from bot.store import Card, Store, open_store
from bot.telegram.chores import EVERY_SECONDS, Chores, Keeping
from bot.telegram.lanes import Lanes
from tests.metrics.scraped import Scraped
from tests.telegram.playing import FEW
from tests.telegram.served import NOON, Clock

pytestmark = pytest.mark.anyio
RUNS = 1000
CHAT = "7"


@pytest.fixture
def opened() -> Iterator[list[object]]:
    """Note every connection to a database that is opened."""
    connections: list[object] = []

    def note(connection: object, _entry: object) -> None:
        connections.append(connection)

    event.listen(DatabaseEngine, "connect", note)
    yield connections
    event.remove(DatabaseEngine, "connect", note)


async def no_show(_chat: str) -> None:
    """Show nothing."""


def chores_of(
    store: Store, clock: Clock, backups: Path | None = None, registry: CollectorRegistry | None = None
) -> Chores:
    """Make the chores of a store."""
    kept = None if backups is None else Backups(Folder(backups), None, timedelta(days=30))
    keeping = Keeping(timedelta(days=400), kept)
    return Chores(store, Lanes(no_show), keeping, clock, Jobs(registry or CollectorRegistry()))


async def assessed(store: Store, clock: Clock) -> int:
    """Write an assessment into a store."""
    mine = await store.start(CHAT, clock())
    await store.save(mine, FEW)
    return mine


async def run_often(chores: Chores, clock: Clock, times: int) -> list[float]:
    """Run the chores as often as that, and give how long was waited between."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        # A copy of the file is made only in another second than the last one, and is what takes long.
        clock.moment += timedelta(hours=len(waited) % 25 == 0)
        if len(waited) == times:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await chores.run(sleep)
    return waited


def descriptors() -> int:
    """Count the open descriptors of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))


def threads() -> set[threading.Thread]:
    """List the threads, but for those of the loop's own pool, which grows to its bound."""
    return {each for each in threading.enumerate() if not each.name.startswith("asyncio_")}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted in /proc")
async def test_a_thousand_hours_of_chores_leave_nothing_open(tmp_path: Path, opened: list[object]) -> None:
    async with await open_store(tmp_path / "bot.sqlite3") as store:
        clock = Clock()
        await assessed(store, clock)
        chores = chores_of(store, clock, tmp_path / "backups")
        await run_often(chores, clock, 1)
        before = descriptors(), threads(), len(opened)
        waited = await run_often(chores, clock, RUNS)
        assert (descriptors(), threads(), len(opened)) == before
        assert len(opened) == 1
        assert waited == [EVERY_SECONDS] * RUNS


async def test_chores_come_as_often_as_they_are_told(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.sqlite3") as store:
        clock = Clock()
        often = Keeping(timedelta(days=400), every_seconds=0.25)
        chores = Chores(store, Lanes(no_show), often, clock, Jobs(CollectorRegistry()))
        assert await run_often(chores, clock, 3) == [0.25] * 3


async def test_what_nobody_touched_for_long_is_deleted(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.sqlite3") as store:
        clock = Clock()
        old, judged, waited_for, touched = [await assessed(store, clock) for _ in range(4)]
        clock.moment = NOON + timedelta(days=399)
        await store.finish(judged, "{}", clock())
        await store.transact(lambda book: book.cards.put(Card(touched, CHAT, {}, touched_at=clock())))
        await store.transact(lambda book: book.reminders.put(waited_for, NOON + timedelta(days=500)))
        await chores_of(store, clock).retire()
        assert await left(store) == [old, judged, waited_for, touched]
        clock.moment += timedelta(days=2)
        await chores_of(store, clock).retire()
        assert await left(store) == [judged, waited_for, touched]


async def left(store: Store) -> list[int]:
    """List the assessments that are left."""
    held = await store.transact(lambda book: book.chats.everything(CHAT))
    return [each["id"] for each in held["assessments"]]


async def test_backups_are_made_every_hour_and_old_ones_deleted(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.sqlite3") as store:
        clock = Clock()
        await assessed(store, clock)
        for hours in (0, 1, 24 * 30 + 1):
            clock.moment = NOON + timedelta(hours=hours)
            await chores_of(store, clock, tmp_path / "backups").back_up()
    names = sorted(each.name for each in (tmp_path / "backups").iterdir())
    assert names == ["advisor-20261123T130000Z.sqlite3.gz", "advisor-20261223T130000Z.sqlite3.gz"]


async def test_a_chore_that_fails_holds_up_none_of_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "backups").write_text("no folder", "utf-8")
    async with await open_store(tmp_path / "bot.sqlite3") as store:
        clock = Clock()
        await assessed(store, clock)
        clock.moment += timedelta(days=401)
        registry = CollectorRegistry()
        await run_often(chores_of(store, clock, tmp_path / "backups", registry), clock, 2)
        assert await left(store) == []
    figures = Scraped(generate_latest(registry).decode())
    assert figures("advisor_job_runs_total", chore="back_up", outcome="failed") == 2
    assert figures("advisor_job_runs_total", outcome="failed") == 2
    assert figures("advisor_job_runs_total", outcome="done") == 4
    assert [each for each in figures.samples if each.labels == {"chore": "back_up"}] == []
    assert [each.__dict__["chore"] for each in caplog.records if each.message == "a chore failed"] == ["back_up"] * 2
