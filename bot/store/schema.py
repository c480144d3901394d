"""Whether a file holds these tables, and making them where it is new."""

from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from bot.store.errors import StoreError
from bot.store.tables import SCHEMA, meta, metadata

_KEY = "schema"


def prepare(connection: Connection, path: Path) -> None:
    """Make the tables in a new file, and refuse a file that is not ours or is of a newer version.

    Raises:
        StoreError: the file is refused; nothing in it was changed.
    """
    names = inspect(connection).get_table_names()
    if not names:
        metadata.create_all(connection)
        connection.execute(insert(meta).values(key=_KEY, value=str(SCHEMA)))
        return
    if meta.name not in names:
        raise StoreError(f"{path}: it is the database of another program. Choose another place.")
    _check(connection.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar(), path)


def _check(version: str | None, path: Path) -> None:
    if version is None or not version.isdecimal():
        raise StoreError(f"{path}: it does not say which version it is. Move it away, and a new one is begun.")
    if int(version) > SCHEMA:
        newer = f"it was written by a newer program (version {version}, this one reads up to {SCHEMA})"
        raise StoreError(f"{path}: {newer}. Bring the program up to date, or choose another place.")
