"""The command that brings a database back; what it needs is imported when it runs."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.options import refuse

if TYPE_CHECKING:
    from bot.backups.restoring import Found, Place, Restored
    from bot.backups.settings import BackupSettings

FAILED, WRONG_SETTINGS = 1, 2
LATEST = "latest"
ALONE = "To use only the copies beside the database, run it without BACKUP_S3_BUCKET and BUCKET_NAME."


@click.command("restore")
@click.option(
    "--from",
    "source",
    default=LATEST,
    show_default=True,
    metavar="FILE|s3://…|latest",
    help="The copy: a file, one in the bucket, or the newest that is sound in either place.",
)
@click.option("--list", "only_list", is_flag=True, help="List the copies, the newest first, and restore none.")
@click.option("--to", "to", type=click.Path(path_type=Path), default=None, help="The database; DATABASE by default.")
@click.option("--force", is_flag=True, help="Replace a database that was written after the copy was made.")
def restore_command(source: str, only_list: bool, to: Path | None, force: bool) -> None:
    """Bring the bot's database back from a backup; the bot must not run.

    Where copies are is read from the same settings as for serve: DATABASE and BACKUP_S3_*; no token is needed.
    """
    from bot.backups.errors import BackupError, BucketError
    from bot.backups.settings import BackupSettings
    from bot.environment import SettingsError, read_from_environment
    from bot.store import StoreError

    try:
        settings = read_from_environment(BackupSettings)
        if only_list:
            asyncio.run(_list(settings))
        else:
            asyncio.run(_restore(settings, source, to or settings.database, force))
    except SettingsError as error:
        refuse(*error.problems, status=WRONG_SETTINGS)
    except BucketError as error:
        refuse(f"{error} {ALONE}", status=FAILED)
    except (BackupError, StoreError, OSError) as error:
        refuse(str(error), status=FAILED)


async def _list(settings: "BackupSettings") -> None:
    from bot.backups.restoring import copies_in

    copies = await copies_in(_places(settings))
    for copy in copies:
        click.echo(f"{copy.made_at:%Y-%m-%d %H:%M:%S} UTC  {copy.size / 1e6:8.2f} MB  {copy.called}")
    if not copies:
        click.echo(_none_in(settings))


async def _restore(settings: "BackupSettings", source: str, to: Path, force: bool) -> None:
    from bot.backups.restoring import restore

    places = _places(settings)
    restored = await restore(await _wanted(source, settings, places), places, to, force)
    for damaged in restored.damaged:
        click.echo(damaged, err=True)
    click.echo(_said(restored, to))


async def _wanted(source: str, settings: "BackupSettings", places: "list[Place]") -> "list[Found]":
    """Find the copies that are meant."""
    from bot.backups.errors import BackupError
    from bot.backups.folder import Folder
    from bot.backups.restoring import copies_in, copy_in

    if source == LATEST:
        copies = await copies_in(places)
        if not copies:
            raise BackupError(_none_in(settings))
        return copies
    folder, _, name = source.rpartition("/")
    if source.startswith("s3://"):
        return [await copy_in(_bucket_named(source.split("/")[2], settings), name)]
    return [await copy_in(Folder(Path(folder or ".")), name)]


def _bucket_named(name: str, settings: "BackupSettings") -> "Place":
    from bot.backups.errors import BackupError
    from bot.backups.keeping import bucket_of

    bucket = bucket_of(settings)
    if bucket is None or name != settings.backup_s3_bucket:
        raise BackupError(f"s3://{name}: that bucket is not set. Set BACKUP_S3_BUCKET={name} with its keys.")
    return bucket


def _none_in(settings: "BackupSettings") -> str:
    """Say where no copy is; a database that is not the bot's is the first to look for."""
    bucket = f", nor in the bucket {settings.backup_s3_bucket}" if settings.backup_s3_bucket else ""
    return f"There are no copies in {settings.backup_folder}{bucket}. Set DATABASE to the file that the bot serves."


def _places(settings: "BackupSettings") -> "list[Place]":
    from bot.backups.folder import Folder
    from bot.backups.keeping import bucket_of

    bucket = bucket_of(settings)
    return [Folder(settings.backup_folder), *([bucket] if bucket else [])]


def _said(restored: "Restored", to: Path) -> str:
    from bot.words.figures import day

    made, count = restored.copy.made_at, restored.checked.assessments
    held = f"{count} assessment{'s' * (count != 1)}"
    words = f"Restored {to} from {restored.copy.called}: made on {day(made.date().isoformat())} at {made:%H:%M} UTC, "
    forgotten = f" What was forgotten since stays forgotten ({restored.forgotten})." if restored.forgotten else ""
    return f"{words}with {held}.{forgotten}"
