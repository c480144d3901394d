"""What the stand-in answers: what a model says, tools that it calls, and the ways in which it says nothing of use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import web

from tests.narrator.openai_api.asked import Asked

NOW = 1_795_000_000


class Answer(Protocol):
    """Answers one request."""

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:
        """Answer it."""


@dataclass(frozen=True, slots=True)
class Says:
    """One answer of a model, as a server of chat completions writes it.

    Attributes:
        content: what it says.
        calls: the tools that it calls, each with its arguments as they are written.
        finish_reason: why it ended.
        refusal: what it says instead of an answer.
        usage: the tokens in and out; None for a server that does not tell.
    """

    content: str | None
    calls: tuple[tuple[str, str], ...] = ()
    finish_reason: str = "stop"
    refusal: str | None = None
    usage: tuple[int, int] | None = (100, 20)

    def body(self, asked: Asked) -> dict[str, Any]:
        """Write the object that is sent."""
        message: dict[str, Any] = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        if self.calls:
            message["tool_calls"] = [_written(asked, name, arguments) for name, arguments in self.calls]
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason, "logprobs": None}
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": NOW, "model": asked.body["model"]}
        return {**head, "choices": [choice]} | ({} if self.usage is None else {"usage": _usage(*self.usage)})

    async def send(self, request: web.Request, asked: Asked) -> web.StreamResponse:  # noqa: ARG002
        """Send it."""
        return web.json_response(self.body(asked))


def says(data: Mapping[str, Any], usage: tuple[int, int] | None = (100, 20)) -> Says:
    """Answer with an object."""
    return Says(json.dumps(data, ensure_ascii=False), usage=usage)


def calls(*tools: tuple[str, Mapping[str, Any]], usage: tuple[int, int] | None = (100, 20)) -> Says:
    """Call tools, each given by its name and its arguments."""
    written = tuple((name, json.dumps(arguments, ensure_ascii=False)) for name, arguments in tools)
    return Says(None, written, "tool_calls", usage=usage)


def refuses() -> Says:
    """Refuse, as a model does that thinks the worst of what was asked."""
    return Says(None, refusal="I'm sorry, I can't help with that.")


def _written(asked: Asked, name: str, arguments: str) -> dict[str, Any]:
    number = len(asked.called) + 1
    return {"id": f"call_{number}_{name}", "type": "function", "function": {"name": name, "arguments": arguments}}


def _usage(tokens_in: int, tokens_out: int) -> dict[str, int]:
    return {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out}
