"""Calls to Telegram: what is tried again, how long is waited, and what each error means."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import pytest
from telegram import error as errors

from bot.telegram.calls import ATTEMPTS, LONGEST_WAIT_SECONDS, Calls, Failing
from bot.telegram.errors import (
    Ended,
    Failed,
    Gone,
    MovedTo,
    NotNow,
    Refused,
    Silent,
    is_done_already,
    is_worth_a_retry,
    seconds_to_wait,
    sorted_out,
)

pytestmark = pytest.mark.anyio


class FakeBot:
    """A client whose calls fail with the errors that are given, one each, and then succeed."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.made: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Awaitable[object]]:
        async def call(*_args: object, **_kwargs: object) -> object:
            self.made.append(name)
            if self.failures:
                raise self.failures.pop(0)
            return type("Sent", (), {"message_id": 5})()

        return call


class FakePace:
    """Notes who waits for a turn, and who is told to pause."""

    def __init__(self) -> None:
        self.turns: list[str] = []
        self.pauses: list[tuple[str, float]] = []

    async def turn(self, chat: str) -> None:
        """Note a turn."""
        self.turns.append(chat)

    def pause(self, chat: str, seconds: float) -> None:
        """Note a pause."""
        self.pauses.append((chat, seconds))


class Sleep:
    """Notes how long is slept, and sleeps not at all."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Note it."""
        self.seconds.append(seconds)


def uncounted(_error: Exception, _wait_seconds: float) -> None:
    """Count nothing."""


def calls_with(*failures: Exception, counted: Failing = uncounted) -> tuple[Calls, FakeBot, FakePace, Sleep]:
    """Make calls on a client that fails."""
    bot, pace, sleep = FakeBot(*failures), FakePace(), Sleep()
    return Calls(bot, pace, counted, sleep), bot, pace, sleep  # type: ignore[arg-type]


async def test_a_message_waits_for_its_turn_at_every_attempt() -> None:
    calls, bot, pace, sleep = calls_with(errors.TimedOut(), errors.NetworkError("broken"))
    assert await calls.send("7", "text") == 5
    assert bot.made == ["send_message"] * 3
    assert pace.turns == ["7"] * 3
    assert len(sleep.seconds) == 2
    assert 0 < sleep.seconds[0] < sleep.seconds[1]


async def test_flood_control_is_waited_for_as_long_as_it_says_and_only_in_its_chat() -> None:
    calls, _, pace, sleep = calls_with(errors.RetryAfter(timedelta(seconds=17)))
    await calls.send("7", "text")
    assert sleep.seconds == [17]
    assert pace.pauses == [("7", 17)]


async def test_every_attempt_that_fails_is_counted_and_so_is_how_long_telegram_said_to_wait() -> None:
    counted: list[tuple[str, float]] = []
    failures = errors.RetryAfter(timedelta(seconds=17)), errors.TimedOut(), errors.BadRequest("text is empty")
    calls, _, _, _ = calls_with(*failures, counted=lambda error, wait: counted.append((type(error).__name__, wait)))
    with pytest.raises(Refused):
        await calls.send("7", "text")
    assert counted == [("RetryAfter", 17), ("TimedOut", 0), ("BadRequest", 0)]


async def test_a_message_that_is_as_it_should_be_is_counted_as_no_failure() -> None:
    counted: list[object] = []
    calls, _, _, _ = calls_with(
        errors.BadRequest("message is not modified"), counted=lambda *each: counted.append(each)
    )
    await calls.edit("7", 5, "text")
    assert counted == []


async def test_flood_control_of_a_tap_pauses_no_chat_at_all() -> None:
    calls, _, pace, _ = calls_with(errors.RetryAfter(timedelta(seconds=17)))
    await calls.toast("query")
    assert pace.pauses == []


async def test_it_is_given_up_after_some_attempts_with_waits_that_are_bounded() -> None:
    calls, bot, _, sleep = calls_with(*[errors.NetworkError("broken")] * ATTEMPTS)
    with pytest.raises(NotNow):
        await calls.edit("7", 5, "text")
    assert len(bot.made) == ATTEMPTS
    assert max(sleep.seconds) <= LONGEST_WAIT_SECONDS


@pytest.mark.parametrize("error", [errors.BadRequest("can't parse entities"), errors.Forbidden("blocked")])
async def test_what_fails_for_good_is_tried_once(error: Exception) -> None:
    calls, bot, _, _ = calls_with(error)
    with pytest.raises(Failed):
        await calls.send("7", "text")
    assert len(bot.made) == 1


async def test_an_edit_that_changes_nothing_has_succeeded() -> None:
    calls, bot, _, _ = calls_with(
        errors.BadRequest("Message is not modified: specified new message content is the same")
    )
    await calls.edit("7", 5, "text")
    assert len(bot.made) == 1


async def test_edits_taps_and_deletions_wait_for_no_turn() -> None:
    calls, _, pace, _ = calls_with()
    await calls.edit("7", 5, "text")
    await calls.strip("7", 5)
    await calls.delete("7", 5)
    await calls.toast("query", "word")
    assert pace.turns == []


WORTH_A_RETRY = (
    partial(errors.NetworkError, "broken"),
    partial(errors.TimedOut),
    partial(errors.RetryAfter, timedelta(seconds=3)),
)
NEVER = (
    partial(errors.BadRequest, "message text is empty"),
    partial(errors.Forbidden, "bot was blocked by the user"),
    partial(errors.InvalidToken),
    partial(errors.ChatMigrated, -100),
    partial(errors.Conflict, "other getUpdates request"),
    partial(errors.EndPointNotFound, "no such method"),
    partial(errors.PassportDecryptionError, "no"),
    partial(errors.TelegramError, "something"),
    partial(ValueError, "ours"),
)


@pytest.mark.parametrize("make", WORTH_A_RETRY, ids=lambda make: make.func.__name__)
def test_what_may_succeed_later_is_worth_a_retry(make: partial[Exception]) -> None:
    assert is_worth_a_retry(make())
    assert isinstance(sorted_out(make()), NotNow)


@pytest.mark.parametrize("make", NEVER, ids=lambda make: make.func.__name__)
def test_what_never_succeeds_is_worth_none(make: partial[Exception]) -> None:
    assert not is_worth_a_retry(make())


def test_every_class_of_error_of_the_library_is_judged() -> None:
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    known = {each for each in classes if issubclass(each, errors.TelegramError)}
    assert known <= {make.func for make in (*WORTH_A_RETRY, *NEVER)}


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (errors.Forbidden("Forbidden: bot was blocked by the user"), Silent),
        (errors.Forbidden("Forbidden: bot was kicked from the group chat"), Silent),
        (errors.BadRequest("Chat not found"), Silent),
        (errors.BadRequest("Not enough rights to send text messages to the chat"), Silent),
        (errors.BadRequest("Message to edit not found"), Gone),
        (errors.BadRequest("Message can't be deleted for everyone"), Gone),
        (errors.BadRequest("Query is too old and response timeout expired or query ID is invalid"), Gone),
        (errors.BadRequest("Can't parse entities: unclosed tag"), Refused),
        (errors.BadRequest("Message is too long"), Refused),
        (errors.ChatMigrated(-1001), MovedTo),
        (errors.InvalidToken(), Ended),
        (errors.Conflict("terminated by other getUpdates request"), Ended),
        (errors.TelegramError("whatever"), Refused),
    ],
    ids=str,
)
def test_an_error_is_sorted_by_what_follows_from_it(error: Exception, means: type[Failed]) -> None:
    assert type(sorted_out(error)) is means


def test_a_chat_that_moved_is_named() -> None:
    moved = sorted_out(errors.ChatMigrated(-1001))
    assert isinstance(moved, MovedTo)
    assert moved.chat == "-1001"


def test_only_an_unchanged_message_is_done_already() -> None:
    assert is_done_already(errors.BadRequest("Message is not modified"))
    assert not is_done_already(errors.BadRequest("Message to edit not found"))
    assert not is_done_already(errors.NetworkError("message is not modified"))


def test_only_flood_control_says_how_long_to_wait() -> None:
    assert seconds_to_wait(errors.RetryAfter(timedelta(seconds=3))) == 3
    assert seconds_to_wait(errors.TimedOut()) == 0
    assert seconds_to_wait(None) == 0
