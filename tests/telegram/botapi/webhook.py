"""Delivery to a webhook: one update after the other, each repeated until it is taken with a 2xx."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.telegram.botapi.updates import Pending, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True)
class Connection:
    """One kept-alive HTTP/1.1 connection to the bot."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, head: str, body: bytes) -> int:
        """Send one request and return the status of its answer."""
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        _, _, length = answer.partition("content-length:")
        await self.reader.readexactly(int(length.split("\r\n")[0] or 0))
        return int(answer.split(" ", 2)[1])


class Webhook:
    """Where updates go, and the task that brings them there."""

    def __init__(self, updates: Updates, now: Callable[[], int]) -> None:
        """Start without an address, so that the bot polls; a delivery waits 60 s for its answer, as Telegram does."""
        self.url = ""
        self.secret_token = ""
        self.last_error: tuple[int, str] | None = None
        self.retry_seconds = 0.01
        self.answer_seconds = 60.0
        self._updates = updates
        self._now = now
        self._connection: Connection | None = None
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret_token: str) -> None:
        """Deliver to an address from now on; an empty one ends it."""
        self.stop()
        self.url, self.secret_token, self.last_error = url, secret_token, None
        if url:
            self._task = asyncio.get_running_loop().create_task(self._deliver())

    def stop(self) -> None:
        """End the delivery."""
        if self._task:
            self._task.cancel()
        self._disconnect()

    async def _deliver(self) -> None:
        while True:
            batch = self._updates.batch(100)
            if not batch:
                await self._updates.arrival()
            for pending in batch:
                await self._deliver_one(pending)
                with suppress(ValueError):
                    self._updates.pending.remove(pending)
                self._updates.confirm(0)

    async def _deliver_one(self, pending: Pending) -> None:
        body = pending.body().encode()
        while True:
            if await self._is_taken(body):
                return
            await asyncio.sleep(self.retry_seconds)

    async def _is_taken(self, body: bytes) -> bool:
        try:
            async with asyncio.timeout(self.answer_seconds):
                status = await self._post(body)
        except (OSError, asyncio.IncompleteReadError) as error:
            self._disconnect()
            return self._failed(f"Connection failed: {error!r}")
        return 200 <= status < 300 or self._failed(f"Wrong response from the webhook: {status}")

    async def _post(self, body: bytes) -> int:
        address = urlsplit(self.url)
        if self._connection is None:
            self._connection = Connection(*await asyncio.open_connection(address.hostname, address.port or 80))
        head = f"POST {address.path or '/'} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        secret = f"{SECRET_HEADER}: {self.secret_token}\r\n" if self.secret_token else ""
        return await self._connection.post(head + secret, body)

    def _failed(self, what: str) -> bool:
        self.last_error = (self._now(), what)
        return False

    def _disconnect(self) -> None:
        if self._connection:
            self._connection.writer.close()
            self._connection = None
