"""The strict schema of a model's explanation, made for one verdict: only its rules and its steps may be named."""

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from bot.narrator.completing import Schema
from bot.narrator.explaining.explanation import Explanation, Worded

MOST_REASONS, MOST_STEPS = 4, 3
_STRICT = ConfigDict(extra="forbid", frozen=True)
_QUOTED: dict[str, Any] = {"quote": (str, ...), "text": (str, ...)}
"""The quote comes before the text, so that the text is worded from it."""


def answer_type(rules: Collection[str], steps: Collection[str]) -> type[BaseModel]:
    """Make the type of an explanation; where there are no rules, or no steps, it has no place for them."""
    text = create_model("Text", __config__=_STRICT, **_QUOTED)
    parts: dict[str, Any] = {
        "opening": (text, ...),
        **_named("reasons", "rule", rules, MOST_REASONS),
        "costs": (text, ...),
        "gives_up": (text, ...),
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
        opening=told["opening"]["text"].strip(),
        reasons=_worded(told.get("reasons", ()), "rule"),
        costs=told["costs"]["text"].strip(),
        gives_up=told["gives_up"]["text"].strip(),
        steps=_worded(told.get("steps", ()), "step"),
    )


def _named(part: str, key: str, names: Collection[str], most: int) -> dict[str, Any]:
    if not names:
        return {}
    # pydantic writes a choice of one as a const, which fewer servers know.
    choice: Any = Annotated[Literal[tuple(names)], WithJsonSchema({"type": "string", "enum": list(names)})]
    item: Any = create_model(key.capitalize(), __config__=_STRICT, **{key: (choice, ...), **_QUOTED})
    return {part: (list[item], Field(min_length=1, max_length=most))}


def _worded(told: Collection[dict[str, str]], key: str) -> tuple[Worded, ...]:
    return tuple(Worded(each[key], each["text"].strip()) for each in told)
