"""The form of a model's answer, and what of it may not be said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from bot.narrator.answering.answers import Kind
from bot.narrator.answering.brief import strings_in
from bot.narrator.answering.tools import TOOL_NAMES, Found, as_json
from bot.narrator.answering.tools.schemas import list_of, one_of, strict
from bot.narrator.checks import Grounds, complaints, rests_on
from bot.narrator.completing import Completion, NoAnswer, Schema
from bot.narrator.explaining.length import words_in

VERDICT = "verdict"
MOST_WORDS = 150
MOST_SENTENCES = 30
SCHEMA = Schema(
    "answer",
    strict(
        kind=one_of(("answer", "description", "off_topic")),
        language={"type": "string", "description": "the tag of the language it is in, such as en or de"},
        sentences=list_of(
            strict(**{"from": one_of((VERDICT, *TOOL_NAMES))}, quote={"type": "string"}, text={"type": "string"})
        ),
    ),
)
_TAG = re.compile(r"[a-z]{2,3}")


class Sentence(BaseModel):
    """A sentence, what it tells (the verdict, or what a tool found), and the words of it that it rests on."""

    source: str = Field(alias="from")
    quote: str
    text: str


class Reply(BaseModel):
    """What a model answers."""

    kind: Kind
    language: str
    sentences: list[Sentence] = Field(max_length=MOST_SENTENCES)

    @property
    def text(self) -> str:
        """The sentences as they are shown: one paragraph, each space a single one."""
        return " ".join(" ".join(sentence.text.split()) for sentence in self.sentences)


def read_reply(completion: Completion) -> Reply:
    """Read what a model answered.

    Raises:
        NoAnswer: it is not of the form that was asked for.
    """
    if completion.data is None:
        raise NoAnswer("malformed", "tools are called where an answer is due")
    try:
        return Reply.model_validate(completion.data)
    except ValidationError as error:
        raise NoAnswer("malformed", f"{error.error_count()} mistakes in the answer") from error


@dataclass(frozen=True, slots=True)
class Footing:
    """What may be said, and what may be quoted: of each source that there is; and what of all of them together."""

    by_source: Mapping[str, Grounds]
    quotable: Mapping[str, str]
    together: Grounds

    @classmethod
    def of(cls, verdict: Grounds, told: Mapping[str, Any], found: Mapping[str, Sequence[Found]]) -> "Footing":
        """Add what tools found to what a verdict says, and to what the model was told of it."""
        by_source, together = {VERDICT: verdict}, verdict
        quotable = {tool: " ".join(as_json(one.told) for one in each) for tool, each in found.items()}
        for tool, each in found.items():
            texts, figures = (
                [words for one in each for words in strings_in(one.told)],
                [n for one in each for n in one.figures],
            )
            by_source[tool] = verdict.also(texts, figures)
            together = together.also(texts, figures)
        return cls(by_source, {VERDICT: as_json(told), **quotable}, together)


def objections(reply: Reply, footing: Footing, language: str | None) -> tuple[str, ...]:
    """Tell what of a reply may not be said; nothing where all of it may.

    Args:
        reply: what the model answered.
        footing: what may be said.
        language: the tag of the language it has to be in; None where the model names it.
    """
    if not reply.text:
        return ("Nothing is said. Answer the question in a sentence or two.",)
    if not _TAG.fullmatch(reply.language) or language not in {None, reply.language}:
        return (f"Answer in the language {language or 'of the question'}, and give its tag, such as en or de.",)
    # What is harmless sentence by sentence may not be when all of it stands together.
    together = complaints(reply.text, footing.together, reply.language)
    one_by_one = (words for each in reply.sentences for words in _objections(each, footing, reply.language))
    return tuple(dict.fromkeys((*_too_long(reply.text), *one_by_one, *together)))


def _too_long(text: str) -> Iterator[str]:
    words = words_in(text)
    if words > MOST_WORDS:
        yield f"It has {words} words. Say it in {MOST_WORDS} at most."


def _objections(sentence: Sentence, footing: Footing, language: str) -> Sequence[str]:
    if sentence.source not in footing.by_source:
        return (f"No sentence can be from there. What was asked: {', '.join(footing.by_source)}.",)
    said = complaints(sentence.text, footing.by_source[sentence.source], language)
    if rests_on(sentence.quote, footing.quotable[sentence.source]):
        return said
    return (f'The quote "{sentence.quote[:80]}" does not stand there. Quote some words of it as they stand.', *said)
