"""The long poll: asks Telegram for updates, and for the next ones only once these are written down."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot.telegram.calls import Failing
from bot.telegram.errors import NOT_A_BOT, Ended, seconds_to_wait

LOG = logging.getLogger(__name__)
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of updates that are wanted."""
POLL_SECONDS = 25
LATEST_ANSWER_SECONDS = 10
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.2, 10.0
MOST_CONFLICTS = 5
"""After an update of the program the last one may still be polling for a moment."""


class Polling:
    """Takes updates by long polls until it is cancelled.

    Args:
        request: asks Telegram, one question at a time.
        address: the Bot API's, with the token.
        take: writes updates down.
        succeeded: is told of every poll that was answered.
        failing: is told of every other.
        sleep: waits for seconds.
    """

    def __init__(
        self,
        request: BaseRequest,
        address: str,
        take: Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]],
        succeeded: Callable[[], None],
        failing: Failing,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._request, self._address = request, address
        self._take, self._succeeded, self._failing, self._sleep = take, succeeded, failing, sleep
        self._offset: int | None = None
        self._failures = self._conflicts = 0

    async def run(self) -> None:
        """Poll for ever.

        Raises:
            Ended: the token is not valid, or another program takes this bot's updates.
        """
        while True:
            updates = await self._poll()
            if updates:
                await self._take(updates)
                # The next poll confirms these, and none before they are kept.
                self._offset = max(each["update_id"] for each in updates) + 1

    async def _poll(self) -> Sequence[Mapping[str, Any]]:
        asked: dict[str, int | str] = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        try:
            # In JSON, as they are kept; the library's own method would read them into objects first.
            updates = await self._request.post(
                f"{self._address}/getUpdates?{urlencode(asked)}", read_timeout=POLL_SECONDS + LATEST_ANSWER_SECONDS
            )
        except TelegramError as error:
            await self._wait_after(error)
            return ()
        self._failures = self._conflicts = 0
        self._succeeded()
        return cast(Sequence[Mapping[str, Any]], updates)

    async def _wait_after(self, error: TelegramError) -> None:
        self._failures += 1
        self._failing(error, seconds_to_wait(error))
        if isinstance(error, InvalidToken):
            raise Ended(NOT_A_BOT) from None
        self._conflicts += isinstance(error, Conflict)
        if isinstance(error, Conflict) and self._conflicts >= MOST_CONFLICTS:
            raise Ended(f"Another program takes this bot's updates. Stop that one. ({error})") from None
        wait = seconds_to_wait(error) or min(FIRST_WAIT_SECONDS * 2.0**self._failures, LONGEST_WAIT_SECONDS)
        LOG.warning("a poll failed", extra={"reason": str(error), "wait_seconds": wait})
        await self._sleep(wait)
