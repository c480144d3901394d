"""A request held against the Bot API's description: values out of the strings that were posted, and every mistake."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.telegram.botapi.errors import ApiError, bad_request
from tests.telegram.botapi.schema import MISSING, Fields, Problem, specification

BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart body."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One mistake in one request."""

    method: str
    problem: Problem

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.method}: {self.problem.where} {self.problem.what}"


@cache
def canonical_names() -> dict[str, str]:
    """Return the methods' names by their names in lower case, as the Bot API takes either."""
    return {name.lower(): name for name in specification()["methods"]}


@cache
def parameters_of(method: str) -> Fields:
    """Return the parameters that a method has."""
    return Fields(specification()["methods"][method].get("fields", []), "")


def values_of(method: str, posted: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
    """Turn what was posted into values of the parameters' types, wherever that can be done.

    Args:
        method: a method's name as the description spells it.
        posted: strings out of a form, or values out of a JSON body.
        files: the uploads by the name of their part.
    """
    fields = parameters_of(method).described
    values = {name: value_of(fields[name]["types"] if name in fields else (), raw) for name, raw in posted.items()}
    return values | {name: f"attach://{name}" for name in files if name in fields}


def value_of(kinds: Sequence[str], raw: Any) -> Any:
    """Turn one posted string into a value of one of a parameter's types, or leave it as it is."""
    if not isinstance(raw, str):
        return raw
    if "Integer" in kinds and raw.lstrip("-").isdigit():
        return int(raw)
    if list(kinds) == ["Boolean"]:
        return BOOLEANS.get(raw.lower(), raw)
    if "String" in kinds or not kinds:
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def problems_of(method: str, values: Mapping[str, Any], files: Mapping[str, Upload]) -> list[Problem]:
    """Return every mistake in a request, an upload that is named but was not sent among them."""
    problems = parameters_of(method).problems(values)
    named = {value for value in values.values() if isinstance(value, str) and value.startswith("attach://")}
    absent = sorted(named - {f"attach://{name}" for name in files})
    return problems + [Problem(name, "names a file that was not sent") for name in absent]


def refusal_of(problem: Problem) -> ApiError:
    """Return the refusal of a mistake in Telegram's words, where they are known."""
    name = problem.where.rpartition(".")[2]
    if "can't parse entities" in problem.what:
        return bad_request(problem.what)
    if name == "callback_data":
        return bad_request("BUTTON_DATA_INVALID")
    if problem.what == MISSING:
        return bad_request({"chat_id": "chat_id is empty", "text": "message text is empty"}.get(name, str(problem)))
    if problem.where == "text" and "characters" in problem.what:
        return bad_request("message text is empty" if "has 0 " in problem.what else "message is too long")
    if problem.where == "caption" and "characters" in problem.what:
        return bad_request("message caption is too long")
    return bad_request(f"{problem.where} {problem.what}")
