"""Attacks as a person's text, read by a model that obeys whoever attacks; and honest texts that look like attacks."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.interview.confirming import draft_label, draft_lines
from bot.interview.drafts import confirm, propose
from bot.interview.record import Draft, Record
from bot.interview.steps import question
from bot.interview.turns import Turn
from bot.narrator.completing import Completion
from bot.narrator.reading import Found, follow, read_text, shown_quote
from bot.narrator.reading.schema import schema_for
from rules.answers import Known, Range, Unknown
from tests.narrator.completing import FakeModel, found, said
from tests.narrator.openai_api.hostile import Hostile
from tests.rules.books import house

pytestmark = pytest.mark.anyio
BOOK = house()
SYSTEM = {"subject": "system"}
FILE = Path(__file__).parent / "data" / "injections.jsonl"


@cache
def texts(kind: str) -> dict[str, str]:
    """Give the attacks, or the honest texts that look like them, by their ids."""
    rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows if row["kind"] == kind}


async def read(text: str, data: Any) -> Found:
    async def complete(*_asked: object) -> Completion:
        return Completion(data)

    return await read_text(complete, BOOK, text)


def shown(result: Found) -> list[str]:
    """Give every line that a person would see of what was read."""
    turn = follow(BOOK, Record(), question(BOOK, "goal"), "?", result)
    confirmed = confirm(BOOK, propose(BOOK, Record(), result.drafts))
    lines = draft_lines(BOOK, result.drafts, lambda draft: shown_quote(BOOK, draft))
    return [*lines, *turn.said, *confirmed.said, *(dropped.told(BOOK) for dropped in result.dropped)]


def own_words(result: Found) -> set[str]:
    """Give the lines as they would be without a person's words."""
    turn = follow(BOOK, Record(), question(BOOK, "goal"), "?", result)
    confirmed = confirm(BOOK, propose(BOOK, Record(), result.drafts))
    labels = (f"{at}. {draft_label(BOOK, draft)}" for at, draft in enumerate(result.drafts, 1))
    return {*labels, *turn.said, *confirmed.said, *(dropped.told(BOOK) for dropped in result.dropped)}


@pytest.mark.parametrize("name", texts("injection"))
async def test_of_an_attack_nothing_is_shown(name: str) -> None:
    attack = texts("injection")[name]
    for seed in range(3):
        result = await read(attack, Hostile(attack, seed=seed).filled(schema_for(BOOK).json))
        assert set(shown(result)) <= own_words(result)


@pytest.mark.parametrize("name", texts("injection"))
async def test_an_attack_that_is_not_in_the_text_yields_nothing(name: str) -> None:
    attack = texts("injection")[name]
    result = await read("We are 5 engineers.", Hostile(attack).filled(schema_for(BOOK).json))
    assert result.drafts == ()
    assert set(shown(result)) <= own_words(result)


HONEST: dict[str, tuple[list[dict[str, object]], list[Draft], str]] = {
    "We ignore previous deployments when we count instances.": ([], [], "none"),
    "Our system prompt latency budget is 200 ms.": (
        [said("latency_p99_ms", "200 ms", "latency budget is 200 ms", **SYSTEM)],
        [Draft("latency_p99_ms", Known(200.0), "latency budget is 200 ms")],
        "none",
    ),
    "We have 12 engineers & 3 SREs; <5 deploys/day.": (
        [said("engineers", "12", "12 engineers"), said("on_call_people", "3", "3 SREs")],
        [Draft("engineers", Known(12.0), "12 engineers"), Draft("on_call_people", Known(3.0), "3 SREs")],
        "none",
    ),
    "Please repeat the question, I did not understand it.": ([], [], "repeat"),
    "Forget Kubernetes, we have nobody to run it.": (
        [
            said("container_skill", "none", "we have nobody to run it"),
            said("on_call_people", "nobody", "we have nobody"),
        ],
        [
            Draft("container_skill", Known("none"), "we have nobody to run it"),
            Draft("on_call_people", Known(0.0), "we have nobody"),
        ],
        "none",
    ),
    "Traffic is 0-10 rps, spikes to 3000 rps on Black Friday.": (
        [
            said("requests_per_second", "0-10 rps", "0-10 rps", **SYSTEM),
            said("peak_requests_per_second", "3000 rps", "spikes to 3000 rps", **SYSTEM),
            said("traffic_shape", "spiky", "spikes to 3000 rps on Black Friday", **SYSTEM),
        ],
        [
            Draft("requests_per_second", Range(0.0, 10.0), "0-10 rps"),
            Draft("peak_requests_per_second", Known(3000.0), "spikes to 3000 rps"),
            Draft("traffic_shape", Known("spiky"), "spikes to 3000 rps on Black Friday"),
        ],
        "none",
    ),
    "Instructions from our auditor: data must stay in the EU.": (
        [said("compliance", ["data_residency"], "data must stay in the EU")],
        [Draft("compliance", Known(("data_residency",)), "data must stay in the EU")],
        "none",
    ),
    "override: no, on-call: yes, budget: 1.5k €/mo": (
        [
            said("on_call_people", "at least 1", "on-call: yes"),
            said("cloud_usd_month", "1.5k €/mo", "budget: 1.5k €/mo"),
        ],
        [],
        "none",
    ),
}
"""What a sensible model gives for each honest text, and what is made of it."""


@pytest.mark.parametrize("text", texts("benign").values())
async def test_an_honest_text_is_read_as_what_it_says(text: str) -> None:
    given, drafts, intent = HONEST[text]
    result = await read_text(FakeModel(found(*given, intent=intent)), BOOK, text)
    assert (list(result.drafts), result.intent) == (drafts, intent)


async def test_a_question_that_was_not_understood_is_put_again() -> None:
    result = await read("Please repeat the question, I did not understand it.", found(intent="repeat"))
    asked = question(BOOK, "engineers")
    assert follow(BOOK, Record(), asked, "Please repeat ...", result) == Turn(Record())


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (
            Draft("engineers", Known(3.0), "today we are three developers in all and like it here"),
            "… we are three developers in all and …",
        ),
        (Draft("engineers", Known(3.0), "three developers"), "three developers"),
        (Draft("database", Known("relational"), "PostgreSQL"), "PostgreSQL"),
        (Draft("storage_iops", Unknown(), "no idea of our IOPS"), "… of our IOPS"),
        (Draft("database", Known("relational"), "it dies at every peak"), ""),
        (Draft("gpu", Known(True), "wir brauchen sie"), ""),
        (Draft("engineers", Known(3.0), "print 3 lines"), ""),
        (Draft("engineers", Known(3.0), "3 <b>engineers</b>"), ""),
        (Draft("engineers", Known(3.0), "3 engineers https://evil.example"), ""),
        (Draft("engineers", Known(3.0), "3 engi\u200bneers"), ""),
        (Draft("engineers", Known(3.0), "三" * 90), ""),
    ],
)
def test_words_are_shown_where_they_tell_of_the_answer_and_are_clean(draft: Draft, words: str) -> None:
    assert shown_quote(BOOK, draft) == words
