"""A language model for tests of tools: it gives in turn what it was told to, and keeps what it was asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.narrator.answering import Case
from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, ToolCall
from rules.subjects import SubjectAnswers
from tests.rules.deciding import archetype, verdict_on

Step = Mapping[str, Any] | tuple[ToolCall, ...] | NoAnswer
STEADY = "steady-functions-at-volume"


@dataclass
class Scripted:
    """Gives each of its steps in turn; the last one for ever."""

    steps: list[Step]
    talks: list[tuple[Message, ...]] = field(default_factory=list)
    tools: list[tuple[Tool, ...]] = field(default_factory=list)

    async def __call__(self, messages: Sequence[Message], _schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        self.talks.append(tuple(messages))
        self.tools.append(tuple(tools))
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if isinstance(step, NoAnswer):
            raise step
        return Completion(None, step) if isinstance(step, tuple) else Completion(quoting(step, messages))

    @property
    def results(self) -> list[str]:
        """What the tools gave back, of the last conversation."""
        return [message.content for message in self.talks[-1] if message.role == "tool"]


def scripted(*steps: Step) -> Scripted:
    """Make a model that takes these steps."""
    return Scripted(list(steps))


def call(tool: str, **arguments: Any) -> ToolCall:
    """Write a call of a tool."""
    return ToolCall(f"call-{tool}", tool, arguments)


def change(fact: str, value: str | None = None, times: float | None = None, subject: str = "system") -> dict[str, Any]:
    """Write one answer to try."""
    return {"fact": fact, "subject": subject, "value": value, "times": times}


def says(
    *texts: str, source: str = "verdict", quote: str = "", kind: str = "answer", language: str = "en"
) -> dict[str, Any]:
    """Write an answer as the model gives it; a scripted one quotes what it was told where no quote is given."""
    sentences = [{"from": source, "quote": quote, "text": text} for text in texts]
    return {"kind": kind, "language": language, "sentences": sentences}


def quoting(step: Mapping[str, Any], messages: Sequence[Message]) -> Mapping[str, Any]:
    """Let sentences without a quote rest on the first words of what they are from."""
    if "sentences" not in step:
        return step
    told = {"verdict": messages[1].content}
    tools = " ".join(message.content for message in messages if message.role == "tool")
    sentences = [
        each if each["quote"] else {**each, "quote": first_words(told.get(each["from"], tools))}
        for each in step["sentences"]
    ]
    return {**step, "sentences": sentences}


def first_words(text: str) -> str:
    """Give the first words of a text, or of an object."""
    return " ".join(re.findall(r"\w+", text)[:4])


def case_of(name: str = STEADY) -> Case:
    """Give the verdict on an archetype, with the answers it was made on."""
    return Case(verdict_on(name), SubjectAnswers(archetype(name)))
