"""The openai client, and what its failures mean. Only here is the openai package imported."""

import logging
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
from openai import APIConnectionError, APIStatusError, APITimeoutError, AsyncOpenAI, OpenAIError

from bot.narrator.completing import NoAnswer, Why

_log = logging.getLogger(__name__)
MOST_BYTES = 2_000_000
"""The longest answer that is read: many times what an honest one has, and little of a small machine's memory."""
_MAY_BE_LEFT_OUT = ("reasoning_effort", "max_completion_tokens")
_ABOUT_THE_TEXT = {"content_filter", "content_policy_violation", "context_length_exceeded", "invalid_prompt"}
"""Codes with which a server refuses this one text, and not whoever asks."""
_LOOK_AT = {
    401: "OPENAI_API_KEY is not accepted",
    403: "OPENAI_API_KEY may not use this model",
    404: "OPENAI_MODEL or OPENAI_BASE_URL names nothing that is there",
}
_SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class MayPass(NoAnswer):
    """A failure that may have passed after a pause."""

    def __init__(self, why: Why, detail: str, pause_seconds: float) -> None:
        super().__init__(why, detail)
        self.pause_seconds = pause_seconds


class ParameterRefused(NoAnswer):
    """The server does not take a parameter without which a request says the same."""

    def __init__(self, name: str) -> None:
        super().__init__("forbidden", f"the server takes no {name}")
        self.name = name


class Client:
    """Sends a body to chat completions, once, and gives the body of the answer."""

    def __init__(self, key: str, base_url: str, timeout_seconds: float, pause_seconds: float) -> None:
        """Make a client, which connects when it is first used.

        Args:
            key: the API key.
            base_url: where chat completions are; redirects are not followed, so that texts go nowhere else.
            timeout_seconds: for one step of the connection; whoever calls has a deadline for the whole.
            pause_seconds: to wait before a retry where the server does not say how long.
        """
        self._pause_seconds = pause_seconds
        self._openai = AsyncOpenAI(
            api_key=key,
            base_url=base_url,
            max_retries=0,
            # A compressed answer could be a thousand times as long as what is counted on the wire.
            default_headers={"Accept-Encoding": "identity"},
            http_client=httpx2.AsyncClient(
                timeout=timeout_seconds,
                # A connection is made for every call: that is little beside what a model takes, and leaves none that
                # went stale, or that belongs to an event loop which has ended.
                limits=httpx2.Limits(max_keepalive_connections=0),
                event_hooks={"response": [_limit]},
            ),
        )

    async def post(self, body: Mapping[str, Any]) -> bytes:
        """Send a body and give the answer's.

        Raises:
            NoAnswer: there is none; MayPass or ParameterRefused where another try may help.
        """
        try:
            # The answer is read by `wire`: the package's own types for it would take megabytes.
            answered = await self._openai.post("/chat/completions", body=body, cast_to=httpx2.Response)
        except NoAnswer:
            raise
        except APIStatusError as error:
            raise self._sorted_out(error, body) from None
        except APITimeoutError:
            raise NoAnswer("late", "the connection timed out") from None
        except APIConnectionError as error:
            raise MayPass("away", f"no connection: {type(error.__cause__).__name__}", self._pause_seconds) from None
        except OpenAIError as error:
            raise NoAnswer("malformed", type(error).__name__) from None
        except Exception as error:  # noqa: BLE001 - whatever a client of the network raises, a person gets plain words
            raise NoAnswer("malformed", f"{type(error).__name__} in the client") from None
        content: bytes = answered.content
        return content

    async def close(self) -> None:
        """Close what is open."""
        await self._openai.close()

    def _sorted_out(self, error: APIStatusError, body: Mapping[str, Any]) -> NoAnswer:
        status, detail = error.status_code, f"status {error.status_code}"
        if status == 429 and error.code == "insufficient_quota":
            _log.warning("The language model's server wants to be paid: look at the account of OPENAI_API_KEY.")
            return NoAnswer("forbidden", "no credit")
        if status in (408, 409, 429) or status >= 500:
            return self._may_pass("busy" if status in (409, 429) else "away", detail, error.response.headers)
        if error.code in _ABOUT_THE_TEXT:
            return NoAnswer("refused", detail)
        if refused := _refused_parameter(error, body):
            return ParameterRefused(refused)
        _log.warning("The language model's server refuses to answer (status %d): %s.", status, _cure(status))
        return NoAnswer("forbidden", detail)

    def _may_pass(self, why: Why, detail: str, headers: httpx2.Headers) -> NoAnswer:
        after = headers.get("retry-after")
        if after is None:
            return MayPass(why, detail, self._pause_seconds)
        # A date is hours away, or nonsense: it is not waited for.
        return MayPass(why, detail, float(after)) if _SECONDS.fullmatch(after) else NoAnswer(why, detail)


class _Limited(httpx2.AsyncByteStream):
    """A body of which no more than so many bytes are read."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for chunk in self._body:
            length += len(chunk)
            if length > MOST_BYTES:
                raise NoAnswer("malformed", f"an answer of more than {MOST_BYTES} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._body.aclose()


async def _limit(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NoAnswer("malformed", "a compressed answer, which was not asked for")
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Limited(response.stream)


def _refused_parameter(error: APIStatusError, body: Mapping[str, Any]) -> str | None:
    """Name the parameter that a server does not take; a person's text that names it, sent back, is no such refusal."""
    if error.status_code not in (400, 422):
        return None
    said, asked = str(error.body), str(body["messages"])
    return next((name for name in _MAY_BE_LEFT_OUT if name in body and name in said and name not in asked), None)


def _cure(status: int) -> str:
    if status < 400:
        return "it sends elsewhere; look at OPENAI_BASE_URL"
    return _LOOK_AT.get(status, "OPENAI_MODEL must be one with structured outputs, at a server that has them")
