"""What goes wrong between the bot and a model's server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.narrator.openai_api.asked import Asked

CUT_OFF = '{"verdict": "lam'
PAGE = "<!doctype html><title>Log in to the hotel's network</title>"


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing ever comes."""

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Wait until the client has gone."""
        await asyncio.Event().wait()
        raise AssertionError


@dataclass(frozen=True, slots=True)
class Drip:
    """The answer comes a byte at a time, and never ends."""

    pause_seconds: float = 0.005

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Send blanks, with which JSON may well begin."""
        response = await _begun(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(self.pause_seconds)


@dataclass(slots=True)
class Huge:
    """The answer is much longer than any honest one."""

    total_bytes: int = 50_000_000
    sent_bytes: int = 0

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Send until all is sent or the client has gone."""
        response, chunk = await _begun(request), b" " * 100_000
        while self.sent_bytes < self.total_bytes:
            await response.write(chunk)
            self.sent_bytes += len(chunk)
        return response


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is cut without an answer."""

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Cut it."""
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


@dataclass(frozen=True, slots=True)
class Raw:
    """Any body whatever."""

    body: str | bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Send it with status 200."""
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return web.Response(body=body, headers=self.headers, content_type=self.content_type)


@dataclass(frozen=True, slots=True)
class Status:
    """An error, as servers of chat completions write it."""

    code: int
    error: str = "an_error"
    message: str = "Something is wrong."
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Send it."""
        said: dict[str, Any] = {"message": self.message, "type": self.error, "param": self.param, "code": self.error}
        return web.json_response({"error": said}, status=self.code, headers=self.headers)


def too_many(retry_after_seconds: float | str | None = None) -> Status:
    """Answer 429, with a pause to keep to or without one."""
    headers = {} if retry_after_seconds is None else {"Retry-After": str(retry_after_seconds)}
    return Status(429, "rate_limit_exceeded", headers=headers)


def takes_no(parameter: str) -> Status:
    """Refuse a parameter by name."""
    return Status(400, "unsupported_parameter", f"Unsupported parameter: '{parameter}'.", parameter)


def html() -> Raw:
    """Answer 200 with a page, as a hotel's network does."""
    return Raw(PAGE, "text/html")


async def _begun(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    return response
