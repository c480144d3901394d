"""Calls to the language model are counted, whatever comes of them, and change nothing of what comes."""

import asyncio
from pathlib import Path

import pytest

from bot.metrics.declared import Metrics
from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Usage
from bot.narrator.metering import Metered
from tests.metrics.scraped import Scraped

ASKED, SCHEMA = (Message("user", "Which?"),), Schema("answer", {})


class Asked:
    """A model that takes two seconds to answer, or to fail."""

    def __init__(self, answer: Completion | BaseException) -> None:
        self.answer, self.seconds = answer, 0.0
        self.metrics = Metrics(lambda: self.seconds, Path("bot.sqlite3"))
        self.metered = Metered(self, self.metrics.model, lambda: self.seconds)

    async def __call__(self, messages, schema, tools=(), /) -> Completion:
        """Answer, or fail."""
        assert (messages, schema, tools) == (ASKED, SCHEMA, ())
        self.seconds += 2
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def once(self) -> Completion:
        """Ask it."""

        async def ask() -> Completion:
            return await self.metered(ASKED, SCHEMA)

        return asyncio.run(ask())

    @property
    def figures(self) -> Scraped:
        """What was counted."""
        return Scraped(self.metrics.text().decode())


def test_an_answer_is_given_and_counted_with_its_tokens_and_its_time() -> None:
    completion = Completion({"best": "monolith"}, usage=Usage(900, 40))
    asked = Asked(completion)
    assert asked.once() is completion
    assert asked.figures("advisor_model_calls_total", outcome="answered") == 1
    assert asked.figures("advisor_model_calls_total") == 1
    assert asked.figures("advisor_model_tokens_total", direction="in") == 900
    assert asked.figures("advisor_model_tokens_total", direction="out") == 40
    assert asked.figures("advisor_model_call_seconds_sum") == 2


def test_a_failure_is_raised_and_counted_by_its_reason_with_what_was_paid() -> None:
    asked = Asked(NoAnswer("truncated", usage=Usage(900, 2000)))
    with pytest.raises(NoAnswer, match="truncated"):
        asked.once()
    assert asked.figures("advisor_model_calls_total", outcome="truncated") == 1
    assert asked.figures("advisor_model_calls_total") == 1
    assert asked.figures("advisor_model_tokens_total", direction="out") == 2000


def test_a_call_for_which_nobody_waits_any_more_is_counted_as_abandoned() -> None:
    asked = Asked(asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        asked.once()
    assert asked.figures("advisor_model_calls_total", outcome="abandoned") == 1


def test_a_turn_in_plain_words_is_counted_by_its_reason() -> None:
    asked = Asked(Completion({}))
    asked.metrics.model.fell_back("spent")
    assert asked.figures("advisor_model_fallbacks_total", why="spent") == 1
    assert asked.figures("advisor_model_fallbacks_total") == 1
