"""The pulse: well for as long as it can write, not well after a minute without, and well again after the next write."""

import asyncio

import pytest

from bot.pulse import BETWEEN_BEATS_SECONDS, LONGEST_WITHOUT_SECONDS, Pulse
from bot.store import Book, StoreError, open_store

BEATS = 5


class Days:
    """A store that takes writes or not, and a clock that moves on between them."""

    def __init__(self, *writes: bool) -> None:
        self.writes, self.seconds = list(writes), 0.0
        self.pulse = Pulse(self.write, lambda: self.seconds)
        self.troubles: list[str | None] = []

    async def write(self) -> None:
        """Write, or not."""
        if not self.writes.pop(0):
            raise StoreError("bot.sqlite3: the disk is full. Make room, then try again.")

    async def sleep(self, seconds: float) -> None:
        """Let time pass, look whether something is wrong, and end when there is nothing left to write."""
        self.seconds += seconds
        self.troubles.append(self.pulse.trouble())
        if not self.writes:
            raise asyncio.CancelledError

    def live(self) -> list[str | None]:
        """Give what was wrong after each beat."""
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(self.pulse.run(self.sleep))
        return self.troubles


def test_it_is_well_while_it_writes() -> None:
    assert Days(*[True] * BEATS).live() == [None] * BEATS


def test_a_minute_without_a_write_is_trouble_until_the_next_one() -> None:
    beats = int(LONGEST_WITHOUT_SECONDS / BETWEEN_BEATS_SECONDS)
    troubles = Days(True, *[False] * beats, True).live()
    assert troubles[:beats] == [None] * beats
    assert troubles[beats] == "nothing could be written for 80 s"
    assert troubles[-1] is None


def test_it_is_well_at_the_start_before_it_wrote() -> None:
    assert Days().pulse.trouble() is None


def test_a_beat_writes_to_the_file_and_changes_nothing(tmp_path) -> None:
    file = tmp_path / "bot.sqlite3"

    async def beaten() -> tuple[int, int]:
        async with await open_store(file) as store:
            await store.transact(Book.touch)
            before = log_size(file)
            await store.transact(Book.touch)
            return before, log_size(file)

    before, after = asyncio.run(beaten())
    assert after > before
    asyncio.run(beaten())


def log_size(file) -> int:
    """Give the size of the log beside the file, which grows with every write."""
    return file.with_name(file.name + "-wal").stat().st_size


def test_a_beat_on_a_file_that_cannot_be_written_fails(tmp_path) -> None:
    async def beaten() -> None:
        async with await open_store(tmp_path / "bot.sqlite3") as store:
            await store.transact(lambda book: book._connection.exec_driver_sql("PRAGMA query_only = ON"))
            await store.transact(Book.touch)

    with pytest.raises(StoreError, match="may not be written"):
        asyncio.run(beaten())
