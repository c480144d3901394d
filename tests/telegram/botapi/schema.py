"""The types of the Bot API's description, each as a check of one value."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.telegram.botapi import limits
from tests.telegram.botapi.entities import EntityError
from tests.telegram.botapi.formatting import formatted

SPEC = Path(__file__).parent / "spec" / "telegram-bot-api-10.1.json"
LIST = "Array of "
# In objects that were posted as JSON, a file is named: a file_id, a URL, or attach://part.
SCALARS: Mapping[str, tuple[type, ...]] = {
    "Boolean": (bool,),
    "Float": (int, float),
    "InputFile": (str,),
    "Integer": (int,),
    "String": (str,),
}
MISSING = "is missing, and is required"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, such as reply_markup.inline_keyboard[0][1].text, and what it is."""

    where: str
    what: str


Checker = Callable[[Any, str], Sequence[Problem]]


@cache
def specification() -> dict[str, Any]:
    """Load the description of the Bot API: its methods and its types by name."""
    description: dict[str, Any] = json.loads(SPEC.read_text("utf-8"))
    return description


@cache
def checker_of(kind: str, prose: str = "") -> Checker:
    """Return the check of a type, such as "Array of Integer", with the limits that a field's prose sets."""
    if kind.startswith(LIST):
        return list_checker(kind.removeprefix(LIST), prose)
    if kind in SCALARS:
        return scalar_checker(kind, prose)
    described = specification()["types"][kind]
    if subtypes := described.get("subtypes"):
        return union_checker(subtypes)
    return object_checker(kind)


def union_checker(kinds: Sequence[str], prose: str = "") -> Checker:
    """Return the check that a value is of one of several types; the nearest miss is what is reported."""
    if len(kinds) == 1:
        return checker_of(kinds[0], prose)

    def check(value: Any, where: str) -> Sequence[Problem]:
        nearest: Sequence[Problem] | None = None
        for kind in kinds:
            problems = checker_of(kind, prose)(value, where)
            if not problems:
                return ()
            if nearest is None or len(problems) < len(nearest):
                nearest = problems
        return nearest or ()

    return check


def scalar_checker(kind: str, prose: str) -> Checker:
    """Return the check of a single value."""
    types = SCALARS[kind]
    further = limits.checks_of_text(prose) if kind == "String" else []
    if kind in ("Integer", "Float"):
        further = limits.checks_of_number(prose)

    def check(value: Any, where: str) -> Sequence[Problem]:
        if not isinstance(value, types) or (isinstance(value, bool) and kind != "Boolean"):
            return [Problem(where, f"is {value!r}, and must be of type {kind}")]
        return [Problem(where, what) for limit in further if (what := limit(value))]

    return check


def list_checker(kind: str, prose: str) -> Checker:
    """Return the check of a list and of each of its items."""
    further = limits.checks_of_list(prose)

    def check(value: Any, where: str) -> Sequence[Problem]:
        if not isinstance(value, list):
            return [Problem(where, f"is {value!r}, and must be a list")]
        found = [Problem(where, what) for limit in further if (what := limit(value))]
        of_item = checker_of(kind)
        for index, item in enumerate(value):
            found += of_item(item, f"{where}[{index}]")
        return found

    return check


def object_checker(kind: str) -> Checker:
    """Return the check of an object: its fields, and which of them go together."""
    described = specification()["types"][kind]
    fields = Fields(described.get("fields", []), " ".join(described["description"]))

    def check(value: Any, where: str) -> Sequence[Problem]:
        if not isinstance(value, dict):
            return [Problem(where, f"is {value!r}, and must be a {kind}")]
        return fields.problems(value, where + ".")

    return check


class Fields:
    """The fields that a method or an object has."""

    def __init__(self, described: Sequence[Mapping[str, Any]], prose: str) -> None:
        """Read each field's type and limits, and the rules on fields that exclude each other."""
        self.described = {field["name"]: field for field in described}
        self.required = [field["name"] for field in described if field["required"]]
        self.exclusive = exclusive_fields(prose, list(self.described))
        self.instead = {field["name"]: others for field in described if (others := substitutes(field["description"]))}
        self.checkers: dict[str, Checker] = {}
        self.parsed = {
            name: limit
            for name, field in self.described.items()
            if (limit := limits.length_after_parsing(field["description"]))
        }

    def problems(self, values: Mapping[str, Any], prefix: str = "") -> list[Problem]:
        """Return every mistake in the values given."""
        found: list[Problem] = []
        for name, value in values.items():
            if name in self.described:
                found += self.checker(name)(value, prefix + name)
            else:
                found.append(Problem(prefix + name, "is unknown"))
        found += [Problem(prefix + name, MISSING) for name in self._absent(values)]
        found += self._clashes(values, prefix)
        return found or self._lengths_after_parsing(values, prefix)

    def checker(self, name: str) -> Checker:
        """Return the check of one field; made when first needed, as types refer to each other."""
        if name not in self.checkers:
            field = self.described[name]
            self.checkers[name] = union_checker(field["types"], field["description"])
        return self.checkers[name]

    def _absent(self, values: Mapping[str, Any]) -> list[str]:
        needed = [name for name, others in self.instead.items() if not any(other in values for other in others)]
        return [name for name in (*self.required, *needed) if name not in values]

    def _clashes(self, values: Mapping[str, Any], prefix: str) -> list[Problem]:
        if self.exclusive is None:
            return []
        given = [name for name in values if name in self.exclusive.fields]
        if len(given) > 1 or (self.exclusive.is_one_needed and not given):
            how = "exactly" if self.exclusive.is_one_needed else "at most"
            return [Problem(prefix.rstrip("."), f"has {given}, and must have {how} one of {self.exclusive.fields}")]
        return []

    def _lengths_after_parsing(self, values: Mapping[str, Any], prefix: str) -> list[Problem]:
        return [
            Problem(prefix + name, what)
            for name, limit in self.parsed.items()
            if name in values and (what := problem_of_text(values, name, limit))
        ]


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Fields of which at most one, or exactly one, may be given."""

    fields: Sequence[str]
    is_one_needed: bool


def exclusive_fields(prose: str, names: Sequence[str]) -> Exclusive | None:
    """Read "Exactly one of the fields other than text and style must be used"."""
    rule = re.search(r"(Exactly|At most) one of the fields (other than )?([^.]*) must be used", prose)
    if rule is None:
        return None
    named = re.findall(r"\w+", re.sub(r"\b(and|or)\b", "", rule[3]))
    fields = [name for name in names if (name in named) != bool(rule[2])]
    return Exclusive(fields, rule[1] == "Exactly")


def substitutes(prose: str) -> list[str]:
    """Read from "Required if chat_id and message_id are not specified" which fields may stand in for one."""
    rule = re.search(r"[Rr]equired if ([\w ]+?) (?:is not|are not|isn't) specified", prose)
    return re.findall(r"\w+", rule[1].replace(" and ", " ")) if rule else []


def problem_of_text(values: Mapping[str, Any], name: str, limit: limits.Check) -> str | None:
    """Say what is wrong with a text once its entities are parsed, or nothing."""
    try:
        return limit(formatted(values, name).text)
    except EntityError as error:
        return f"can't parse entities: {error}"
