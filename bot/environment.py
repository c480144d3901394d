"""How settings are read from the environment: each with what it is for, every mistake with its cure, all at once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import whitespace
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

_URL = re.compile(r"https?://[^\s/]+\S*")
_AROUND = whitespace + "\"'"


class SettingsError(Exception):
    """Settings that are missing or malformed: a sentence each, with the cure."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class FromEnvironment(BaseSettings):
    """Settings whose names in the environment are those of the fields, in capitals; an empty one counts as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _without_quotes(cls, value: object) -> object:
        # What reads a file of settings is no shell, and leaves in a value what stands around it: the database would lie
        # in a folder that is called ".
        if isinstance(value, str) and value != value.strip(_AROUND):
            raise ValueError("it begins or ends with a space or a quotation mark. Set it without")
        return value


Settings = TypeVar("Settings", bound=FromEnvironment)


def data_folder() -> Path:
    """Find the folder in which this user's programs keep what they keep.

    Raises:
        SettingsError: the user has no home.
    """
    try:
        return user_data_path("architecture-advisor")
    except RuntimeError:
        missing = "HOME is not set, and this user has no home in the system"
        cure = "Set HOME, or name the file: DATABASE for the bot, --file for the interview."
        raise SettingsError([f"{missing}. {cure}"]) from None


def read_from_environment(kind: type[Settings]) -> Settings:
    """Read settings.

    Raises:
        SettingsError: some are missing or malformed; all such are listed.
    """
    try:
        return kind()
    except ValidationError as error:
        raise SettingsError([_problem(kind, each) for each in error.errors()]) from None


def described_in(kind: type[FromEnvironment]) -> Iterator[tuple[str, str]]:
    """Give the name of each setting, and what it is for with its default."""
    for name, field in kind.model_fields.items():
        yield name.upper(), f"{field.description} {_default(field)}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "Needed."
    if field.default_factory is not None:
        return "Default: in the user's data folder."
    return f"Default: {str(field.default).lower() if isinstance(field.default, bool) else field.default or 'none'}."


def _problem(kind: type[FromEnvironment], error: Mapping[str, Any]) -> str:
    name = str(error["loc"][0])
    description = kind.model_fields[name].description
    if error["type"] == "missing":
        return f"{name.upper()} is not set. {description} Set it in the environment."
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"{name.upper()}: {reason}. {description}"


def checked_url(value: str) -> str:
    """Give an address without a slash at its end.

    Raises:
        ValueError: it is none.
    """
    if not (_URL.fullmatch(value) and _leads_somewhere(value)):
        raise ValueError(f'"{value}" is no address; it begins with https://')
    return value.rstrip("/")


def _leads_somewhere(url: str) -> bool:
    try:
        address = urlsplit(url)
        return bool(address.hostname) and address.port != 0
    except ValueError:
        return False


Url = Annotated[str, AfterValidator(checked_url)]
