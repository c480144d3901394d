"""The webhook: updates from Telegram over HTTP, confirmed only once they are written down."""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import JSONDecodeError
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/telegram"
Take = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]


def secret_of(token: str) -> str:
    """Give the secret that Telegram sends with each update: it follows from the token, and does not tell it."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


def application(take: Take, secret: str) -> Starlette:
    """Make the application that answers on the one port.

    Args:
        take: writes updates down.
        secret: what Telegram sends along.
    """

    async def webhook(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("This is for Telegram only.", 403)
        try:
            update = await request.json()
        except (JSONDecodeError, UnicodeDecodeError):
            return PlainTextResponse("That is no update.", 400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return PlainTextResponse("That is no update.", 400)
        await take([update])
        return Response(status_code=200)

    return Starlette(routes=[Route(PATH, webhook, methods=["POST"])])


async def serve(app: Starlette, host: str, port: int) -> None:
    """Serve an application until cancelled; what is under way is finished first."""
    server = _Server(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, lifespan="off"))
    serving = asyncio.ensure_future(server.serve())
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
