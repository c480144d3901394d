"""A server of chat completions, and the provider that asks it through the real client."""

from collections.abc import AsyncIterator

import pytest

from bot.narrator.provider import Provider
from tests.narrator.openai_api.server import OpenAiApi


@pytest.fixture
async def api() -> AsyncIterator[OpenAiApi]:
    """Start a server; whatever was asked of it was right."""
    async with OpenAiApi() as api:
        yield api
    assert api.violations == []


@pytest.fixture
async def provider(api: OpenAiApi) -> AsyncIterator[Provider]:
    """Make a provider with time enough for a busy machine."""
    provider = Provider(api.key, api.url, "a-model", pause_seconds=0.01)
    yield provider
    await provider.close()
