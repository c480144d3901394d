"""What the files of a backup are called: a name alone says what its file is, and of which moment."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_MOMENT = "%Y%m%dT%H%M%SZ"
_COPY = re.compile(r"advisor-(\d{8}T\d{6}Z)\.sqlite3\.gz")
_TOMBSTONE = re.compile(r"forgotten-(\d{8}T\d{6}Z)-[0-9a-f]+-[0-9a-f]+")


def copy_of(moment: datetime) -> str:
    """Name a copy that is made at a moment."""
    return f"advisor-{_written(moment)}.sqlite3.gz"


def tombstone_of(moment: datetime, salt: str, digest: str) -> str:
    """Name a tombstone: that something was forgotten at a moment, and of whom, which its digest does not tell."""
    return f"forgotten-{_written(moment)}-{salt}-{digest}"


def is_copy(name: str) -> bool:
    """Tell whether a file is a copy."""
    return _moment_in(_COPY, name) is not None


def is_tombstone(name: str) -> bool:
    """Tell whether a file is a tombstone."""
    return _moment_in(_TOMBSTONE, name) is not None


def moment_of(name: str) -> datetime | None:
    """Give the moment of a copy or tombstone; None for any other file."""
    return _moment_in(_COPY, name) or _moment_in(_TOMBSTONE, name)


def older_than(before: datetime, names: Iterable[str]) -> list[str]:
    """List the copies and tombstones that are of before a moment."""
    dated = ((name, moment_of(name)) for name in names)
    return sorted(name for name, moment in dated if moment is not None and moment < before)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)


def _moment_in(pattern: re.Pattern[str], name: str) -> datetime | None:
    found = pattern.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
