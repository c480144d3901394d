"""The tools as a model sees them: what each is for, and the strict schema of its arguments."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.narrator.answering.evidence import WAYS
from bot.narrator.completing import Schema, Tool
from rules.facts import Vocabulary
from rules.options import OPTION_NAMES
from rules.subjects import DECLARED, SYSTEM

TODAY = "today"
TOOL_NAMES = ("what_if", "show_rule", "cost_lines", "compare")


def tools(facts: Vocabulary) -> tuple[Tool, ...]:
    """Describe the tools for a vocabulary."""
    change = strict(
        fact=one_of(facts),
        subject=one_of((SYSTEM, *facts[DECLARED].choices)),
        value={
            "type": ["string", "null"],
            "description": "as one would type it: 20k a day, 300-500 ms, at least 5, yes",
        },
        times={"type": ["number", "null"], "description": "instead of a value: how many times what was answered"},
    )
    return (
        _tool("what_if", "Tries other answers and compares the verdicts. Nothing is stored.", answers=list_of(change)),
        _tool("show_rule", "Shows a rule: its claim, when it holds, what it does.", id={"type": "string"}),
        _tool("cost_lines", "Lists the lines of a bill.", option=one_of((TODAY, *OPTION_NAMES))),
        _tool("compare", "Puts options, or ways to run them, side by side.", options=list_of(one_of(WAYS))),
    )


def strict(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """Describe an object that has all of these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def one_of(names: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    """Describe a string that is one of some names."""
    return {"type": "string", "enum": list(names)}


def list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a list."""
    return {"type": "array", "items": items}


def _tool(name: str, description: str, **arguments: Mapping[str, Any]) -> Tool:
    return Tool(description, Schema(name, strict(**arguments)))
