"""The settings of the served bot: each mistake in a sentence with its cure, and all at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.backups.settings import ALSO
from bot.serving import keeping
from bot.settings import ServeSettings, SettingsError, described, read_settings
from bot.telegram.chores import Keeping

TOKEN = "123456789:AAE-dozens-of-letters-and-digits-here"
NAMES = [name.upper() for name in ServeSettings.model_fields]


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in (*NAMES, *ALSO.values()):
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
        ("TELEGRAM_API_URL", "http://127.0.0.1:99999"),
        ("TELEGRAM_API_URL", "http://[::1"),
        ("WEBHOOK_URL", "ftp://x"),
        ("WEBHOOK_URL", "http://bot.example.com"),
        ("WEBHOOK_URL", "https://$NO_SUCH_NAME.fly.dev"),
        ("WEBHOOK_URL", "https://bot.example.com/$"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("HORIZON_MONTHS", "0"),
        ("RETENTION_DAYS", "-1"),
        ("RETENTION_DAYS", "9999999"),
        ("CHORES_EVERY_SECONDS", "inf"),
        ("BACKUP_DAYS", "many"),
        ("BACKUP_DAYS", "99999999999"),
        ("BACKUP_S3_BUCKET", "A bucket"),
        ("BACKUP_S3_ENDPOINT", "fly.storage.tigris.dev"),
        ("ADMIN_CHAT_IDS", "anna"),
        ("ALLOWED_CHAT_IDS", "7;8"),
        ("UPDATES_PER_MINUTE", "-1"),
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


@pytest.mark.parametrize(
    "name", ["DATABASE", "HOST", "OPENAI_API_KEY", "OPENAI_MODEL", "RULEBOOK", "TELEGRAM_BOT_TOKEN"]
)
@pytest.mark.parametrize("written", ['"{}"', "'{}'", " {}", "{} ", "{}\n", "{}\r", '"{}', " "])
def test_what_stands_around_a_value_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch, name: str, written: str) -> None:
    value = TOKEN if name == "TELEGRAM_BOT_TOKEN" else "/data/word"
    (problem,) = problems_with(monkeypatch, **{"TELEGRAM_BOT_TOKEN": TOKEN, name: written.format(value)})
    assert problem.startswith(f"{name}: it begins or ends with a space or a quotation mark. Set it without. ")
    assert value not in problem


def test_all_mistakes_are_told_at_once_and_no_token_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = problems_with(monkeypatch, TELEGRAM_BOT_TOKEN="123:mistyped-secret", PORT="x", LOG_LEVEL="LOUD")
    assert [problem.split(":")[0] for problem in problems] == ["TELEGRAM_BOT_TOKEN", "PORT", "LOG_LEVEL"]
    assert "mistyped-secret" not in "".join(problems)


def test_serve_prints_a_line_for_each_mistake_and_exits_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 2
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["TELEGRAM_BOT_TOKEN", "PORT:"]


@pytest.mark.parametrize("command", ["chat", "serve", "restore", "profile"])
def test_a_user_without_a_home_is_told_to_name_the_file(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def homeless(_name: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setattr("bot.environment.user_data_path", homeless)
    done = CliRunner().invoke(main, [command])
    assert done.exit_code == 2
    assert done.stderr.startswith(
        "HOME is not set, and this user has no home in the system. Set HOME, or name the file"
    )
    assert len(done.stderr.splitlines()) == 1


def test_the_help_of_serve_lists_every_setting_with_its_default() -> None:
    done = CliRunner().invoke(main, ["serve", "--help"])
    assert done.exit_code == 0
    for name in NAMES:
        assert name in done.output
    listed = [name for name, _ in described()]
    assert sorted(listed) == sorted(NAMES)
    assert listed[0] == "TELEGRAM_BOT_TOKEN"
    assert listed[-1].startswith("OPENAI")
    assert "Needed." in done.output


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_URL", "")
    monkeypatch.setenv("RULEBOOK", "")
    settings = read_settings()
    assert settings.webhook_url is None
    assert settings.rulebooks == ()


def test_the_address_of_the_webhook_may_name_variables_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("FLY_APP_NAME", "my-advisor")
    monkeypatch.setenv("WEBHOOK_URL", "https://$FLY_APP_NAME.fly.dev/")
    assert read_settings().webhook_url == "https://my-advisor.fly.dev"


def test_a_variable_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLY_APP_NAME", raising=False)
    (problem,) = problems_with(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN, WEBHOOK_URL="https://$FLY_APP_NAME.fly.dev")
    assert problem.startswith("WEBHOOK_URL: it names $FLY_APP_NAME, which is not set in the environment.")


def test_a_server_that_is_not_telegrams_own_may_call_without_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv("WEBHOOK_URL", "http://127.0.0.1:8080")
    assert read_settings().webhook_url == "http://127.0.0.1:8080"


def test_a_token_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(read_settings())


def test_the_readme_lists_every_setting_as_the_help_does() -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([A-Z0-9_]+)` \| (.+) \|$", page, re.MULTILINE))
    assert rows == dict(described())


def test_a_bucket_without_its_keys_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = problems_with(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN, BUCKET_NAME="advisor-backups")
    assert [problem.split(".")[0] for problem in problems] == [
        "BACKUP_S3_ACCESS_KEY: it is not set, but BACKUP_S3_BUCKET is; set both or neither",
        "BACKUP_S3_SECRET_KEY: it is not set, but BACKUP_S3_BUCKET is; set both or neither",
    ]


def test_keys_without_a_bucket_are_those_of_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of something else")
    assert read_settings().backup_s3_bucket is None


def test_the_names_of_this_program_go_before_those_of_fly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    for name in (*ALSO.values(), "BACKUP_S3_BUCKET", "BACKUP_S3_ENDPOINT"):
        is_address = name.endswith(("_URL_S3", "_ENDPOINT"))
        monkeypatch.setenv(name, "https://" * is_address + name.lower().replace("_", "-"))
    settings = read_settings()
    assert settings.backup_s3_bucket == "backup-s3-bucket"
    assert settings.backup_s3_endpoint == "https://backup-s3-endpoint"
    assert settings.backup_s3_region == "aws-region"


def test_every_key_is_among_what_no_log_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"TELEGRAM_BOT_TOKEN": TOKEN, "OPENAI_API_KEY": "sk-key", "BACKUP_S3_SECRET_KEY": "tsec-key"}
    for name, value in keys.items():
        monkeypatch.setenv(name, value)
    assert {*read_settings().secrets} == {*keys.values()}


def test_chats_are_listed_by_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ALLOWED_CHAT_IDS", "7, -1001234567890")
    monkeypatch.setenv("ADMIN_CHAT_IDS", "8")
    doors = read_settings().doors
    assert [doors.are_open_to(chat) for chat in ("7", "-1001234567890", "8", "9")] == [True, True, True, False]
    assert [doors.is_admin(chat) for chat in ("7", "8")] == [False, True]


def test_what_is_kept_and_how_often_that_is_seen_to_follows_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "BACKUP_DAYS": "0", "RETENTION_DAYS": "9", "CHORES_EVERY_SECONDS": "0.5"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert keeping(read_settings()) == Keeping(timedelta(days=9), None, 0.5)
