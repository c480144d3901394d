"""The settings of the served bot: each mistake in a sentence with its cure, and all at once."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.settings import ServeSettings, SettingsError, described, read_settings

TOKEN = "123456789:AAE-dozens-of-letters-and-digits-here"
NAMES = [name.upper() for name in ServeSettings.model_fields]


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def problems_with(monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """Set some settings, and give what is wrong."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    return refused.value.problems


def test_only_the_token_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert settings.webhook_url is None
    assert settings.database.name == "bot.sqlite3"


def test_a_missing_token_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems_with(monkeypatch)
    assert problem.startswith("TELEGRAM_BOT_TOKEN is not set.")
    assert "@BotFather" in problem
    assert "Set it in the environment." in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "secret"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("WEBHOOK_URL", "ftp://x"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("HORIZON_MONTHS", "0"),
        ("RETENTION_DAYS", "-1"),
        ("BACKUP_DAYS", "many"),
        ("PACING", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_malformed_setting_is_told_by_its_name_and_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    problems = problems_with(monkeypatch, **{"TELEGRAM_BOT_TOKEN": TOKEN, name: value})
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}: ")
    assert str(ServeSettings.model_fields[name.lower()].description) in problems[0]


def test_all_mistakes_are_told_at_once_and_no_token_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = problems_with(monkeypatch, TELEGRAM_BOT_TOKEN="123:mistyped-secret", PORT="x", LOG_LEVEL="LOUD")
    assert [problem.split(":")[0] for problem in problems] == ["TELEGRAM_BOT_TOKEN", "PORT", "LOG_LEVEL"]
    assert "mistyped-secret" not in "".join(problems)


def test_serve_prints_a_line_for_each_mistake_and_exits_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 2
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["TELEGRAM_BOT_TOKEN", "PORT:"]


def test_the_help_of_serve_lists_every_setting_with_its_default() -> None:
    done = CliRunner().invoke(main, ["serve", "--help"])
    assert done.exit_code == 0
    for name in NAMES:
        assert name in done.output
    assert [name for name, _ in described()] == NAMES
    assert "Needed." in done.output


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_URL", "")
    monkeypatch.setenv("RULEBOOK", "")
    settings = read_settings()
    assert settings.webhook_url is None
    assert settings.rulebooks == ()


def test_a_token_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(read_settings())


def test_the_readme_lists_every_setting_as_the_help_does() -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", page, re.MULTILINE))
    assert rows == dict(described())
