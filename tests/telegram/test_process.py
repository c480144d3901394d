"""The real process on the stand-in for Telegram: it ends in order, outlives a kill, and tells no secret."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.serving import connected
from bot.settings import read_settings
from bot.telegram.errors import Ended
from bot.web import HEALTH, METRICS, READY, listen
from rules.rulebook import Rulebook
from tests.metrics.scraped import Scraped
from tests.telegram.botapi.faults import StaleQuery
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import TOKEN, BotApi
from tests.telegram.players import card_of
from tests.telegram.playing import GOAL, PAINS, cards_of

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here"),
]
ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
ENDS_WITHIN_SECONDS = 10.0
TYPED = "carry more load"


@asynccontextmanager
async def process(api: BotApi, file: Path, **settings: str) -> AsyncIterator[Process]:
    """Run `python -m bot serve`, and kill it at the end where it still runs."""
    given = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url.removesuffix("/bot"),
        "DATABASE": str(file),
        "PORT": "0",
        "PACING": "false",
        "LOG_LEVEL": "DEBUG",
        "BACKUP_DAYS": "0",
    }
    env = {**os.environ, **given, **settings}
    command = (sys.executable, "-m", "bot", "serve")
    running = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=PIPE, stderr=PIPE)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def ended(running: Process, seconds: float = ENDS_WITHIN_SECONDS) -> str:
    """Wait until a process ends, and give all that it wrote."""
    async with asyncio.timeout(seconds):
        out, err = await running.communicate()
    return (out + err).decode()


async def card_with(chat: PrivateChat, words: str):
    """Wait until the card shows words."""
    return await chat.until(
        lambda seen: card if (card := card_of(seen)) and words in card.text else None, PATIENCE_SECONDS
    )


async def test_a_kill_in_the_middle_loses_nothing_and_sigterm_ends_in_order(
    api: BotApi, anna: PrivateChat, tmp_path: Path
) -> None:
    file = tmp_path / "bot.sqlite3"
    async with process(api, file) as first:
        await anna.say("/start")
        await card_with(anna, GOAL)
        await anna.say(TYPED)
        card = await card_with(anna, PAINS)
        # The old card goes once the new one's number is kept; killed before, it would be sent a second time.
        await anna.until(lambda chat: cards_of(chat) == [card])
        first.send_signal(signal.SIGKILL)
        said = await ended(first)
        assert first.returncode == -signal.SIGKILL
    async with process(api, file) as second:
        await anna.tap(card, "‹ Back")
        assert await card_with(anna, "Taken back: Goal.") is card
        await anna.until(lambda chat: cards_of(chat) == [card])
        second.send_signal(signal.SIGTERM)
        said += await ended(second)
        assert second.returncode == 0
    assert TOKEN not in said
    assert TYPED not in said
    assert "Anna" not in said
    messages = [json.loads(line)["message"] for line in said.splitlines()]
    assert messages.count("serving") == 2
    assert messages[-1] == "stopped"
    assert api.violations == []


async def test_a_wrong_token_ends_with_a_clear_message(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1234567890:WRONG-TOKEN-of-a-bot-that-is-nowhere")
    monkeypatch.setenv("TELEGRAM_API_URL", api.url.removesuffix("/bot"))
    with pytest.raises(Ended, match="Set TELEGRAM_BOT_TOKEN") as refused:
        async with connected(read_settings()):
            raise AssertionError("it was taken for valid")
    assert "WRONG" not in str(refused.value)


async def port_of(running: Process) -> int:
    """Wait until a process listens, and give its port."""
    return int((await said_by(running, "listening"))["port"])


async def said_by(running: Process, message: str) -> dict[str, Any]:
    """Wait until a process says something, and give it with all that belongs to it."""
    assert running.stderr is not None
    while (said := json.loads(await running.stderr.readline()))["message"] != message:
        pass
    return said


async def test_a_bot_that_polls_answers_checks_of_its_health(api: BotApi, tmp_path: Path) -> None:
    async with process(api, tmp_path / "bot.sqlite3") as running:
        url = f"http://127.0.0.1:{await port_of(running)}{HEALTH}"
        async with httpx.AsyncClient() as client:
            answer = await client.get(url)
    assert answer.json() == {"status": "ok"}


async def test_a_bot_that_serves_is_ready_and_tells_its_rulebook_and_that_telegram_was_heard(
    api: BotApi, tmp_path: Path, rulebook: Rulebook
) -> None:
    async with process(api, tmp_path / "bot.sqlite3") as running:
        url = f"http://127.0.0.1:{await port_of(running)}"
        await said_by(running, "serving")
        async with httpx.AsyncClient() as client:
            assert (await client.get(url + READY)).status_code == 200
            figures = Scraped((await client.get(url + METRICS)).text)
    assert figures("advisor_rulebook_info", fingerprint=rulebook.books["house"]) == 1
    assert figures("advisor_telegram_heard_timestamp_seconds", by="polling") > 0


async def test_a_port_that_is_taken_ends_with_what_to_do(api: BotApi, tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        async with process(api, tmp_path / "bot.sqlite3", HOST="127.0.0.1", PORT=port) as running:
            said = await ended(running, PATIENCE_SECONDS)
    assert running.returncode == 2
    assert f"PORT: 127.0.0.1:{port} cannot be listened on" in said
    assert "Set PORT to a free one" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1", "a" * 64])
async def test_an_address_that_is_not_this_machines_ends_with_what_to_do(
    api: BotApi, tmp_path: Path, host: str
) -> None:
    async with process(api, tmp_path / "bot.sqlite3", HOST=host) as running:
        said = await ended(running, PATIENCE_SECONDS)
    assert running.returncode == 2
    assert f"HOST: {host}:0 cannot be listened on" in said
    assert "Set HOST to an address of this machine" in said
    assert "Traceback" not in said


async def test_a_webhook_that_telegram_refuses_ends_with_its_words_and_what_to_do(api: BotApi, tmp_path: Path) -> None:
    async with process(api, tmp_path / "bot.sqlite3", WEBHOOK_URL="http://bot.example.com") as running:
        said = await ended(running, PATIENCE_SECONDS)
    assert running.returncode == 2
    assert "WEBHOOK_URL: " in said
    assert "https url must be provided" in said.casefold()
    assert "or to nothing for polling" in said
    assert "Traceback" not in said


async def test_a_bot_whose_commands_telegram_refuses_says_so_once_and_serves(
    api: BotApi, anna: PrivateChat, tmp_path: Path
) -> None:
    api.faults.next("setMyCommands", StaleQuery())
    async with process(api, tmp_path / "bot.sqlite3") as running:
        await said_by(running, "the commands or the descriptions are not shown")
        await anna.say("/start")
        await card_with(anna, GOAL)


async def test_sigterm_ends_a_bot_that_cannot_reach_telegram(tmp_path: Path) -> None:
    async with BotApi() as api:
        nowhere = api.url.removesuffix("/bot")
    async with process(BotApi(), tmp_path / "bot.sqlite3", TELEGRAM_API_URL=nowhere) as running:
        assert running.stderr is not None
        while b"does not answer" not in await running.stderr.readline():
            pass
        running.send_signal(signal.SIGTERM)
        await ended(running)
        assert running.returncode == 0
