"""Where backups are kept, from the environment."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator

from bot.environment import FromEnvironment, Url, data_folder

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
ALSO = {
    "backup_s3_bucket": "BUCKET_NAME",
    "backup_s3_endpoint": "AWS_ENDPOINT_URL_S3",
    "backup_s3_region": "AWS_REGION",
    "backup_s3_access_key": "AWS_ACCESS_KEY_ID",
    "backup_s3_secret_key": "AWS_SECRET_ACCESS_KEY",
}
"""The names by which Fly.io sets the same things when it makes a bucket."""


def usual_database() -> Path:
    """Give the file that keeps everything where none is set.

    Raises:
        SettingsError: the user has no home.
    """
    return data_folder() / "bot.sqlite3"


class BackupSettings(FromEnvironment):
    """What is known of the database and its copies; without a bucket these stay beside it."""

    database: Path = Field(
        default_factory=usual_database,
        description="The file that keeps everything.",
    )
    backup_days: int = Field(
        30,
        ge=0,
        le=36_500,
        description="Days for which hourly backups are kept, beside the file and in a bucket; 0 for none.",
    )
    backup_s3_bucket: str | None = Field(
        None, description="The bucket for backups, in any store that speaks S3. Also BUCKET_NAME, as Fly.io sets it."
    )
    backup_s3_endpoint: Url | None = Field(
        None, description="Where that store is, if not at AWS. Also AWS_ENDPOINT_URL_S3."
    )
    backup_s3_region: str = Field("us-east-1", description="The bucket's region. Also AWS_REGION.")
    backup_s3_access_key: str | None = Field(
        None, description="The id of the key to the bucket. Also AWS_ACCESS_KEY_ID.", validate_default=True
    )
    backup_s3_secret_key: SecretStr | None = Field(
        None, description="The key itself. Also AWS_SECRET_ACCESS_KEY.", validate_default=True
    )

    @model_validator(mode="before")
    @classmethod
    def _by_other_names(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        others = {name: os.environ[other] for name, other in ALSO.items() if os.environ.get(other)}
        return {**others, **given}

    @field_validator("backup_s3_bucket")
    @classmethod
    def _named(cls, bucket: str | None) -> str | None:
        if bucket is not None and not _BUCKET.fullmatch(bucket):
            raise ValueError(f'"{bucket}" is no bucket\'s name, which has small letters, digits, dots and hyphens')
        return bucket

    @field_validator("backup_s3_access_key", "backup_s3_secret_key")
    @classmethod
    def _needed_with_bucket(cls, key: object, info: ValidationInfo) -> object:
        if key is None and info.data.get("backup_s3_bucket"):
            raise ValueError("it is not set, but BACKUP_S3_BUCKET is; set both or neither")
        return key

    @property
    def backup_folder(self) -> Path:
        """The folder of the backups beside the database."""
        return self.database.parent / "backups"
