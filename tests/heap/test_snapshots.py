"""A running bot writes a snapshot at every signal, can be found to be asked, and outlives what goes wrong with it."""

import asyncio
import logging
import os
import signal
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.heap.asking import LOOKS, ask
from bot.heap.growth import load
from bot.heap.snapshots import FOLDER, KEPT, NoBot, on_signal, running, snapshots_in, write_snapshot

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """A clock that moves on by a second whenever somebody looks."""

    moment = NOON

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture(autouse=True)
def untraced() -> Iterator[None]:
    """Leave nothing traced."""
    yield
    tracemalloc.stop()


async def handled() -> None:
    """Let the loop handle a signal that came."""
    for _ in range(5):
        await asyncio.sleep(0)


async def signalled() -> None:
    """Send this process the signal."""
    os.kill(os.getpid(), signal.SIGUSR1)
    await handled()


async def test_nothing_is_traced_until_the_first_signal_and_the_second_shows_what_came_between(tmp_path: Path) -> None:
    async with on_signal(tmp_path / "bot.sqlite3", Clock()):
        assert not tracemalloc.is_tracing()
        await signalled()
        assert tracemalloc.is_tracing()
        kept = bytearray(123_456)
        await signalled()
    first, second = map(load, snapshots_in(tmp_path / FOLDER))
    sizes = [[trace.size for trace in each.traces] for each in (first, second)]
    assert sum(sizes[0]) < 10_000
    assert max(sizes[1]) == pytest.approx(len(kept), rel=0.01)


async def test_a_bot_is_found_by_its_file_while_it_runs(tmp_path: Path) -> None:
    database = tmp_path / "bot.sqlite3"
    async with on_signal(database, Clock()):
        assert running(database) == os.getpid()
        async with on_signal(database, Clock()):
            assert running(database) == os.getpid()
    with pytest.raises(NoBot, match=r"No bot serves .*bot\.sqlite3 .* Set DATABASE"):
        running(database)


async def test_where_no_bot_ever_ran_none_is_asked(tmp_path: Path) -> None:
    with pytest.raises(NoBot, match="No bot serves"):
        ask(tmp_path / "bot.sqlite3", [0.0].remove)


async def test_a_bot_that_is_asked_writes_a_snapshot(tmp_path: Path) -> None:
    async with on_signal(tmp_path / "bot.sqlite3", Clock()):
        loop = asyncio.get_running_loop()

        def sleep(_seconds: float) -> None:
            asyncio.run_coroutine_threadsafe(handled(), loop).result()

        path = await asyncio.to_thread(ask, tmp_path / "bot.sqlite3", sleep)
    assert path == tmp_path / FOLDER / "heap-20261123T120001.000000Z"


async def test_who_asks_waits_no_longer_than_a_minute(tmp_path: Path) -> None:
    waited: list[float] = []
    async with on_signal(tmp_path / "bot.sqlite3", Clock()):
        with pytest.raises(NoBot, match="within a minute"):
            ask(tmp_path / "bot.sqlite3", waited.append)
        await handled()
    assert len(waited) == LOOKS
    assert sum(waited) == pytest.approx(60)


def test_old_snapshots_make_room_for_new_ones(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(KEPT + 2):
        write_snapshot(tmp_path, clock)
    left = snapshots_in(tmp_path)
    assert len(left) == KEPT
    assert left[0].name == "heap-20261123T120003.000000Z"


def test_a_full_disk_is_told_and_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FOLDER).write_text("no folder", "utf-8")
    with caplog.at_level(logging.ERROR):
        write_snapshot(tmp_path / FOLDER, Clock())
    assert [each.message for each in caplog.records] == ["no snapshot of the heap could be written"]


async def test_a_bot_that_cannot_tell_its_number_serves_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = tmp_path / "bot.sqlite3"
    (tmp_path / "bot.sqlite3.pid").mkdir()
    async with on_signal(database, Clock()):
        assert "`profile` cannot find this bot" in caplog.text
        with pytest.raises(NoBot, match=r"Is a directory\. Run it as the user of the bot"):
            running(database)
        await signalled()
    assert len(snapshots_in(tmp_path / FOLDER)) == 1
