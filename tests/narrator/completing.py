"""A language model for tests: it gives what it was told to, in order, and keeps what it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, Usage


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    messages: tuple[Message, ...]
    schema: Schema
    tools: tuple[Tool, ...]


class FakeModel:
    """Answers with each of the given objects in turn, or raises the given errors."""

    def __init__(self, *answers: Mapping[str, Any] | NoAnswer) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        self.asked.append(Asked(tuple(messages), schema, tuple(tools)))
        answer = self.answers.pop(0)
        if isinstance(answer, NoAnswer):
            raise answer
        return Completion(answer, usage=Usage(100, 10))


def said(fact: str, value: object, quote: str, **more: str) -> dict[str, object]:
    """Write one answer as the model gives it."""
    return {"fact": fact, "quote": quote, "value": value, **more}


def found(*answers: Mapping[str, object], intent: str = "none") -> dict[str, object]:
    """Write all that a model found."""
    return {"answers": list(answers), "intent": intent}
