"""A request, as whoever scripts an answer wants to see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """The body of one request, which need not be right."""

    body: Mapping[str, Any]

    @property
    def schema(self) -> Mapping[str, Any]:
        """The schema that the answer must fit."""
        schema: Mapping[str, Any] = self.body["response_format"]["json_schema"]["schema"]
        return schema

    @property
    def schema_name(self) -> str:
        """The name of that schema, by which the tasks are told apart."""
        return str(self.body["response_format"]["json_schema"]["name"])

    @property
    def tools(self) -> dict[str, Mapping[str, Any]]:
        """The schemas of the arguments of the tools, by name."""
        functions = [tool["function"] for tool in self.body.get("tools", ())]
        return {function["name"]: function["parameters"] for function in functions}

    @property
    def called(self) -> list[str]:
        """The tools that were called so far."""
        calls = [call for message in self.body["messages"] for call in message.get("tool_calls", ())]
        return [call["function"]["name"] for call in calls]

    @property
    def texts(self) -> list[str]:
        """What every message says, in order."""
        return [message.get("content") or "" for message in self.body["messages"]]

    @property
    def text(self) -> str:
        """What the last message says."""
        return self.texts[-1]
