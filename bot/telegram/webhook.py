"""The webhook, looked after: another program with the same token takes it away, and the silence would tell nobody."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.telegram.errors import NOT_A_BOT, Ended
from bot.telegram.polling import ALLOWED

LOG = logging.getLogger(__name__)
BETWEEN_LOOKS_SECONDS = 60.0
HTTPS = 443


class Webhook:
    """The address to which Telegram brings this bot's updates.

    Args:
        bot: the client of the Bot API.
        address: where the updates go.
        secret: what Telegram sends along.
        heard: is told whenever Telegram says that they go there.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        bot: Bot,
        address: str,
        secret: str,
        heard: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot, self._address, self._secret = bot, address, secret
        self._heard, self._sleep = heard, sleep
        self._failed_at: datetime | None = None

    async def register(self) -> None:
        """Let Telegram bring updates.

        Raises:
            TelegramError: Telegram did not take the address.
        """
        await self._bot.set_webhook(self._address, secret_token=self._secret, allowed_updates=ALLOWED)

    async def run(self) -> None:
        """Look after it for ever.

        Raises:
            Ended: the token is not valid any more.
        """
        while True:
            await self._sleep(BETWEEN_LOOKS_SECONDS)
            try:
                await self.look()
            except InvalidToken:
                raise Ended(NOT_A_BOT) from None
            except TelegramError as error:
                LOG.warning("the webhook could not be looked after", extra={"reason": str(error)})

    async def look(self) -> None:
        """See whether Telegram still brings updates, and register again where it does not.

        Raises:
            TelegramError: Telegram does not answer, or refuses.
        """
        found = await self._bot.get_webhook_info()
        self._tell_of_failure(found)
        if _place(found.url) != _place(self._address):
            LOG.warning("another program with this token took the webhook away; it is registered again")
            await self.register()
        self._heard()

    def _tell_of_failure(self, found: WebhookInfo) -> None:
        """Tell, once each, why Telegram could not bring an update: here nothing of it was seen."""
        if found.last_error_date is None or found.last_error_date == self._failed_at:
            return
        self._failed_at = found.last_error_date
        told = {"reason": found.last_error_message, "at": self._failed_at, "waiting": found.pending_update_count}
        LOG.warning("Telegram could not bring an update", extra=told)


def _place(url: str) -> tuple[str | None, int, str]:
    """Give what is the same however an address is written."""
    parts = urlsplit(url)
    return parts.hostname, parts.port or HTTPS, parts.path
