"""A disk without a database and without copies is a new one: what the lost one held comes back from the bucket."""

from bot.backups.errors import BackupError
from bot.backups.folder import Folder
from bot.backups.keeping import bucket_of
from bot.backups.restoring import Restored, copies_in, restore
from bot.backups.settings import BackupSettings

CURE = "To begin with an empty database all the same, start once without BACKUP_S3_BUCKET and BUCKET_NAME."


async def bring_back_lost(settings: BackupSettings) -> Restored | None:
    """Restore the newest sound copy in the bucket where the disk is new; None where it is not, or there is no copy.

    Raises:
        BackupError: the bucket cannot be asked, or no copy is sound; an empty database would soon be the newest copy.
        StoreError: the copy cannot be brought up to date.
    """
    bucket = bucket_of(settings)
    if bucket is None or settings.database.exists() or await Folder(settings.backup_folder).list():
        return None
    try:
        copies = await copies_in([bucket])
        return await restore(copies, [bucket], settings.database, force=False) if copies else None
    except BackupError as error:
        raise BackupError(
            f"There is no {settings.database}, and what it held cannot be fetched. {error} {CURE}"
        ) from error
