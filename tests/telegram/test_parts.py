"""The smaller parts, each alone: the watchdog, the calendar, polling."""

import asyncio
from datetime import datetime, timedelta

import pytest
from telegram import error as errors

from bot.telegram.calendar import months_after
from bot.telegram.errors import Ended
from bot.telegram.polling import MOST_CONFLICTS, Polling
from bot.telegram.watchdog import Watchdog
from tests.seconds import Seconds

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("on", "months", "then"),
    [
        ("2026-11-23", 1, "2026-12-23"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-11-30", 12, "2027-11-30"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(on: str, months: int, then: str) -> None:
    moment = datetime.fromisoformat(f"{on}T13:14:15+00:00")
    assert months_after(moment, months).isoformat() == f"{then}T13:14:15+00:00"


def test_a_silent_poll_is_noticed_after_ninety_seconds() -> None:
    clock = Seconds()
    watchdog = Watchdog(clock, True, lambda _trouble: None)
    clock.now += 90
    watchdog.beat()
    assert watchdog.trouble() is None
    clock.now += 1
    watchdog.beat()
    assert watchdog.trouble() == "no poll has succeeded for 91 s"
    watchdog.heard()
    assert watchdog.trouble() is None


def test_a_webhook_may_be_silent() -> None:
    clock = Seconds()
    watchdog = Watchdog(clock, False, lambda _trouble: None)
    clock.now += 9000
    watchdog.beat()
    assert watchdog.trouble() is None


@pytest.mark.parametrize("polls", [True, False])
def test_a_stalled_loop_is_noticed_after_thirty_seconds(polls: bool) -> None:
    clock = Seconds()
    watchdog = Watchdog(clock, polls, lambda _trouble: None)
    clock.now += 30
    watchdog.heard()
    assert watchdog.trouble() is None
    clock.now += 1
    watchdog.heard()
    assert watchdog.trouble() == "the event loop has stood still for 31 s"


async def test_the_watching_thread_gives_up_once_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.watchdog.BEAT_SECONDS", 0.001)
    clock = Seconds()
    given_up = asyncio.Event()
    reasons: list[str] = []
    loop = asyncio.get_running_loop()

    def give_up(reason: str) -> None:
        reasons.append(reason)
        loop.call_soon_threadsafe(given_up.set)

    watchdog = Watchdog(clock, True, give_up)
    running = asyncio.ensure_future(watchdog.run())
    clock.now += 91
    await given_up.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(reasons) == 1


class FakeRequest:
    """Answers polls as it is told, and then waits for ever."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.done = asyncio.Event()

    async def post(self, url: str, **_: object) -> object:
        """Answer."""
        self.asked.append(url)
        if not self.answers:
            self.done.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def polled(request: FakeRequest, take=None) -> list[float]:
    """Poll until there is nothing more to answer, and give how long was waited between."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async def taken(_updates: object) -> None:
        pass

    polling = Polling(request, "http://api", take or taken, lambda: None, lambda *_: None, sleep)  # type: ignore[arg-type]
    running = asyncio.ensure_future(polling.run())
    ended = asyncio.ensure_future(request.done.wait())
    await asyncio.wait([running, ended], return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if running.done():
        running.result()
    running.cancel()
    await asyncio.gather(running, ended, return_exceptions=True)
    return waited


async def test_updates_are_confirmed_only_once_they_are_taken() -> None:
    request = FakeRequest([{"update_id": 7}, {"update_id": 9}], [{"update_id": 10}])
    asked_when_taken: list[int] = []

    async def take(_updates: object) -> None:
        asked_when_taken.append(len(request.asked))

    await polled(request, take)
    assert ["offset=" in url for url in request.asked] == [False, True, True]
    assert "offset=10" in request.asked[1]
    assert "offset=11" in request.asked[2]
    assert asked_when_taken == [1, 2]


async def test_updates_that_cannot_be_taken_are_not_confirmed() -> None:
    request = FakeRequest([{"update_id": 7}])

    async def take(_updates: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        await polled(request, take)
    assert len(request.asked) == 1


async def test_polls_that_fail_are_made_again_after_longer_waits_that_are_bounded() -> None:
    request = FakeRequest(*[errors.NetworkError("broken")] * 12, [], errors.NetworkError("broken"))
    waited = await polled(request)
    assert waited[:12] == sorted(waited[:12])
    assert waited[11] == 10.0
    assert waited[12] == waited[0]


async def test_flood_control_of_polls_is_obeyed() -> None:
    assert await polled(FakeRequest(errors.RetryAfter(timedelta(seconds=33)))) == [33]


async def test_another_poller_for_a_moment_is_borne() -> None:
    broken = [errors.NetworkError("broken")] * MOST_CONFLICTS
    conflicts = [errors.Conflict("other")] * (MOST_CONFLICTS - 1)
    await polled(FakeRequest(*broken, *conflicts, [], *conflicts))


async def test_another_poller_for_good_ends_the_bot() -> None:
    with pytest.raises(Ended, match="Another program takes this bot's updates"):
        await polled(FakeRequest(*[errors.Conflict("other")] * MOST_CONFLICTS))


async def test_a_token_that_is_not_valid_ends_the_bot_at_once() -> None:
    with pytest.raises(Ended, match="Set TELEGRAM_BOT_TOKEN"):
        await polled(FakeRequest(errors.InvalidToken()))
