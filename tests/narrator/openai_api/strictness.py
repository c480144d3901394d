"""What a strict schema may hold: the rules of structured outputs, which the official description does not have.

They are those of https://developers.openai.com/api/docs/guides/structured-outputs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_LEVELS, MOST_PROPERTIES, MOST_ENUM_VALUES, MOST_LETTERS = 10, 5_000, 1_000, 120_000
LONG_ENUM, MOST_LETTERS_OF_A_LONG_ENUM = 250, 15_000
SAYS_WHAT_IT_IS = {"type", "$ref", "anyOf", "enum", "const"}
KEYWORDS = {
    *SAYS_WHAT_IT_IS,
    *("$defs", "title", "description"),
    *("properties", "required", "additionalProperties"),
    *("items", "minItems", "maxItems"),
    *("pattern", "format"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
Schema = Mapping[str, Any]


def problems_of_schema(schema: Schema) -> list[str]:
    """Return every rule that a strict schema breaks."""
    if astray := [f"{where}: {part['$ref']} leads nowhere" for where, part in parts(schema) if is_astray(part, schema)]:
        return astray
    found = [] if schema.get("type") == "object" else ["root: must be an object, and not an anyOf"]
    for where, part in parts(schema):
        found += [f"{where}: {problem}" for problem in problems_of_part(part, schema)]
    return found + list(problems_of_size(schema))


def parts(schema: Schema, where: str = "root") -> Iterator[tuple[str, Schema]]:
    """Give every schema within a schema with its place, itself first."""
    yield where, schema
    for key in ("properties", "$defs"):
        for name, part in schema.get(key, {}).items():
            yield from parts(part, f"{where}.{name}")
    for index, part in enumerate(schema.get("anyOf", ())):
        yield from parts(part, f"{where}|{index}")
    if isinstance(schema.get("items"), Mapping):
        yield from parts(schema["items"], f"{where}[]")


def problems_of_part(part: Schema, root: Schema) -> Iterator[str]:
    """Give the rules that a schema breaks, without those within it."""
    if unknown := sorted(set(part) - KEYWORDS):
        yield f"{unknown} is not among the keywords that strict schemas may have"
    if not SAYS_WHAT_IT_IS & set(part):
        yield "says nothing of its type"
    if "$ref" in part and len(part) > 1:
        yield "a $ref may have no other keyword beside it"
    if part.get("format", "date") not in FORMATS:
        yield f"format {part['format']} is not supported"
    if "object" in _types(part):
        yield from _problems_of_object(part)
    if "array" in _types(part) and "items" not in part:
        yield "an array must say what its items are"
    yield from _problems_of_choice([resolved(each, root) for each in part.get("anyOf", ())])


def resolved(part: Schema, root: Schema) -> Schema:
    """Follow a reference, if it is one.

    Raises:
        KeyError: it leads nowhere.
    """
    if "$ref" not in part:
        return part
    found: Any = root
    for step in part["$ref"].removeprefix("#").strip("/").split("/"):
        found = found[step] if step else found
    return resolved(found, root)


def is_astray(part: Schema, root: Schema) -> bool:
    """Tell whether a schema refers to what is not there."""
    try:
        resolved(part, root)
    except KeyError:
        return True
    return False


def problems_of_size(schema: Schema) -> Iterator[str]:
    """Give the limits that a schema exceeds."""
    every = [part for _, part in parts(schema)]
    properties = [name for part in every for name in part.get("properties", {})]
    values = [value for part in every for value in part.get("enum", ())]
    constants = [part["const"] for part in every if "const" in part]
    letters = sum(len(str(each)) for each in (*properties, *schema.get("$defs", {}), *values, *constants))
    yield from _over("properties", len(properties), MOST_PROPERTIES)
    yield from _over("enum values", len(values), MOST_ENUM_VALUES)
    yield from _over("letters in names and values", letters, MOST_LETTERS)
    yield from _over("levels of nesting", levels(schema, schema), MOST_LEVELS)
    for long in (part["enum"] for part in every if len(part.get("enum", ())) > LONG_ENUM):
        yield from _over("letters in a long enum", sum(map(len, map(str, long))), MOST_LETTERS_OF_A_LONG_ENUM)


def levels(part: Schema, root: Schema, on_the_way: tuple[int, ...] = ()) -> int:
    """Count how deep objects and arrays are nested; one that holds itself counts once."""
    part = resolved(part, root)
    if id(part) in on_the_way:
        return 0
    within = [*part.get("properties", {}).values(), *part.get("anyOf", ())]
    within += [part["items"]] if "items" in part else []
    deepest = max((levels(each, root, (*on_the_way, id(part))) for each in within), default=0)
    return deepest + ("object" in _types(part) or "array" in _types(part))


def _types(part: Schema) -> list[str]:
    kind = part.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _over(what: str, count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"{count} {what}, of which {most} are allowed"


def _problems_of_object(part: Schema) -> Iterator[str]:
    if part.get("additionalProperties") is not False:
        yield "additionalProperties must be false"
    if set(part.get("required", ())) != set(part.get("properties", {})):
        yield "required must name every property"


def _problems_of_choice(choices: list[Schema]) -> Iterator[str]:
    """Objects that begin with the same key must differ in its values, or the model cannot know which it writes."""
    seen: dict[str, list[Any]] = {}
    for key, first in (next(iter(each["properties"].items())) for each in choices if each.get("properties")):
        values = first.get("enum", [first["const"]] if "const" in first else None)
        if key in seen and (values is None or set(values) & set(seen[key])):
            yield f"objects of one anyOf begin with the same key {key}, and not with different values of it"
        seen[key] = [*seen.get(key, []), *(values or [])]
