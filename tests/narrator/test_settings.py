"""The settings of the language model."""

import re

import pytest

from bot.environment import SettingsError, described_in, read_from_environment
from bot.narrator.breaker import Breaker
from bot.narrator.settings import ModelSettings, complete_from_environment

NAMES = [name.upper() for name in ModelSettings.model_fields]


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def clock() -> float:
    """Stand still."""
    return 0.0


def test_without_a_key_there_is_no_model() -> None:
    assert complete_from_environment(clock) is None


@pytest.mark.parametrize("key", ["", "sk-a-key"])
def test_a_key_turns_it_on_and_an_empty_one_does_not(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    assert isinstance(complete_from_environment(clock), Breaker) == bool(key)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_API_KEY", "two words"),
        ("OPENAI_API_KEY", "schlüssel"),
        ("OPENAI_BASE_URL", "localhost:11434/v1"),
        ("OPENAI_DEADLINE_SECONDS", "0"),
        ("OPENAI_DEADLINE_SECONDS", "soon"),
        ("OPENAI_TOKENS_PER_CHAT", "-1"),
        ("OPENAI_TOKENS_PER_DAY", "many"),
    ],
)
def test_a_mistake_is_told_with_its_name_and_what_the_setting_is_for(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        complete_from_environment(clock)
    (problem,) = refused.value.problems
    assert problem.startswith(f"{name}: ")
    assert str(ModelSettings.model_fields[name.lower()].description) in problem


def test_a_key_never_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-secret")
    assert "sk-a-secret" not in repr(read_from_environment(ModelSettings))
    monkeypatch.setenv("OPENAI_API_KEY", "a secret with spaces")
    with pytest.raises(SettingsError) as refused:
        read_from_environment(ModelSettings)
    assert "secret with" not in str(refused.value)


def test_every_setting_is_described_with_its_default() -> None:
    described = dict(described_in(ModelSettings))
    assert list(described) == NAMES
    assert all(re.search(r"\. Default: .+\.$", words) for words in described.values())
