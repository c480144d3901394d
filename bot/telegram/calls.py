"""The calls to Telegram that the bot makes, each tried again while that may help, with its errors sorted."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias, TypeVar

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from bot.telegram.errors import is_done_already, is_worth_a_retry, seconds_to_wait, sorted_out

ATTEMPTS = 6
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.2, 5.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
T = TypeVar("T")
Failing: TypeAlias = Callable[[TelegramError, float], None]
"""Is told of an attempt that failed, and how many seconds Telegram wants it to wait."""


class Paces(Protocol):
    """Says when a new message may be sent."""

    async def turn(self, chat: str) -> None:
        """Wait until then."""

    def pause(self, chat: str, seconds: float) -> None:
        """Let a chat wait."""


class Calls:
    """Telegram, as the bot uses it. Every method raises one of `errors.Failed` where it fails for good.

    Args:
        bot: the client of the Bot API.
        pace: says when a new message may be sent.
        failing: is told of every attempt that fails.
        sleep: waits for seconds.
    """

    def __init__(
        self, bot: Bot, pace: Paces, failing: Failing, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._bot, self._pace, self._failing, self._sleep = bot, pace, failing, sleep

    async def send(self, chat: str, text: str, markup: InlineKeyboardMarkup | None = None) -> int:
        """Send a new message and give its id; where an answer is lost, it may come twice."""

        async def call() -> int:
            await self._pace.turn(chat)
            sent = await self._bot.send_message(
                chat, text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=markup
            )
            return sent.message_id

        return await self._try(chat, call)

    async def send_document(self, chat: str, name: str, content: str, caption: str) -> int:
        """Send a file and give its message's id."""

        async def call() -> int:
            await self._pace.turn(chat)
            sent = await self._bot.send_document(chat, InputFile(content.encode(), name), caption=caption)
            return sent.message_id

        return await self._try(chat, call)

    async def edit(self, chat: str, message: int, text: str, markup: InlineKeyboardMarkup | None = None) -> None:
        """Let a message show something else."""

        async def call() -> None:
            try:
                await self._bot.edit_message_text(
                    text, chat, message, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=markup
                )
            except BadRequest as error:
                if not is_done_already(error):
                    raise

        await self._try(chat, call)

    async def strip(self, chat: str, message: int) -> None:
        """Take the buttons off a message."""
        await self._try(chat, lambda: self._bot.edit_message_reply_markup(chat, message))

    async def delete(self, chat: str, message: int) -> None:
        """Delete a message of the bot's own; of several at once, those too old to be deleted would stay unsaid."""
        await self._try(chat, lambda: self._bot.delete_message(chat, message))

    async def toast(self, query: str, words: str = "") -> None:
        """Answer a tap, with a word that passes or with none."""
        await self._try("", lambda: self._bot.answer_callback_query(query, words or None))

    async def type_in(self, chat: str) -> None:
        """Show for some seconds that the bot is busy."""
        await self._try(chat, lambda: self._bot.send_chat_action(chat, "typing"))

    async def _try(self, chat: str, call: Callable[[], Awaitable[T]]) -> T:
        attempts = AsyncRetrying(
            retry=retry_if_exception(is_worth_a_retry),
            stop=stop_after_attempt(ATTEMPTS),
            wait=self._wait_in(chat),
            sleep=self._sleep,
            reraise=True,
        )

        async def attempt() -> T:
            try:
                return await call()
            except TelegramError as error:
                self._failing(error, seconds_to_wait(error))
                raise

        try:
            return await attempts(attempt)
        except TelegramError as error:
            raise sorted_out(error) from None

    def _wait_in(self, chat: str) -> Callable[[RetryCallState], float]:
        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            told = seconds_to_wait(error)
            if told and chat:
                self._pace.pause(chat, told)
            if told:
                return told
            doubled = FIRST_WAIT_SECONDS * 2.0 ** (state.attempt_number - 1)
            return min(doubled, LONGEST_WAIT_SECONDS) * random.uniform(0.5, 1.0)  # noqa: S311 - guards nothing

        return wait
