"""The settings of the served bot, from the environment: each with what it is for; all but the token have a default."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from rules.prices import HOME

_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
_URL = re.compile(r"https?://[^\s/]+\S*")


class SettingsError(Exception):
    """Settings that are missing or malformed: a sentence each, with the cure."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("it is no bot token, which looks like 123456789:AAE-dozens-of-letters-and-digits")
    return value


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError(f'"{value}" is no address; it begins with https://')
    return value.rstrip("/")


Url = Annotated[str, AfterValidator(_url)]


class ServeSettings(BaseSettings):
    """What `serve` is told by its environment."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        description="The bot's token, as @BotFather gives it."
    )
    telegram_api_url: Url = Field("https://api.telegram.org", description="Where the Bot API is.")
    webhook_url: Url | None = Field(
        None, description="Take updates by a webhook at this public address; else by polling."
    )
    host: str = Field("0.0.0.0", description="The address on which the webhook listens.")
    port: int = Field(8080, ge=0, le=65535, description="The port on which the webhook listens.")
    database: Path = Field(
        default_factory=lambda: user_data_path("architecture-advisor") / "bot.sqlite3",
        description="The file that keeps everything.",
    )
    rulebook: str = Field("", description="Rulebook folders laid over the project's own, with : between them.")
    advisor_region: str = Field(HOME, description="The AWS region whose prices count.")
    horizon_months: int = Field(18, ge=1, le=120, description="Months a migration may take to pay back.")
    retention_days: int = Field(400, ge=1, description="Days after which an assessment that nobody touched is deleted.")
    backup_days: int = Field(
        30, ge=0, description="Days for which hourly backups are kept beside the file; 0 for none."
    )
    pacing: bool = Field(True, description="Keep to Telegram's limits of messages a second; off only for tests.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="What is logged.")

    @property
    def rulebooks(self) -> tuple[Path, ...]:
        """The further rulebook folders."""
        return tuple(Path(folder) for folder in self.rulebook.split(":") if folder)


def read_settings() -> ServeSettings:
    """Read the settings from the environment.

    Raises:
        SettingsError: some are missing or malformed; all such are listed.
    """
    try:
        return ServeSettings()
    except ValidationError as error:
        raise SettingsError([_problem(each) for each in error.errors()]) from None


def described() -> Iterator[tuple[str, str]]:
    """Give the name of each setting, and what it is for with its default."""
    for name, field in ServeSettings.model_fields.items():
        yield name.upper(), f"{field.description} {_default(field)}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "Needed."
    if field.default_factory is not None:
        return "Default: in the user's data folder."
    return f"Default: {str(field.default).lower() if isinstance(field.default, bool) else field.default or 'none'}."


def _problem(error: Mapping[str, Any]) -> str:
    name = str(error["loc"][0])
    description = ServeSettings.model_fields[name].description
    if error["type"] == "missing":
        return f"{name.upper()} is not set. {description} Set it in the environment."
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"{name.upper()}: {reason}. {description}"
