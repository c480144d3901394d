"""Whatever goes wrong at the model's server ends in time, and as no answer with its reason."""

import asyncio
import gzip
import json
import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from bot.narrator.completing import Message, NoAnswer, Tool, Usage
from bot.narrator.provider import Provider
from tests.narrator.openai_api.answers import Answer, Says, refuses, says
from tests.narrator.openai_api.faults import CUT_OFF, Drip, Hang, Huge, Raw, Reset, Status, html, takes_no, too_many
from tests.narrator.openai_api.server import OpenAiApi
from tests.narrator.provider.asking import GOOD, QUESTION, SHOW_RULE, VERDICT, hasty

pytestmark = pytest.mark.anyio


async def failure_of(
    provider: Provider, messages: Sequence[Message] = QUESTION, tools: Sequence[Tool] = ()
) -> NoAnswer:
    """Ask, and give why there is no answer."""
    with pytest.raises(NoAnswer) as failed:
        await provider(messages, VERDICT, tools)
    return failed.value


def completion(**changes: Any) -> Raw:
    """Answer with something like a chat completion."""
    return Raw(json.dumps({"choices": [{"message": {"content": json.dumps(GOOD)}}], **changes}))


UNUSABLE: Mapping[str, tuple[Answer, str]] = {
    "a refusal": (refuses(), "refused"),
    "a filtered answer": (Says("{", finish_reason="content_filter"), "refused"),
    "an empty answer": (Says(""), "empty"),
    "a blank answer": (Says(" \n"), "empty"),
    "no content": (Says(None), "empty"),
    "an answer at its limit": (Says(CUT_OFF, finish_reason="length"), "truncated"),
    "an answer at its limit that happens to parse": (Says('{"verdict": "x"}', finish_reason="length"), "truncated"),
    "a cut-off answer that says it is whole": (Says(CUT_OFF), "malformed"),
    "an answer in prose": (Says("Take the monolith."), "malformed"),
    "an answer in a fence": (Says('```json\n{"verdict": "monolith"}\n```'), "malformed"),
    "a list": (Says("[1]"), "malformed"),
    "a number that is none": (Says('{"verdict": NaN}'), "malformed"),
    "half a surrogate pair": (Says('{"verdict": "\\ud800"}'), "malformed"),
    "a number of five thousand digits": (Says('{"verdict": ' + "9" * 5000 + "}"), "malformed"),
    "brackets without end": (Says('{"verdict": ' + "[" * 100_000), "malformed"),
    "arguments that are no JSON": (Says(None, (("show_rule", '{"id": '),), "tool_calls"), "malformed"),
    "arguments that are no object": (Says(None, (("show_rule", '"id"'),), "tool_calls"), "malformed"),
    "a tool that is not there": (Says(None, (("delete_all", "{}"),), "tool_calls"), "malformed"),
}
NO_COMPLETION: Mapping[str, Answer] = {
    "a page": html(),
    "a page that says it is JSON": Raw("<html>"),
    "nothing at all": Raw(""),
    "half a completion": Raw('{"id": "chatcmpl-1", "choices": [{"mess'),
    "null": Raw("null"),
    "a list": Raw("[]"),
    "no choices": completion(choices=None),
    "an empty list of choices": completion(choices=[]),
    "no message": completion(choices=[{"message": None}]),
    "content that is no text": completion(choices=[{"message": {"content": {"verdict": "monolith"}}}]),
    "tool calls of another shape": completion(choices=[{"message": {"tool_calls": {"name": "x"}}}]),
    "bytes of nothing": Raw(bytes(range(256))),
    "brackets without end": Raw("[" * 100_000),
}


@pytest.mark.parametrize("name", UNUSABLE)
async def test_an_answer_that_cannot_be_used_is_paid_for_and_not_asked_for_again(
    api: OpenAiApi, provider: Provider, name: str
) -> None:
    answer, why = UNUSABLE[name]
    api.answers(answer)
    failure = await failure_of(provider, tools=[SHOW_RULE])
    assert (failure.why, failure.usage, len(api.requests)) == (why, Usage(100, 20), 1)


@pytest.mark.parametrize("name", NO_COMPLETION)
async def test_what_is_no_completion_is_malformed(api: OpenAiApi, provider: Provider, name: str) -> None:
    api.answers(NO_COMPLETION[name])
    failure = await failure_of(provider)
    assert (failure.why, len(api.requests)) == ("malformed", 1)
    assert failure.usage.tokens_in > 0


@pytest.mark.parametrize("fault", [Hang(), Drip()])
async def test_a_hang_or_a_drip_ends_at_the_deadline(api: OpenAiApi, provider: Provider, fault: Answer) -> None:
    api.answers(says(GOOD), fault)
    await provider(QUESTION, VERDICT)  # what is imported once takes its time, which is not the server's
    impatient = hasty(api.url, api.key)
    began = time.monotonic()
    failure = await failure_of(impatient)
    assert failure.why == "late"
    assert failure.usage.tokens_in > 0
    assert time.monotonic() - began < 5


async def test_waiting_for_a_turn_counts_against_the_deadline_and_costs_nothing(api: OpenAiApi) -> None:
    nobodys_turn = Provider(api.key, api.url, "a-model", 0.05, at_once=0)
    failure = await failure_of(nobodys_turn)
    assert (failure.why, failure.usage, api.requests) == ("late", Usage(), [])


@pytest.mark.parametrize(
    "fault", [Reset(), Status(500), Status(502), Status(408), Status(409), too_many(), too_many(0)]
)
async def test_what_may_pass_is_tried_once_more(api: OpenAiApi, provider: Provider, fault: Answer) -> None:
    api.answers(fault, says(GOOD))
    assert (await provider(QUESTION, VERDICT)).data == GOOD
    assert len(api.requests) == 2


@pytest.mark.parametrize(
    ("fault", "why"),
    [(Reset(), "away"), (Status(500), "away"), (Status(503), "away"), (Status(409), "busy"), (too_many(), "busy")],
)
async def test_what_does_not_pass_is_tried_no_more_than_twice(
    api: OpenAiApi, provider: Provider, fault: Answer, why: str
) -> None:
    api.always(fault)
    assert (await failure_of(provider)).why == why
    assert len(api.requests) == 2


@pytest.mark.parametrize("after", [3600, "Wed, 21 Oct 2037 07:28:00 GMT", "-1", "nan", "inf", "9" * 400])
async def test_a_pause_that_does_not_fit_is_not_waited_for(api: OpenAiApi, provider: Provider, after: str) -> None:
    api.answers(too_many(after))
    async with asyncio.timeout(10):
        failure = await failure_of(provider)
    assert (failure.why, len(api.requests)) == ("busy", 1)


async def test_a_pause_that_fits_is_kept(api: OpenAiApi, provider: Provider) -> None:
    api.answers(too_many(0.1), says(GOOD))
    began = time.monotonic()
    assert (await provider(QUESTION, VERDICT)).data == GOOD
    assert time.monotonic() - began >= 0.1


async def test_a_server_that_is_not_there_is_away(unused_port: int) -> None:
    provider = hasty(f"http://127.0.0.1:{unused_port}/v1", "key", 10)
    failure = await failure_of(provider)
    assert (failure.why, failure.usage) == ("away", Usage())


@pytest.mark.parametrize(
    ("status", "look_at"),
    [
        (Status(401, "invalid_api_key"), "OPENAI_API_KEY"),
        (Status(403), "OPENAI_API_KEY"),
        (Status(404, "model_not_found"), "OPENAI_MODEL"),
        (Status(400), "structured outputs"),
        (Status(422), "structured outputs"),
        (Status(429, "insufficient_quota"), "OPENAI_API_KEY"),
        (Status(307, headers={"Location": "http://127.0.0.1:1/elsewhere"}), "OPENAI_BASE_URL"),
    ],
)
async def test_a_setting_that_is_wrong_is_named_in_the_log_without_a_secret_or_a_text(
    api: OpenAiApi, provider: Provider, caplog: pytest.LogCaptureFixture, status: Status, look_at: str
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "openai")  # as OPENAI_LOG=debug has it
    leaky = Status(status.code, status.error, f"Incorrect: {api.key}, {QUESTION[1].content}", headers=status.headers)
    api.answers(leaky)
    failure = await failure_of(provider)
    assert (failure.why, len(api.requests)) == ("forbidden", 1)
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert look_at in line
    everything = caplog.text + str(failure)
    assert api.key not in everything
    assert QUESTION[1].content not in everything


@pytest.mark.parametrize("code", ["invalid_prompt", "content_filter", "context_length_exceeded"])
async def test_a_text_that_the_server_does_not_take_is_no_fault_of_the_settings(
    api: OpenAiApi, provider: Provider, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    api.answers(Status(400, code))
    assert (await failure_of(provider)).why == "refused"
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_text_that_names_a_parameter_turns_nothing_off(api: OpenAiApi, provider: Provider) -> None:
    text = Message("user", "We set reasoning_effort to high.")
    api.answers(Status(400, message=text.content), says(GOOD))
    assert (await failure_of(provider, [text])).why == "forbidden"
    await provider(QUESTION, VERDICT)
    assert "reasoning_effort" in api.requests[-1].body


async def test_a_server_that_refuses_one_parameter_after_another_is_given_up(
    api: OpenAiApi, provider: Provider
) -> None:
    api.always(lambda asked: takes_no("max_completion_tokens" if "max_tokens" not in asked.body else "max_tokens"))
    assert (await failure_of(provider)).why == "forbidden"
    assert len(api.requests) == 2


async def test_no_more_of_an_answer_is_read_than_a_small_machine_can_bear(api: OpenAiApi, provider: Provider) -> None:
    huge = Huge()
    api.answers(huge)
    assert (await failure_of(provider)).why == "malformed"
    assert huge.sent_bytes < huge.total_bytes / 2


async def test_a_huge_page_of_an_error_is_not_read_either(api: OpenAiApi, provider: Provider) -> None:
    api.answers(Status(400, message="x" * 5_000_000))
    assert (await failure_of(provider)).why == "malformed"


async def test_an_answer_that_unpacks_to_a_thousand_times_its_size_is_not_unpacked(
    api: OpenAiApi, provider: Provider
) -> None:
    api.answers(Raw(gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"}))
    assert (await failure_of(provider)).why == "malformed"


async def test_what_cannot_even_be_sent_is_no_answer(api: OpenAiApi, provider: Provider) -> None:
    api.always(says(GOOD))
    failure = await failure_of(provider, [Message("user", "half a pair: \ud800")])
    assert failure.why == "malformed"
    assert api.requests == []
