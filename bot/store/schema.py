"""Whether a file holds these tables, and bringing an older one up to them."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.errors import StoreError
from bot.store.tables import SCHEMA, assessments

VERSION_TABLE = "alembic_version"
FIRST = "0001"
"""The version of files from before migrations; they say so in a table of another name."""
FIRST_VERSION_TABLE = "meta"


def prepare(connection: Connection, path: Path) -> None:
    """Make the tables in a new file, bring an older one up to date, and refuse any other.

    Raises:
        StoreError: the file is not ours, or is of a newer version; nothing in it was changed.
    """
    names = inspect(connection).get_table_names()
    version = _version(connection, names, path) if names else None
    if version == SCHEMA:
        return
    if version is not None and version > SCHEMA:
        newer = f"it was written by a newer program (version {version}, this one reads up to {SCHEMA})"
        raise StoreError(f"{path}: {newer}. Bring the program up to date, or choose another place.")
    _migrate(connection, version)


def _version(connection: Connection, names: Collection[str], path: Path) -> str:
    if assessments.name not in names or not {VERSION_TABLE, FIRST_VERSION_TABLE} & {*names}:
        raise StoreError(f"{path}: it is the database of another program. Choose another place.")
    if VERSION_TABLE not in names:
        return FIRST
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
    if version is None or not str(version).isdecimal():
        raise StoreError(f"{path}: it does not say which version it is. Move it away, and a new one is begun.")
    return str(version)


def _migrate(connection: Connection, version: str | None) -> None:
    # Alembic takes a quarter of a second to import, which only a new or an older file should cost.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    if version == FIRST:
        connection.execute(text(f"DROP TABLE IF EXISTS {FIRST_VERSION_TABLE}"))
        command.stamp(config, FIRST)
    command.upgrade(config, SCHEMA)
