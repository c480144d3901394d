"""A volume with a database, and a bucket on loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.backups.settings import ALSO, BackupSettings
from tests.backups.s3.server import BUCKET, KEY, REGION, SECRET, Store


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in (*(name.upper() for name in BackupSettings.model_fields), *ALSO.values()):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def s3() -> AsyncIterator[Store]:
    """Start a store that speaks S3."""
    async with Store() as s3:
        yield s3


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """Make a folder that can be lost."""
    folder = tmp_path / "volume"
    folder.mkdir()
    return folder


@pytest.fixture
def with_bucket(s3: Store, volume: Path) -> BackupSettings:
    """Set a database on the volume, and the bucket."""
    return BackupSettings(
        database=volume / "bot.sqlite3",
        backup_s3_bucket=BUCKET,
        backup_s3_endpoint=s3.url,
        backup_s3_region=REGION,
        backup_s3_access_key=KEY,
        backup_s3_secret_key=SECRET,
    )
