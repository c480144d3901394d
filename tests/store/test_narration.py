"""What is kept of the language model: its use, what it said, and who does not want it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.interview.record import Draft, Record
from bot.store import Used, open_store
from rules.answers import Known

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


async def test_tokens_are_counted_by_chat_and_day_and_for_all_chats_together(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.db") as store:
        await store.transact(lambda book: book.usage.add(TODAY, "ann", 100, 10))
        await store.transact(lambda book: book.usage.add(TODAY, "ann", 50, 5))
        await store.transact(lambda book: book.usage.add(TODAY, "bob", 7, 3))
        assert await store.transact(lambda book: book.usage.on(TODAY, "ann")) == Used(2, 150, 15)
        assert await store.transact(lambda book: book.usage.on(TODAY)) == Used(3, 157, 18)
        assert await store.transact(lambda book: book.usage.on(TOMORROW, "ann")) == Used()


async def test_the_days_total_stays_when_a_chat_is_forgotten_so_that_nobody_resets_it(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.db") as store:
        await store.transact(lambda book: book.usage.add(TODAY, "ann", 100, 10))
        await store.transact(lambda book: book.chats.forget("ann"))
        assert await store.transact(lambda book: book.usage.on(TODAY, "ann")) == Used()
        assert await store.transact(lambda book: book.usage.on(TODAY)) == Used(1, 100, 10)


async def test_old_counts_are_deleted(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.db") as store:
        await store.transact(lambda book: book.usage.add(TODAY, "ann", 1, 1))
        await store.transact(lambda book: book.usage.retire(TOMORROW))
        assert await store.transact(lambda book: book.usage.on(TODAY)) == Used()


async def test_what_was_said_of_a_verdict_is_kept_by_its_key_and_goes_with_its_assessment(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.db") as store:
        mine = await store.start("ann", NOW)
        await store.transact(lambda book: book.narrations.keep(mine, "k", "1"))
        await store.transact(lambda book: book.narrations.keep(mine, "k", "2"))
        assert await store.transact(lambda book: book.narrations.find(mine, "k")) == "2"
        assert await store.transact(lambda book: book.narrations.find(mine, "other")) is None
        await store.transact(lambda book: book.chats.forget("ann"))
        assert await store.transact(lambda book: book.narrations.find(mine, "k")) is None


async def test_a_chat_can_turn_the_model_off_and_on(tmp_path: Path) -> None:
    async with await open_store(tmp_path / "bot.db") as store:
        assert await store.transact(lambda book: book.chats.has_model("ann"))
        for _ in range(2):
            await store.transact(lambda book: book.chats.turn_model("ann", on=False))
        assert not await store.transact(lambda book: book.chats.has_model("ann"))
        await store.transact(lambda book: book.chats.turn_model("ann", on=True))
        assert await store.transact(lambda book: book.chats.has_model("ann"))


async def test_drafts_survive_a_restart_and_leave_when_they_are_confirmed(tmp_path: Path) -> None:
    waiting = Record(drafts=(Draft("teams", Known(3.0), "three teams"),))
    async with await open_store(tmp_path / "bot.db") as store:
        mine = await store.start("ann", NOW)
        await store.transact(lambda book: book.assessments.add(mine, Record(), waiting))
    async with await open_store(tmp_path / "bot.db") as store:
        assert await store.load(mine) == waiting
        await store.transact(lambda book: book.assessments.add(mine, waiting, Record()))
        assert await store.load(mine) == Record()
