"""The form in which the model gives the answers it found, made from the facts themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, Union, cast, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, create_model

from bot.narrator.completing import NoAnswer, Schema
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, NAMED, SYSTEM

Intent: TypeAlias = Literal["none", "repeat", "why", "verdict", "skip", "dont_know", "help", "question"]
"""What a text asks of the program, apart from the answers in it: nothing, the question once more, why it is asked,
the verdict, to leave the question out, to leave it open, help; or it is a question about the result or its subject."""
_INTENTS: Mapping[object, Intent] = {intent: intent for intent in get_args(Intent)}
UNKNOWN, NOT_KNOWN = "unknown", "not_known"


class Said(BaseModel):
    """One answer as the model gives it; each shape says which facts and values go together."""

    model_config = ConfigDict(extra="forbid")

    fact: str
    value: str | bool | list[str]
    quote: str
    subject: str = SYSTEM


@dataclass(frozen=True, slots=True)
class Reply:
    """All that the model found, as far as it has the form."""

    said: tuple[Said, ...]
    intent: Intent


@cache
def schema_for(rulebook: Rulebook) -> Schema:
    """Write the strict JSON schema of the answers that a rulebook's facts allow."""
    answers = cast("Any", list)[_any_of(rulebook)]
    model = create_model("Found", __config__=Said.model_config, answers=(answers, ...), intent=(Intent, ...))
    return Schema("answers_found", _plain(model.model_json_schema()))


def parse_reply(rulebook: Rulebook, data: Mapping[str, Any]) -> Reply:
    """Read what the model gave back; an answer without the form is passed over.

    Raises:
        NoAnswer: there is no list of answers at all.
    """
    listed = data.get("answers")
    if not isinstance(listed, list):
        raise NoAnswer("malformed", "there is no list of answers")
    return Reply(tuple(_parsed(rulebook, listed)), _INTENTS.get(data.get("intent"), "none"))


def _parsed(rulebook: Rulebook, listed: Sequence[object]) -> Iterator[Said]:
    form = _form(rulebook)
    for each in listed:
        try:
            yield _said(form.validate_python(each, strict=True).model_dump())
        except ValidationError:
            continue


def _said(given: Mapping[str, Any]) -> Said:
    if NOT_KNOWN in given:
        return Said(fact=given[NOT_KNOWN], value=UNKNOWN, quote=given["quote"])
    return Said.model_validate(given)


@cache
def _form(rulebook: Rulebook) -> TypeAdapter[BaseModel]:
    return TypeAdapter(_any_of(rulebook))


@cache
def _any_of(rulebook: Rulebook) -> Any:
    return cast("Any", Union)[tuple(_shapes(rulebook))]


def _shapes(rulebook: Rulebook) -> Iterator[type[BaseModel]]:
    """Make one shape for all numbers, one for all flags, and one for each choice; facts of a workload have a subject.

    The quote comes before the value, so that a value is worded from it. What is not known of a number, its value says;
    for all else there is another shape, and no two shapes have a first key and value in common, as strict schemas ask.
    """
    facts = tuple(rulebook.facts.values())
    sides = tuple(rulebook.facts[DECLARED].choices)
    for scope, subject in (("system", {}), ("workload", {"subject": _one_of((SYSTEM, *sides))})):
        own = [fact for fact in facts if ("workload" if _is_of_sides(fact) else "system") == scope]
        yield _shape(f"{scope}_number", [fact.id for fact in own if fact.numeric], str, subject)
        yield _shape(f"{scope}_flag", [fact.id for fact in own if fact.kind == "flag"], bool, subject)
        for fact in own:
            if fact.choices:
                one = _one_of(fact.choices)
                yield _shape(fact.id, [fact.id], one if fact.kind == "choice" else cast("Any", list)[one], subject)
    not_known: dict[str, Any] = {NOT_KNOWN: (_one_of(fact.id for fact in facts if not fact.numeric), ...)}
    yield create_model(NOT_KNOWN, __config__=Said.model_config, **not_known, quote=(str, ...))


def _is_of_sides(fact: Fact) -> bool:
    return fact.scope == "workload" and fact.id != NAMED


def _shape(name: str, facts: Iterable[str], value: Any, subject: Mapping[str, Any]) -> type[BaseModel]:
    more = {key: (kind, ...) for key, kind in subject.items()}
    fields: dict[str, Any] = {"fact": (_one_of(facts), ...), "quote": (str, ...), "value": (value, ...), **more}
    return create_model(name, __config__=Said.model_config, **fields)


def _one_of(names: Iterable[str]) -> Any:
    return cast("Any", Literal)[tuple(names)]


def _plain(node: Any) -> Any:
    """Leave out what every server would charge for and none needs: titles; and write each constant as a list of one."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "const" in node:
        return {"type": "string", "enum": [node["const"]]}
    return {key: _plain(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
