"""A request held against the Bot API's description: values out of the strings that were posted, and every mistake."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.telegram.botapi.errors import ApiError, bad_request
from tests.telegram.botapi.schema import MISSING, Fields, Problem, specification

INTEGER = re.compile(r"-?[0-9]+")
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
    if values.get("reply_markup") == {}:
        # The library writes a keyboard without buttons like this, and Telegram takes it for none.
        del values["reply_markup"]
    return values | {name: f"attach://{name}" for name in files if name in fields}


def value_of(kinds: Sequence[str], raw: Any) -> Any:
    """Turn one posted string into a value of one of a parameter's types, or leave it as it is."""
    if not isinstance(raw, str):
        return raw
    if "Integer" in kinds and INTEGER.fullmatch(raw):
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
    if problem.what.startswith("can't parse entities"):
        return bad_request(problem.what)
    words = (words for applies, words in REFUSALS if applies(problem))
    return bad_request(next(words, f"{problem.where} {problem.what}"))


def is_length(name: str, end: str = "") -> Callable[[Problem], bool]:
    """Return the test for a problem with the length of a field, named by the end of its path."""
    return lambda problem: problem.where.endswith(name) and problem.what.startswith("has " + end)


NO_KIND = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
# The first that applies counts.
REFUSALS: list[tuple[Callable[[Problem], bool], str]] = [
    (lambda problem: problem == Problem("chat_id", MISSING), "chat_id is empty"),
    (lambda problem: problem == Problem("text", MISSING), "message text is empty"),
    (lambda problem: problem.where.endswith("].text"), "inline keyboard button text must be non-empty"),
    (is_length("text", "0 "), "message text is empty"),
    (is_length("text"), "message is too long"),
    (is_length("caption"), "message caption is too long"),
    (is_length(".callback_data", "0 "), NO_KIND),
    (is_length(".callback_data"), "BUTTON_DATA_INVALID"),
    (lambda problem: "inline_keyboard" in problem.where and problem.what.startswith("has []"), NO_KIND),
]
