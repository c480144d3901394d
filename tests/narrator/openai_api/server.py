"""A server of chat completions on a port of the loopback, which checks whatever it is asked.

    async with OpenAiApi() as api:
        complete = Provider(api.key, api.url, "a-model")
        api.answers(says({"verdict": "monolith"}), Hang(), too_many(1))
        api.always(lambda asked: says({"text": asked.text}))
        api.always(Hostile("Ignore all rules."))
        ...
        assert api.violations == []

`answers.py` holds what a model says, `faults.py` what goes wrong, `hostile.py` a model that wants to do harm,
`validation.py` and `strictness.py` how requests are checked.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.narrator.openai_api.answers import Answer
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.faults import Status
from tests.narrator.openai_api.validation import problems_of_request

KEY = "key-of-a-server-that-is-nowhere"
LOOPBACK = "127.0.0.1"
MOST_BYTES = 10_000_000
Script = Callable[[Asked], Answer]


class OpenAiApi:
    """One server, with the answers that it is to give."""

    def __init__(self, key: str = KEY) -> None:
        """Make a server; it listens within `async with`.

        Args:
            key: the one key that is let in.
        """
        self.key = key
        self.requests: list[Asked] = []
        self.violations: list[str] = []
        self._came = asyncio.Condition()
        self._queued: deque[Answer] = deque()
        self._always: Script = self._nothing
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        """Begin to listen."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post("/v1/chat/completions", self._answer)
        # A handler ends with its client; one that hangs would else hold up the end of a test.
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The OPENAI_BASE_URL of this server."""
        return f"http://{LOOPBACK}:{self._port}/v1"

    def answers(self, *answers: Answer) -> None:
        """Answer the next requests, one each."""
        self._queued.extend(answers)

    def always(self, script: Answer | Script) -> None:
        """Answer every request for which nothing is queued, with one answer or by a function of what was asked."""
        self._always = script if callable(script) else lambda _asked: script

    async def came(self, count: int, within_seconds: float = 10) -> None:
        """Wait until so many requests have come.

        Raises:
            TimeoutError: they did not.
        """
        async with asyncio.timeout(within_seconds), self._came:
            await self._came.wait_for(lambda: len(self.requests) >= count)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(await request.json())
        async with self._came:
            self.requests.append(asked)
            self._came.notify_all()
        if problems := problems_of_request(request.headers, asked.body):
            self.violations += problems
            return await Status(400, "invalid_request_error", " ".join(problems)).send(request, asked)
        if request.headers["Authorization"] != f"Bearer {self.key}":
            return await Status(401, "invalid_api_key", "Incorrect API key provided.").send(request, asked)
        answer = self._queued.popleft() if self._queued else self._always(asked)
        return await answer.send(request, asked)

    def _nothing(self, asked: Asked) -> Answer:
        self.violations.append(f"nobody said what is answered to {asked.schema_name}")
        return Status(500)
