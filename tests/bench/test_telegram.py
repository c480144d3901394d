"""The measurements of the served bot run, and its promise holds while it is killed; how fast it is is not asserted."""

import asyncio

from bench.telegram.__main__ import SHORT, measure
from bench.telegram.crash import Outcome, Plan, crash
from rules.rulebook import Rulebook

INTERVIEWS = 2


def test_every_measurement_is_given_with_its_target(rulebook: Rulebook) -> None:
    lines = list(measure(SHORT, rulebook))
    assert len(lines) == 8
    assert all("target at" in line for line in lines)


def test_a_few_interviews_lose_nothing_while_the_bot_is_killed(rulebook: Rulebook) -> None:
    outcome = asyncio.run(crash(Plan(INTERVIEWS, at_once=INTERVIEWS), rulebook))
    assert outcome.holds, str(outcome)
    assert outcome.kills
    assert outcome.finished == INTERVIEWS


def test_a_lost_answer_or_a_repetition_too_many_breaks_the_promise() -> None:
    whole = Outcome(1, finished=1, exit_code=0)
    assert whole.holds
    assert not Outcome(1, finished=0, exit_code=0).holds
    assert not Outcome(1, finished=0, gave_up={1000: "waited in vain"}, waiting=1, exit_code=0).holds
    assert not Outcome(1, finished=1, lost=["an answer"], exit_code=0).holds
    assert not Outcome(1, finished=1, exit_code=1).holds
    repeated = Outcome(1, finished=1, exit_code=0)
    repeated.repeated.update([7])
    assert not repeated.holds
    repeated.lost_replies = 1
    assert repeated.holds


def test_interviews_that_have_no_time_to_begin_are_not_counted(rulebook: Rulebook) -> None:
    outcome = asyncio.run(crash(Plan(INTERVIEWS, minutes=0), rulebook))
    assert (outcome.begun, outcome.finished, outcome.lost) == (0, 0, [])
