"""Requests to the Bot API over aiohttp: python-telegram-bot's own, over httpx, take twice the time of the processor."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

UPLOAD_SECONDS = 20.0
CONNECTED_WITHIN_SECONDS = 5.0


class AiohttpRequest(BaseRequest):
    """Sends requests over a pool of connections, with the errors that the library knows.

    Args:
        api_url: where the Bot API is.
        connections: how many there may be at a time.
        answered_within_seconds: how long an answer may take where the call does not say otherwise.
    """

    def __init__(self, api_url: str, connections: int, answered_within_seconds: float) -> None:
        self._api_url, self._connections, self._answered_within = api_url, connections, answered_within_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The seconds that an answer may take."""
        return self._answered_within

    async def initialize(self) -> None:
        """Open the pool; connections are made when they are needed."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            # With `trust_env` the environment would be read anew for every request, in another thread.
            proxy = proxy_to(self._api_url)
            self._session = aiohttp.ClientSession(
                connector=connector, proxy=proxy, headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request, and give the status and the body of its answer.

        Raises:
            TimedOut: it took too long; it may have been carried out.
            NetworkError: the connection failed; it may have been carried out.
        """
        if self._session is None:
            raise RuntimeError("These requests are not initialized.")
        seconds = self._answered_within if read_timeout is self.DEFAULT_NONE else read_timeout
        if request_data is not None and request_data.contains_files:
            seconds += UPLOAD_SECONDS if write_timeout is self.DEFAULT_NONE else write_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECTED_WITHIN_SECONDS, sock_read=seconds)
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # Not the address, which holds the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None


def proxy_to(url: str) -> str | None:
    """Give the proxy that the environment names for an address; None where it names none."""
    address = urlsplit(url)
    return None if proxy_bypass(address.hostname or "") else getproxies().get(address.scheme)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """Give what is sent: JSON, which takes less time than a form, and a form only where there are files."""
    if request_data is None or not request_data.contains_files:
        return {"json": request_data.parameters} if request_data else {}
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return {"data": form}
