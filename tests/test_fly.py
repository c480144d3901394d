"""The file that deploys the bot on Fly.io: only keys that flyctl knows, and values that fit the code."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ServeSettings, read_settings
from bot.telegram.service import DRAINED_WITHIN_SECONDS
from bot.web import FINISHED_WITHIN_SECONDS, HEALTH, METRICS

ROOT = Path(__file__).parents[1]
KNOWN = json.loads((ROOT / "tests/data/fly_keys.json").read_text("utf-8"))
FLY: dict[str, Any] = tomllib.loads((ROOT / "fly.toml").read_text("utf-8"))
TOKEN = "123456789:AAE-dozens-of-letters-and-digits-here"


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> ServeSettings:
    """Read the settings as they are on Fly.io, where they come from the file, the platform and a secret."""
    for name in ServeSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in {**FLY["env"], "FLY_APP_NAME": "my-advisor", "TELEGRAM_BOT_TOKEN": TOKEN}.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def unknown(given: dict[str, Any], known: dict[str, Any], place: str = "") -> Iterator[str]:
    """Name the keys of a table that flyctl does not know, at any depth."""
    for key, value in given.items():
        kind = known["keys"].get(key)
        if kind is None:
            yield f"{place}{key}"
        tables = value if isinstance(value, list) else [value]
        for table in tables:
            if isinstance(kind, dict) and isinstance(table, dict):
                yield from unknown(table, kind, f"{place}{key}.")


def test_flyctl_knows_every_key() -> None:
    assert list(unknown(FLY, KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kill_timeot = 30", "kill_timeot"),
        ("[http_service]\nauto_stop_machine = 'off'", "http_service.auto_stop_machine"),
        ("[[http_service.checks]]\ngrace = '5s'", "http_service.checks.grace"),
    ],
)
def test_a_mistyped_key_would_be_found(text: str, found: str) -> None:
    assert list(unknown(tomllib.loads(text), KNOWN)) == [found]


def test_every_variable_is_a_setting() -> None:
    assert {name.lower() for name in FLY["env"]} - set(ServeSettings.model_fields) == set()


def test_updates_come_by_a_webhook_at_the_address_of_the_app(settings: ServeSettings) -> None:
    assert settings.webhook_url == "https://my-advisor.fly.dev"


def test_everything_asks_the_one_port(settings: ServeSettings) -> None:
    assert FLY["http_service"]["internal_port"] == settings.port
    assert [(each["port"], each["path"]) for each in FLY["metrics"]] == [(settings.port, METRICS)]


def test_health_is_asked_for_where_it_is_told() -> None:
    assert [check["path"] for check in FLY["http_service"]["checks"]] == [HEALTH]


def test_the_database_lies_on_the_volume(settings: ServeSettings) -> None:
    (mount,) = FLY["mounts"]
    assert settings.database.is_relative_to(mount["destination"])


def test_there_is_time_to_finish_what_is_under_way() -> None:
    assert FLY["kill_signal"] == "SIGTERM"
    assert FLY["kill_timeout"] > 2 * (DRAINED_WITHIN_SECONDS + FINISHED_WITHIN_SECONDS)


def test_one_small_machine_stays_awake_and_is_started_anew_whatever_ends_it() -> None:
    service, (machine,), (restart,) = FLY["http_service"], FLY["vm"], FLY["restart"]
    assert (service["auto_stop_machines"], service["min_machines_running"]) == ("off", 1)
    assert (machine["size"], machine["memory"]) == ("shared-cpu-1x", "256mb")
    assert restart["policy"] == "always"


def test_no_name_and_no_secret_of_somebodys_is_in_it() -> None:
    assert "app" not in FLY
    assert not any(re.search("token|key|secret", name, re.IGNORECASE) for name in FLY["env"])


def test_the_readme_makes_the_volume_that_is_mounted() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    (mount,) = FLY["mounts"]
    assert f"fly volumes create {mount['source']} " in page


def test_every_command_of_the_readme_that_makes_machines_makes_one() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    making = re.findall(r"fly (?:launch|deploy)[^\n`#]*", page)
    assert len(making) >= 2
    assert all("--ha=false" in command for command in making)
