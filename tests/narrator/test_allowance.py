"""The allowance of a chat and of a day."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.allowance import Allowed, Caps
from bot.narrator.completing import Completion, Message, NoAnswer, Schema, Tool, Usage

SCHEMA = Schema("any", {"type": "object"})
DAY = date(2026, 11, 29)


class Book:
    """Keeps what was taken."""

    def __init__(self) -> None:
        self.taken: defaultdict[tuple[str, date], Usage] = defaultdict(Usage)

    async def of_chat(self, chat: str, day: date) -> Usage:
        """Give what a chat took."""
        return self.taken[chat, day]

    async def of_all(self, day: date) -> Usage:
        """Give what all took."""
        return sum((usage for (_, on), usage in self.taken.items() if on == day), Usage())

    async def add(self, chat: str, day: date, usage: Usage) -> None:
        """Add to it."""
        self.taken[chat, day] += usage


class World:
    """Chats that ask a model of which every call takes the same."""

    def __init__(self, caps: Caps, usage: Usage, failure: NoAnswer | None = None) -> None:
        self.book, self.day, self.caps = Book(), DAY, caps
        self.usage, self.failure = usage, failure
        self.asked = 0

    def ask(self, chat: str = "anna") -> str:
        """Ask as a chat."""
        allowed = Allowed(self._complete, self.book, chat, lambda: self.day, self.caps)
        try:
            asyncio.run(allowed((), SCHEMA))
        except NoAnswer as failure:
            return failure.why
        return "fine"

    async def _complete(
        self, _messages: Sequence[Message], _schema: Schema, _tools: Sequence[Tool] = (), /
    ) -> Completion:
        self.asked += 1
        if self.failure:
            raise self.failure
        return Completion({}, usage=self.usage)


def test_a_chat_asks_until_its_tokens_are_spent() -> None:
    world = World(Caps(100, 1000), Usage(30, 10))
    assert [world.ask() for _ in range(4)] == ["fine", "fine", "fine", "spent"]
    assert world.book.taken["anna", DAY] == Usage(90, 30)


def test_another_chat_has_its_own() -> None:
    world = World(Caps(40, 1000), Usage(30, 10))
    assert [world.ask("anna"), world.ask("anna"), world.ask("ben")] == ["fine", "spent", "fine"]


def test_all_together_have_theirs() -> None:
    world = World(Caps(1000, 80), Usage(30, 10))
    assert [world.ask(chat) for chat in "abc"] == ["fine", "fine", "spent"]


def test_the_next_day_begins_anew() -> None:
    world = World(Caps(40, 40), Usage(30, 10))
    assert [world.ask(), world.ask()] == ["fine", "spent"]
    world.day += timedelta(days=1)
    assert world.ask() == "fine"


def test_an_answer_of_no_use_is_paid_for_too() -> None:
    world = World(Caps(100, 1000), Usage(), NoAnswer("malformed", usage=Usage(60, 40)))
    assert [world.ask(), world.ask()] == ["malformed", "spent"]
    assert world.asked == 1


def test_a_failure_that_cost_nothing_is_not_written_down() -> None:
    world = World(Caps(100, 1000), Usage(), NoAnswer("away"))
    world.ask()
    assert world.book.taken.keys() <= {("anna", DAY)}
    assert world.book.taken["anna", DAY] == Usage()


def test_what_nobody_waited_for_is_paid_for_too() -> None:
    book = Book()

    async def hang(_messages: Sequence[Message], _schema: Schema, _tools: Sequence[Tool] = (), /) -> Completion:
        await asyncio.Event().wait()
        raise AssertionError

    async def give_up() -> None:
        allowed = Allowed(hang, book, "anna", lambda: DAY, Caps(1000, 1000))
        async with asyncio.timeout(0.01):
            await allowed([Message("user", "x" * 400)], SCHEMA)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    assert book.taken["anna", DAY] == Usage(100, 0)


@pytest.mark.parametrize("caps", [Caps(0, 100), Caps(100, 0)])
def test_an_allowance_of_nothing_asks_nothing(caps: Caps) -> None:
    world = World(caps, Usage(1, 1))
    assert (world.ask(), world.asked) == ("spent", 0)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 99), st.lists(st.sampled_from("abcd"), max_size=40))
def test_no_cap_is_exceeded_by_more_than_one_call(per_chat: int, per_day: int, tokens: int, chats: list[str]) -> None:
    world = World(Caps(per_chat, per_day), Usage(tokens, 0))
    for chat in chats:
        world.ask(chat)
    assert sum(usage.tokens_in for usage in world.book.taken.values()) < per_day + tokens
    assert all(usage.tokens_in < per_chat + tokens for usage in world.book.taken.values())
