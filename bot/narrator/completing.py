"""What is asked of a language model and what it gives back, whoever provides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

Role: TypeAlias = Literal["system", "user", "assistant", "tool"]
Why: TypeAlias = Literal[
    "off", "spent", "away", "late", "busy", "forbidden", "refused", "empty", "truncated", "malformed", "unfounded"
]
"""Why there is no answer: turned off, allowance spent, not reachable, too late, too many requests, a key or model
that is not accepted, a refusal, an empty, truncated or malformed answer, or one that did not pass the checks."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a call took, or several calls."""

    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Add what another call took."""
        return Usage(self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)


class NoAnswer(Exception):
    """The model gave nothing that can be used; the plain words stand in for it.

    Args:
        why: the reason, in a word.
        detail: what a log may say of it; never what somebody wrote.
        usage: what was paid for it nevertheless.
    """

    def __init__(self, why: Why, detail: str = "", *, usage: Usage = Usage()) -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why: Why = why
        self.usage = usage


@dataclass(frozen=True, slots=True)
class Schema:
    """The strict JSON schema that an answer, or the arguments of a tool, must fit."""

    name: str
    json: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that the model may call, with the schema of its arguments."""

    description: str
    arguments: Schema


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the model makes: its id, the tool's name, and its arguments as they were parsed from JSON."""

    id: str
    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with the model.

    Attributes:
        role: who speaks.
        content: what is said.
        calls: the tools that the assistant called with it.
        answers: the id of the call that a tool's message answers.
    """

    role: Role
    content: str
    calls: tuple[ToolCall, ...] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model gave back: an object that fits the schema, or calls of tools; never both.

    Attributes:
        data: the object; None where tools are called.
        calls: the calls.
        usage: what it took.
    """

    data: Mapping[str, Any] | None
    calls: tuple[ToolCall, ...] = ()
    usage: Usage = Usage()


class Complete(Protocol):
    """Asks a language model once. What it took is counted by whoever made this."""

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, and give what it answered.

        Args:
            messages: the conversation.
            schema: what the answer must fit.
            tools: what the model may call before it answers.

        Raises:
            NoAnswer: it gave nothing that can be used, within its time.
        """
