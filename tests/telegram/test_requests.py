"""Requests to the Bot API: they go through the proxy that the environment names, and past it where it says so."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.telegram.requests import AiohttpRequest, proxy_to

pytestmark = pytest.mark.anyio
NOWHERE = "http://nowhere.invalid"
BODY = b'{"ok":true,"result":true}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(BODY), BODY)


class Proxy:
    """Answers whatever it is asked, and notes the first line of each request."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
        writer.write(ANSWER)
        await writer.drain()
        writer.close()


@pytest.fixture
async def proxy(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    proxy = Proxy()
    async with await asyncio.start_server(proxy.answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        yield proxy


async def test_requests_go_through_the_proxy_that_the_environment_names(proxy: Proxy) -> None:
    async with AiohttpRequest(NOWHERE, 1, 10.0) as request:
        await request.post(f"{NOWHERE}/getMe")
    assert proxy.asked == [f"POST {NOWHERE}/getMe HTTP/1.1"]


async def test_an_address_that_the_environment_excepts_is_reached_without_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "other.invalid")
    assert proxy_to(NOWHERE) == "http://proxy.example:3128"
    monkeypatch.setenv("no_proxy", "nowhere.invalid")
    assert proxy_to(NOWHERE) is None
