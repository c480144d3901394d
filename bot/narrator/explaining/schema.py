"""The strict schema of a model's explanation, made for one verdict: only its rules and its steps may be named."""

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from bot.narrator.completing import Schema
from bot.narrator.explaining.explanation import Explanation, Worded

MOST_REASONS, MOST_STEPS = 4, 3
_STRICT = ConfigDict(extra="forbid", frozen=True)


def answer_type(rules: Collection[str], steps: Collection[str]) -> type[BaseModel]:
    """Make the type of an explanation; where there are no rules, or no steps, it has no place for them."""
    parts: dict[str, Any] = {
        "opening": (str, ...),
        **_named("reasons", "rule", rules, MOST_REASONS),
        "costs": (str, ...),
        "gives_up": (str, ...),
        **_named("steps", "step", steps, MOST_STEPS),
    }
    return create_model("Explanation", __config__=_STRICT, **parts)


def schema_of(answer: type[BaseModel]) -> Schema:
    """Write down the type as the schema that a model must fit."""
    return Schema("explanation", answer.model_json_schema())


def explanation_of(answer: BaseModel, language: str) -> Explanation:
    """Read an answer that fits as an explanation."""
    told = answer.model_dump()
    return Explanation(
        language=language,
        opening=told["opening"].strip(),
        reasons=_worded(told.get("reasons", ()), "rule"),
        costs=told["costs"].strip(),
        gives_up=told["gives_up"].strip(),
        steps=_worded(told.get("steps", ()), "step"),
    )


def _named(part: str, key: str, names: Collection[str], most: int) -> dict[str, Any]:
    if not names:
        return {}
    # pydantic writes a choice of one as a const, which fewer servers know.
    choice: Any = Annotated[Literal[tuple(names)], WithJsonSchema({"type": "string", "enum": list(names)})]
    fields: dict[str, Any] = {key: (choice, ...), "text": (str, ...)}
    item: Any = create_model(key.capitalize(), __config__=_STRICT, **fields)
    return {part: (list[item], Field(min_length=1, max_length=most))}


def _worded(told: Collection[dict[str, str]], key: str) -> tuple[Worded, ...]:
    return tuple(Worded(each[key], each["text"].strip()) for each in told)
