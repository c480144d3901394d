"""The webhook, looked after: taken away it is registered again, and what Telegram says of it is told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from telegram.error import NetworkError

from bot.telegram.errors import Ended
from bot.telegram.service import make_bot
from bot.telegram.webhook import Webhook
from tests.telegram.botapi.faults import ServerError
from tests.telegram.botapi.server import BotApi

pytestmark = pytest.mark.anyio
ADDRESS, OTHERS, SECRET = "http://127.0.0.1:9/telegram", "http://127.0.0.1:9/other", "secret-of-the-test"
A_NEW_TOKEN = "1234567890:NEW-TOKEN-of-a-bot-that-is-nowhere"


class Enough(Exception):
    """The webhook was looked after for as long as the test wants."""


@dataclass
class Looked:
    """How often a webhook was found well, and for how many looks it is looked after."""

    well: list[None] = field(default_factory=list)
    looks: int = 3

    async def sleep(self, _seconds: float) -> None:
        """Wait for nothing, and end once it was looked after often enough."""
        self.looks -= 1
        if self.looks < 0:
            raise Enough


@pytest.fixture
def looked() -> Looked:
    """Count three looks."""
    return Looked()


@pytest.fixture
async def webhook(api: BotApi, looked: Looked) -> AsyncIterator[Webhook]:
    """Register a webhook."""
    bot, _ = make_bot(api.token, api.url.removesuffix("/bot"))
    async with bot:
        webhook = Webhook(bot, ADDRESS, SECRET, lambda: looked.well.append(None), looked.sleep)
        await webhook.register()
        yield webhook


async def test_a_webhook_that_is_there_is_left_alone(api: BotApi, webhook: Webhook, looked: Looked) -> None:
    with pytest.raises(Enough):
        await webhook.run()
    assert len(looked.well) == 3
    assert api.calls.count("setWebhook") == 1


@pytest.mark.parametrize("now_at", ["", OTHERS], ids=["a poll", "another webhook"])
async def test_a_webhook_that_another_program_took_away_is_registered_again(
    api: BotApi, webhook: Webhook, now_at: str, caplog: pytest.LogCaptureFixture
) -> None:
    api.webhook.set(now_at, "other")
    await webhook.look()
    assert (api.webhook.url, api.webhook.secret_token) == (ADDRESS, SECRET)
    assert "another program with this token took the webhook away" in caplog.text


async def test_an_address_that_telegram_writes_otherwise_is_the_same(api: BotApi, webhook: Webhook) -> None:
    written_otherwise = api.webhook.url = ADDRESS.replace("http", "HTTP")
    await webhook.look()
    assert api.webhook.url == written_otherwise


async def test_a_token_that_was_revoked_ends_the_bot(api: BotApi, webhook: Webhook, looked: Looked) -> None:
    api.state.token = A_NEW_TOKEN
    with pytest.raises(Ended, match="Set TELEGRAM_BOT_TOKEN"):
        await webhook.run()
    assert looked.well == []


async def test_a_look_that_fails_is_told_and_taken_again(
    api: BotApi, webhook: Webhook, looked: Looked, caplog: pytest.LogCaptureFixture
) -> None:
    api.faults.next("getWebhookInfo", ServerError())
    with pytest.raises(Enough):
        await webhook.run()
    assert len(looked.well) == 2
    assert "the webhook could not be looked after" in caplog.text


async def test_a_webhook_that_cannot_be_registered_is_not_well(api: BotApi, webhook: Webhook, looked: Looked) -> None:
    api.webhook.set("", "")
    api.faults.next("setWebhook", ServerError())
    with pytest.raises(NetworkError):
        await webhook.look()
    assert looked.well == []


async def test_why_an_update_could_not_be_brought_is_told_once(
    api: BotApi, webhook: Webhook, caplog: pytest.LogCaptureFixture
) -> None:
    api.webhook.last_error = (api.clock.now(), "Wrong response from the webhook: 403 Forbidden")
    with pytest.raises(Enough):
        await webhook.run()
    reasons = [each.__dict__["reason"] for each in caplog.records if "could not bring" in each.message]
    assert reasons == ["Wrong response from the webhook: 403 Forbidden"]
