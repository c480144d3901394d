"""A model that has gone over to the other side: every free text that it may write is an attack."""

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.narrator.openai_api.answers import Says, calls, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.strictness import resolved

FEW, DEEP = 3, 8
OF_FORMAT = {"date": "2026-11-23", "date-time": "2026-11-23T10:00:00Z", "time": "10:00:00Z", "duration": "P1D"}


class Hostile:
    """Answers any schema with an attack in every free string, and with legal values everywhere else."""

    def __init__(self, attack: str, *, calls_tools: bool = False, seed: int = 0) -> None:
        """Take the attack.

        Args:
            attack: the text.
            calls_tools: whether each tool is called first, with arguments made likewise.
            seed: decides which of the legal values are taken.
        """
        self._attack, self._calls_tools = attack, calls_tools
        self._random = Random(seed)

    def __call__(self, asked: Asked) -> Says:
        """Answer, or call the next tool."""
        left = [name for name in asked.tools if name not in asked.called] if self._calls_tools else []
        if left:
            return calls((left[0], self.filled(asked.tools[left[0]])))
        return says(self.filled(asked.schema))

    def filled(self, schema: Mapping[str, Any]) -> Any:
        """Make a value that fits a schema."""
        return self._filled(schema, schema, 0)

    def _filled(self, part: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> Any:
        part = resolved(part, root)
        if "const" in part:
            return part["const"]
        if "enum" in part:
            return self._random.choice(part["enum"])
        if "anyOf" in part:
            return self._filled(self._chosen(part["anyOf"], depth), root, depth)
        kinds = [part["type"]] if isinstance(part["type"], str) else part["type"]
        return self._of_kind(next(kind for kind in kinds if kind != "null" or kinds == ["null"]), part, root, depth)

    def _of_kind(self, kind: str, part: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> Any:
        match kind:
            case "object":
                return {name: self._filled(each, root, depth + 1) for name, each in part["properties"].items()}
            case "array":
                return self._array(part, root, depth)
            case "string":
                return self._string(part)
            case "boolean":
                return self._random.random() < 0.5
            case "null":
                return None
            case _:
                return _number(part, whole=kind == "integer")

    def _chosen(self, choices: list[Mapping[str, Any]], depth: int) -> Mapping[str, Any]:
        """Choose what says most; deep down nothing, so that a schema that holds itself ends."""
        nothing = [choice for choice in choices if choice.get("type") == "null"]
        something = [choice for choice in choices if choice.get("type") != "null"]
        return self._random.choice(nothing if depth > DEEP and nothing else something or nothing)

    def _array(self, part: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> list[Any]:
        """Fill an array with one of each kind that it may hold."""
        items = resolved(part["items"], root)
        kinds = items.get("anyOf") or [items] * FEW
        most = part.get("minItems", 0) if depth > DEEP else part.get("maxItems", len(kinds))
        wanted = min(max(len(kinds), part.get("minItems", 0)), most)
        return [self._filled(kinds[index % len(kinds)], root, depth + 1) for index in range(wanted)]

    def _string(self, part: Mapping[str, Any]) -> str:
        if "pattern" in part:
            raise NotImplementedError("a string with a pattern is not free; say here how it is to be filled")
        return OF_FORMAT[part["format"]] if "format" in part else self._attack


def _number(part: Mapping[str, Any], *, whole: bool) -> float:
    """Take a bound, or what is just within one that is not allowed itself."""
    step = part.get("multipleOf", 1)
    bounds = {"minimum": 0, "maximum": 0, "exclusiveMinimum": step, "exclusiveMaximum": -step}
    bound = next((name for name in bounds if name in part), None)
    number = step if bound is None else part[bound] + bounds[bound]
    return int(number) if whole else float(number)
