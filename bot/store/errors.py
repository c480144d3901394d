"""What can go wrong with the file, in one class and in words that help."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_NOT_WRITABLE = "it may not be written. Give yourself the right to, or choose another place."
_FULL = "the disk is full. Make room, then try again."
_CURES = (
    ("locked", "another program is writing to it. Close that one, then try again."),
    ("readonly", _NOT_WRITABLE),
    ("read-only", _NOT_WRITABLE),
    ("permission denied", _NOT_WRITABLE),
    ("unable to open", "it cannot be opened. Check that its folder may be written, or choose another place."),
    ("full", _FULL),
    ("no space left", _FULL),
    # The log beside it needs room even to be read.
    ("disk i/o", "its disk does not take or give it. See whether that is full, or broken."),
)
_DAMAGED = {
    "not a database": "it is no database, or is damaged. Move it away, and a new one is begun.",
    "malformed": "it is damaged. Move it away, and a new one is begun.",
}


class StoreError(Exception):
    """The file cannot be used, or does not hold what was asked for; the message says what to do."""


class DamagedError(StoreError):
    """What is in the file cannot be read any more."""


class NotKept(LookupError):
    """What was asked for is not there; the message says what to do."""


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn whatever the database or the file system raises into a helpful sentence.

    Raises:
        StoreError: something was raised.
        DamagedError: it says that the file is damaged.
    """
    try:
        yield
    except NotKept as error:
        raise StoreError(f"{path}: {error}") from error
    except PoolTimeout as error:
        raise StoreError(f"{path}: an earlier write is not done yet. Try again.") from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        said = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
        damage = next((cure for word, cure in _DAMAGED.items() if word in said), None)
        if damage is not None:
            raise DamagedError(f"{path}: {damage}") from error
        raise StoreError(f"{path}: {_cure(said)}") from error


def _cure(said: str) -> str:
    cures = (cure for word, cure in _CURES if word in said.casefold())
    return next(cures, f"{said}. Check the file and its folder.")
