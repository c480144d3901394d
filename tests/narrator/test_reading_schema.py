"""The schema of the answers: strict, compact, and made of every fact."""

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from bot.narrator.completing import NoAnswer
from bot.narrator.reading.schema import parse_reply, schema_for
from rules.answers import ImpossibleAnswer, parse_answer
from rules.subjects import NAMED, SYSTEM, side_facts
from tests.narrator.completing import found, said
from tests.narrator.openai_api.strictness import problems_of_schema
from tests.rules.books import house

BOOK = house()
SCHEMA = schema_for(BOOK)


def fits(answer: dict[str, object]) -> bool:
    validator = Draft202012Validator(SCHEMA.json)
    return bool(validator.is_valid(found(answer)))


def value_of(name: str) -> object:
    fact = BOOK.facts[name]
    one = next(iter(fact.choices), None)
    return {"flag": True, "choice": one, "several": [one]}.get(fact.kind, fact.examples[0])


def test_it_keeps_the_rules_of_structured_outputs() -> None:
    assert problems_of_schema(SCHEMA.json) == []


def test_it_is_made_once_for_a_rulebook_and_is_compact() -> None:
    assert schema_for(BOOK) is SCHEMA
    assert len(json.dumps(SCHEMA.json)) < 15_000


@pytest.mark.parametrize("name", BOOK.facts)
def test_every_fact_can_be_answered(name: str) -> None:
    subject = {"subject": SYSTEM} if name in side_facts(BOOK.facts) else {}
    answer = said(name, value_of(name), "words", **subject)
    assert fits(answer)
    (kept,) = parse_reply(BOOK, found(answer)).said
    assert (kept.fact, kept.value, kept.subject) == (name, value_of(name), SYSTEM)


@pytest.mark.parametrize("name", BOOK.facts)
def test_every_fact_can_be_said_not_to_be_known(name: str) -> None:
    subject = {"subject": SYSTEM} if name in side_facts(BOOK.facts) else {}
    answer: dict[str, object] = {"not_known": name, "quote": "words"}
    if BOOK.facts[name].numeric:
        answer = said(name, "unknown", "words", **subject)
    assert fits(answer)
    (kept,) = parse_reply(BOOK, found(answer)).said
    assert (kept.fact, kept.value) == (name, "unknown")


@pytest.mark.parametrize("name", [name for name, fact in BOOK.facts.items() if fact.choices])
def test_a_choice_has_its_own_values_only(name: str) -> None:
    kind = BOOK.facts[name].kind
    foreign: object = "no_choice_of_any" if kind == "choice" else ["no_choice_of_any"]
    with pytest.raises(ImpossibleAnswer):
        parse_answer(BOOK.facts[name], foreign)
    assert not fits(said(name, foreign, "words"))
    assert parse_reply(BOOK, found(said(name, foreign, "words"))).said == ()


def test_only_a_fact_of_a_workload_has_a_subject() -> None:
    assert fits(said("longest_job_minutes", "40 min", "words", subject="scheduled_jobs"))
    assert not fits(said("longest_job_minutes", "40 min", "words", subject="no_workload"))
    for name in ("engineers", NAMED):
        assert not fits(said(name, value_of(name), "words", subject="scheduled_jobs"))


def test_a_reply_without_a_list_is_refused() -> None:
    for data in ({}, {"answers": None}, {"answers": {"fact": "gpu"}}):
        with pytest.raises(NoAnswer, match="malformed"):
            parse_reply(BOOK, data)
