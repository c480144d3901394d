"""A disk without a database and without copies is a new one: what the lost one held comes back from the bucket."""

import logging

from bot.backups.errors import BackupError
from bot.backups.folder import Folder
from bot.backups.keeping import bucket_of
from bot.backups.names import is_copy
from bot.backups.restoring import Restored, copies_in, restore
from bot.backups.settings import BackupSettings
from bot.store import DamagedError, Store, in_words, open_store

LOG = logging.getLogger(__name__)
CURE = "To begin with an empty database all the same, start once without BACKUP_S3_BUCKET and BUCKET_NAME."

BRING_BACK = "Or stop the bot and bring back its newest backup: python -m bot restore --force."


async def open_or_bring_back(settings: BackupSettings) -> Store:
    """Open the database, with what a lost disk held where this one is new.

    Raises:
        BackupError: what the lost disk held cannot be brought back.
        StoreError: the file cannot be used; where it is damaged and copies lie beside it, it says how to restore one.
    """
    with in_words(settings.database):
        restored = await bring_back_lost(settings)
        copies = any(map(is_copy, await Folder(settings.backup_folder).list()))
        begins_empty = not settings.database.exists()
    if restored is not None:
        told = {"copy": restored.copy.called, "made_at": restored.copy.made_at, "damaged": restored.damaged}
        LOG.warning("the disk is new, and its database was brought back", extra=told)
    if begins_empty and copies:
        LOG.warning("an empty database is begun although backups lie beside it; `restore` brings one back")
    try:
        return await open_store(settings.database)
    except DamagedError as error:
        raise DamagedError(f"{error} {BRING_BACK}" if copies else str(error)) from error


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
