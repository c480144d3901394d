"""HTTP/1.1 with kept connections, as much of it as clients of the Bot API speak."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

END_OF_HEAD = b"\r\n\r\n"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request; `target` is the path with its query, and the headers' names are in lower case."""

    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int
    body: bytes
    content_type: str = "application/json"

    def wire(self) -> bytes:
        """Write it as bytes."""
        first = f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n"
        return (
            f"{first}Content-Type: {self.content_type}\r\nContent-Length: {len(self.body)}\r\n\r\n".encode() + self.body
        )


# None closes the connection without an answer.
Answer = Callable[[HttpRequest], Awaitable[Reply | None]]


class HttpServer:
    """A server on a free port of the loopback."""

    def __init__(self, answer: Answer) -> None:
        """Take what answers each request."""
        self._answer = answer
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Begin to listen and return the port."""
        self._server = await asyncio.start_server(self._connected, LOOPBACK, 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Close every connection, long polls among them.

        Raises:
            Exception: a request was not answered because of it.
        """
        if self._server:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        ends = await asyncio.gather(*self._connections, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._ended)

    def _ended(self, connection: asyncio.Task[None]) -> None:
        # One that failed stays, for stop() to raise what happened.
        if connection.cancelled() or connection.exception() is None:
            self._connections.discard(connection)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._converse(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            reply = await self._answer(await read_request(reader))
            if reply is None:
                writer.transport.abort()
                return
            writer.write(reply.wire())
            await writer.drain()


async def read_request(reader: asyncio.StreamReader) -> HttpRequest:
    """Read one request with its body.

    Raises:
        asyncio.IncompleteReadError: the client closed the connection.
        NotImplementedError: the body comes in chunks, which clients of the Bot API have no need of.
    """
    head = (await reader.readuntil(END_OF_HEAD)).decode("latin-1")
    first, _, rest = head.partition("\r\n")
    headers = dict(header_of(line) for line in rest.split("\r\n") if line)
    if "transfer-encoding" in headers:
        raise NotImplementedError("a body in chunks; send its length instead")
    length = int(headers.get("content-length", 0))
    body = await reader.readexactly(length) if length else b""
    return HttpRequest(first.split(" ")[1], headers, body)


def header_of(line: str) -> tuple[str, str]:
    """Split one line of a head."""
    name, _, value = line.partition(":")
    return name.lower(), value.strip()
