"""The settings of the served bot, from the environment: each with what it is for; all but the token have a default."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo

from bot.backups.settings import BackupSettings
from bot.environment import FromEnvironment, SettingsError, Url, checked_url, described_in, read_from_environment
from bot.logs import BOT_TOKEN
from bot.narrator.settings import ModelSettings
from bot.telegram.doors import Doors
from rules.prices import HOME

__all__ = ["ServeSettings", "SettingsError", "described", "read_settings"]

_CHAT_IDS = re.compile(r"\s*-?[0-9]+\s*(,\s*-?[0-9]+\s*)*")
TELEGRAM = "https://api.telegram.org"


def _token(value: SecretStr) -> SecretStr:
    if not BOT_TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("it is no bot token, which looks like 123456789:AAE-dozens-of-letters-and-digits")
    return value


def _filled_in(value: str) -> str:
    try:
        return Template(value).substitute(os.environ)
    except KeyError as error:
        raise ValueError(f"it names ${error.args[0]}, which is not set in the environment") from None
    except ValueError:
        raise ValueError(f'"{value}" has a $ that begins no name') from None


def _called(value: str, given: ValidationInfo) -> str:
    # A server of one's own for the Bot API may call without https, as in tests.
    if given.data.get("telegram_api_url") == TELEGRAM and not value.startswith("https://"):
        raise ValueError(f'"{value}" is no address that Telegram calls; it begins with https://')
    return value


WebhookUrl = Annotated[str, AfterValidator(_filled_in), AfterValidator(checked_url), AfterValidator(_called)]


def _chat_ids(value: str) -> str:
    if value and not _CHAT_IDS.fullmatch(value):
        raise ValueError(f'"{value}" is no list of chats, which looks like 123456789,-1001234567890')
    return value


ChatIds = Annotated[str, AfterValidator(_chat_ids)]


class ServeSettings(ModelSettings, BackupSettings):
    """What `serve` is told by its environment."""

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        description="The bot's token, as @BotFather gives it."
    )
    telegram_api_url: Url = Field(TELEGRAM, description="Where the Bot API is.")
    webhook_url: WebhookUrl | None = Field(
        None,
        description="Take updates by a webhook at this public address; else by polling. $NAME in it stands for "
        "a variable of the environment.",
    )
    host: str = Field("0.0.0.0", description="The address for the webhook and for checks of health.")  # noqa: S104 - as in a container
    port: int = Field(8080, ge=0, le=65535, description="Its port; 0 takes any that is free.")
    rulebook: str = Field("", description="Rulebook folders laid over the project's own, with : between them.")
    advisor_region: str = Field(HOME, description="The AWS region whose prices count.")
    horizon_months: int = Field(18, ge=1, le=120, description="Months a migration may take to pay back.")
    retention_days: int = Field(
        400, ge=1, le=36_500, description="Days after which an assessment that nobody touched is deleted."
    )
    allowed_chat_ids: ChatIds = Field(
        "", description="The chats that the bot talks to, by number, with commas between; none for all."
    )
    admin_chat_ids: ChatIds = Field(
        "", description="The chats that may ask for figures of the process with /status, by number."
    )
    updates_per_minute: int = Field(
        120, ge=0, description="Updates from one person in a minute, above which the rest is dropped; 0 for any number."
    )
    pacing: bool = Field(True, description="Keep to Telegram's limits of messages a second; off only for tests.")
    chores_every_seconds: float = Field(
        3600,
        gt=0,
        allow_inf_nan=False,
        description="Seconds between the runs of the hourly jobs; fewer only for tests.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="What is logged.")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may hold."""
        keys = (self.telegram_bot_token, self.openai_api_key, self.backup_s3_secret_key)
        return tuple(key.get_secret_value() for key in keys if key is not None)

    @property
    def doors(self) -> Doors:
        """Who may come in, and how often."""
        return Doors(_split(self.allowed_chat_ids), _split(self.admin_chat_ids), self.updates_per_minute)

    @property
    def rulebooks(self) -> tuple[Path, ...]:
        """The further rulebook folders."""
        return tuple(Path(folder) for folder in self.rulebook.split(":") if folder)


def _split(chats: str) -> frozenset[str]:
    return frozenset(chat.strip() for chat in chats.split(",") if chat.strip())


def read_settings() -> ServeSettings:
    """Read the settings from the environment.

    Raises:
        SettingsError: some are missing or malformed; all such are listed.
    """
    return read_from_environment(ServeSettings)


def described() -> Iterator[tuple[str, str]]:
    """Give the name of each setting, and what it is for with its default; those that other rooms share come last."""
    rooms: tuple[type[FromEnvironment], ...] = (BackupSettings, ModelSettings)
    shared = {name.upper(): at for at, room in enumerate(rooms, 1) for name in room.model_fields}
    yield from sorted(described_in(ServeSettings), key=lambda setting: shared.get(setting[0], 0))
