"""The stand-in finds what is wrong with a request, and nothing wrong with one that is right."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest

from bot.narrator.completing import Message, Schema, ToolCall
from bot.narrator.provider.wire import body_of
from tests.narrator.openai_api.answers import calls, refuses, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.strictness import problems_of_schema
from tests.narrator.openai_api.validation import problems_of_answer, problems_of_request
from tests.narrator.provider.asking import QUESTION, SHOW_RULE, VERDICT

HEADERS = {"Authorization": "Bearer a-key"}
Change = Callable[[dict[str, Any]], object]


def right() -> dict[str, Any]:
    """Write a request that is right, with a tool that was called."""
    call = ToolCall("call_1", "show_rule", {"id": "a-rule"})
    told = (Message("assistant", "", calls=(call,)), Message("tool", "It claims much.", answers="call_1"))
    body = body_of("a-model", (*QUESTION, *told), VERDICT, [SHOW_RULE])
    return deepcopy(body) | {"max_completion_tokens": 100, "reasoning_effort": "none"}


def schema_in(body: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of the answer."""
    schema: dict[str, Any] = body["response_format"]["json_schema"]["schema"]
    return schema


def strict(properties: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    """Write a strict object."""
    closed = {"required": list(properties), "additionalProperties": False}
    return {"type": "object", "properties": dict(properties)} | closed | others


def nested(depth: int) -> dict[str, Any]:
    """Write an object so many levels deep."""
    return strict({"deeper": nested(depth - 1)}) if depth > 1 else strict({"end": {"type": "string"}})


def choice(*firsts: Mapping[str, Any]) -> dict[str, Any]:
    """Write a choice between objects, given by what their first key holds."""
    objects = [strict({"kind": first, "value": {"type": "string"}}) for first in firsts]
    return strict({"items": {"type": "array", "items": {"anyOf": objects}}})


TEXT = {"type": "string"}
WRONG: Mapping[str, Change] = {
    "no model": lambda body: body.pop("model"),
    "no messages": lambda body: body.update(messages=[]),
    "an unknown parameter": lambda body: body.update(temprature=0),
    "an unknown effort": lambda body: body.update(reasoning_effort="tiny"),
    "a role that is none": lambda body: body["messages"][0].update(role="narrator"),
    "content that is no text": lambda body: body["messages"][1].update(content={"text": "?"}),
    "tokens in words": lambda body: body.update(max_completion_tokens="many"),
    "an answer to no call": lambda body: body["messages"][3].update(tool_call_id="call_2"),
    "a call without its answer": lambda body: body["messages"].pop(),
    "a call that is answered too late": lambda body: body["messages"].insert(3, {"role": "user", "content": "?"}),
    "arguments that are no JSON": lambda body: body["messages"][2]["tool_calls"][0]["function"].update(arguments="{"),
    "a tool that is there twice": lambda body: body["tools"].append(body["tools"][0]),
    "a tool that is not strict": lambda body: body["tools"][0]["function"].update(strict=False),
    "a tool without a type": lambda body: body["tools"][0].pop("type"),
    "a name with a blank": lambda body: body["response_format"]["json_schema"].update(name="the verdict"),
    "no schema": lambda body: body.update(response_format={"type": "json_object"}),
    "an optional property": lambda body: schema_in(body).update(required=[]),
    "an open object": lambda body: schema_in(body).pop("additionalProperties"),
    "a default": lambda body: schema_in(body)["properties"]["verdict"].update(default="lambda"),
}
WRONG_SCHEMAS: Mapping[str, dict[str, Any]] = {
    "a root that is no object": {"type": "array", "items": TEXT},
    "a root that is a choice": {"anyOf": [strict({"a": TEXT})]},
    "a length": strict({"a": {"type": "string", "maxLength": 5}}),
    "a oneOf": strict({"a": {"oneOf": [TEXT]}}),
    "an allOf": strict({"a": {"allOf": [TEXT]}}),
    "nothing about a type": strict({"a": {"description": "anything"}}),
    "a format of its own": strict({"a": {"type": "string", "format": "money"}}),
    "an array of anything": strict({"a": {"type": "array"}}),
    "an open object deep down": strict({"a": {"type": "array", "items": {"type": "object", "properties": {}}}}),
    "a reference with words beside it": strict(
        {"a": {"$ref": "#/$defs/b", "description": "which"}}, **{"$defs": {"b": TEXT}}
    ),
    "a reference to nothing": strict({"a": {"$ref": "#/$defs/b"}}),
    "too deep": nested(11),
    "too many values": strict({name: {"enum": [f"{name}{i}" for i in range(200)]} for name in "abcdef"}),
    "too many properties": strict({f"a{i}": TEXT for i in range(5001)}),
    "too many letters": strict({"a": {"enum": [f"{'x' * 500}{i}" for i in range(249)]}}),
    "too long a list": strict({"a": {"enum": [f"{'x' * 60}{i}" for i in range(251)]}}),
    "a choice that cannot be told apart": choice(TEXT, TEXT),
    "a choice with a value in common": choice({"enum": ["a", "b"]}, {"enum": ["b", "c"]}),
}
RIGHT_SCHEMAS: Mapping[str, dict[str, Any]] = {
    "ten levels": nested(10),
    "a choice told apart by its first key": choice({"enum": ["a", "b"]}, {"const": "c"}),
    "something or nothing": strict({"a": {"type": ["string", "null"]}, "b": {"anyOf": [TEXT, {"type": "null"}]}}),
    "one that holds itself": strict({"a": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}),
    "bounds": strict({"a": {"type": "integer", "minimum": 1, "maximum": 5}}),
}


def test_a_right_request_has_no_problem() -> None:
    assert problems_of_request(HEADERS, right()) == []


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_request_has_one(name: str) -> None:
    body = right()
    WRONG[name](body)
    assert problems_of_request(HEADERS, body) != []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic YTpi"}])
def test_a_request_without_a_key_has_a_problem(headers: Mapping[str, str]) -> None:
    assert problems_of_request(headers, right()) == ["Authorization: no bearer's key"]


@pytest.mark.parametrize("name", WRONG_SCHEMAS)
def test_a_schema_that_is_not_strict_is_found(name: str) -> None:
    assert problems_of_schema(WRONG_SCHEMAS[name]) != []


@pytest.mark.parametrize("name", RIGHT_SCHEMAS)
def test_a_strict_schema_has_no_problem(name: str) -> None:
    assert problems_of_schema(RIGHT_SCHEMAS[name]) == []


def test_what_the_stand_in_answers_is_what_the_server_would() -> None:
    asked = Asked(right())
    for answer in (says({"verdict": "lambda"}), calls(("show_rule", {"id": "a"})), refuses()):
        assert problems_of_answer(answer.body(asked)) == []


def test_an_answer_of_another_shape_is_found() -> None:
    assert problems_of_answer({"choices": None}) != []


def test_a_schema_is_sent_under_its_name() -> None:
    body = body_of("a-model", QUESTION, Schema("other", VERDICT.json), ())
    assert Asked(body).schema_name == "other"
