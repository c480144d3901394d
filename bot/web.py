"""The one port: how the bot is, and by webhook Telegram's updates, confirmed once they are written down."""

import asyncio
import errno
import hashlib
import hmac
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Any, TypeAlias

import uvicorn
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of what is secret
PATH = "/telegram"
HEALTH, READY, METRICS = "/healthz", "/readyz", "/metrics"
PASSED_ON = ("Fly-Client-IP", "X-Forwarded-For", "Forwarded", "Via")
"""Headers of requests that a proxy let in from the public; whoever sends one can add them, but not take them off."""
FINISHED_WITHIN_SECONDS = 3
"""How long a request that is under way holds up the end."""
Take = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
Troubles: TypeAlias = Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class State:
    """What the bot tells of itself.

    Attributes:
        troubles: says what is wrong, a sentence each; none where all is well.
        missing: names what is not there yet; nothing where updates can be handled.
        figures: writes its figures as Prometheus reads them.
    """

    troubles: Troubles
    missing: Troubles
    figures: Callable[[], bytes]


def secret_of(token: str) -> str:
    """Give the secret that Telegram sends with each update: it follows from the token, and does not tell it."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


def application(state: State) -> Starlette:
    """Make the application that answers on the one port."""

    async def health(_request: Request) -> Response:
        return _checked("trouble", state.troubles())

    async def ready(_request: Request) -> Response:
        return _checked("missing", state.missing())

    async def metrics(request: Request) -> Response:
        # They hold no secret, but how many people ask what is nobody's business outside.
        if any(header in request.headers for header in PASSED_ON):
            return PlainTextResponse("This is for the private network only.", 403)
        return Response(state.figures(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return Starlette(routes=[Route(HEALTH, health), Route(READY, ready), Route(METRICS, metrics)])


def _checked(what: str, wrong: Sequence[str]) -> Response:
    return JSONResponse({"status": "failing", what: list(wrong)}, 503) if wrong else JSONResponse({"status": "ok"})


def add_webhook(app: Starlette, take: Take, secret: str) -> None:
    """Let Telegram bring updates; until then it is told that nobody is there, and tries again.

    Args:
        app: answers on the one port.
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

    app.router.routes.append(Route(PATH, webhook, methods=["POST"]))


def listen(host: str, port: int) -> socket.socket:
    """Open a port; 0 opens any that is free.

    Raises:
        OSError: it cannot be opened.
        UnicodeError: the host can be no name.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # An answer goes out in two writes, and without this its second half waits 40 ms for the other side's word.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def why_not(host: str, port: int, error: OSError | UnicodeError) -> str:
    """Say why a port could not be opened, by the setting that is wrong."""
    reason = str(getattr(error, "strerror", None) or error).partition(" (while")[0]
    where = f"{host}:{port} cannot be listened on ({reason})"
    # Errors of looking up a name have numbers below zero.
    if isinstance(error, UnicodeError) or (error.errno or 0) < 0 or error.errno == errno.EADDRNOTAVAIL:
        return f"HOST: {where}. Set HOST to an address of this machine, or leave it out for all."
    return f"PORT: {where}. Set PORT to a free one, or to 0 for any."


async def serve(app: Starlette, listener: socket.socket) -> None:
    """Serve an application on an open port until cancelled; what is under way is finished first."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=FINISHED_WITHIN_SECONDS
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve([listener]))
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
