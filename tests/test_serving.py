"""How the served bot ends: with a sentence where that was foreseen, else with one line in the log."""

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from bot import serving
from bot.clock import Clock
from bot.settings import ServeSettings, read_settings
from tests.telegram.botapi.faults import ServerError, TooManyRequests
from tests.telegram.botapi.server import BotApi

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOKEN = "123456789:AAE-dozens-of-letters-and-digits-here"


def test_an_error_that_nobody_foresaw_is_one_line_of_the_log_and_no_traceback_of_pythons(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_settings: ServeSettings, _clock: Clock) -> None:
        raise RuntimeError(f"nobody thought of {TOKEN}")

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setattr(serving, "run_bot", fail)
    monkeypatch.setattr(serving, "set_up_logs", lambda *_: None)
    assert serving.serve_from_environment(Clock(lambda: NOON, lambda: 0.0)) == (1, [])
    (line,) = caplog.records
    assert (line.levelno, line.exc_info is not None) == (logging.CRITICAL, True)


@pytest.mark.anyio
async def test_a_start_waits_for_as_long_as_telegram_says(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    sleep = asyncio.sleep

    async def soon(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0)

    async with BotApi() as api:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", api.token)
        monkeypatch.setenv("TELEGRAM_API_URL", api.url.removesuffix("/bot"))
        api.faults.next("getMe", TooManyRequests(retry_after=33), ServerError())
        monkeypatch.setattr("bot.serving.asyncio.sleep", soon)
        async with serving.connected(read_settings()) as (bot, _):
            assert bot.username == "advisor_test_bot"
    assert waited == [33, 0.4]
