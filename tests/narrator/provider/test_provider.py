"""What the model is asked and what it answers, through the real client."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.narrator.completing import Message, ToolCall, Usage
from bot.narrator.provider import Provider
from tests.narrator.openai_api.answers import Says, calls, says
from tests.narrator.openai_api.faults import Hang, takes_no
from tests.narrator.openai_api.server import OpenAiApi
from tests.narrator.provider.asking import GOOD, QUESTION, SHOW_RULE, VERDICT

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[3]


async def test_the_answer_comes_as_an_object_with_its_tokens(api: OpenAiApi, provider: Provider) -> None:
    api.answers(says(GOOD, usage=(321, 7)))
    completion = await provider(QUESTION, VERDICT)
    assert (completion.data, completion.calls, completion.usage) == (GOOD, (), Usage(321, 7))


async def test_the_messages_and_the_schema_are_sent_as_they_are(api: OpenAiApi, provider: Provider) -> None:
    api.answers(says(GOOD))
    await provider(QUESTION, VERDICT)
    (asked,) = api.requests
    assert [(each["role"], each["content"]) for each in asked.body["messages"]] == [
        (message.role, message.content) for message in QUESTION
    ]
    assert (asked.schema_name, asked.schema) == ("verdict", VERDICT.json)
    assert "tools" not in asked.body
    assert asked.body["max_completion_tokens"] > 0


async def test_a_tool_is_called_and_its_result_answered(api: OpenAiApi, provider: Provider) -> None:
    api.answers(calls(("show_rule", {"id": "a-rule"})), says(GOOD))
    first = await provider(QUESTION, VERDICT, [SHOW_RULE])
    (call,) = first.calls
    assert first.data is None
    assert (call.tool, call.arguments) == ("show_rule", {"id": "a-rule"})
    told = (Message("assistant", "", calls=first.calls), Message("tool", "It claims much.", answers=call.id))
    assert (await provider((*QUESTION, *told), VERDICT, [SHOW_RULE])).data == GOOD
    assert api.requests[1].called == ["show_rule"]


async def test_several_tools_may_be_called_at_once(api: OpenAiApi, provider: Provider) -> None:
    api.answers(Says(None, (("show_rule", '{"id": "a"}'), ("show_rule", '{"id": "b"}')), "tool_calls"))
    completion = await provider(QUESTION, VERDICT, [SHOW_RULE])
    assert [call.arguments["id"] for call in completion.calls] == ["a", "b"]


async def test_arguments_go_back_in_the_letters_they_came_in(api: OpenAiApi, provider: Provider) -> None:
    api.answers(says(GOOD))
    call = ToolCall("call_1", "show_rule", {"id": "später 遅い"})
    told = (Message("assistant", "", calls=(call,)), Message("tool", "?", answers="call_1"))
    await provider((*QUESTION, *told), VERDICT, [SHOW_RULE])
    (sent,) = api.requests[0].body["messages"][2]["tool_calls"]
    assert sent["function"]["arguments"] == '{"id": "später 遅い"}'


@pytest.mark.parametrize("usage", [None, (0, 0), (-1, 5), (10**18, 5)])
async def test_tokens_are_estimated_where_the_server_does_not_tell(
    api: OpenAiApi, provider: Provider, usage: tuple[int, int] | None
) -> None:
    api.answers(says(GOOD, usage=usage))
    told = (await provider((Message("user", "x" * 4000), *QUESTION), VERDICT)).usage
    assert 1000 <= told.tokens_in <= 1300
    assert 0 < told.tokens_out < 200


async def test_a_parameter_that_the_server_does_not_take_is_left_out_from_then_on(
    api: OpenAiApi, provider: Provider
) -> None:
    api.answers(takes_no("reasoning_effort"), takes_no("max_completion_tokens"), says(GOOD), says(GOOD))
    await provider(QUESTION, VERDICT)
    await provider(QUESTION, VERDICT)
    first, second, *others = (set(asked.body) for asked in api.requests)
    assert first - second == {"reasoning_effort"}
    assert len(others) == 2
    for sent in others:
        assert "max_tokens" in sent
        assert not sent & {"reasoning_effort", "max_completion_tokens"}


async def test_so_many_calls_are_made_at_once_and_further_ones_wait(api: OpenAiApi) -> None:
    provider = Provider(api.key, api.url, "a-model", at_once=2)
    api.always(Hang())
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(provider(QUESTION, VERDICT)) for _ in range(5)]
        await api.came(2)
        await asyncio.sleep(0.05)
        asked = len(api.requests)
        for task in tasks:
            task.cancel()
    assert asked == 2


async def test_a_call_that_is_cancelled_says_so_and_frees_its_place(api: OpenAiApi) -> None:
    provider = Provider(api.key, api.url, "a-model", at_once=1)
    api.answers(Hang(), says(GOOD))
    task = asyncio.create_task(provider(QUESTION, VERDICT))
    await api.came(1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await provider(QUESTION, VERDICT)).data == GOOD


async def test_a_provider_can_be_used_on_one_event_loop_after_another(api: OpenAiApi) -> None:
    provider = Provider(api.key, api.url, "a-model")
    api.always(says(GOOD))
    for _ in range(2):
        completion = await asyncio.to_thread(lambda: asyncio.run(provider(QUESTION, VERDICT)))
        assert completion.data == GOOD


def test_openai_is_not_imported_before_something_is_asked() -> None:
    code = (
        "import sys; from bot.narrator.provider import Provider; "
        "Provider('k', 'http://localhost/v1', 'm'); print({'openai', 'httpx2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
