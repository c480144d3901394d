"""What a bot that was stopped or killed left behind is finished at the next start, and nothing twice."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.store import Incoming, Notice, open_store
from bot.telegram.view import View
from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import FEW, PAINS, answers_kept, begin, cards_of, kept, put, settled, shows, told
from tests.telegram.served import NOON, served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams", answered=2)


def typed(anna: PrivateChat, update: int, message: int, text: str) -> Incoming:
    """Write an update down as it comes."""
    said = {
        "message_id": message,
        "date": 1,
        "chat": {"id": anna.id, "type": "private", "first_name": "Anna"},
        "from": {"id": anna.id, "is_bot": False, "first_name": "Anna"},
        "text": text,
    }
    return Incoming(update, str(anna.id), json.dumps({"update_id": update, "message": said}))


async def test_updates_in_the_inbox_are_handled_at_the_next_start_in_order(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    async with await open_store(file) as store:
        left = [typed(anna, 2, 12, "pay less"), typed(anna, 1, 11, "/start"), typed(anna, 3, 13, "1, 3")]
        await store.transact(lambda book: book.inbox.take(left, NOON))
    async with served(api, engine, file) as bot:
        await shows(anna, "2 answered")
        await settled(bot)
        assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill", "monitoring_bill"]}
        assert (await kept(bot, anna))["inbox"] == []
    assert api.violations == []


async def test_an_update_that_was_handled_before_is_not_handled_again(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    async with served(api, engine, file) as bot:
        await put(bot, anna, FEW, TEAMS)
        await bot.service.intake.take([json.loads(typed(anna, 9, 19, "goal = carry more load").payload)])
        await shows(anna, "Goal: carry more load.")
        await settled(bot)
    async with served(api, engine, file) as bot:
        await bot.service.intake.take([json.loads(typed(anna, 9, 19, "goal = carry more load").payload)])
        await bot.service.lanes.drain()
        assert cards_of(anna)[-1].text.count("carry more load") == 1
        assert len((await kept(bot, anna))["answers"]) == 2
        await bot.service.intake.take([json.loads(typed(anna, 10, 20, "/start").payload)])
        await shows(anna, "Welcome back")


async def test_what_was_to_be_shown_is_shown_at_the_next_start(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    async with served(api, engine, file) as bot:
        card = await begin(anna)
        await settled(bot)
    async with await open_store(file) as store:

        async def mark(book) -> None:
            shown = await book.cards.latest(str(anna.id), str(anna.id))
            view = {**shown.card.view, "said": ["Where were we?"]}
            await book.cards.put(type(shown.card)(shown.assessment.id, str(anna.id), view, 1, True, (card.id,)))
            await book.notices.add(Notice(str(anna.id), "a notice"))

        await store.transact(mark)
    async with served(api, engine, file) as bot:
        await told(anna, "a notice")
        await told(anna, "Where were we?")
        await settled(bot)
        assert cards_of(anna) == [card]
        assert (await kept(bot, anna))["notices"] == []


async def test_a_message_that_was_superseded_is_removed_at_the_next_start(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    async with served(api, engine, file) as bot:
        old = await begin(anna)
        await settled(bot)
    async with await open_store(file) as store:

        async def mark(book) -> None:
            shown = await book.cards.latest(str(anna.id), str(anna.id))
            card = type(shown.card)(shown.assessment.id, str(anna.id), shown.card.view, 1, True, (), (old.id,))
            await book.cards.put(card)

        await store.transact(mark)
    async with served(api, engine, file) as bot:
        await anna.until(lambda _chat: old.is_deleted)
        await settled(bot)
        assert len(cards_of(anna)) == 1
        assert bot.api.violations == []


async def test_a_chat_that_hangs_does_not_hold_up_the_stop(
    api: BotApi, engine: Engine, anna: PrivateChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.service.DRAINED_WITHIN_SECONDS", 0.01)
    file = tmp_path / "bot.sqlite3"
    async with served(api, engine, file) as bot:
        await begin(anna)
        bot.service.lanes.add("9", hang, fail)
    assert bot.service.lanes.busy == 0
    async with served(api, engine, file) as bot:
        await anna.say("pay less")
        await shows(anna, PAINS)


async def hang() -> None:
    """Wait for what does not come."""
    await asyncio.Event().wait()


async def fail() -> None:
    """Fail where it is run."""
    raise AssertionError("what comes behind a job that hangs is not to be run")
