"""Asks the model once: within one deadline, with one retry, and so many at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, Usage
from bot.narrator.provider.wire import body_of, completion_of, estimate

if TYPE_CHECKING:
    from bot.narrator.provider.client import Client

_INSTEAD = {"reasoning_effort": None, "max_completion_tokens": "max_tokens"}
"""What is sent to a server that refuses a parameter: its older name, or nothing."""


class Provider:
    """A model behind chat completions with structured outputs; a `Complete`."""

    def __init__(
        self,
        key: str,
        base_url: str,
        model: str,
        deadline_seconds: float = 20.0,
        *,
        pause_seconds: float = 0.5,
        at_once: int = 8,
        tokens_out: int = 8000,
    ) -> None:
        """Take what is needed; nothing is imported or connected yet.

        Args:
            key: the API key.
            base_url: where chat completions are, such as https://api.openai.com/v1.
            model: the model's name.
            deadline_seconds: for one call: waiting for its turn, a retry and the whole answer included.
            pause_seconds: before the retry, where the server does not say how long.
            at_once: calls at the same time; further ones wait for their turn.
            tokens_out: the longest answer.
        """
        self._key, self._base_url, self._model = key, base_url, model
        self._deadline_seconds, self._pause_seconds = deadline_seconds, pause_seconds
        self._turns = asyncio.Semaphore(at_once)
        # Without thinking first: an answer is wanted soon, and OpenAI's current models call no tools otherwise.
        self._parameters: dict[str, Any] = {"reasoning_effort": "none", "max_completion_tokens": tokens_out}
        self._client: Client | None = None
        self._making = asyncio.Lock()

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, and give what the model answered.

        Raises:
            NoAnswer: it gave nothing that can be used, within the deadline.
        """
        client = await self._made()
        body = body_of(self._model, messages, schema, tools)
        usage = Usage()
        try:
            async with asyncio.timeout(self._deadline_seconds) as deadline, self._turns:
                # Whether a server that is too late wants to be paid is not known; it may.
                usage = estimate(body)
                answered = await self._with_a_retry(client, body, deadline)
        except TimeoutError:
            raise NoAnswer("late", f"more than {self._deadline_seconds:g} s", usage=usage) from None
        return completion_of(answered, body)

    async def close(self) -> None:
        """Close what is open."""
        if self._client is not None:
            await self._client.close()

    async def _made(self) -> "Client":
        """Make the client when it is first needed; in a thread, as the import would stall the event loop."""
        async with self._making:
            if self._client is None:
                self._client = await asyncio.to_thread(self._make)
            return self._client

    def _make(self) -> "Client":
        from bot.narrator.provider.client import Client

        return Client(self._key, self._base_url, self._deadline_seconds, self._pause_seconds)

    async def _with_a_retry(self, client: "Client", body: Mapping[str, Any], deadline: asyncio.Timeout) -> bytes:
        from bot.narrator.provider.client import MayPass

        try:
            return await self._taken(client, body)
        except MayPass as failure:
            ends = deadline.when() or 0.0
            if asyncio.get_running_loop().time() + failure.pause_seconds >= ends:
                raise
            await asyncio.sleep(failure.pause_seconds)
            return await self._taken(client, body)

    async def _taken(self, client: "Client", body: Mapping[str, Any]) -> bytes:
        """Send a body, without the parameters that this server does not take; which these are is found out once."""
        from bot.narrator.provider.client import ParameterRefused

        while True:
            sent = self._parameters
            try:
                return await client.post({**body, **sent})
            except ParameterRefused as refusal:
                self._parameters = _without(sent, refusal.name)


def _without(parameters: Mapping[str, Any], refused: str) -> dict[str, Any]:
    instead = _INSTEAD[refused]
    kept = {name: value for name, value in parameters.items() if name != refused}
    return kept | ({instead: parameters[refused]} if instead else {})
