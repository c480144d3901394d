"""The settings of the language model, from the environment, and the model that they describe."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr

from bot.environment import FromEnvironment, Url, read_from_environment
from bot.narrator.breaker import Breaker
from bot.narrator.completing import Complete
from bot.narrator.provider import Provider

_KEY = re.compile(r"[!-~]+")


def _key(value: SecretStr) -> SecretStr:
    if not _KEY.fullmatch(value.get_secret_value()):
        raise ValueError("it is no key, which has neither spaces nor letters beyond ASCII")
    return value


class ModelSettings(FromEnvironment):
    """What is known of the language model; without a key there is none."""

    openai_api_key: Annotated[SecretStr, AfterValidator(_key)] | None = Field(
        None, description="Turns the language model on; a server of your own that needs no key takes any word."
    )
    openai_base_url: Url = Field(
        "https://api.openai.com/v1",
        description="Where chat completions with structured outputs are, such as http://localhost:11434/v1.",
    )
    openai_model: str = Field("gpt-6-luna", description="The model, which must know structured outputs.")
    openai_deadline_seconds: float = Field(
        20.0,
        gt=0,
        le=600,
        description="Seconds for one call of the model, a retry included; twice that for all it is asked.",
    )
    openai_tokens_per_chat: int = Field(
        200_000, ge=0, description="Tokens, in and out, that a chat may take in a day; then the plain words are shown."
    )
    openai_tokens_per_day: int = Field(
        5_000_000, ge=0, description="Tokens, in and out, that all chats together may take in a day."
    )

    def provider(self) -> Provider | None:
        """Make what asks the model; None without a key."""
        if self.openai_api_key is None:
            return None
        key = self.openai_api_key.get_secret_value()
        return Provider(key, self.openai_base_url, self.openai_model, self.openai_deadline_seconds)


def complete_from_environment(monotonic: Callable[[], float]) -> Complete | None:
    """Make what asks the model that the environment describes; None without a key.

    Args:
        monotonic: a clock that never goes back, in seconds.

    Raises:
        SettingsError: some settings are malformed; all such are listed.
    """
    provider = read_from_environment(ModelSettings).provider()
    return None if provider is None else Breaker(provider, monotonic)
