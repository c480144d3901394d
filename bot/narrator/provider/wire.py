"""The JSON of chat completions: what is sent, and what can be made of whatever comes back."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field, NonNegativeInt, ValidationError
from pydantic_core import from_json

from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, ToolCall, Usage
from bot.narrator.scrubbing import scrub

CHARACTERS_A_TOKEN = 4
MOST_TOKENS = 10_000_000
"""No call takes more: a server that reports more is wrong, and must not use up a day's allowance."""


class _Function(BaseModel):
    name: str
    arguments: str


class _Call(BaseModel):
    id: str
    function: _Function


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Answer(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: Any = None


class _Usage(BaseModel):
    prompt_tokens: NonNegativeInt
    completion_tokens: NonNegativeInt


def body_of(model: str, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool]) -> dict[str, Any]:
    """Write what is asked as the body of a request, scrubbed: this is the one way out."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [_message(message) for message in messages],
        "response_format": {"type": "json_schema", "json_schema": _strict("schema", schema)},
    }
    if tools:
        body["tools"] = [_tool(tool) for tool in tools]
    return body


def estimate(body: dict[str, Any], answered: bytes = b"") -> Usage:
    """Guess from the characters what a call takes, where the server does not report it: four make a token."""
    asked = len(json.dumps(body, ensure_ascii=False))
    return Usage(-(-asked // CHARACTERS_A_TOKEN), -(-len(answered) // CHARACTERS_A_TOKEN))


def completion_of(answered: bytes, body: dict[str, Any]) -> Completion:
    """Read the body of an answer.

    Args:
        answered: whatever came with status 200.
        body: what was asked.

    Raises:
        NoAnswer: nothing in it can be used.
    """
    try:
        answer = _Answer.model_validate_json(answered)
    except ValidationError:
        # What pydantic says quotes the answer, which no log should hold.
        raise NoAnswer("malformed", "no chat completion", usage=estimate(body, answered)) from None
    usage = _usage(answer.usage) or estimate(body, answered)
    choice = answer.choices[0]
    _raise_if_unfinished(choice, usage)
    if choice.message.tool_calls:
        offered = {tool["function"]["name"] for tool in body.get("tools", ())}
        return Completion(None, tuple(_call(call, offered, usage) for call in choice.message.tool_calls), usage)
    if not (choice.message.content or "").strip():
        raise NoAnswer("empty", usage=usage)
    return Completion(_object(choice.message.content or "", usage), usage=usage)


def _message(message: Message) -> dict[str, Any]:
    written: dict[str, Any] = {"role": message.role, "content": scrub(message.content)}
    if message.calls:
        written["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.tool, "arguments": _dumped(call.arguments)}}
            for call in message.calls
        ]
    if message.role == "tool":
        written["tool_call_id"] = message.answers
    return written


def _tool(tool: Tool) -> dict[str, Any]:
    function = _strict("parameters", tool.arguments) | {"description": tool.description}
    return {"type": "function", "function": function}


def _strict(key: str, schema: Schema) -> dict[str, Any]:
    return {"name": schema.name, key: schema.json, "strict": True}


def _dumped(value: Any) -> str:
    return json.dumps(dict(value), ensure_ascii=False)


def _usage(reported: Any) -> Usage | None:
    try:
        usage = _Usage.model_validate(reported)
    except ValidationError:
        return None
    told = usage.prompt_tokens + usage.completion_tokens
    return Usage(usage.prompt_tokens, usage.completion_tokens) if 0 < told <= MOST_TOKENS else None


def _raise_if_unfinished(choice: _Choice, usage: Usage) -> None:
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise NoAnswer("refused", usage=usage)
    if choice.finish_reason == "length":
        raise NoAnswer("truncated", usage=usage)


def _call(call: _Call, offered: set[str], usage: Usage) -> ToolCall:
    if call.function.name not in offered:
        raise NoAnswer("malformed", "a call of a tool that is not there", usage=usage)
    return ToolCall(call.id, call.function.name, _object(call.function.arguments, usage))


def _object(text: str, usage: Usage) -> dict[str, Any]:
    """Parse an object; nesting that is too deep, half a surrogate pair, NaN: nothing of that gets through."""
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        raise NoAnswer("malformed", "no JSON", usage=usage) from None
    if not isinstance(value, dict):
        raise NoAnswer("malformed", "no JSON object", usage=usage)
    return value
