"""A request held against the official OpenAPI description, and against what that cannot say."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.protocols import Validator  # type: ignore[import-untyped]

from tests.narrator.openai_api.strictness import NAME, problems_of_schema

SPEC = Path(__file__).parent / "spec" / "chat-completions-2.3.0.json"
REQUEST, RESPONSE = "CreateChatCompletionRequest", "CreateChatCompletionResponse"
Body = Mapping[str, Any]


@cache
def description() -> dict[str, Any]:
    """Load the description."""
    described: dict[str, Any] = json.loads(SPEC.read_text("utf-8"))
    return described


@cache
def validator(name: str) -> Validator:
    """Return what checks against one of the description's schemas."""
    return Draft202012Validator({**description(), "$ref": f"#/components/schemas/{name}"})


@cache
def parameters() -> frozenset[str]:
    """Return the names of all that a request may hold; the description itself does not forbid others."""
    schemas = description()["components"]["schemas"]

    def names(schema: Body) -> Iterator[str]:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
        yield from schema.get("properties", {})
        for part in schema.get("allOf", ()):
            yield from names(part)

    return frozenset(names(schemas[REQUEST]))


def problems_of_request(headers: Mapping[str, str], body: Any) -> list[str]:
    """Return every mistake in a request."""
    found = [] if headers.get("Authorization", "").startswith("Bearer ") else ["Authorization: no bearer's key"]
    error = best_match(validator(REQUEST).iter_errors(body))
    if error is not None:
        return [*found, f"{error.json_path}: {error.message}"]
    found += [f"{name}: is unknown" for name in sorted(set(body) - parameters())]
    found += problems_of_messages(body["messages"])
    return found + list(_problems_of_strict_parts(body))


def problems_of_answer(body: Any) -> list[str]:
    """Return what is wrong with an answer, so that the stand-in answers as the server does."""
    return [f"{error.json_path}: {error.message}" for error in validator(RESPONSE).iter_errors(body)]


def problems_of_messages(messages: Sequence[Body]) -> list[str]:
    """Check that each call is answered at once, and that nothing is answered that was not called."""
    found, waiting = [], set[str]()
    for index, message in enumerate(messages):
        if message["role"] == "tool":
            if message["tool_call_id"] not in waiting:
                found.append(f"messages[{index}]: answers the call {message['tool_call_id']}, which waits for none")
            waiting.discard(message["tool_call_id"])
            continue
        found += [f"messages[{index}]: comes before the answer to call {call}" for call in sorted(waiting)]
        waiting = {call["id"] for call in message.get("tool_calls", ())}
        found += [f"messages[{index}]: {problem}" for problem in _problems_of_calls(message)]
    return found + [f"messages: call {call} has no answer" for call in sorted(waiting)]


def _problems_of_calls(message: Body) -> Iterator[str]:
    for call in message.get("tool_calls", ()):
        try:
            arguments = json.loads(call["function"]["arguments"])
        except ValueError:
            arguments = None
        if not isinstance(arguments, dict):
            yield f"the arguments of {call['function']['name']} are no JSON object"


def _problems_of_strict_parts(body: Body) -> Iterator[str]:
    wanted = body.get("response_format", {})
    if wanted.get("type") != "json_schema":
        yield "response_format: is no json_schema"
    else:
        yield from _problems_of_strict(wanted["json_schema"], "schema")
    names = [tool["function"]["name"] for tool in body.get("tools", ())]
    yield from (f"tools: {name} is there twice" for name in sorted({name for name in names if names.count(name) > 1}))
    for tool in body.get("tools", ()):
        yield from _problems_of_strict(tool["function"], "parameters")


def _problems_of_strict(part: Body, key: str) -> Iterator[str]:
    if part.get("strict") is not True:
        yield f"{part['name']}: is not strict"
    if not NAME.fullmatch(part["name"]):
        yield f"{part['name']}: is no name, which has up to 64 letters, digits, _ and -"
    yield from (f"{part['name']}: {problem}" for problem in problems_of_schema(part.get(key, {})))
