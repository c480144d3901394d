"""Contact with Telegram: a poll that fails for long is told, and so is a webhook that cannot be registered."""

from bot.contact import LONGEST_WITHOUT_SECONDS, Contact
from bot.telegram.polling import LATEST_ANSWER_SECONDS, POLL_SECONDS
from bot.telegram.watchdog import LONGEST_SILENCE_SECONDS
from tests.seconds import Seconds


def test_polls_that_fail_for_a_minute_are_told_until_one_succeeds() -> None:
    clock = Seconds()
    contact = Contact(clock, polls=True)
    clock.now += LONGEST_WITHOUT_SECONDS
    assert contact.trouble() is None
    clock.now += 1
    assert contact.trouble() == "no poll has succeeded for 61 s"
    contact.heard()
    assert contact.trouble() is None
    clock.now += 62
    assert contact.trouble() == "no poll has succeeded for 62 s"


def test_a_webhook_that_cannot_be_registered_is_told_and_may_be_silent_after() -> None:
    clock = Seconds()
    contact = Contact(clock, polls=False)
    clock.now += 61
    assert contact.trouble() == "the webhook could not be registered for 61 s"
    contact.heard()
    clock.now += 9000
    assert contact.trouble() is None


def test_it_is_told_after_the_slowest_poll_and_before_the_watchdog_ends_the_process() -> None:
    assert POLL_SECONDS + LATEST_ANSWER_SECONDS < LONGEST_WITHOUT_SECONDS < LONGEST_SILENCE_SECONDS
