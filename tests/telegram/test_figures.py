"""Asked over HTTP, the served bot tells how it is, and each of its figures moves when its thing happens."""

import asyncio
import json
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import httpx
import pytest
import telegram.error

from bot.metrics.declared import ERRORS, KINDS, Metrics
from bot.store import Book, Incoming, StoreError
from bot.telegram.polling import ALLOWED
from bot.telegram.tally import Tally
from bot.telegram.view import View
from bot.web import HEALTH, METRICS, READY
from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.metrics.scraped import Scraped
from tests.telegram.botapi.faults import ServerError, TooManyRequests
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import TOKEN, BotApi
from tests.telegram.players import Player, questions_by_text
from tests.telegram.playing import FEW, PAINS, begin, put, settled, shows, tap, told
from tests.telegram.served import Clock, Served, served

pytestmark = pytest.mark.anyio
JOBS = ("remind", "retire", "back_up")
A_MINUTE_AND_MORE = timedelta(seconds=75)


async def ask(bot: Served, path: str) -> httpx.Response:
    """Ask the bot something over HTTP."""
    async with httpx.AsyncClient() as client:
        return await client.get(bot.url + path)


async def scraped(bot: Served) -> Scraped:
    """Read its figures."""
    return Scraped((await ask(bot, METRICS)).text)


async def after_the_jobs(bot: Served) -> Scraped:
    """Read its figures once the hourly jobs, which also run at the start, are through."""
    while (figures := await scraped(bot))("advisor_job_runs_total") < len(JOBS):
        pass
    return figures


async def test_a_bot_that_polls_and_writes_is_well_and_ready(bot: Served) -> None:
    assert (await ask(bot, HEALTH)).json() == {"status": "ok"}
    assert (await ask(bot, READY)).json() == {"status": "ok"}


async def test_a_poll_that_hangs_is_told_until_one_succeeds(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await settled(bot)
    bot.clock.moment += A_MINUTE_AND_MORE
    await bot.vitals.pulse.beat()
    answer = await ask(bot, HEALTH)
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "trouble": ["no poll has succeeded for 75 s"]}
    await anna.say("pay less")
    await shows(anna, PAINS)
    assert (await ask(bot, HEALTH)).status_code == 200


async def test_a_webhook_may_be_silent_once_it_is_registered(api: BotApi, engine: Engine, tmp_path: Path) -> None:
    async with served(api, engine, tmp_path / "bot.sqlite3", by_webhook=True) as bot:
        bot.clock.moment += timedelta(days=9)
        await bot.vitals.pulse.beat()
        assert (await ask(bot, HEALTH)).status_code == 200
        assert (await scraped(bot))("advisor_telegram_heard_timestamp_seconds", by="webhook") > 0


async def test_a_file_that_takes_no_write_is_told_and_figures_are_given_all_the_same(bot: Served) -> None:
    await after_the_jobs(bot)
    bot.clock.moment += A_MINUTE_AND_MORE
    bot.vitals.heard()
    with closing(sqlite3.connect(bot.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        beating = asyncio.ensure_future(bot.vitals.pulse.beat())
        answer = await ask(bot, HEALTH)
        assert (await ask(bot, METRICS)).status_code == 200
        assert not beating.done()
    await beating
    assert (await ask(bot, HEALTH)).status_code == 200
    assert answer.json() == {"status": "failing", "trouble": ["nothing could be written for 75 s"]}


async def test_updates_are_counted_by_what_they_hold_and_what_becomes_of_them(bot: Served, anna: PrivateChat) -> None:
    card = await begin(anna)
    await tap(anna, "pay less", card)
    await shows(anna, PAINS)
    await settled(bot)
    figures = await scraped(bot)
    assert figures("advisor_updates_total", kind="message", outcome="handled") == 1
    assert figures("advisor_updates_total", kind="callback_query", outcome="handled") == 1
    assert figures("advisor_updates_total") == 2


async def test_an_update_that_comes_again_is_counted_as_repeated(bot: Served, anna: PrivateChat) -> None:
    update = {"update_id": 9, "message": {"message_id": 1, "date": 1, "chat": {"id": anna.id, "type": "private"}}}
    for _ in range(3):
        await bot.service.intake.take([update])
        await bot.service.lanes.drain()
    figures = await scraped(bot)
    assert figures("advisor_updates_total", kind="message", outcome="ignored") == 1
    assert figures("advisor_updates_total", kind="message", outcome="repeated") == 2


async def test_an_update_that_is_not_understood_is_counted_as_failed(bot: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await settled(bot)
    bot.breaks.append(RuntimeError("a mistake"))
    await anna.say("pay less")
    await told(anna, "went wrong")
    await settled(bot)
    assert (await scraped(bot))("advisor_updates_total", outcome="failed") == 1


async def test_an_update_that_the_store_does_not_take_is_postponed(
    bot: Served, anna: PrivateChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))
    with monkeypatch.context() as broken:

        async def full(*_: object) -> None:
            raise StoreError("the disk is full. Make room, then try again.")

        broken.setattr("bot.store.cards.Cards.put", full)
        await anna.say("2")
        await settled(bot)
    assert (await scraped(bot))("advisor_updates_total", outcome="postponed") == 1
    await bot.service.intake.catch_up()
    await settled(bot)
    assert (await scraped(bot))("advisor_updates_total", outcome="handled") == 1


def test_every_kind_of_update_that_is_asked_for_has_a_name() -> None:
    assert {*KINDS} == {*ALLOWED, "other"}


async def test_every_step_is_timed(bot: Served, anna: PrivateChat) -> None:
    await tap(anna, "pay less", await begin(anna))
    await shows(anna, PAINS)
    await settled(bot)
    assert (await scraped(bot))("advisor_step_seconds_count") == 2


def test_every_error_that_is_named_beforehand_is_one_of_the_librarys() -> None:
    assert [
        name for name in ERRORS if not issubclass(getattr(telegram.error, name), telegram.error.TelegramError)
    ] == []


async def test_a_step_lasts_until_its_card_is_shown_and_none_is_counted_twice(tmp_path: Path) -> None:
    clock = Clock()
    metrics = Metrics(clock.seconds, tmp_path / "bot.sqlite3")
    tally = Tally(metrics)

    async def show(_chat: str) -> None:
        clock.moment += timedelta(seconds=3)
        tally.begin("7")

    async def fail(_chat: str) -> None:
        raise RuntimeError("a mistake")

    tally.begin("7")
    await tally.timed(show)("7")
    await tally.timed(show)("8")
    figures = Scraped(metrics.text().decode())
    assert (figures("advisor_step_seconds_count"), figures("advisor_step_seconds_sum")) == (1, 3)
    with pytest.raises(RuntimeError):
        await tally.timed(fail)("7")
    figures = Scraped(metrics.text().decode())
    assert (figures("advisor_step_seconds_count"), figures("advisor_step_seconds_sum")) == (3, 6)


async def take(incoming: Incoming, now: datetime, book: Book) -> None:
    """Write an update into the inbox, which nobody handles."""
    await book.inbox.take([incoming], now)


async def test_what_waits_in_the_inbox_is_counted_with_its_age(bot: Served) -> None:
    for each in (Incoming(1, "7", "{}"), Incoming(2, "7", "{}")):
        await bot.store.transact(partial(take, each, bot.clock()))
        bot.clock.moment += timedelta(seconds=90)
    await bot.vitals.pulse.beat()
    figures = await scraped(bot)
    assert figures("advisor_inbox_updates") == 2
    assert figures("advisor_inbox_oldest_seconds") == 180
    await bot.store.transact(lambda book: book.chats.forget("7"))
    await bot.vitals.pulse.beat()
    figures = await scraped(bot)
    assert figures("advisor_inbox_updates") == figures("advisor_inbox_oldest_seconds") == 0


async def test_a_verdict_is_counted_by_option_and_action(bot: Served, anna: PrivateChat, rulebook: Rulebook) -> None:
    assert (await scraped(bot))("advisor_verdicts_total") == 0
    await Player(anna, questions_by_text(rulebook), "typing", Random(3)).play()
    await settled(bot)
    kept = (await bot.store.transact(lambda book: book.chats.everything(str(anna.id))))["verdicts"]
    made = [json.loads(each["json"]) for each in kept]
    figures = await scraped(bot)
    assert figures("advisor_verdicts_total") == len(made)
    option, action = made[-1]["verdict"] or "none", made[-1]["headline"]["action"] or "none"
    assert figures("advisor_verdicts_total", option=option, action=action) >= 1


async def test_what_telegram_refuses_is_counted_by_class(bot: Served, anna: PrivateChat) -> None:
    bot.api.faults.next("sendMessage", ServerError(502))
    bot.api.faults.next("getUpdates", ServerError(502))
    await anna.say("/help")
    await told(anna, "Commands")
    await settled(bot)
    assert (await scraped(bot))("advisor_telegram_errors_total", error="NetworkError") == 2


async def test_how_long_telegram_said_to_wait_is_summed_up(bot: Served, anna: PrivateChat) -> None:
    bot.api.faults.next("getUpdates", TooManyRequests(17), TooManyRequests(3))
    await anna.say("/help")
    await told(anna, "Commands")
    figures = await scraped(bot)
    assert figures("advisor_telegram_retry_after_seconds_total") == 20
    assert figures("advisor_telegram_errors_total", error="RetryAfter") == 2


async def test_a_poll_that_succeeds_is_told_with_its_moment(bot: Served, anna: PrivateChat) -> None:
    bot.clock.moment += A_MINUTE_AND_MORE
    await anna.say("/help")
    await told(anna, "Commands")
    heard = (await scraped(bot))("advisor_telegram_heard_timestamp_seconds", by="polling")
    assert heard == bot.clock.moment.timestamp()


async def test_every_job_is_counted_with_the_moment_at_which_it_was_done(bot: Served) -> None:
    figures = await after_the_jobs(bot)
    for chore in JOBS:
        assert figures("advisor_job_runs_total", chore=chore, outcome="done") == 1
        assert figures("advisor_job_runs_total", chore=chore, outcome="failed") == 0
        assert figures("advisor_job_done_timestamp_seconds", chore=chore) == bot.clock.moment.timestamp()


async def test_the_rulebook_is_named_and_stale_prices_are_counted_by_the_day(bot: Served, rulebook: Rulebook) -> None:
    figures = await scraped(bot)
    for name, fingerprint in rulebook.books.items():
        assert figures("advisor_rulebook_info", name=name, fingerprint=fingerprint) == 1
    assert figures("advisor_stale_prices") == len(rulebook.prices.stale)
    bot.clock.moment = bot.clock.moment.replace(year=2200)
    assert (await scraped(bot))("advisor_stale_prices") == len([*rulebook.prices])


async def test_a_connection_that_somebody_forgot_is_counted(bot: Served) -> None:
    before = await after_the_jobs(bot)
    assert before("advisor_open_connections", to="database") == 1
    with closing(sqlite3.connect(bot.file)) as leaked:
        leaked.execute("SELECT count(*) FROM inbox")
        figures = await scraped(bot)
    assert figures("advisor_open_connections", to="database") == 2
    assert figures("process_open_fds") > before("process_open_fds")
    assert (await scraped(bot))("advisor_open_connections", to="database") == 1


async def test_a_thread_that_somebody_forgot_is_counted(bot: Served) -> None:
    await after_the_jobs(bot)

    def threads() -> float:
        # Asked without HTTP, whose client has threads of its own.
        return Scraped(bot.vitals.state.figures().decode())("process_threads")

    before, over = threads(), threading.Event()
    leaked = threading.Thread(target=over.wait)
    leaked.start()
    assert threads() == before + 1
    over.set()
    leaked.join()


async def test_the_size_of_the_database_is_that_of_its_files(bot: Served) -> None:
    figures = await after_the_jobs(bot)
    assert figures("advisor_database_bytes", part="file") == bot.file.stat().st_size
    assert figures("advisor_database_bytes", part="log") == bot.file.with_name(bot.file.name + "-wal").stat().st_size
    assert figures("process_resident_memory_bytes") > 1_000_000


async def test_no_label_tells_of_a_person(bot: Served, anna: PrivateChat, rulebook: Rulebook) -> None:
    player = Player(anna, questions_by_text(rulebook), "typing", Random(5))
    await player.play()
    await anna.say("a secret of ours")
    await bot.service.intake.take([{"update_id": 10**9, "a secret of ours": {"chat": {"id": anna.id}}}])
    await settled(bot)
    text = (await ask(bot, METRICS)).text
    words = {*Scraped(text).words}
    assert not words & {str(anna.id), "Anna", TOKEN, *(str(each) for each in player.said)}
    assert "secret" not in text
    assert TOKEN.partition(":")[2] not in text
    assert bot.api.violations == []
