"""How the bot is, put together: ready once the rulebook is there, and all that is wrong at once."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.metrics.declared import Metrics
from bot.store import open_store
from bot.vitals import Vitals

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Watched:
    """Vitals of a bot whose clock and rulebook the test sets."""

    def __init__(self) -> None:
        self.seconds, self.is_read = 0.0, False

    def of(self, store, file: Path) -> Vitals:
        """Watch a store."""
        self.metrics = Metrics(lambda: self.seconds, file)
        return Vitals(store, self.metrics, lambda: NOON, True, lambda: self.is_read)


def test_it_is_ready_once_the_rulebook_is_there(tmp_path: Path) -> None:
    async def watched() -> None:
        bot = Watched()
        async with await open_store(tmp_path / "bot.sqlite3") as store:
            state = bot.of(store, tmp_path / "bot.sqlite3").state
            assert state.missing() == ["the rulebook"]
            bot.is_read = True
            assert state.missing() == []

    asyncio.run(watched())


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    async def watched() -> None:
        bot = Watched()
        async with await open_store(tmp_path / "bot.sqlite3") as store:
            state = bot.of(store, tmp_path / "bot.sqlite3").state
            assert state.troubles() == []
            bot.seconds += 100
            assert state.troubles() == [
                "no poll has succeeded for 100 s",
                "nothing could be written for 100 s",
            ]

    asyncio.run(watched())


def test_it_writes_and_measures_the_loop_for_as_long_as_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lag.BETWEEN_BEATS_SECONDS", 0.001)

    async def watched() -> None:
        bot, file = Watched(), tmp_path / "bot.sqlite3"
        wrote, measured = asyncio.Event(), asyncio.Event()
        monkeypatch.setattr("bot.metrics.declared.Updates.wait", lambda *_: wrote.set())
        monkeypatch.setattr("bot.metrics.declared.Loop.lagged", lambda *_: measured.set())
        async with await open_store(file) as store:
            running = asyncio.ensure_future(bot.of(store, file).run())
            await asyncio.gather(wrote.wait(), measured.wait())
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(watched())
